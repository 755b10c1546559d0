"""One verification from end to end: the archive, what is not exported yet, and the table."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.clock import SYSTEM_CLOCK, Clock
from security.audit import EVER, Span, all_entries
from security.auditing.archive import Archive, archive
from security.auditing.comparing import Seen, in_force, unexported
from security.auditing.exporting import present
from security.auditing.findings import Findings, Report
from security.auditing.signing import Verify, trusted
from security.auditing.verifying import Verifier, Wanted, holds


class Wish(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"first": "from", "last": "to"}
):
    """What is to be verified: entries ``from`` (included) ``to`` (excluded), and the ``head`` of an earlier report."""

    first: Annotated[datetime, Meta(tz=True)] | None = None
    last: Annotated[datetime, Meta(tz=True)] | None = None
    head: Annotated[str, Meta(pattern=r"^[0-9]{1,10}:[0-9a-f]{64}$")] | None = None

    @property
    def span(self) -> Span:
        """The time that is meant."""
        return Span(first=self.first, last=self.last)


def verify_present(wish: Wish) -> Report:
    """Verify this deployment's audit; raises `Unavailable` when the key service does not answer."""
    return verify(archive(), trusted(), span=wish.span, head=wish.head)


def verify(
    archive: Archive, signed: Verify, *, span: Span = EVER, head: str | None = None, clock: Clock = SYSTEM_CLOCK
) -> Report:
    """Verify the whole audit of this deployment; entries of ``span`` alone are opened and compared.

    ``head``: what an earlier report told. Reads the whole table and, of the span, the whole archive: for an operator.
    """
    findings, now = Findings(), clock.now()
    seen = Seen(in_force(span, now), findings)
    # The state before the archive: what is exported meanwhile is then more than the table knows, and left alone.
    state, _ = present()
    verifier = Verifier(archive, signed, findings, seen.add, _opened(span), now)
    end = verifier.run(state)
    if head is not None:
        holds(head, archive, findings)
    tail = 0
    for chain, link, entry in unexported(end, findings):
        seen.add(chain, link, entry)
        tail += 1
    entries = seen.compare(all_entries(), clock.now())
    return _report(verifier, findings, f"{end.number}:{end.hash}", entries, tail)


def verify_copy(archive: Archive, signed: Verify, *, span: Span = EVER, head: str | None = None) -> Report:
    """Verify a copy of the archive by itself: that its end is the true one, only a ``head`` can tell."""
    findings = Findings()
    seen = Seen(span, findings)
    verifier = Verifier(archive, signed, findings, seen.add, _opened(span))
    end = verifier.run(None)
    if head is not None:
        holds(head, archive, findings)
    return _report(verifier, findings, f"{end.number}:{end.hash}", 0, 0)


def _opened(span: Span) -> Wanted:
    # An entry is older than the manifest that exports it; later manifests may hold what came late.
    return lambda manifest: span.first is None or manifest.at >= span.first


def _report(verifier: Verifier, findings: Findings, head: str, entries: int, tail: int) -> Report:
    counts = verifier.counts
    return Report(
        manifests=counts.manifests,
        segments=counts.segments,
        links=counts.links + tail,
        entries=entries,
        faults=findings.count,
        findings=tuple(findings.kept),
        head=head,
    )
