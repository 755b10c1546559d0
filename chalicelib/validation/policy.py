"""The policy: how severe each rule is for each kind of source. Data in versions, not code."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from chalicelib.validation.context import SourceKind
from chalicelib.validation.model import Severity

FOLDER = Path(__file__).parent / "policies"


class Policy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One version of the table. ``severities`` maps a rule's code to what it does, by kind of source."""

    version: int
    since: str
    days_to_mend: int
    severities: Mapping[str, Mapping[SourceKind, Severity]]

    def severity(self, rule: str, source: SourceKind) -> Severity:
        """Return what ``rule`` does to a vacancy from ``source``; raises ``KeyError`` when the table has no row."""
        return self.severities[rule][source]


def load(version: int) -> Policy:
    """Return a version of the policy; raises ``FileNotFoundError`` or ``msgspec.ValidationError``."""
    text = (FOLDER / f"{version}.toml").read_text(encoding="utf-8")
    return msgspec.convert({"version": version, **tomllib.loads(text)}, Policy)


CURRENT = load(1)
"""The version that is in force."""
