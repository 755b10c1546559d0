"""Whether a statement holds for a request: our statements only, as AWS WAF documents them."""

import hashlib
import re
from collections.abc import Collection
from urllib.parse import unquote_to_bytes

from security.waf.requests import Request
from security.waf.statements import (
    Change,
    Component,
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
)


def holds(statement: Statement, request: Request, labels: Collection[str]) -> bool:
    """Tell whether ``statement`` holds for a request to which earlier rules gave ``labels``."""
    match statement:
        case Every():
            return all(holds(part, request, labels) for part in statement.statements)
        case Either():
            return any(holds(part, request, labels) for part in statement.statements)
        case Not():
            return not holds(statement.statement, request, labels)
        case Labelled():
            return _labelled(statement.label, labels)
        case From():
            return request.country in statement.countries
        case LongerThan():
            return _longer(statement, request)
        case Text() | Pattern():
            return _found(statement, request)


def changed(value: bytes, changes: tuple[Change, ...]) -> bytes:
    """Return ``value`` after the changes, in their order."""
    for change in changes:
        match change:
            case Change.LOWERCASE:
                value = value.lower()
            case Change.URL_DECODE:
                value = unquote_to_bytes(value)
            case Change.MD5:
                value = hashlib.md5(value, usedforsecurity=False).digest()
    return value


def _labelled(wanted: str, labels: Collection[str]) -> bool:
    if wanted.endswith(":"):
        return any(label.startswith(wanted) for label in labels)
    return wanted in labels


def _longer(statement: LongerThan, request: Request) -> bool:
    if statement.field is Component.BODY and not request.is_inspected_whole:
        return True
    value = request.value(statement.field)
    return value is not None and len(value) > statement.size


def _found(statement: Text | Pattern, request: Request) -> bool:
    sent = request.value(statement.field)
    if sent is None:
        return False
    value = changed(sent, statement.changes)
    if isinstance(statement, Pattern):
        return re.search(statement.regex.encode(), value) is not None
    text = statement.text.encode()
    match statement.position:
        case Position.EXACTLY:
            return value == text
        case Position.STARTS_WITH:
            return value.startswith(text)
        case Position.CONTAINS:
            return text in value
