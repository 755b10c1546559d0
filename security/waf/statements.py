"""What a rule can ask of a request, in the terms of AWS WAF and no more than this project uses of them."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Component(StrEnum):
    """Parts of a request that are not headers: method, path as it was sent, query without ``?``, inspected body."""

    METHOD = "method"
    PATH = "path"
    QUERY = "query"
    BODY = "body"


class Header(msgspec.Struct, frozen=True):
    """One header, by its name in lower case."""

    name: str


Field = Component | Header


class Change(StrEnum):
    """How a text is made plain before it is compared; applied in the order given."""

    LOWERCASE = "LOWERCASE"
    URL_DECODE = "URL_DECODE"
    MD5 = "MD5"


class Position(StrEnum):
    """Where a text must stand."""

    EXACTLY = "EXACTLY"
    STARTS_WITH = "STARTS_WITH"
    CONTAINS = "CONTAINS"


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """``text`` stands in ``field``; never matches a field that is missing."""

    field: Field
    text: str
    position: Position = Position.EXACTLY
    changes: tuple[Change, ...] = ()


class Pattern(msgspec.Struct, frozen=True, kw_only=True):
    """``regex`` is found in ``field``; never matches a field that is missing."""

    field: Field
    regex: str
    changes: tuple[Change, ...] = ()


class LongerThan(msgspec.Struct, frozen=True, kw_only=True):
    """``field`` has more than ``size`` bytes. A body that is not inspected to its end matches."""

    field: Field
    size: int


class From(msgspec.Struct, frozen=True):
    """The caller's address belongs to one of these countries (ISO 3166)."""

    countries: tuple[str, ...]


class Labelled(msgspec.Struct, frozen=True):
    """An earlier rule gave the request this label, or one in this namespace, which then ends with a colon."""

    label: str


class Every(msgspec.Struct, frozen=True):
    """All of at least two statements hold."""

    statements: tuple[Statement, ...]


class Either(msgspec.Struct, frozen=True):
    """One of at least two statements holds."""

    statements: tuple[Statement, ...]


class Not(msgspec.Struct, frozen=True):
    """The statement does not hold."""

    statement: Statement


Statement = Text | Pattern | LongerThan | From | Labelled | Every | Either | Not


class TooOften(msgspec.Struct, frozen=True, kw_only=True):
    """One caller sends more than ``limit`` requests for which ``of`` holds within ``seconds``.

    Callers are told apart by address, or by the header ``key``, of which only the digest is kept; requests without it
    are not counted. Counts at the top of a rule only.
    """

    limit: int
    seconds: int = 300
    key: Header | None = None
    of: Statement | None = None


def every(*statements: Statement) -> Every:
    """Return that all hold."""
    return Every(statements)


def either(*statements: Statement) -> Either:
    """Return that one holds."""
    return Either(statements)
