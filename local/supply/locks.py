"""The lock files as they are read: exact versions, for which machines, with the digests of their files."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

FOLDER = Path("requirements")
_DIGEST = re.compile(r"--hash=sha256:([0-9a-f]{64})")


class LockError(ValueError):
    """A line of a lock file that pins nothing."""


class Locked(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One package of a lock file.

    ``marker``: the environment that it is for (PEP 508), empty for all; ``digests``: SHA-256 of its files, hexadecimal.
    """

    name: str
    version: str
    marker: str = ""
    digests: tuple[str, ...] = ()


def locked(file: Path) -> tuple[Locked, ...]:
    """Return the packages of ``file`` by name. Raises `LockError` for one without an exact version or a digest."""
    return tuple(sorted(_packages(file.read_text())))


def _packages(text: str) -> Iterator[Locked]:
    for block in re.split(r"\n(?=\S)", text.strip()):
        if not block.strip() or block.startswith("#"):
            continue
        stated, *_ = re.split(r"\s*\\\s*|\s+--hash", block, maxsplit=1)
        asked = Requirement(stated)
        (pin, *others) = asked.specifier or (None,)
        digests = tuple(sorted(_DIGEST.findall(block)))
        if pin is None or others or pin.operator != "==" or not digests:
            raise LockError(f"“{stated}” has no exact version with a digest")
        marker = str(asked.marker or "")
        yield Locked(name=canonicalize_name(asked.name), version=pin.version, marker=marker, digests=digests)
