"""Whether the archive is what was written: every object, signature, number, link and head.

Nothing is trusted but the public halves of the keys, and, where they are given, the state that the table keeps of the
export and a head that somebody noted down.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime

import msgspec

from security.audit_model import AuditEntry
from security.auditing.archive import Archive
from security.auditing.beginning import Beginning, before, beginning, numbers_of
from security.auditing.chain import CHAINS, FORMAT, Head, Link, link_hash, links_of
from security.auditing.findings import Fault, Findings
from security.auditing.manifest import (
    Export,
    Manifest,
    Segment,
    Signed,
    done,
    hash_of,
    name_of,
    signing_digest,
)
from security.auditing.signatures import signature_of
from security.auditing.signing import Verify

OnEntry = Callable[[str, Link, AuditEntry], None]
"""Is told of each sound link: its chain, itself, and its entry."""

Wanted = Callable[[Manifest], bool]
"""Tells whether the segments of a manifest are to be opened."""


class Counts:
    """What was looked at."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.manifests = self.segments = self.links = 0


class Verifier:
    """One verification of one archive."""

    def __init__(
        self,
        archive: Archive,
        signed: Verify,
        findings: Findings,
        on_entry: OnEntry,
        wanted: Wanted,
        now: datetime | None = None,
    ) -> None:
        """Look at ``archive`` as of ``now``; only manifests that are ``wanted`` have their segments opened.

        Without ``now`` it is the archive's own last moment: of a copy nothing ends any more.
        """
        self._archive, self._signed, self._findings = archive, signed, findings
        self._on_entry, self._wanted, self._now = on_entry, wanted, now
        self._begin = Beginning()
        self.counts = Counts()
        self._named: set[str] = set()

    def run(self, state: Export | None) -> Export:
        """Look at everything; return where it ends. ``state``: how far the table says that the export is."""
        there = dict(self._archive.versions())
        self._begin = beginning(self._archive, there, self._now)
        end = self._manifests(max(numbers_of(there), default=0), state)
        self._objects(there, state)
        if state is not None:
            self._compare(end, state)
        return end

    def _manifests(self, last: int, state: Export | None) -> Export:
        end = Export()
        for number in range(self._begin.number, max(last, state.number if state else 0) + 1):
            name = name_of(number)
            self._named.add(name)
            body = self._body(name)
            if body is None:
                continue
            manifest = msgspec.json.decode(body, type=Manifest)
            end = before(manifest) if manifest == self._begin.manifest else end
            self._follows(manifest, number, end)
            self._contents(manifest, end)
            end = msgspec.structs.replace(done(manifest), hash=hash_of(body))
            self.counts.manifests += 1
        return end

    def _body(self, name: str) -> bytes | None:
        """Return the bytes of a manifest that can be read, whoever signed them."""
        content = self._archive.read(name)
        if content is None:
            self._findings.add(Fault.MISSING_MANIFEST, name, "there is no such object")
            return None
        try:
            signed = msgspec.json.decode(content, type=Signed)
            manifest = msgspec.json.decode(signed.body, type=Manifest)
            signature = signature_of(signed)
        except (msgspec.DecodeError, ValueError):
            self._findings.add(Fault.UNREADABLE, name, "it is not a manifest")
            return None
        body = bytes(signed.body)
        if msgspec.json.encode(signed) != content:
            self._findings.add(Fault.UNREADABLE, name, "it is not written as manifests are")
        if not self._signed(manifest.key, signing_digest(body), signature):
            self._findings.add(Fault.UNSIGNED, name, f"it bears no signature of a trusted key ({manifest.key})")
        return body

    def _follows(self, manifest: Manifest, number: int, last: Export) -> None:
        late = last.at is not None and manifest.at < last.at
        if manifest.format != FORMAT or manifest.number != number or manifest.previous != last.hash or late:
            self._findings.add(Fault.OUT_OF_ORDER, name_of(number), f"it does not follow manifest {last.number}")
        if tuple(head.chain for head in manifest.heads) != CHAINS:
            self._findings.add(Fault.WRONG_HEAD, name_of(number), "it does not name each chain once")

    def _contents(self, manifest: Manifest, start_of: Export) -> None:
        ends = {head.chain: head for head in start_of.heads}
        opened = self._wanted(manifest) and manifest != self._begin.manifest
        for segment in manifest.segments:
            self._named.add(segment.name)
            start = ends.get(segment.chain, Head(chain=segment.chain))
            if segment.first != start.seq + 1 or segment.last < segment.first:
                self._findings.add(Fault.OUT_OF_ORDER, segment.name, f"it does not follow link {start.seq}")
            ends[segment.chain] = self._segment(segment, start) if opened else _told(segment, manifest)
        for head in manifest.heads:
            if ends.get(head.chain) != head:
                self._findings.add(Fault.WRONG_HEAD, manifest.name, f"chain {head.chain} does not end as it says")

    def _segment(self, segment: Segment, start: Head) -> Head:
        """Return where the chain ends after ``segment``."""
        content = self._archive.read(segment.name)
        if content is None:
            self._findings.add(Fault.MISSING_SEGMENT, segment.name, "there is no such object")
            return start
        self.counts.segments += 1
        end = self._links(segment, start, content)
        if hashlib.sha256(content).hexdigest() != segment.sha256:
            self._findings.add(Fault.CHANGED_SEGMENT, segment.name, "its bytes are not those that were signed")
        return end

    def _links(self, segment: Segment, end: Head, content: bytes) -> Head:
        try:
            for link in links_of(content):
                entry = msgspec.json.decode(link.entry, type=AuditEntry)
                where = f"{segment.chain}:{end.seq + 1}"
                wanted = link_hash(segment.chain, end.seq + 1, end.hash, bytes(link.entry))
                if link.seq != end.seq + 1 or link.hash != wanted:
                    self._findings.add(Fault.BROKEN_LINK, where, f"{entry.id} is not what followed link {end.seq}")
                    return end
                self._on_entry(segment.chain, link, entry)
                self.counts.links += 1
                end = Head(chain=segment.chain, seq=link.seq, hash=link.hash)
        except (msgspec.DecodeError, UnicodeDecodeError):
            self._findings.add(Fault.BROKEN_LINK, f"{segment.chain}:{end.seq + 1}", "it cannot be read")
        return end

    def _objects(self, there: dict[str, int], state: Export | None) -> None:
        pending = state.pending if state else None
        under_way = {pending.name, *(segment.name for segment in pending.segments)} if pending else set()
        for name, count in sorted(there.items()):
            if self._begin.is_over(name):
                continue
            if name not in self._named and name not in under_way:
                self._findings.add(Fault.EXTRA, name, "no manifest names it")
            if count > 1:
                self._findings.add(Fault.REWRITTEN, name, f"{count} versions or marks of deletion stand under its name")

    def _compare(self, end: Export, state: Export) -> None:
        """Hold the archive's end to the table's: the last steps of an export that died may not be noted yet."""
        where = name_of(state.number)
        if end.number < state.number:
            self._findings.add(Fault.TRUNCATED, where, f"the archive ends at {end.number}")
        elif end.number == state.number and end.hash != state.hash:
            self._findings.add(Fault.REPLACED, where, "it is not the one that the table knows")
        elif end.number > state.number and (state.pending is None or done(state.pending).hash != end.hash):
            self._findings.add(Fault.REPLACED, name_of(end.number), f"the table knows {state.number} manifests")


def holds(head: str, archive: Archive, findings: Findings) -> None:
    """Hold ``archive`` to a ``head`` that an earlier report told (``NUMBER:HASH``); raises ``ValueError`` otherwise."""
    number, _, wanted = head.partition(":")
    name = name_of(int(number))
    content = archive.read(name) if int(number) else b""
    if content is None:
        findings.add(Fault.TRUNCATED, name, "it was there when the head was noted")
    elif content and _hash(content) != wanted:
        findings.add(Fault.REPLACED, name, "it was another one when the head was noted")


def _hash(content: bytes) -> str:
    try:
        return hash_of(bytes(msgspec.json.decode(content, type=Signed).body))
    except msgspec.DecodeError:
        return ""


def _told(segment: Segment, manifest: Manifest) -> Head:
    """Return where the manifest says that the chain is after a segment that is not opened."""
    head = next((head for head in manifest.heads if head.chain == segment.chain), Head(chain=segment.chain))
    return head if head.seq == segment.last else Head(chain=segment.chain, seq=segment.last)
