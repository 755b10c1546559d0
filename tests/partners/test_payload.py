"""The body of a push: what refuses the whole, and what is left to one item."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.errors import InvalidInput, TooLarge, UnsupportedMediaType
from chalicelib.partners.model import PayloadForm
from chalicelib.partners.payload import MOST_BYTES, MOST_ITEMS, form_of, items_of

LINES, ARRAY = PayloadForm.LINES, PayloadForm.ARRAY


@pytest.mark.parametrize(
    ("content_type", "form"),
    [
        ("application/x-ndjson", LINES),
        ("Application/X-NDJSON; charset=UTF-8", LINES),
        ("application/json", ARRAY),
        ('application/json; charset="utf-8"', ARRAY),
        ("application/ld+json", ARRAY),
    ],
)
def test_the_media_type_says_how_items_are_written(content_type, form):
    assert form_of(content_type) is form


@pytest.mark.parametrize(
    ("content_type", "encoding", "header"),
    [
        ("text/csv", "", "Content-Type"),
        ("", "", "Content-Type"),
        ("application/json; charset=iso-8859-1", "", "Content-Type"),
        ("application/x-ndjson", "gzip", "Content-Encoding"),
    ],
)
def test_other_types_and_encodings_are_refused_by_name(content_type, encoding, header):
    with pytest.raises(UnsupportedMediaType) as caught:
        form_of(content_type, encoding)
    assert [error.pointer for error in caught.value.errors] == [header]


def test_blank_lines_and_carriage_returns_are_no_items():
    assert items_of(b'\n{"a":1}\r\n\r\n  \n{"a":2}\n', LINES) == (b'{"a":1}', b'{"a":2}')


def test_a_byte_order_mark_is_left_out():
    assert items_of(b'\xef\xbb\xbf{"a":1}', LINES) == (b'{"a":1}',)
    assert items_of(b'\xef\xbb\xbf[{"a":1}]', ARRAY) == (b'{"a":1}',)


def test_a_truncated_line_is_left_to_its_item():
    assert items_of(b'{"a":1}\n{"a":', LINES) == (b'{"a":1}', b'{"a":')


@pytest.mark.parametrize("body", [b"", b"\n\n", b"  "])
def test_an_empty_body_is_refused(body):
    with pytest.raises(InvalidInput) as caught:
        items_of(body, LINES)
    assert caught.value.errors[0].code == "empty"


@pytest.mark.parametrize("body", [b'[{"a":1},', b'{"a":1}', b"[1,]", b"nonsense", b'[{"a":"\xff"}]x'])
def test_an_array_that_does_not_parse_is_refused(body):
    with pytest.raises(InvalidInput) as caught:
        items_of(body, ARRAY)
    assert caught.value.errors[0].code == "malformed_json"


@pytest.mark.parametrize("body", ['{"a":1}'.encode("utf-16"), '\ufeff{"a":1}'.encode("utf-16-be"), b"\x1f\x8b\x08\x00"])
@pytest.mark.parametrize("form", PayloadForm)
def test_another_encoding_is_told(body, form):
    with pytest.raises(InvalidInput) as caught:
        items_of(body, form)
    assert caught.value.errors[0].code == "wrong_encoding"


def test_five_hundred_items_pass_and_one_more_does_not():
    assert len(items_of(b"{}\n" * MOST_ITEMS, LINES)) == MOST_ITEMS
    with pytest.raises(TooLarge, match="501"):
        items_of(b"{}\n" * (MOST_ITEMS + 1), LINES)
    with pytest.raises(TooLarge):
        items_of(b"[" + b",".join([b"{}"] * (MOST_ITEMS + 1)) + b"]", ARRAY)


def test_five_megabytes_pass_and_six_do_not():
    line = b'{"a":"' + b"x" * 100_000 + b'"}\n'
    assert items_of((line * 50)[:MOST_BYTES], LINES)
    with pytest.raises(TooLarge, match="5 MB"):
        items_of(line * 60, LINES)


@settings(deadline=None)
@given(st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=20), max_size=3), min_size=1, max_size=20))
def test_both_forms_carry_the_same_items(items):
    lines = "\n".join(json.dumps(item) for item in items).encode()
    array = json.dumps(items).encode()
    assert [json.loads(raw) for raw in items_of(lines, LINES)] == items
    assert [json.loads(raw) for raw in items_of(array, ARRAY)] == items
