"""Hosts by what they are for: free mailboxes, short links, public forms, chats. Data in ``data/hosts.toml``."""

import tomllib
from pathlib import Path

import msgspec


class Hosts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The lists of one version; names in lower case."""

    free_mail: frozenset[str]
    shorteners: frozenset[str]
    forms: tuple[str, ...]
    chats: frozenset[str]


def load(path: Path = Path(__file__).parent / "data" / "hosts.toml") -> Hosts:
    """Return the lists; raises ``msgspec.ValidationError`` for another shape."""
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Hosts)


HOSTS = load()
