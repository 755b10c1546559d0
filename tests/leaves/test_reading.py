"""Bodies and parameters: every mistake is named."""

import contextlib
from enum import Enum
from typing import Annotated

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta

from chalicelib.errors import InvalidInput
from functions.reading import read_body, read_query


class Pay(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    amount: Annotated[int, Meta(ge=0)]


class Topic(Enum):
    RESEARCH = "research"


class Posting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    title: Annotated[str, Meta(min_length=3)]
    pay: Pay | None = None
    skills: tuple[str, ...] = ()
    consents: dict[Topic, int] | None = None
    notes: Annotated[dict[str, Pay], Meta(max_length=3)] = {}


class Query(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    q: str = ""
    limit: Annotated[int, Meta(ge=1, le=100)] = 20
    region: tuple[str, ...] = ()
    remote: bool | None = None
    radius: Annotated[float, Meta(ge=0.1, le=500)] = 1.0


def _errors(raw, kind=Posting):
    with pytest.raises(InvalidInput) as refusal:
        read_body(raw, kind)
    return {(error.pointer, error.code) for error in refusal.value.errors}


def test_a_good_body_is_read():
    assert read_body(b'{"title":"Kasir","pay":{"amount":1}}', Posting) == Posting(title="Kasir", pay=Pay(1))


@pytest.mark.parametrize(
    ("raw", "errors"),
    [
        (b"{}", {("/title", "required")}),
        (b'{"title":"ab"}', {("/title", "invalid")}),
        (b'{"title":7,"age":3}', {("/title", "invalid"), ("/age", "unknown_field")}),
        (b'{"title":"Kasir","pay":{"amount":-1}}', {("/pay/amount", "invalid")}),
        (b'{"title":"Kasir","pay":{"amount":1,"x":2}}', {("/pay/x", "unknown_field")}),
        (b'{"title":"Kasir","pay":{}}', {("/pay/amount", "required")}),
        (b'{"title":"Kasir","skills":["a",2]}', {("/skills/1", "invalid")}),
        (b'{"title":"Kasir","consents":{"research":"1"}}', {("/consents/research", "invalid")}),
        (b'{"title":"Kasir","consents":{"other":1}}', {("/consents/other", "invalid")}),
        (b'{"title":"Kasir","consents":[]}', {("/consents", "invalid")}),
        (
            b'{"title":"Kasir","notes":{"a":{"amount":1},"b/c":{"amount":-1},"d":{}}}',
            {("/notes/b~1c/amount", "invalid"), ("/notes/d/amount", "required")},
        ),
        (
            b'{"title":"Kasir","notes":{"a":3,"b":{"amount":1},"c":4}}',
            {("/notes/a", "invalid"), ("/notes/c", "invalid")},
        ),
        (
            b'{"title":"Kasir","notes":{"a":{"amount":1},"b":{"amount":1},"c":{"amount":1},"d":{"amount":1}}}',
            {("/notes", "invalid")},
        ),
        (b"[]", {("", "invalid")}),
        (b'{"title":"Kasir","a/b~c":1}', {("/a~1b~0c", "unknown_field")}),
        (b'{"title":"Kasir","title":"Kasir"}', {("/title", "repeated")}),
        (b'{"title":"Kasir","pay":{"amount":1,"amount":1}}', {("/pay/amount", "repeated")}),
        (b'{"title":"Kasir","skills":[{"a":1,"a":1}]}', {("/skills/0/a", "repeated")}),
        (b'{"title":"Kas\\u0000ir"}', {("/title", "forbidden_character")}),
        (b'{"title":"Kasir","skills":["ok","\\u001b[2J"]}', {("/skills/1", "forbidden_character")}),
        (b'{"title":"Kasir","\\u0007":1}', {("/\x07", "forbidden_character")}),
        (b'{"title":"Kasir","pay":{"amount":9223372036854775808}}', {("/pay/amount", "out_of_range")}),
        (b'{"title":"Kasir","pay":{"amount":' + b"9" * 5000 + b"}}", {("", "malformed_json")}),
        (b'{"title":"Kasir","pay":{"amount":1e999}}', {("", "malformed_json")}),
        (b'{"title":"Kasir","pay":{"amount":NaN}}', {("", "malformed_json")}),
        (b'{"title":"Kasir","pay":' + b"[" * 40 + b"]" * 40 + b"}", {("/pay" + "/0" * 32, "nested_too_deeply")}),
        (b"[" * 100_000, {("", "nested_too_deeply")}),
        (b'{"title":"\\ud83d"}', {("", "malformed_json")}),
        (b'\xef\xbb\xbf{"title":"Kasir"}', {("", "malformed_json")}),
        ('{"title":"Kasir"}'.encode("utf-16"), {("", "malformed_json")}),
        (b"", {("", "malformed_json")}),
        (b'{"title":', {("", "malformed_json")}),
        (b'{"title":"\xff"}', {("", "malformed_json")}),
    ],
)
def test_every_mistake_is_named(raw, errors):
    assert _errors(raw) == errors


@given(st.binary(max_size=200))
def test_any_bytes_give_a_body_or_a_refusal(raw):
    with contextlib.suppress(InvalidInput):
        assert isinstance(read_body(raw, Posting), Posting)


def test_parameters_are_converted_and_sequences_filled():
    given_values = {"q": ["kasir"], "limit": ["5"], "region": ["31,32.73", "33"], "remote": ["true"]}
    assert read_query(given_values, Query) == Query(q="kasir", limit=5, region=("31", "32.73", "33"), remote=True)


@pytest.mark.parametrize(
    ("values", "pointer"),
    [
        ({"limit": ["0"]}, "limit"),
        ({"limit": ["many"]}, "limit"),
        ({"limit": ["1", "2"]}, "limit"),
        ({"gaji": ["5jt"]}, "gaji"),
        ({"remote": ["maybe"]}, "remote"),
        ({"radius": ["nan"]}, "radius"),
        ({"radius": ["inf"]}, "radius"),
        ({"radius": ["-Infinity"]}, "radius"),
        ({"q": ["a\x00b"]}, "q"),
        ({"q": ["\ud800"]}, "q"),
        ({"q": ["x" * 12_001]}, "q"),
        ({"region": ["31", "3\x002"]}, "region"),
        ({"\x00": ["1"]}, "\x00"),
    ],
)
def test_wrong_parameters_are_named(values, pointer):
    with pytest.raises(InvalidInput) as refusal:
        read_query(values, Query)
    assert [error.pointer for error in refusal.value.errors] == [pointer]


def test_a_wrong_choice_is_told_with_the_choices_in_both_languages():
    class Sizes(msgspec.Struct, forbid_unknown_fields=True):
        topic: Topic | None = None
        topics: tuple[Topic, ...] = ()

    with pytest.raises(InvalidInput) as refusal:
        read_body(b'{"topic":"resarch","topics":["x"]}', Sizes)
    assert {error.pointer: error.detail.id for error in refusal.value.errors} == {
        "/topic": "“resarch” bukan salah satu pilihan. Pilihan: research.",
        "/topics/0": "“x” bukan salah satu pilihan. Pilihan: research.",
    }


def test_no_language_is_mixed_into_another():
    with pytest.raises(InvalidInput) as refusal:
        read_query({"limit": ["0"], "radius": ["x"]}, Query)
    assert {error.pointer: error.detail.id for error in refusal.value.errors} == {
        "limit": "Harus paling sedikit 1.",
        "radius": "Harus bilangan, bukan teks.",
    }
