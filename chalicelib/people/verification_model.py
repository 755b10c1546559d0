"""A one-time code on its way: which contact it proves, what for, until when."""

from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from security.sealed import Kind

LIFETIME = timedelta(minutes=10)
"""OWASP ASVS 5.0, 6.5.5: no longer than ten minutes. Messages wait five at most before somebody is told of it."""

MOST_TRIES = 5


class Channel(StrEnum):
    """Where codes and messages go."""

    EMAIL = "email"
    PHONE = "phone"

    @property
    def kind(self) -> Kind:
        """The kind of personal data that the channel's address is."""
        return Kind(self.value)


class CodePurpose(StrEnum):
    """What a code is for: to prove a contact, or to sign in with one that is proven."""

    CONTACT = "contact"
    SIGN_IN = "sign_in"


class Verification(msgspec.Struct, frozen=True, kw_only=True):
    """One code. The code itself is stored nowhere; see `chalicelib.people.codes`."""

    id: str
    person_id: str
    channel: Channel
    purpose: CodePurpose
    contact_hash: str
    created_at: datetime
    expires_at: datetime
