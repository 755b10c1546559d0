"""Chains into the archive: planned first, then written, then noted as done.

What a plan names follows from links that do not change any more, so that whoever finds a plan that was not finished
finishes it, and two who do it at once write the same.
"""

import hashlib
from collections.abc import Iterator
from datetime import timedelta

import msgspec

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.tables import saved
from security.audit_chain_table import AuditExportItem
from security.auditing.archive import Archive
from security.auditing.chain import CHAINS, Head
from security.auditing.manifest import Export, Manifest, Segment, body_of, done, sealed, signing_digest
from security.auditing.sealing import blocks_after
from security.auditing.signing import Signer

THE_EXPORT = "chains"
"""The key of the item that keeps how far the export is."""

LARGEST = 8 * 1024 * 1024
"""Bytes of a segment after which the next block begins another one."""

MOST_SEGMENTS = 32
"""Segments of one manifest; the next one goes on from there."""

QUIET = timedelta(days=1)
"""After so long without a new link a manifest is made all the same: it proves that there was none."""


class TornChain(Exception):
    """The blocks of a chain do not follow each other: somebody took or changed one. Nothing is exported then."""


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """What one run did: manifests and segments that were written, and links in them."""

    manifests: int = 0
    segments: int = 0
    links: int = 0


def present() -> tuple[Export, int]:
    """Return how far the export is, and the version of that."""
    try:
        item = AuditExportItem.get(THE_EXPORT, consistent_read=True)
    except AuditExportItem.DoesNotExist:
        return Export(), 0
    return item.export, int(item.version)


def export(archive: Archive, signer: Signer, clock: Clock = SYSTEM_CLOCK, most: int = 100) -> Exported:
    """Export what is new, in at most ``most`` manifests.

    Raises `TornChain`, `Unavailable`, and AWS's errors; the next run takes up what was begun.
    """
    total = Exported()
    for _ in range(most):
        state, version = present()
        pending = state.pending or _planned(state, signer.key, clock)
        if pending is None:
            break
        if state.pending is None:
            if not _note(msgspec.structs.replace(state, pending=pending), version):
                continue
            version += 1
        _write(archive, signer, pending)
        if _note(done(pending), version):
            total = _added(total, pending)
    return total


def _planned(state: Export, key: str, clock: Clock) -> Manifest | None:
    """Return the next manifest, ``None`` while nothing is new."""
    segments = tuple(_segments(state))
    now = clock.now()
    if not segments and state.at is not None and now - state.at < QUIET:
        return None
    ends = {segment.chain: head for segment, head in segments}
    heads = tuple(ends.get(chain, state.head(chain)) for chain in CHAINS)
    return Manifest(
        number=state.number + 1,
        previous=state.hash,
        at=now,
        key=key,
        heads=heads,
        segments=tuple(segment for segment, _ in segments),
    )


def _segments(state: Export) -> Iterator[tuple[Segment, Head]]:
    """Yield new segments, each with where its chain ends then."""
    found = 0
    for chain in CHAINS:
        for segment, head in _of_chain(state.head(chain)):
            if found == MOST_SEGMENTS:
                return
            found += 1
            yield segment, head


def _of_chain(head: Head) -> Iterator[tuple[Segment, Head]]:
    parts: list[bytes] = []
    first, size, end = head.seq + 1, 0, head
    for block in blocks_after(head.chain, head.seq):
        if int(block.first) != end.seq + 1:
            raise TornChain(f"chain {head.chain} lacks link {end.seq + 1}")
        part = block.lines.encode()
        if parts and size + len(part) > LARGEST:
            yield _segment(first, end, b"".join(parts)), end
            parts, first, size = [], end.seq + 1, 0
        parts.append(part)
        size += len(part)
        end = Head(chain=head.chain, seq=int(block.last), hash=block.hash)
    if parts:
        yield _segment(first, end, b"".join(parts)), end


def _segment(first: int, end: Head, content: bytes) -> Segment:
    return Segment(chain=end.chain, first=first, last=end.seq, sha256=hashlib.sha256(content).hexdigest())


def _write(archive: Archive, signer: Signer, manifest: Manifest) -> None:
    """Write the segments, and the manifest when all of them are there."""
    for segment in manifest.segments:
        content = _content(segment)
        if hashlib.sha256(content).hexdigest() != segment.sha256:
            raise TornChain(f"{segment.name} is no longer what was planned")
        archive.add(segment.name, content)
    body = body_of(manifest)
    archive.add(manifest.name, sealed(body, signer.sign(signing_digest(body))))


def _content(segment: Segment) -> bytes:
    parts: list[bytes] = []
    for block in blocks_after(segment.chain, segment.first - 1):
        if int(block.first) > segment.last:
            break
        parts.append(block.lines.encode())
    return b"".join(parts)


def _note(state: Export, version: int) -> bool:
    item = AuditExportItem(THE_EXPORT, export=state)
    if version:
        item.version = version
    return saved(item)


def _added(total: Exported, manifest: Manifest) -> Exported:
    links = sum(segment.last - segment.first + 1 for segment in manifest.segments)
    return Exported(
        manifests=total.manifests + 1, segments=total.segments + len(manifest.segments), links=total.links + links
    )
