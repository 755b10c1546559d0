"""What a verification of the audit may find, in the order in which it looks."""

from enum import StrEnum

import msgspec

MOST = 100
"""Findings that a report keeps; one is enough to distrust what it names, and the rest are counted."""


class Fault(StrEnum):
    """What is wrong with an object, a link or an entry."""

    MISSING_MANIFEST = "missing_manifest"
    MISSING_SEGMENT = "missing_segment"
    UNREADABLE = "unreadable"
    UNSIGNED = "unsigned"
    OUT_OF_ORDER = "out_of_order"
    CHANGED_SEGMENT = "changed_segment"
    BROKEN_LINK = "broken_link"
    WRONG_HEAD = "wrong_head"
    REWRITTEN = "rewritten"
    EXTRA = "extra"
    TRUNCATED = "truncated"
    REPLACED = "replaced"
    REPEATED = "repeated"
    UNSEALED = "unsealed"
    CHANGED_ENTRY = "changed_entry"
    REMOVED_ENTRY = "removed_entry"


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong: ``where`` names the object, the link (``03:17``) or the entry."""

    fault: Fault
    where: str
    detail: str


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What was looked at and found. ``entries`` were compared with the table; ``faults`` counts all findings.

    ``head``: number and hash of the last manifest, as ``NUMBER:HASH``, to be kept elsewhere: given to a later
    verification it proves that nothing of what was seen now was taken off since.
    """

    manifests: int
    segments: int
    links: int
    entries: int
    faults: int
    findings: tuple[Finding, ...]
    head: str

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return self.faults == 0


class Findings:
    """Gathers findings: counts all, keeps the first."""

    def __init__(self) -> None:
        """Begin with none."""
        self.count = 0
        self.kept: list[Finding] = []

    def add(self, fault: Fault, where: str, detail: str) -> None:
        """Note one."""
        self.count += 1
        if len(self.kept) < MOST:
            self.kept.append(Finding(fault=fault, where=where, detail=detail))
