"""Cursors can be handed back and not be forged."""

import contextlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import InvalidInput
from chalicelib.pagination import decode_cursor, encode_cursor


class Place(msgspec.Struct, frozen=True):
    value: float
    id: str


class Other(msgspec.Struct, frozen=True):
    shard: int


places = st.builds(Place, value=st.floats(allow_nan=False, allow_infinity=False), id=st.text(max_size=30))


@given(places)
def test_round_trip(place):
    cursor = encode_cursor(place)
    assert decode_cursor(cursor, Place) == place
    assert cursor.isascii()
    assert "=" not in cursor


@given(places, st.integers(0), st.sampled_from("AZaz09-_"))
def test_an_altered_cursor_is_refused(place, at, sign):
    cursor = encode_cursor(place)
    at %= len(cursor)
    altered = cursor[:at] + sign + cursor[at + 1 :]
    with contextlib.suppress(InvalidInput):
        assert decode_cursor(altered, Place) == place, "only the padding bits of the last character may differ"


@given(st.text(max_size=80))
def test_anything_else_is_refused(text):
    with pytest.raises(InvalidInput) as refusal:
        decode_cursor(text, Place)
    assert refusal.value.errors[0].code == "unknown_cursor"


def test_a_cursor_of_another_list_is_refused():
    with pytest.raises(InvalidInput):
        decode_cursor(encode_cursor(Other(3)), Place)
