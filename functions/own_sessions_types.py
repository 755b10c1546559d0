"""What the list of one's sessions takes and answers."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.pagination import DEFAULT_LIMIT, MAXIMUM_LIMIT
from chalicelib.people.open_session_model import OpenSession
from security.principal import Principal


class SessionQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which page of the sessions."""

    limit: Annotated[int, Meta(ge=1, le=MAXIMUM_LIMIT)] = DEFAULT_LIMIT
    cursor: str | None = None


class SessionView(msgspec.Struct, frozen=True, kw_only=True):
    """A session of one's own: on which ``device``, in coarse words and empty when unknown; ``current``: this one.

    ``last_used_at`` is when it was opened or refreshed last. It ends at ``ends_at`` when nobody uses it until then.
    """

    id: str
    device: str
    began_at: datetime
    last_used_at: datetime
    ends_at: datetime
    current: bool


class SessionList(msgspec.Struct, frozen=True, kw_only=True):
    """Sessions that go on, those that began last first, with the cursor of the next page."""

    items: tuple[SessionView, ...]
    next: str | None


def session_view(opened: OpenSession, principal: Principal) -> SessionView:
    """Return what the caller is shown of a session of theirs."""
    return SessionView(
        id=opened.id,
        device=opened.device,
        began_at=opened.began_at,
        last_used_at=opened.last_used_at,
        ends_at=opened.ends_at,
        current=bool(opened.session) and opened.session == principal.session,
    )
