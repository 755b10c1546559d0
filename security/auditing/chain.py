"""Chains of entries: each link carries the hash over itself and the link before. Pure.

Entries are spread over chains by their subject, so that those who seal do not wait for each other, and everything
about one subject stands in one chain in the order in which it was written.
"""

import hashlib
from collections.abc import Iterable, Iterator

import msgspec

from security.audit_model import AuditEntry

CHAINS = tuple(f"{number:02}" for number in range(16))
"""Names of the chains. Another number of them would send a subject's entries elsewhere: it is part of the format."""

FORMAT = "padan-audit-1"
"""What hashes and signatures begin with, so that none of them can be taken for one of something else."""

START = "0" * 64
"""The hash before the first link."""


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """Where a chain ends: the number of its last link (0: it has none) and that link's hash."""

    chain: str
    seq: int = 0
    hash: str = START


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a chain: ``entry`` is the entry's canonical JSON, byte for byte what the hash was taken of."""

    seq: int
    hash: str
    entry: msgspec.Raw


def chain_of(subject: str) -> str:
    """Return the chain of the entries about ``subject``."""
    return CHAINS[hashlib.sha256(subject.encode()).digest()[0] % len(CHAINS)]


def canonical(entry: AuditEntry) -> bytes:
    """Return the bytes that stand for ``entry``: JSON with the fields in their order, without those that are empty."""
    return msgspec.json.encode(entry)


def digest(entry: AuditEntry) -> str:
    """Return the SHA-256 of an entry by itself, hexadecimal."""
    return hashlib.sha256(canonical(entry)).hexdigest()


def link_hash(chain: str, seq: int, previous: str, entry: bytes) -> str:
    """Return the SHA-256 over chain, number, the hash before and the canonical entry, hexadecimal."""
    return hashlib.sha256("\n".join((FORMAT, chain, str(seq), previous, "")).encode() + entry).hexdigest()


def extend(head: Head, entries: Iterable[AuditEntry]) -> tuple[Link, ...]:
    """Return the links that follow ``head``, one for each entry in order."""
    links: list[Link] = []
    for entry in entries:
        raw = canonical(entry)
        seq = head.seq + 1
        link = Link(seq=seq, hash=link_hash(head.chain, seq, head.hash, raw), entry=msgspec.Raw(raw))
        links.append(link)
        head = Head(chain=head.chain, seq=seq, hash=link.hash)
    return tuple(links)


def lines(links: Iterable[Link]) -> str:
    """Return links as NDJSON, as they are stored and exported."""
    return "".join(msgspec.json.encode(link).decode() + "\n" for link in links)


def links_of(text: bytes) -> Iterator[Link]:
    """Yield the links in NDJSON; raises ``msgspec.DecodeError`` (also of its subclasses) at a malformed line."""
    for line in text.splitlines():
        yield msgspec.json.decode(line, type=Link)
