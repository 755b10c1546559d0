"""Whether the chains hold what the table holds: nothing missing, nothing changed, nothing twice."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

import msgspec

from security.audit import Span
from security.audit_model import KEPT, AuditEntry
from security.auditing.chain import CHAINS, Head, Link, digest, link_hash, links_of
from security.auditing.findings import Fault, Findings
from security.auditing.manifest import Export
from security.auditing.sealing import blocks_after, head_of

GRACE = timedelta(minutes=30)
"""After which an entry that is in no chain is reported: the stream takes seconds, and is tried again for hours."""


class Seen:
    """What the chains hold, by the entries' identifiers: half a digest of each, 16 bytes."""

    def __init__(self, span: Span, findings: Findings) -> None:
        """Keep what is of ``span``."""
        self._span, self._findings = span, findings
        self._digests: dict[str, bytes] = {}

    def add(self, chain: str, link: Link, entry: AuditEntry) -> None:
        """Note a link."""
        if not within(entry.at, self._span):
            return
        if entry.id in self._digests:
            self._findings.add(Fault.REPEATED, f"{chain}:{link.seq}", f"{entry.id} is a link already")
        self._digests[entry.id] = hashlib.sha256(bytes(link.entry)).digest()[:16]

    def compare(self, entries: Iterable[AuditEntry], now: datetime) -> int:
        """Hold the entries of the table to what was seen; return how many were compared."""
        count = 0
        left = set(self._digests)
        for entry in entries:
            if within(entry.at, self._span):
                count += 1
                left.discard(entry.id)
                self._compare(entry, now)
        for identifier in sorted(left):
            self._findings.add(Fault.REMOVED_ENTRY, identifier, "it is in a chain and no longer in the table")
        return count

    def _compare(self, entry: AuditEntry, now: datetime) -> None:
        known = self._digests.get(entry.id)
        if known is None:
            if now - entry.at > GRACE:
                self._findings.add(Fault.UNSEALED, entry.id, "it is in the table and in no chain")
        elif known != bytes.fromhex(digest(entry))[:16]:
            self._findings.add(Fault.CHANGED_ENTRY, entry.id, "it is not what was sealed")


def unexported(end: Export, findings: Findings) -> Iterator[tuple[str, Link, AuditEntry]]:
    """Yield the sound links that follow the archive's ``end``, and hold the chains to their heads."""
    for chain in CHAINS:
        # Read first: what is sealed meanwhile lies behind it.
        head = head_of(chain)
        last = end.head(chain)
        for link, entry in _sound(chain, last, findings):
            last = Head(chain=chain, seq=link.seq, hash=link.hash)
            yield chain, link, entry
            if last.seq == head.seq and last != head:
                findings.add(Fault.WRONG_HEAD, f"{chain}:{head.seq}", "the chain does not end as its head says")
        if last.seq < head.seq:
            findings.add(Fault.TRUNCATED, f"{chain}:{last.seq + 1}", f"the chain's head is at {head.seq}")
        if head.seq < end.head(chain).seq:
            findings.add(Fault.TRUNCATED, f"{chain}:{head.seq}", "the archive holds more than the chain's head says")


def _sound(chain: str, end: Head, findings: Findings) -> Iterator[tuple[Link, AuditEntry]]:
    try:
        for block in blocks_after(chain, end.seq):
            for link in links_of(block.lines.encode()):
                entry = msgspec.json.decode(link.entry, type=AuditEntry)
                if link.seq != end.seq + 1 or link.hash != link_hash(chain, link.seq, end.hash, bytes(link.entry)):
                    findings.add(Fault.BROKEN_LINK, f"{chain}:{end.seq + 1}", f"{entry.id} is not what followed")
                    return
                end = Head(chain=chain, seq=link.seq, hash=link.hash)
                yield link, entry
    except msgspec.DecodeError:
        findings.add(Fault.BROKEN_LINK, f"{chain}:{end.seq + 1}", "it cannot be read")


def in_force(span: Span, now: datetime) -> Span:
    """Return the part of ``span`` whose entries are in the table at ``now``; the last day of their term is left out."""
    first = now - KEPT + timedelta(days=1)
    return Span(first=max(first, span.first or first), last=span.last)


def within(moment: datetime, span: Span) -> bool:
    """Tell whether ``moment`` lies in ``span``."""
    return (span.first is None or moment >= span.first) and (span.last is None or moment < span.last)
