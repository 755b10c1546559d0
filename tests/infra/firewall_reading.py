"""Reads a web ACL back into rules: written apart from what renders them, so that a mistake in one shows."""

from security.waf.model import Override, Rule
from security.waf.refusals import REFUSALS
from security.waf.statements import (
    Change,
    Component,
    Either,
    Every,
    From,
    Header,
    Labelled,
    LongerThan,
    Not,
    Pattern,
    Position,
    Text,
    TooOften,
)

COMPONENTS = {
    "Method": Component.METHOD,
    "UriPath": Component.PATH,
    "QueryString": Component.QUERY,
    "Body": Component.BODY,
}


def statement(body):
    """The statement that ``body`` renders."""
    ((kind, inner),) = body.items()
    return READERS[kind](inner)


def read_rule(body):
    """One of our own rules, without what the template does not hold."""
    return Rule(
        name=body["Name"],
        why="",
        statement=statement(body["Statement"]),
        refusal=_refusal(body["Action"]),
        labels=tuple(label["Name"] for label in body.get("RuleLabels", ())),
    )


def overrides(body):
    """The rules of a managed group that count."""
    entries = body["Statement"]["ManagedRuleGroupStatement"].get("RuleActionOverrides", ())
    assert all(entry["ActionToUse"] == {"Count": {}} for entry in entries)
    return tuple(Override(entry["Name"], "") for entry in entries)


def _refusal(action):
    if action == {"Count": {}}:
        return None
    answer = action["Block"]["CustomResponse"]
    (refusal,) = [entry for entry in REFUSALS if entry.key == answer["CustomResponseBodyKey"]]
    assert answer["ResponseCode"] == refusal.status
    assert tuple((header["Name"], header["Value"]) for header in answer["ResponseHeaders"]) == refusal.headers
    return refusal


def _field(body):
    ((kind, inner),) = body.items()
    if kind == "SingleHeader":
        return Header(inner["Name"])
    assert inner == ({"OversizeHandling": "MATCH"} if kind == "Body" else {})
    return COMPONENTS[kind]


def _changes(body):
    assert [entry["Priority"] for entry in body] == list(range(len(body)))
    names = [entry["Type"] for entry in body]
    return () if names == ["NONE"] else tuple(Change(name) for name in names)


def _text(body):
    return Text(
        field=_field(body["FieldToMatch"]),
        text=body["SearchString"],
        position=Position(body["PositionalConstraint"]),
        changes=_changes(body["TextTransformations"]),
    )


def _pattern(body):
    field, changes = _field(body["FieldToMatch"]), _changes(body["TextTransformations"])
    return Pattern(field=field, regex=body["RegexString"], changes=changes)


def _size(body):
    assert body["ComparisonOperator"] == "GT"
    assert _changes(body["TextTransformations"]) == ()
    return LongerThan(field=_field(body["FieldToMatch"]), size=body["Size"])


def _label(body):
    assert body["Scope"] == ("NAMESPACE" if body["Key"].endswith(":") else "LABEL")
    return Labelled(body["Key"])


def _rate(body):
    key = None
    if body["AggregateKeyType"] == "CUSTOM_KEYS":
        (custom,) = body["CustomKeys"]
        key = Header(custom["Header"]["Name"])
        assert _changes(custom["Header"]["TextTransformations"]) == (Change.MD5,)
    else:
        assert body["AggregateKeyType"] == "IP"
    of = body.get("ScopeDownStatement")
    return TooOften(limit=body["Limit"], seconds=body["EvaluationWindowSec"], key=key, of=statement(of) if of else None)


READERS = {
    "AndStatement": lambda body: Every(tuple(statement(part) for part in body["Statements"])),
    "OrStatement": lambda body: Either(tuple(statement(part) for part in body["Statements"])),
    "NotStatement": lambda body: Not(statement(body["Statement"])),
    "ByteMatchStatement": _text,
    "RegexMatchStatement": _pattern,
    "SizeConstraintStatement": _size,
    "GeoMatchStatement": lambda body: From(tuple(body["CountryCodes"])),
    "LabelMatchStatement": _label,
    "RateBasedStatement": _rate,
}
