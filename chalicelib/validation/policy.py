"""The policy: how severe each rule is for each kind of source. Data in versions, not code.

A policy takes effect only with four eyes: one office proposes it and another approves it. Both stand in the file's head
and a file in which they are the same is refused.
"""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

import msgspec

from chalicelib.validation.context import SourceKind
from chalicelib.validation.model import Severity

FOLDER = Path(__file__).parent / "policies"


class Office(StrEnum):
    """Offices that may propose or approve a policy: placement of workers, labour inspection, the legal bureau."""

    PLACEMENT = "placement"
    INSPECTION = "inspection"
    LEGAL = "legal"


class Policy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One version of the table. ``severities`` maps a rule's code to what it does, by kind of source."""

    version: int
    since: str
    days_to_mend: int
    proposed_by: Office
    approved_by: Office
    severities: Mapping[str, Mapping[SourceKind, Severity]]

    def __post_init__(self) -> None:
        """Refuse a policy that was not approved by another office."""
        if self.proposed_by is self.approved_by:
            raise ValueError(f"policy {self.version} was proposed and approved by the same office")

    def severity(self, rule: str, source: SourceKind) -> Severity:
        """Return what ``rule`` does to a vacancy from ``source``; raises ``KeyError`` when the table has no row."""
        return self.severities[rule][source]


def numbers() -> tuple[int, ...]:
    """Return the numbers of all versions, the oldest first."""
    return tuple(sorted(int(path.stem) for path in FOLDER.glob("*.toml")))


def read(version: int, text: str) -> Policy:
    """Return the policy that a file's ``text`` is.

    Raises ``msgspec.ValidationError`` when something is missing, unknown, or approved by the office that proposed it.
    """
    return msgspec.convert({"version": version, **tomllib.loads(text)}, Policy)


@cache
def load(version: int) -> Policy:
    """Return a version of the policy; raises ``FileNotFoundError`` or ``msgspec.ValidationError``."""
    return read(version, (FOLDER / f"{version}.toml").read_text(encoding="utf-8"))


CURRENT = load(numbers()[-1])
"""The version that is in force."""
