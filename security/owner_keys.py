"""A key for each owner of personal data: what is sealed for them opens with it alone, and never again once it is gone.

The keys lie wrapped, one item each, apart from what they open and from its backups: whoever is erased cannot be read in
any copy of any table. See docs/decisions/0255-a-key-for-each-person.md.
"""

import os
from datetime import datetime, timedelta
from typing import Protocol

import msgspec

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import Unavailable
from security.envelope import Box, Envelope, UnsealError
from security.remembering import Remembered

_KEY_BYTES = 32
_ATTEMPTS = 3
_MOST, _LONGEST = 1000, timedelta(minutes=10)
"""How many owners' keys a process remembers, and for how long: of somebody erased too."""


class KeyGoneError(UnsealError):
    """The owner's key was destroyed: what was sealed for them stays closed for ever."""


class WrappedKey(msgspec.Struct, frozen=True, kw_only=True):
    """One owner's key as it is stored, when it was wrapped as it is, and ``until`` when it is kept, if not for ever."""

    box: Box
    wrapped_at: datetime
    until: datetime | None = None


class Shelf(Protocol):
    """Where wrapped keys lie, one for each owner."""

    def get(self, owner: str) -> WrappedKey | None:
        """Return the owner's, read consistently."""
        ...

    def add(self, owner: str, key: WrappedKey) -> bool:
        """Keep the owner's first; tell whether there was none before."""
        ...

    def replace(self, owner: str, before: WrappedKey, after: WrappedKey) -> bool:
        """Keep ``after`` where ``before`` lies; tell whether it still lay there."""
        ...

    def remove(self, owner: str) -> None:
        """Destroy the owner's; one that is not there is destroyed already."""
        ...


class OwnerKeys:
    """Makes, finds, wraps anew and destroys owners' keys of 256 bits."""

    def __init__(self, envelope: Envelope, shelf: Shelf, clock: Clock = SYSTEM_CLOCK) -> None:
        """Wrap keys in ``envelope`` and keep them on ``shelf``."""
        self._envelope, self._shelf, self._clock = envelope, shelf, clock
        self._known: Remembered[str, bytes] = Remembered(_MOST, _LONGEST, clock)

    def for_sealing(self, owner: str, until: datetime | None = None) -> bytes:
        """Return the owner's key, made now when there is none. Of several who make it at once one wins.

        ``until``: when the shelf lets a key go that is made now; one that is there already keeps its own term.
        Raises `Unavailable`, `UnsealError`.
        """
        found = self._known.get(owner) or self._stored(owner) or self._made(owner, until) or self._stored(owner)
        if found is None:
            raise Unavailable
        return found

    def for_opening(self, owner: str) -> bytes:
        """Return the owner's key; raises `KeyGoneError`, `UnsealError` when it is damaged, `Unavailable`."""
        found = self._known.get(owner) or self._stored(owner)
        if found is None:
            raise KeyGoneError(f"the key of {owner} is gone")
        return found

    def rewrap(self, owner: str, before: datetime) -> bool:
        """Wrap a key anew that was wrapped before ``before``; tell whether that was done. The key stays the same.

        Raises `Unavailable` also when others keep changing it meanwhile, `UnsealError`.
        """
        for _ in range(_ATTEMPTS):
            kept = self._shelf.get(owner)
            if kept is None or kept.wrapped_at >= before:
                return False
            if self._shelf.replace(owner, kept, self._wrapped(owner, self._unwrapped(owner, kept), kept.until)):
                return True
        raise Unavailable

    def wrapped_before(self, owner: str, before: datetime) -> bool:
        """Tell whether `rewrap` would wrap the owner's key anew."""
        kept = self._shelf.get(owner)
        return kept is not None and kept.wrapped_at < before

    def shred(self, owner: str) -> None:
        """Destroy the owner's key: nothing that was sealed for them opens any more, wherever a copy of it lies.

        Another process may remember the key for ten minutes more.
        """
        self._shelf.remove(owner)
        self._known.forget(owner)

    def _stored(self, owner: str) -> bytes | None:
        kept = self._shelf.get(owner)
        return None if kept is None else self._noted(owner, self._unwrapped(owner, kept))

    def _made(self, owner: str, until: datetime | None) -> bytes | None:
        fresh = os.urandom(_KEY_BYTES)
        return self._noted(owner, fresh) if self._shelf.add(owner, self._wrapped(owner, fresh, until)) else None

    def _noted(self, owner: str, key: bytes) -> bytes:
        self._known.put(owner, key)
        return key

    def _wrapped(self, owner: str, key: bytes, until: datetime | None) -> WrappedKey:
        return WrappedKey(box=self._envelope.seal(key, _context(owner)), wrapped_at=self._clock.now(), until=until)

    def _unwrapped(self, owner: str, kept: WrappedKey) -> bytes:
        return self._envelope.open_box(kept.box, _context(owner))


def _context(owner: str) -> bytes:
    return f"padan/2\nowner-key\n{owner}".encode()
