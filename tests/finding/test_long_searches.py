"""Searches with more words than an address takes: the same parameters and the same answer, as JSON."""

import json
from typing import Any

import pytest

from tests.functions.api import Api, Reply

OF_MANY_SCRIPTS = ("ك", "ꦏ", "收", "ก", "क", "계", "🙂", "é", "x")


def _post(api: Api, body: Any) -> Reply:
    return api("POST", "/v1/searches", json.dumps(body).encode())


def _shown(reply: Reply) -> dict[str, Any]:
    assert reply.status == 200, reply.text
    answer: dict[str, Any] = json.loads(reply.text)
    answer.pop("search_id", None)
    return answer


@pytest.mark.parametrize(
    ("address", "body"),
    [
        ("q=kasir", {"q": "kasir"}),
        ("q=kasir -minimarket&limit=1", {"q": "kasir -minimarket", "limit": 1}),
        ("region=32.76,32.75&facets=region", {"region": ["32.76", "32.75"], "facets": ["region"]}),
        ("salary_min=4000000&sort=salary", {"salary_min": 4_000_000, "sort": "salary"}),
        ("remote=true", {"remote": True}),
        ("", {}),
    ],
)
def test_the_answer_is_that_of_the_address(api: Api, address: str, body: dict[str, Any]) -> None:
    assert _shown(_post(api, body)) == _shown(api("GET", f"/v1/vacancies?{address}"))


def test_pages_go_on_with_the_cursor(api: Api) -> None:
    first = _shown(_post(api, {"q": "kasir", "limit": 1}))
    second = _shown(_post(api, {"q": "kasir", "limit": 1, "cursor": first["next"]}))
    assert first["items"][0]["id"] != second["items"][0]["id"]


@pytest.mark.parametrize("sign", OF_MANY_SCRIPTS)
def test_ten_thousand_characters_of_any_script_are_answered(api: Api, sign: str) -> None:
    understood = _shown(_post(api, {"q": sign * 10_000}))["understood"]
    assert set(understood) >= {"concepts", "left", "simplified"}


@pytest.mark.parametrize("word", ["كاشير", "kasir", "收银员", "🙂"])
def test_a_thousand_words_of_any_script_are_answered(api: Api, word: str) -> None:
    words = " ".join(f"{word}{number}" for number in range(1_000))
    assert _shown(_post(api, {"q": words[:12_000]}))["understood"]["simplified"]


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"q": "x" * 12_001}, "/q", "too_long"),
        ({"q": "kasir\x07"}, "/q", "forbidden_character"),
        ({"q": None}, "/q", "invalid"),
        ({"words": "kasir"}, "/words", "unknown_field"),
        ({"limit": "many"}, "/limit", "invalid"),
        ({"limit": 0}, "/limit", "invalid"),
        ({"region": ["99"]}, "region", "unknown_code"),
        ({"near": "here"}, "near", "malformed"),
    ],
)
def test_what_is_wrong_is_named(api: Api, body: dict[str, Any], pointer: str, code: str) -> None:
    reply = _post(api, body)
    assert reply.status == 400
    assert reply.pointers == {pointer: code}


def test_a_half_pair_is_no_text(api: Api) -> None:
    assert api("POST", "/v1/searches", b'{"q": "kasir \\ud800"}').status == 400


def test_a_body_beyond_all_words_is_too_large(api: Api) -> None:
    assert api("POST", "/v1/searches", b'{"q": "' + b"x" * 200_000 + b'"}').status == 413
