"""What is known of a device that somebody signed in with before, and what a client keeps of it. Pure."""

import re
from datetime import datetime, timedelta

import msgspec

PREFIX = "dev"
"""Of the identifiers of devices."""

KEPT = timedelta(days=180)
"""How long a device is known after it was last used: people look for work once or twice a year."""

MOST = 10
"""Devices of one person: more than anybody has, and few enough to look through."""

SECRET_BYTES = 32

_TOKEN = re.compile(r"(dev_[0-9a-z]{26})\.([A-Za-z0-9_-]{43})")
LONGEST_TOKEN = 74
"""Signs of a token: the device's identifier, a dot, 256 random bits."""


class Device(msgspec.Struct, frozen=True, kw_only=True):
    """One device; ``device`` in coarse words such as ``Android, Chrome``, empty when unknown. Times are UTC."""

    id: str
    device: str
    first_seen: datetime
    last_seen: datetime


class Shown(msgspec.Struct, frozen=True):
    """What a client shows of a device: which it says that it is, and its secret."""

    id: str
    secret: str

    def __repr__(self) -> str:
        """Never show the secret."""
        return f"Shown({self.id})"

    @property
    def token(self) -> str:
        """The text that the client keeps."""
        return f"{self.id}.{self.secret}"


def shown_in(token: str | None) -> Shown | None:
    """Return what ``token`` says, ``None`` for what has not the form of one; whether it is true is another matter."""
    found = _TOKEN.fullmatch(token or "")
    return Shown(found[1], found[2]) if found else None
