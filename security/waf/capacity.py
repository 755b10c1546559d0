"""What the rules weigh: capacity units (WCU) as the AWS WAF developer guide counts them, consulted in 2026-11."""

from collections.abc import Iterable

from security.waf.model import Entry, Group
from security.waf.statements import (
    Change,
    Either,
    Every,
    From,
    Labelled,
    LongerThan,
    Not,
    Pattern,
    Position,
    Statement,
    Text,
    TooOften,
)

INCLUDED = 1_500
"""Units of a web ACL that its price includes; AWS takes up to 5,000."""

_CHANGE, _RATE, _KEY, _PATTERN = 10, 2, 30, 3


def units(entry: Entry) -> int:
    """Return the capacity of one rule or group."""
    if isinstance(entry, Group):
        return entry.units
    if isinstance(entry.statement, TooOften):
        return _rate(entry.statement)
    return _statement(entry.statement)


def total(entries: Iterable[Entry]) -> int:
    """Return the capacity of a whole web ACL."""
    return sum(units(entry) for entry in entries)


def _rate(statement: TooOften) -> int:
    # The key is digested, which is a transformation.
    key = _KEY + _CHANGE if statement.key else 0
    return _RATE + key + (_statement(statement.of) if statement.of else 0)


def _statement(statement: Statement) -> int:
    match statement:
        case Text():
            base = 10 if statement.position is Position.CONTAINS else 2
            return base + _changes(statement.changes)
        case Pattern():
            return _PATTERN + _changes(statement.changes)
        case LongerThan() | From() | Labelled():
            return 1
        case Every() | Either():
            return sum(_statement(part) for part in statement.statements)
        case Not():
            return _statement(statement.statement)


def _changes(changes: tuple[Change, ...]) -> int:
    return _CHANGE * len(changes)
