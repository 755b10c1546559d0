"""Structs as DynamoDB's maps: what goes in comes out."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.attributes import StructAttribute
from chalicelib.wire import from_wire, to_wire

NUMBERS = st.integers(-(10**18), 10**18) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


class Inner(msgspec.Struct, frozen=True, omit_defaults=True):
    name: str
    note: str | None = None


class Outer(msgspec.Struct, frozen=True, omit_defaults=True):
    at: datetime
    amount: int
    share: float
    parts: tuple[Inner, ...] = ()
    counts: dict[str, int] = {}


TIMES = st.datetimes(timezones=st.just(UTC)).map(lambda time: time - timedelta(microseconds=time.microsecond))
OUTERS = st.builds(
    Outer,
    at=TIMES,
    amount=st.integers(0, 10**12),
    share=st.floats(0, 1),
    parts=st.lists(st.builds(Inner, st.text(), st.none() | st.text()), max_size=3).map(tuple),
    counts=st.dictionaries(st.text(max_size=5), st.integers(0, 99), max_size=3),
)


@given(VALUES)
def test_json_comes_back_as_it_went(value):
    back = from_wire(to_wire(value))
    assert back == value
    assert type(back) is type(value)


@given(OUTERS)
def test_structs_come_back_as_they_went(value):
    attribute = StructAttribute(Outer)
    assert attribute.deserialize(attribute.serialize(value)) == value


def test_the_notation_is_dynamodbs():
    value = {"a": "x", "b": 7, "c": [True, None], "d": {"e": 0.5}}
    assert to_wire(value) == {
        "M": {
            "a": {"S": "x"},
            "b": {"N": "7"},
            "c": {"L": [{"BOOL": True}, {"NULL": True}]},
            "d": {"M": {"e": {"N": "0.5"}}},
        }
    }


def test_what_is_not_set_takes_no_place():
    value = Outer(at=datetime(2026, 1, 2, tzinfo=UTC), amount=1, share=0.5)
    assert set(StructAttribute(Outer).serialize(value)) == {"at", "amount", "share"}


@pytest.mark.parametrize("foreign", [b"bytes", {1, 2}, object()])
def test_a_foreign_type_has_no_place(foreign):
    with pytest.raises(TypeError, match="no place"):
        to_wire([foreign])


def test_an_unused_kind_is_refused_and_a_malformed_item_too():
    with pytest.raises(TypeError, match="NS"):
        from_wire({"NS": ["1"]})
    with pytest.raises(msgspec.ValidationError):
        StructAttribute(Outer).deserialize({"at": {"S": "yesterday"}, "amount": {"N": "1"}, "share": {"N": "1"}})
