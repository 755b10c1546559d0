"""How fast the vault seals and opens, and how often it asks the key service, beside the cipher alone.

python -m bench.vault [--people 1000]

The key service and the table of keys are in memory: what they take comes on top, once for each call that is counted
here. Values are invented.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import msgspec

from chalicelib.clock import FixedClock
from security.datakeys import CachedDataKeys, DataKey
from security.owner_keys import WrappedKey
from security.principal import Principal
from security.purposes import Purpose
from security.sealed import Kind
from security.vault import Vault

_SECRET = bytes(32)
_PLAIN = "sari.utami@contoh.invalid"


class CountedKeys:
    """A key service in memory that counts what it is asked."""

    def __init__(self) -> None:
        """Begin with no keys."""
        self.known: dict[bytes, bytes] = {}
        self.asked = 0

    def new(self) -> DataKey:
        """Make a key."""
        self.asked += 1
        key = DataKey(plain=os.urandom(32), wrapped=os.urandom(184))
        self.known[key.wrapped] = key.plain
        return key

    def unwrap(self, wrapped: bytes) -> DataKey:
        """Return a key that was made before."""
        self.asked += 1
        return DataKey(plain=self.known[wrapped], wrapped=wrapped)


class CountedShelf:
    """Owners' keys in memory, counting reads and writes."""

    def __init__(self) -> None:
        """Begin with none."""
        self.kept: dict[str, WrappedKey] = {}
        self.asked = 0

    def get(self, owner: str) -> WrappedKey | None:
        """Return the owner's."""
        self.asked += 1
        return self.kept.get(owner)

    def add(self, owner: str, key: WrappedKey) -> bool:
        """Keep the owner's first."""
        self.asked += 1
        return self.kept.setdefault(owner, key) is key

    def replace(self, owner: str, before: WrappedKey, after: WrappedKey) -> bool:
        """Keep another."""
        self.asked += 1
        self.kept[owner] = after
        return before is not after

    def remove(self, owner: str) -> None:
        """Destroy the owner's."""
        self.kept.pop(owner, None)


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One row: how many a second, and calls of the key service and of the table for each thousand."""

    what: str
    a_second: float
    key_calls: float = 0.0
    table_calls: float = 0.0

    def line(self) -> str:
        """Return the row of a table."""
        return f"| {self.what} | {self.a_second:,.0f} | {self.key_calls:.2f} | {self.table_calls:,.0f} |"


def measured(people: int, now: datetime) -> list[Figure]:
    """Seal and open one value of each of ``people`` in several ways."""
    keys, shelf = CountedKeys(), CountedShelf()
    owners = [f"per_{number:026}" for number in range(people)]

    def door() -> Vault:
        cached = CachedDataKeys(keys, FixedClock(now))
        return Vault(cached, lambda: (_SECRET,), shelf, _unrecorded)

    def row(what: str, each: Callable[[str], object]) -> Figure:
        before, began = (keys.asked, shelf.asked), time.perf_counter()
        for owner in owners:
            each(owner)
        seconds = time.perf_counter() - began
        asked = (keys.asked - before[0], shelf.asked - before[1])
        return Figure(
            what=what,
            a_second=people / seconds,
            key_calls=asked[0] * 1000 / people,
            table_calls=asked[1] * 1000 / people,
        )

    first, cold = door(), door()
    sealed = {}
    rows = [*_plain(people)]
    rows.append(row("seal, a new person each", lambda owner: sealed.update({owner: _sealed(first, owner)})))
    rows.append(row("seal, people just seen", lambda owner: _sealed(first, owner)))
    rows.append(row("open, people just seen", lambda owner: _opened(first, sealed[owner], owner)))
    rows.append(row("open, in a new process", lambda owner: _opened(cold, sealed[owner], owner)))
    rows.append(row("hash for a look-up", lambda _: first.lookup_hash(Kind.EMAIL, _PLAIN)))
    return rows


def _unrecorded(**_entry: str) -> None:
    """The audit's write is another table's; it comes on top, once for each opening."""


def _sealed(door: Vault, owner: str) -> object:
    return door.seal(_PLAIN, Kind.EMAIL, owner)


def _opened(door: Vault, sealed: object, owner: str) -> str:
    return door.open_sealed(sealed, Purpose.SHOW_OWNER, Principal(id=owner))  # type: ignore[arg-type]


def _plain(count: int) -> list[Figure]:
    """The cipher alone: one key, a random nonce for each value, no text around it."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    cipher, plain = AESGCM(os.urandom(32)), _PLAIN.encode()
    for _ in range(count):  # The first uses load the library, and a quick machine wakes up.
        cipher.encrypt(os.urandom(12), plain, b"context")
    began = time.perf_counter()
    boxes = [(nonce := os.urandom(12), cipher.encrypt(nonce, plain, b"context")) for _ in range(count)]
    sealing = time.perf_counter() - began
    began = time.perf_counter()
    for nonce, box in boxes:
        cipher.decrypt(nonce, box, b"context")
    opening = time.perf_counter() - began
    return [
        Figure(what="AES-GCM alone, encrypt", a_second=count / sealing),
        Figure(what="AES-GCM alone, decrypt", a_second=count / opening),
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures as a table."""
    parser = argparse.ArgumentParser(prog="python -m bench.vault", description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    given = parser.parse_args(arguments)
    print("| what | a second | key calls / 1,000 | table calls / 1,000 |\n|---|---:|---:|---:|")
    for figure in measured(given.people, datetime.now(UTC)):
        print(figure.line())
    return 0


if __name__ == "__main__":
    sys.exit(main())
