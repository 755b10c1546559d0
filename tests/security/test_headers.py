"""Headers that protect people, and whom to tell of a weakness."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from security import disclosure
from security.headers import ANYWHERE, DOCS_CONTENT, INTERFACE, PAGES, content_policy, page_content, protected

MUST = {
    "strict-transport-security",
    "x-content-type-options",
    "x-frame-options",
    "permissions-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "referrer-policy",
}


def test_pages_and_data_have_them_all():
    assert {name.lower() for name in PAGES} == MUST
    assert {name.lower() for name in INTERFACE} == MUST | {"content-security-policy"}


@given(st.sets(st.sampled_from([*INTERFACE, "Cache-Control", "ETag", "Vary"])), st.booleans(), st.booleans())
def test_what_an_answer_states_itself_stands(stated, personal, lower):
    names = {name.lower() if lower else name for name in stated}
    added = protected(names, personal=personal)
    assert not {name.lower() for name in added} & {name.lower() for name in names}
    whole = {name.lower() for name in (*added, *names)}
    assert whole >= {name.lower() for name in INTERFACE}
    assert ("cache-control" in whole) == (personal or "Cache-Control" in stated)


def test_transport_security_lasts_and_holds_below():
    value = ANYWHERE["Strict-Transport-Security"]
    assert int(value.split("max-age=")[1].split(";")[0]) >= 31_536_000
    assert "includeSubDomains" in value


@pytest.mark.parametrize("directives", [page_content(), page_content(["https://s3.example/documents/"]), DOCS_CONTENT])
def test_no_policy_lets_a_script_of_others_run(directives):
    policy = content_policy(directives)
    assert directives["default-src"] == directives["base-uri"] == directives["frame-ancestors"] == "'none'"
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in directives.get("script-src", "")
    assert "*" not in policy
    assert policy.count(";") == len(directives) - 1


def fields(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in text.split("\r\n")[:-1]:
        name, _, value = line.partition(": ")
        found.setdefault(name, []).append(value)
    return found


@pytest.mark.parametrize(
    ("public", "pages", "origin"),
    [
        ("https://api.padan.example", "https://padan.example", "https://padan.example"),
        ("https://padan.example/", "", "https://padan.example"),
        ("http://127.0.0.1:8000", "", "http://127.0.0.1:8000"),
    ],
)
def test_security_txt_has_what_rfc_9116_asks_for(public, pages, origin):
    text = disclosure.security_txt(public, pages)
    found = fields(text)
    assert text.endswith("\r\n")
    assert text.isascii()
    assert found["Canonical"] == [f"{origin}/.well-known/security.txt"]
    assert found["Policy"] == [f"{origin}/app/keamanan.html"]
    assert found["Preferred-Languages"] == ["id, en"]
    assert found["Contact"][0].startswith("mailto:keamanan@")
    assert len(found["Expires"]) == 1


def test_somebody_looks_at_security_txt_in_time():
    """When this fails: see that the contact and the policy are still right, and set `disclosure.EXPIRES` anew."""
    left = disclosure.EXPIRES - datetime.now(UTC)
    assert timedelta(days=60) < left < timedelta(days=366)
    assert (
        datetime.fromisoformat(fields(disclosure.security_txt("https://x.example"))["Expires"][0]) == disclosure.EXPIRES
    )
