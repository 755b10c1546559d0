"""A second factor as it is stored: within the sealed part of a person, and gone with it."""

from datetime import datetime

import msgspec

from security.sealed import Sealed


class SecondFactor(msgspec.Struct, frozen=True, kw_only=True):
    """An authenticator's ``secret``, which counts once it is ``confirmed_at``; until then it was only handed out.

    ``step`` is the last one whose code was used (`security.totp`). ``recovery`` are the SHA-256 of the recovery codes
    that are left, in hexadecimal; each stands for 120 random bits, so that nothing slower is needed to keep them.
    """

    secret: Sealed
    confirmed_at: datetime | None = None
    step: int = 0
    recovery: tuple[str, ...] = ()
