"""A session of somebody as the platform keeps it, and the rules of its refresh handles: pure, as data.

See docs/decisions/0300-refresh-handles.md.
"""

from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from security.sealed import Sealed

GRACE = timedelta(seconds=60)
"""How long the handle before stays good: for an answer that a slow line lost, and for two tabs at once."""

MOST = 20
"""Sessions of one person at once: more than anybody has devices, and few enough to look through."""

END_KEPT = timedelta(days=1)
"""How long it is remembered that the person ended it, so that asking again is told the same."""


class OpenSession(msgspec.Struct, frozen=True, kw_only=True):
    """One session.

    ``session`` names it in the provider's tokens, whose user pool is ``pool``. ``sealed`` holds what its handles are
    made of and the provider's refresh token; none once the person has ended it, at ``ended_at``. ``generation`` is the
    number of the present handle, which took the place of the one before at ``replaced_at``. Nobody having used it by
    ``ends_at``, it is over. ``device`` is in coarse words, empty when unknown. Times are UTC.
    """

    id: str
    person_id: str
    session: str
    pool: str
    device: str
    began_at: datetime
    last_used_at: datetime
    ends_at: datetime
    sealed: Sealed | None = None
    generation: int = 0
    replaced_at: datetime | None = None
    ended_at: datetime | None = None

    def is_over(self, now: datetime) -> bool:
        """Tell whether it was ended, or has lived or been left its time. At its very end it is."""
        return self.sealed is None or self.ended_at is not None or now >= self.ends_at


class Standing(StrEnum):
    """What a handle of a session is worth: good, good for a moment more, or used by somebody it was taken from."""

    PRESENT = "present"
    BEFORE = "before"
    REPLAYED = "replayed"


def standing_of(generation: int, opened: OpenSession, now: datetime) -> Standing:
    """Return what the genuine handle of number ``generation`` is worth ``now``.

    One that is ahead of what is stored was handed out before the table was restored from a copy: nobody but us makes
    them, so it is the present one.
    """
    if generation >= opened.generation:
        return Standing.PRESENT
    was_last = generation == opened.generation - 1
    if was_last and opened.replaced_at is not None and now - opened.replaced_at <= GRACE:
        return Standing.BEFORE
    return Standing.REPLAYED


def rotated(opened: OpenSession, generation: int, ends_at: datetime, now: datetime) -> OpenSession:
    """Return the session with the handle after that of number ``generation``, used ``now``."""
    return msgspec.structs.replace(
        opened, generation=generation + 1, replaced_at=now, last_used_at=now, ends_at=ends_at
    )


def ended(opened: OpenSession, now: datetime) -> OpenSession:
    """Return what is remembered of a session that the person ended."""
    return msgspec.structs.replace(opened, sealed=None, ended_at=opened.ended_at or now)
