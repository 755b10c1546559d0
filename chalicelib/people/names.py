"""A person's name as they write it."""

from security.canonical import LONGEST_NAME, canonical
from security.sealed import Kind

LONGEST = LONGEST_NAME


def checked(name: str | None, pointer: str = "/name") -> str | None:
    """Return ``name`` in one spelling (NFC, single spaces), ``None`` for none; raises `InvalidInput`."""
    return None if name is None else canonical(Kind.NAME, name, pointer)
