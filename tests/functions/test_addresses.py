"""The address that a signature covers is the one that the client used."""

from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.settings import Service
from functions.addresses import url_of

PUBLIC = Service(stage="production", public_url="https://padan.example")
LOCAL = Service()
texts = st.text(st.characters(codec="utf-8"), max_size=12)


def event_of(url: str) -> dict[str, object]:
    """The event that API Gateway's REST API makes of a request: the path as sent, the query decoded."""
    parts = urlsplit(url)
    grouped: dict[str, list[str]] = {}
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        grouped.setdefault(name, []).append(value)
    return {"path": parts.path, "multiValueQueryStringParameters": grouped or None}


def canonical_query(pairs: list[tuple[str, str]]) -> str:
    return "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in pairs)


@given(st.lists(st.tuples(texts, texts), max_size=5, unique_by=lambda pair: pair[0]), st.lists(texts, max_size=3))
def test_a_canonical_address_comes_back_exactly(pairs, segments):
    path = "/v1/partner" + "".join("/" + quote(segment, safe="") for segment in segments)
    query = canonical_query(pairs)
    url = f"https://padan.example{path}" + (f"?{query}" if query else "")
    assert url_of(event_of(url), {"host": "internal.example"}, PUBLIC) == url


@pytest.mark.parametrize(
    "target",
    [
        "/v1/partner/vacancies",
        "/v1/partner/vacancies/JS%2F12%20a",
        "/v1/partner/vacancies/a%C3%A9%2520",
        "/v1/partner/vacancies/a:b@c!$&'()*+,;=~-._",
        "/v1/partner/vacancies/a%7Eb%2fc",
        "/v1/x?a=1&a=2&b=",
        "/v1/x?q=a%20b%2Bc%26d%3De%25",
        "/v1/x?q=%E2%9C%93",
        "/v1/x?cursor=eyJhIjoxfQ_-~.",
    ],
)
def test_odd_spellings_that_keep_the_form_come_back(target):
    url = f"https://padan.example{target}"
    assert url_of(event_of(url), {}, PUBLIC) == url


@pytest.mark.parametrize(
    ("sent", "canonical"),
    [
        ("?q=a+b", "?q=a%20b"),
        ("?force", "?force="),
        ("?a=1&b=2&a=3", "?a=1&a=3&b=2"),
        ("?q=a%2fb", "?q=a%2Fb"),
        ("?q=a/b:c", "?q=a%2Fb%3Ac"),
        ("?", ""),
    ],
)
def test_other_spellings_of_a_query_become_canonical(sent, canonical):
    assert url_of(event_of("https://padan.example/v1/x" + sent), {}, PUBLIC) == "https://padan.example/v1/x" + canonical


def test_a_path_that_was_handed_on_decoded_is_encoded():
    assert url_of({"path": "/v1/x/a b%é?#"}, {}, PUBLIC) == "https://padan.example/v1/x/a%20b%25%C3%A9%3F%23"


def test_the_host_is_that_of_the_deployment_and_not_the_clients_claim():
    headers = {"host": "evil.example", "x-forwarded-proto": "http"}
    assert url_of({"path": "/v1/x"}, headers, PUBLIC) == "https://padan.example/v1/x"


def test_on_one_machine_any_loopback_name_will_do():
    assert url_of({"path": "/v1/x"}, {"host": "localhost:8123"}, LOCAL) == "http://localhost:8123/v1/x"
