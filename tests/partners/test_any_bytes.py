"""Whatever a partner pushes, the whole or the item is refused with a pointer, and nothing else is raised."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import FieldError, InvalidInput, PadanError
from chalicelib.partners.job_posting import convert, identifier_in
from chalicelib.partners.model import PayloadForm
from chalicelib.partners.payload import MOST_ITEMS, items_of
from tests.partners.conftest import ndjson, posting

PLAIN = ndjson(posting(1), posting(2))
NAMES = ["@type", "value", "name", "address", "currency", "unitText"]
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["@type", "value", "name", "address", "currency", "unitText"]), inner, max_size=3
        ),
    ),
    max_leaves=8,
)
DEEP = 90_000

ITEMS = {
    "nothing": (b"", "", "malformed_json"),
    "half of it": (PLAIN[:40], "", "malformed_json"),
    "a list": (b"[]", "", "not_an_object"),
    "UTF-16": ('{"identifier":"a"}'.encode("utf-16"), "", "wrong_encoding"),
    "Latin letters of another time": ('{"identifier":"é"}'.encode("latin-1"), "", "wrong_encoding"),
    "too deep": (b'{"identifier":"a","x":' + b"[" * DEEP + b"]" * DEEP + b"}", "", "nested_too_deeply"),
    "too long": (b'{"identifier":"a","description":"' + b"x" * 200_000 + b'"}', "", "too_large"),
    "a key twice": (b'{"identifier":"a","identifier":"b"}', "/identifier", "repeated_key"),
    "a number without end": (b'{"identifier":' + b"1" * 5_000 + b"}", "", "malformed_json"),
    "no number": (b'{"identifier":"a","title":"Kasir","openings":NaN}', "", "malformed_json"),
    "half of a pair": (b'{"identifier":"\\ud800","title":"Kasir"}', "", "malformed_json"),
    "a zero byte in the identifier": (b'{"identifier":"a\\u0000b","title":"Kasir"}', "/identifier", "invalid"),
    "no title": (b'{"identifier":"a"}', "/title", "required"),
    "a title that is a number": (b'{"identifier":"a","title":7}', "/title", "wrong_type"),
    "a day that is none": (b'{"identifier":"a","title":"Kasir","datePosted":"besok"}', "/datePosted", "invalid_date"),
}


@pytest.mark.parametrize("name", ITEMS)
def test_what_is_said_of_a_broken_item_and_where(name):
    raw, pointer, code = ITEMS[name]
    with pytest.raises(InvalidInput) as caught:
        convert(raw)
    assert (pointer, code) in {(error.pointer, error.code) for error in caught.value.errors}
    assert all(error.detail.id and error.detail.en for error in caught.value.errors)


def taken(body: bytes, form: PayloadForm) -> tuple[bytes, ...] | PadanError:
    """The items of a push, or why there are none."""
    try:
        return items_of(body, form)
    except PadanError as refused:
        return refused


def holds(found: tuple[bytes, ...] | PadanError) -> None:
    """What is true of every push."""
    if isinstance(found, PadanError):
        assert found.status in (400, 413)
        return
    assert 0 < len(found) <= MOST_ITEMS
    for item in found:
        looked_at(item)


def looked_at(item: bytes) -> None:
    """An item is a vacancy, or refused with at least one error, each of which names a place."""
    identifier = identifier_in(item)
    assert identifier is None or 0 < len(identifier) <= 200
    errors: tuple[FieldError, ...] = ()
    try:
        title = convert(item).content.title
    except InvalidInput as refused:
        title, errors = "", tuple(refused.errors)
    assert bool(title) is not bool(errors)
    assert all(error.pointer.startswith("/") or not error.pointer for error in errors)


@given(st.binary(max_size=2_000), st.sampled_from(PayloadForm))
def test_any_bytes_are_items_or_a_refusal(body, form):
    holds(taken(body, form))


@given(st.data(), st.sampled_from(PayloadForm))
def test_a_push_with_any_bytes_changed_is_items_or_a_refusal(data, form):
    raw = bytearray(PLAIN if form is PayloadForm.LINES else b"[" + PLAIN.replace(b"\n", b",") + b"]")
    for place in data.draw(st.lists(st.integers(0, len(raw) - 1), max_size=12)):
        raw[place] = data.draw(st.integers(0, 255))
    holds(taken(bytes(raw), form))


@given(st.sampled_from(sorted(posting())), VALUES)
def test_a_field_of_any_value_is_read_or_refused(name, value):
    try:
        item = msgspec.json.encode(posting(**{name: value}))
    except UnicodeEncodeError:
        return  # Half of a pair cannot be written at all.
    looked_at(item)
