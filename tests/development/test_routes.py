"""What ``/dev`` refuses, before anything of the platform is touched."""

import msgspec
import pytest

from local.development.guard import LOCAL_HEADER
from local.development.routes import DevelopmentRoutes
from local.http.types import LocalRequest

LOCAL = {"host": "127.0.0.1:8000", LOCAL_HEADER: "1"}


@pytest.fixture
def serve():
    """``/dev`` of a platform that none of these requests may reach."""
    routes = DevelopmentRoutes(platform=None).routes()["/dev"]

    def send(method, path, body=None, **headers):
        raw = body if isinstance(body, bytes) else msgspec.json.encode(body)
        answer = routes(LocalRequest(method=method, path=path, headers=LOCAL | headers, body=raw))
        return answer, msgspec.json.decode(answer.body)

    return send


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/dev/nothing"), ("GET", "/dev/token"), ("POST", "/dev/jobs/x"), ("GET", "/dev/jobs/unknown")],
)
def test_what_is_not_there_is_not_found(serve, method, path):
    answer, problem = serve(method, path)
    assert (answer.status, answer.content_type) == (404, "application/problem+json")
    assert problem["status"] == 404


@pytest.mark.parametrize(
    ("path", "body", "pointer"),
    [
        ("/dev/token", {"role": "king"}, "/role"),
        ("/dev/token", {}, "/role"),
        ("/dev/token", {"role": "seeker", "admin": True}, "/admin"),
        ("/dev/token", {"role": "seeker", "name": "Ani Budi"}, "/name"),
        ("/dev/token", {"role": "seeker", "name": ""}, "/name"),
        ("/dev/token", {"role": "seeker", "name": "ani\n"}, "/name"),
        ("/dev/token", {"role": "seeker", "name": "a" * 31}, "/name"),
        ("/dev/partners", {"name": ""}, "/name"),
        ("/dev/partners", {"name": "x" * 101, "public_key": "k"}, "/name"),
        ("/dev/partners", {"name": "Portal"}, "/public_key"),
        ("/dev/partners", {"name": "Portal", "algorithm": "hmac-sha256", "public_key": "k"}, "/public_key"),
        ("/dev/partners", {"name": "Portal", "algorithm": "rot13"}, "/algorithm"),
        ("/dev/feeds", {"url": "https://portal.example/"}, "/partner"),
        ("/dev/feeds", {"partner": "Portal", "url": "https://portal.example/", "form": "rss"}, "/form"),
        ("/dev/feeds", {"partner": "Portal", "url": "https://portal.example/", "minutes": "often"}, "/minutes"),
        ("/dev/feeds/stop", {}, "/partner"),
        ("/dev/seed", {"vacancies": -1}, "/vacancies"),
        ("/dev/seed", {"people": 10_001}, "/people"),
        ("/dev/reindex", {"force": "yes"}, "/force"),
        ("/dev/reconcile", {"repair": 1}, "/repair"),
        ("/dev/recode", {"dry_run": "yes"}, "/dry_run"),
        ("/dev/recode", {"writes_per_second": 0}, "/writes_per_second"),
        ("/dev/policies/try", {"from": 1}, "/to"),
        ("/dev/policies/try", {"from": 1, "to": 2, "days": 0}, "/days"),
        ("/dev/policies/try", {"from": "1", "to": 2}, "/from"),
        ("/dev/recode", {"checkpoint": "/etc/passwd"}, "/checkpoint"),
    ],
)
def test_a_wrong_field_is_named(serve, path, body, pointer):
    answer, problem = serve("POST", path, body)
    assert answer.status == 400, problem
    assert [error["pointer"] for error in problem["errors"]] == [pointer]


@pytest.mark.parametrize("role", ["public", "partner"])
def test_who_has_no_token_gets_none(serve, role):
    assert serve("POST", "/dev/token", {"role": role})[0].status == 400


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff"])
def test_a_body_that_is_no_object_is_refused(serve, body):
    assert serve("POST", "/dev/token", body)[0].status == 400


def test_refusals_are_in_the_readers_language(serve):
    indonesian, english = (
        serve("POST", "/dev/partners", {"name": "Portal"}, **{"accept-language": language})[1]
        for language in ("id", "en")
    )
    assert indonesian["errors"][0]["detail"] != english["errors"][0]["detail"]


@pytest.mark.parametrize("headers", [{"host": "padan.example"}, {LOCAL_HEADER: ""}, {"host": "127.0.0.1.evil.example"}])
@pytest.mark.parametrize("path", ["/dev/token", "/dev/seed", "/dev/partners"])
def test_a_web_page_cannot_write(serve, path, headers):
    assert serve("POST", path, {"role": "admin"}, **headers)[0].status == 403


def test_a_page_of_another_name_cannot_read_mail():
    routes = DevelopmentRoutes(platform=None).routes()
    for path in ("/dev/mail", "/dev"):
        request = LocalRequest(method="GET", path=path, headers={"host": "rebound.example:8000"})
        assert routes[path](request).status == 403
