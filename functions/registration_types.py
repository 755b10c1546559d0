"""What registers and proves contacts, and the answers."""

from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.clock import to_iso
from chalicelib.people.model import PersonState
from chalicelib.people.verification_model import Channel, Verification
from chalicelib.people.view_model import PersonView
from functions.sessions import Session


class Registered(msgspec.Struct, frozen=True, kw_only=True):
    """The new person, signed in. ``session`` is missing only when signing in failed just now."""

    person: PersonView
    session: Session | None


class VerificationRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which contact to prove."""

    channel: Channel


class Started(msgspec.Struct, frozen=True, kw_only=True):
    """A code is on its way; ``expires_at`` in UTC."""

    id: str
    channel: Channel
    expires_at: str


class Confirmation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The six digits that arrived."""

    code: Annotated[str, Meta(max_length=20)]


class Confirmed(msgspec.Struct, frozen=True, kw_only=True):
    """Where the person stands after the proof."""

    state: PersonState
    verified: tuple[str, ...]


def started_of(started: Verification) -> Started:
    """Return what the client may know of a code."""
    return Started(id=started.id, channel=started.channel, expires_at=to_iso(started.expires_at))
