"""How officers' work is ordered, as data: leases, deadlines, and what two of them must agree on."""

import tomllib
from collections.abc import Iterable
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.validation.model import Finding, Severity
from chalicelib.validation.policy import Office

FOLDER = Path(__file__).parent / "policies"
Count = Annotated[int, Meta(ge=1, le=1_000)]


class ReviewPolicy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One version of the rules of the queue. Days are working days; ``most_leases`` is of one officer at a time."""

    version: int
    since: str
    proposed_by: Office
    approved_by: Office
    lease_minutes: Count
    longest_minutes: Count
    most_leases: Count = 1_000
    due_days: Count
    monitor_days: Count
    two_officers_severities: frozenset[Severity]
    two_officers_rules: frozenset[str]
    proposal_days: Count

    def __post_init__(self) -> None:
        """Refuse a policy that no other office approved, or whose leases could never be had."""
        if self.proposed_by is self.approved_by:
            raise ValueError(f"policy {self.version} was proposed and approved by the same office")
        if self.longest_minutes < self.lease_minutes:
            raise ValueError(f"policy {self.version} ends a lease before its time")

    @property
    def lease(self) -> timedelta:
        """How long a lease lasts."""
        return timedelta(minutes=self.lease_minutes)

    @property
    def longest(self) -> timedelta:
        """How long a lease lasts with all extensions."""
        return timedelta(minutes=self.longest_minutes)

    def needs_two(self, findings: Iterable[Finding]) -> bool:
        """Tell whether two officers must agree to publish a vacancy in which ``findings`` stand."""
        return any(
            finding.severity in self.two_officers_severities or finding.code in self.two_officers_rules
            for finding in findings
        )


def read(version: int, text: str) -> ReviewPolicy:
    """Return the policy that a file's ``text`` is; raises ``msgspec.ValidationError`` that names what is wrong."""
    return msgspec.convert({"version": version, **tomllib.loads(text)}, ReviewPolicy)


@cache
def current() -> ReviewPolicy:
    """Return the version that is in force: the last one."""
    version = max(int(path.stem) for path in FOLDER.glob("*.toml"))
    return read(version, (FOLDER / f"{version}.toml").read_text(encoding="utf-8"))
