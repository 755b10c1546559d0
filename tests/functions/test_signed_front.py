"""A signed request over a real socket: what the client signed is what the function checks."""

import http.client
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from chalice.app import Chalice, Request, Response
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.errors import Unauthenticated
from functions.calls import call_of
from local.http.asgi import Application
from local.http.gateway import Gateway
from local.http.server import HttpServer
from local.http.static import StaticFiles
from security.signatures import Algorithm, PartnerKey, SignedRequest, SigningKey, generate_ed25519, sign, verify

PRIVATE, PUBLIC = generate_ed25519()
SIGNING = SigningKey(key_id="key-1", algorithm=Algorithm.ED25519, private=PRIVATE)
KEY = PartnerKey(key_id="key-1", partner_id="par_1", algorithm=Algorithm.ED25519, public=PUBLIC)


class AnyNonce:
    """Takes every nonce; that they serve once is tested elsewhere."""

    def claim(self, key_id: str, nonce: str, until: object) -> bool:
        return True


def make_app() -> Chalice:
    app = Chalice(app_name="signed")
    requests: list[Request] = []

    @app.middleware("all")
    def keep_request(request, respond):
        requests.append(request)
        return respond(request)

    def check(**path: str) -> Response:
        call = call_of(requests.pop())
        request = SignedRequest(method=call.method, url=call.url, headers=call.headers, body=call.raw_body)
        try:
            return Response(body=json.dumps({"partner": verify(request, lambda _: KEY, AnyNonce()).partner_id}))
        except Unauthenticated as error:
            return Response(body=json.dumps({"code": error.errors[0].code, "checked": call.url}), status_code=401)

    for path in ("/v1/partner/vacancies", "/v1/partner/vacancies/{external_id}"):
        app.route(path, methods=["POST", "DELETE"], content_types=["application/x-ndjson"], name=path)(check)
    return app


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HttpServer]:
    nothing: Path = tmp_path_factory.mktemp("web")
    running = HttpServer(graceful_seconds=5).start(
        Application(Gateway(make_app(), {}, StaticFiles(nothing)), threads=1, timeout=10)
    )
    yield running
    running.stop()


def send(server: HttpServer, target: str, body: bytes = b'{"a":"\xc3\xa9"}\n', signed: str = "", **more: str):
    """Send ``target`` as it is, signed for ``signed`` or itself; returns status and answer."""
    content = {"content-type": "application/x-ndjson"}
    request = SignedRequest(method="POST", url=server.url + (signed or target), headers=content, body=body)
    headers = sign(request, SIGNING) | {name.replace("_", "-"): value for name, value in more.items()}
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    try:
        connection.request("POST", target, body, headers)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        connection.close()


@pytest.mark.parametrize(
    "target",
    [
        "/v1/partner/vacancies",
        "/v1/partner/vacancies?force=true",
        "/v1/partner/vacancies?q=a%20b%2Bc%26d%3De%25&r=%C3%A9&r=&s=~-._",
        "/v1/partner/vacancies/JS%2F12%20a",
        "/v1/partner/vacancies/a%2fb%7E!$&'()*+,;=:@",
        "/v1/partner/vacancies/a%2541?x=%2541",
    ],
)
def test_odd_addresses_arrive_as_they_were_signed(server, target):
    assert send(server, target) == (200, {"partner": "par_1"})


@settings(max_examples=40, deadline=None)
@given(st.from_regex(r"([A-Za-z0-9._~!$&'()*+,;=:@-]|%[2-7][0-9A-Fa-f]){1,12}", fullmatch=True))
def test_any_external_identifier_arrives_as_it_was_signed(server, segment):
    if segment.strip(".") and not segment.startswith("."):
        assert send(server, f"/v1/partner/vacancies/{segment}") == (200, {"partner": "par_1"})


def test_another_spelling_is_refused_and_told_the_one_that_counts(server):
    status, answer = send(server, "/v1/partner/vacancies?q=a+b")
    assert (status, answer["code"]) == (401, "bad_signature")
    assert answer["checked"] == f"{server.url}/v1/partner/vacancies?q=a%20b"
    assert send(server, "/v1/partner/vacancies?q=a+b", signed="/v1/partner/vacancies?q=a%20b")[0] == 200


def test_a_signature_for_another_address_is_refused(server):
    assert send(server, "/v1/partner/vacancies", signed="/v1/partner/vacancies?force=true")[0] == 401


def test_a_second_signature_header_is_not_overlooked(server):
    target, body = "/v1/partner/vacancies", b"{}"
    content = {"content-type": "application/x-ndjson"}
    headers = sign(SignedRequest(method="POST", url=server.url + target, headers=content, body=body), SIGNING)
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.putrequest("POST", target)
    for name, value in [*headers.items(), ("Signature", "other=:AAAA:"), ("Content-Length", str(len(body)))]:
        connection.putheader(name, value)
    connection.endheaders(body)
    answer = connection.getresponse()
    assert (answer.status, json.loads(answer.read())["code"]) == (401, "one_signature")
    connection.close()
