"""Statements of `security.waf` in CloudFormation's words."""

from typing import Any

from aws_cdk import aws_wafv2 as waf

from security.waf.statements import (
    Change,
    Component,
    Either,
    Every,
    Field,
    From,
    Header,
    Labelled,
    LongerThan,
    Not,
    Pattern,
    Statement,
    Text,
    TooOften,
)

_Acl = waf.CfnWebACL
_Statement = waf.CfnWebACL.StatementProperty


def statement(asked: Statement | TooOften) -> _Statement:
    """Return ``asked`` as a property of a web ACL."""
    match asked:
        case TooOften():
            return _Statement(rate_based_statement=_rate(asked))
        case Every():
            return _Statement(and_statement=_Acl.AndStatementProperty(statements=_all(asked.statements)))
        case Either():
            return _Statement(or_statement=_Acl.OrStatementProperty(statements=_all(asked.statements)))
        case Not():
            return _Statement(not_statement=_Acl.NotStatementProperty(statement=statement(asked.statement)))
        case _:
            return _single(asked)


def _single(asked: Text | Pattern | LongerThan | From | Labelled) -> _Statement:
    match asked:
        case From():
            return _Statement(geo_match_statement=_Acl.GeoMatchStatementProperty(country_codes=list(asked.countries)))
        case Labelled():
            scope = "NAMESPACE" if asked.label.endswith(":") else "LABEL"
            return _Statement(label_match_statement=_Acl.LabelMatchStatementProperty(key=asked.label, scope=scope))
        case LongerThan():
            return _Statement(size_constraint_statement=_size(asked))
        case Pattern():
            return _Statement(regex_match_statement=_pattern(asked))
        case Text():
            return _Statement(byte_match_statement=_text(asked))


def _text(asked: Text) -> _Acl.ByteMatchStatementProperty:
    return _Acl.ByteMatchStatementProperty(
        field_to_match=field(asked.field),
        positional_constraint=asked.position.value,
        search_string=asked.text,
        text_transformations=changes(asked.changes),
    )


def _pattern(asked: Pattern) -> _Acl.RegexMatchStatementProperty:
    return _Acl.RegexMatchStatementProperty(
        field_to_match=field(asked.field), regex_string=asked.regex, text_transformations=changes(asked.changes)
    )


def _size(asked: LongerThan) -> _Acl.SizeConstraintStatementProperty:
    return _Acl.SizeConstraintStatementProperty(
        field_to_match=field(asked.field), comparison_operator="GT", size=asked.size, text_transformations=changes(())
    )


def _rate(asked: TooOften) -> _Acl.RateBasedStatementProperty:
    key: dict[str, Any] = {"aggregate_key_type": "IP"}
    if asked.key is not None:
        digest = _Acl.RateLimitHeaderProperty(name=asked.key.name, text_transformations=changes((Change.MD5,)))
        key = {
            "aggregate_key_type": "CUSTOM_KEYS",
            "custom_keys": [_Acl.RateBasedStatementCustomKeyProperty(header=digest)],
        }
    return _Acl.RateBasedStatementProperty(
        limit=asked.limit,
        evaluation_window_sec=asked.seconds,
        scope_down_statement=statement(asked.of) if asked.of is not None else None,
        **key,
    )


def field(part: Field) -> _Acl.FieldToMatchProperty:
    """Return a part of a request; of a body that is too long to inspect, the statement counts as holding."""
    match part:
        case Header():
            return _Acl.FieldToMatchProperty(single_header={"Name": part.name})
        case Component.METHOD:
            return _Acl.FieldToMatchProperty(method={})
        case Component.PATH:
            return _Acl.FieldToMatchProperty(uri_path={})
        case Component.QUERY:
            return _Acl.FieldToMatchProperty(query_string={})
        case Component.BODY:
            return _Acl.FieldToMatchProperty(body=_Acl.BodyProperty(oversize_handling="MATCH"))


def changes(wanted: tuple[Change, ...]) -> list[_Acl.TextTransformationProperty]:
    """Return the transformations in their order; AWS WAF wants at least the one that changes nothing."""
    names = [change.value for change in wanted] or ["NONE"]
    return [_Acl.TextTransformationProperty(priority=place, type=name) for place, name in enumerate(names)]


def _all(statements: tuple[Statement, ...]) -> list[_Statement]:
    return [statement(part) for part in statements]
