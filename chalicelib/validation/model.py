"""What a check finds."""

from enum import StrEnum

import msgspec

from chalicelib.texts import Text


class Severity(StrEnum):
    """What a finding does to a vacancy, from worst to mildest."""

    REJECT = "reject"
    HOLD = "hold"
    MEND = "mend"
    WARN = "warn"


class Span(msgspec.Struct, frozen=True):
    """A phrase in a text field: character positions ``start`` (inclusive) to ``end`` (exclusive)."""

    start: int
    end: int


class Finding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that a rule found. ``pointer`` is a JSON pointer into the vacancy; ``mend_by`` an ISO date."""

    code: str
    severity: Severity
    pointer: str
    message: Text
    rule_version: int
    legal_basis: str | None = None
    phrase: str | None = None
    span: Span | None = None
    mend_by: str | None = None
