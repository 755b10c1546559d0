"""Every answer of the interface protects who reads it: answers, refusals, pages, files."""

from pathlib import Path

import pytest

from chalicelib.errors import NotFound, Unavailable
from functions.http import ENDPOINTS
from functions.problems import problem_response
from infra_cdk.interface.refusals import gateway_responses
from local.http import answers
from local.http.static import StaticFiles
from security.headers import INTERFACE, PAGES
from tests.functions.api import Api
from tests.functions.people_fixtures import active, api
from tests.platform_fixtures import platform

__all__ = ["active", "api", "platform"]
WEB = Path(__file__).resolve().parents[2] / "web"


def lower(headers) -> dict[str, str]:
    return {name.lower(): str(value) for name, value in dict(headers).items()}


def assert_protected(headers: dict[str, str], *, own: tuple[str, ...] = ()) -> None:
    for name, value in INTERFACE.items():
        if name not in own:
            assert headers.get(name.lower()) == value, name


@pytest.mark.parametrize(
    "path", ["/v1/version", "/.well-known/security.txt", "/v1/reference/regions?q=a", "/v1/nonsense"]
)
def test_public_answers(path):
    if path == "/v1/nonsense":
        refused = answers.from_error(NotFound())
        assert_protected(lower(refused.headers))
        return
    assert_protected(Api()("GET", path).headers)


def test_the_console_may_have_its_style():
    found = Api()("GET", "/docs").headers
    assert_protected(found, own=("Content-Security-Policy",))
    assert "script-src" not in found["content-security-policy"]
    assert "style-src 'unsafe-inline'" in found["content-security-policy"]


@pytest.mark.parametrize(
    "method_and_path", [("GET", "/v1/people/me"), ("POST", "/v1/sessions"), ("GET", "/v1/reviews")]
)
def test_refusals(method_and_path):
    refused = Api()(*method_and_path, {} if method_and_path[0] == "POST" else None)
    assert 400 <= refused.status < 500
    assert_protected(refused.headers)
    assert refused.headers["cache-control"] == "no-store"


def test_failures():
    assert_protected(lower(problem_response(Unavailable(), "i", answers.preferred_language("")).headers))


def test_what_the_gateway_refuses_itself():
    for kind, response in gateway_responses().items():
        parameters = response["responseParameters"]
        for name in ("Strict-Transport-Security", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy"):
            assert parameters[f"gatewayresponse.header.{name}"] == f"'{INTERFACE[name]}'", kind
        assert all(value.count("'") == 2 for value in parameters.values())


@pytest.mark.emulator
def test_personal_answers_are_kept_by_nobody(active):
    operations = [each for each in ENDPOINTS if each.method == "GET" and each.path.startswith("/v1/people/me")]
    plain = [each.path for each in operations if "{" not in each.path]
    assert len(plain) >= 8
    for path in plain:
        reply = active.api("GET", path)
        assert_protected(reply.headers, own=("Content-Security-Policy", "Referrer-Policy"))
        assert "no-store" in reply.headers["cache-control"], path


@pytest.mark.emulator
def test_a_public_answer_to_somebody_is_kept_by_nobody_unless_it_says_so(active):
    assert active.api("GET", "/v1/version").headers["cache-control"] == "no-store"
    assert "cache-control" not in Api()("GET", "/v1/version").headers
    assert active.api("GET", "/v1/openapi.json").headers["cache-control"] == "public, max-age=300"


def test_files_of_the_pages():
    served = StaticFiles(WEB)
    for segments in (("", ""), ("", "app", "app.js"), ("", "app", "keamanan.html")):
        found = lower(served.find(segments).headers)
        assert found.items() >= lower(PAGES).items()
        assert "script-src 'self'" in found["content-security-policy"]
        assert "unsafe" not in found["content-security-policy"]


def test_security_txt_is_plain_text_for_everybody():
    reply = Api()("GET", "/.well-known/security.txt")
    assert (reply.status, reply.headers["content-type"]) == (200, "text/plain; charset=utf-8")
    assert "Expires: " in reply.text
    assert reply.headers["cache-control"].startswith("public")
    assert reply.headers["access-control-allow-origin"] == "*"
