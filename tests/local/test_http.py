"""The HTTP front over real sockets, with a small app of its own."""

import http.client
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from chalice.app import Chalice, CORSConfig, Request, Response

from local.http.asgi import Application
from local.http.gateway import Gateway
from local.http.server import HttpServer
from local.http.static import StaticFiles
from local.http.types import LocalRequest, LocalResponse

PROBLEM = "application/problem+json"


class Held:
    """Lets a test keep a request inside the app until it has looked."""

    def __init__(self) -> None:
        self.entered = threading.Event()
        self.released = threading.Event()


def make_app(held: Held) -> Chalice:
    app = Chalice(app_name="front")
    local = threading.local()
    app.api.binary_types.append("application/x-ndjson")

    @app.middleware("all")
    def keep_request(request: Request, get_response: Callable[[Request], Response]) -> Response:
        local.request = request
        return get_response(request)

    def show() -> Response:
        event = local.request.to_original_event()
        return Response(body=json.dumps(event), headers={"Content-Type": "application/json"})

    @app.route("/echo", methods=["GET", "POST"], content_types=["application/json", "application/x-ndjson"])
    def echo() -> Response:
        return show()

    @app.route("/things/{id}", methods=["GET"], cors=CORSConfig(allow_origin="https://padan.example"))
    def thing(id: str) -> Response:  # noqa: A002 - the name in the route
        return show()

    @app.route("/things/mine", methods=["DELETE"])
    def mine() -> Response:
        return Response(body="", status_code=204)

    add_other_routes(app, held)
    return app


def add_other_routes(app: Chalice, held: Held) -> None:
    @app.route("/cookies")
    def cookies() -> Response:
        return Response(body="x", headers={"Set-Cookie": ["a=1", "b=2"], "Content-Type": "text/plain"})

    @app.route("/image")
    def image() -> Response:
        return Response(body=b"\x89PNG\x00", headers={"Content-Type": "image/png"})

    @app.route("/held")
    def wait() -> Response:
        held.entered.set()
        held.released.wait(10)
        return Response(body="done", headers={"Content-Type": "text/plain"})


@pytest.fixture
def held() -> Iterator[Held]:
    held = Held()
    yield held
    held.released.set()


@pytest.fixture
def web(tmp_path: Path) -> Path:
    folder = tmp_path / "web"
    folder.mkdir()
    (folder / "index.html").write_text("<title>Padan</title>", "utf-8")
    (folder / "main.js").write_text("let a = 1", "utf-8")
    (folder / ".hidden").write_text("no", "utf-8")
    (tmp_path / "secret.txt").write_text("no", "utf-8")
    return folder


@pytest.fixture
def server(held: Held, web: Path) -> Iterator[HttpServer]:
    def mail(request: LocalRequest) -> LocalResponse:
        if request.path.endswith("broken"):
            raise RuntimeError("a secret detail")
        return LocalResponse(body=json.dumps([request.path, request.method, dict(request.query)]).encode())

    def other(request: LocalRequest) -> LocalResponse:
        return LocalResponse(body=b'"other"', headers={"X-Other": "1"})

    gateway = Gateway(make_app(held), {"/dev": other, "/dev/mail": mail}, StaticFiles(web))
    server = HttpServer(graceful_seconds=5).start(Application(gateway, threads=8, timeout=5))
    yield server
    held.released.set()
    server.stop()


@pytest.fixture
def client(server: HttpServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url) as client:
        yield client


def raw(server: HttpServer, text: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
        connection.sendall(text)
        received = b""
        while part := connection.recv(65536):
            received += part
    return received


def assert_problem(response: httpx.Response, status: int) -> dict[str, Any]:
    assert response.status_code == status
    assert response.headers["content-type"] == PROBLEM
    document: dict[str, Any] = response.json()
    assert document["status"] == status
    assert "Traceback" not in response.text
    return document


def test_event_has_the_shape_of_api_gateway(client: httpx.Client) -> None:
    response = client.post(
        "/echo?a=1&a=2&b=%20x",
        content=b'{"n":1}',
        headers=[("content-type", "application/json"), ("x-a", "1"), ("x-a", "2")],
    )
    event = response.json()
    assert (event["resource"], event["path"], event["httpMethod"]) == ("/echo", "/echo", "POST")
    assert event["queryStringParameters"] == {"a": "2", "b": " x"}
    assert event["multiValueQueryStringParameters"] == {"a": ["1", "2"], "b": [" x"]}
    assert event["headers"]["x-a"] == "2"
    assert event["multiValueHeaders"]["x-a"] == ["1", "2"]
    assert event["pathParameters"] is None
    assert (event["body"], event["isBase64Encoded"]) == ('{"n":1}', False)
    context = event["requestContext"]
    assert context["identity"]["sourceIp"] == "127.0.0.1"
    assert context["requestId"]
    assert (context["resourcePath"], context["stage"]) == ("/echo", "api")


def test_absent_parts_are_null_as_in_api_gateway(client: httpx.Client) -> None:
    event = client.get("/echo").json()
    assert event["queryStringParameters"] is None
    assert event["multiValueQueryStringParameters"] is None
    assert event["body"] is None


def test_forwarded_headers_are_the_gateways_not_the_clients(client: httpx.Client) -> None:
    event = client.get("/echo", headers={"x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.9"}).json()
    assert event["multiValueHeaders"]["x-forwarded-proto"] == ["http"]
    assert event["headers"]["x-forwarded-for"] == "127.0.0.1"
    assert event["headers"]["x-forwarded-port"] == str(client.base_url.port)


def test_binary_body_arrives_as_base64(client: httpx.Client) -> None:
    event = client.post("/echo", content=b"\xff\n", headers={"content-type": "application/x-ndjson; v=1"}).json()
    assert (event["body"], event["isBase64Encoded"]) == ("/wo=", True)


def test_text_that_is_not_utf8_is_named(client: httpx.Client) -> None:
    response = client.post("/echo", content=b'{"a":"\xff"}', headers={"content-type": "application/json"})
    assert assert_problem(response, 400)["errors"][0]["code"] == "not_utf8"


def test_path_stays_as_it_was_sent_and_fixed_path_wins(client: httpx.Client) -> None:
    event = client.get("/things/a%2Fb").json()
    assert event["pathParameters"] == {"id": "a%2Fb"}
    assert (event["path"], event["requestContext"]["path"]) == ("/things/a%2Fb", "/things/a%2Fb")
    assert client.get("/things/x/").json()["pathParameters"] == {"id": "x"}
    assert client.delete("/things/mine").status_code == 204


def test_the_path_comes_as_it_was_sent(client: httpx.Client) -> None:
    event = client.get("/things/a%2fb%7E%C3%A9").json()
    assert event["path"] == event["requestContext"]["path"] == "/things/a%2fb%7E%C3%A9"


def test_repeated_headers_and_binary_answers_come_back(client: httpx.Client) -> None:
    assert client.get("/cookies").headers.get_list("set-cookie") == ["a=1", "b=2"]
    image = client.get("/image", headers={"accept": "image/png"})
    assert image.content == b"\x89PNG\x00"


def test_unknown_path_and_method(client: httpx.Client) -> None:
    assert_problem(client.get("/nothing"), 404)
    response = client.put("/things/1")
    assert_problem(response, 405)
    assert response.headers["allow"] == "GET, HEAD, OPTIONS"


def test_problem_speaks_the_callers_language(client: httpx.Client) -> None:
    assert client.get("/nothing").json()["title"] == "Tidak ditemukan"
    assert client.get("/nothing", headers={"accept-language": "en"}).json()["title"] == "Not found"


def test_head_has_the_length_but_no_body(client: httpx.Client) -> None:
    response = client.head("/cookies")
    assert (response.status_code, response.headers["content-length"], response.content) == (200, "1", b"")


def test_preflight(client: httpx.Client) -> None:
    response = client.options("/things/1")
    assert response.status_code == 204
    assert response.headers["access-control-allow-origin"] == "https://padan.example"
    assert "GET" in response.headers["access-control-allow-methods"]
    assert "access-control-allow-origin" not in client.options("/echo").headers


@pytest.mark.parametrize("target", [b"/echo?q=%zz", b"/echo?q=%ff", b"/thi%ngs", b"/things/%ff"])
def test_broken_encoding_is_bad_input(server: HttpServer, target: bytes) -> None:
    answer = raw(server, b"GET " + target + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 400")
    assert PROBLEM.encode() in answer


@pytest.mark.parametrize(
    "text", [b"nonsense\r\n\r\n", b"GET /\xff HTTP/1.1\r\nHost: x\r\n\r\n", b"GET / HTTP/1.1\r\nx: " + b"a" * 70_000]
)
def test_what_is_not_http_gets_a_problem_document(server: HttpServer, text: bytes) -> None:
    answer = raw(server, text)
    assert answer.startswith(b"HTTP/1.1 400")
    assert PROBLEM.encode() in answer


def test_long_url_and_large_headers(client: httpx.Client) -> None:
    assert_problem(client.get("/echo?q=" + "a" * 10_240), 414)
    assert client.get("/echo?q=" + "a" * 10_000).status_code == 200
    assert_problem(client.get("/echo", headers={"x-long": "a" * 11_000}), 431)


def test_large_body_is_refused_before_it_is_read(server: HttpServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    connection.putrequest("POST", "/echo")
    connection.putheader("Content-Length", str(11 * 1024 * 1024))
    connection.endheaders()
    response = connection.getresponse()
    assert (response.status, response.getheader("content-type")) == (413, PROBLEM)
    connection.close()


def test_large_body_of_unknown_length_is_refused(client: httpx.Client) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(11):
            yield b"a" * 1024 * 1024

    try:
        response = client.post("/echo", content=chunks(), headers={"content-type": "application/json"})
    except httpx.WriteError:
        return  # the server hung up while we were still sending, which is a refusal too
    assert_problem(response, 413)


def test_an_app_that_fails_shows_nothing(client: httpx.Client) -> None:
    response = client.get("/dev/mail/broken")
    assert_problem(response, 500)
    assert "secret" not in response.text


def test_local_routes_serve_what_lies_below_them(client: httpx.Client) -> None:
    assert client.get("/dev/mail/7?a=1").json() == ["/dev/mail/7", "GET", {"a": ["1"]}]
    assert client.get("/dev/mailbox").json() == "other"
    assert client.get("/dev").headers["x-other"] == "1"
    assert_problem(client.get("/development"), 404)


def test_files(client: httpx.Client, server: HttpServer) -> None:
    assert client.get("/").text == "<title>Padan</title>"
    assert "javascript" in client.get("/app/main.js").headers["content-type"]
    assert_problem(client.post("/app/main.js"), 405)
    for path in (
        b"/app/.hidden",
        b"/app/..%2Fsecret.txt",
        b"/app/../secret.txt",
        b"/app/%2e%2e/secret.txt",
        b"/app/" + b"%00",
    ):
        answer = raw(server, b"GET " + path + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 404")


def test_concurrent_requests_do_not_mix(client: httpx.Client) -> None:
    def ask(number: int) -> bool:
        event = client.post(
            f"/echo?n={number}", content=f'{{"n":{number}}}', headers={"content-type": "application/json"}
        ).json()
        return bool(event["queryStringParameters"]["n"] == str(number) and json.loads(event["body"])["n"] == number)

    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(ask, range(300)))


def test_connections_are_kept_alive(server: HttpServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    ports = set()
    for _ in range(3):
        connection.request("GET", "/echo")
        connection.getresponse().read()
        ports.add(connection.sock.getsockname()[1])
    connection.close()
    assert len(ports) == 1


def test_answers_on_a_kept_connection_are_not_held_back(server: HttpServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    spent = []
    for _ in range(20):
        began = time.monotonic()
        connection.request("GET", "/echo")
        connection.getresponse().read()
        spent.append(time.monotonic() - began)
    connection.close()
    # With Nagle's algorithm most answers would wait 40 ms for the client's acknowledgement.
    assert sorted(spent)[10] < 0.03


def test_stop_lets_a_running_request_finish(server: HttpServer, held: Held) -> None:
    with ThreadPoolExecutor(2) as pool:
        answer = pool.submit(httpx.get, f"{server.url}/held")
        assert held.entered.wait(5)
        stopped = pool.submit(server.stop)
        held.released.set()
        assert answer.result(5).text == "done"
        stopped.result(10)
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{server.url}/echo")


def test_a_request_that_takes_too_long_is_answered(held: Held, web: Path) -> None:
    gateway = Gateway(make_app(held), {}, StaticFiles(web))
    server = HttpServer().start(Application(gateway, timeout=0.1))
    try:
        assert_problem(httpx.get(f"{server.url}/held"), 504)
    finally:
        held.released.set()
        server.stop()


def test_more_than_there_are_places_for_are_told_to_come_back(held: Held, web: Path) -> None:
    server = HttpServer().start(Application(Gateway(make_app(held), {}, StaticFiles(web)), threads=1, waiting=1))
    try:
        with ThreadPoolExecutor(1) as pool:
            first = pool.submit(httpx.get, f"{server.url}/held")
            assert held.entered.wait(5)
            refused = httpx.get(f"{server.url}/echo")
            assert_problem(refused, 503)
            assert refused.json()["type"].endswith("/overloaded")
            assert int(refused.headers["retry-after"]) >= 1
            held.released.set()
            assert first.result(5).status_code == 200
    finally:
        held.released.set()
        server.stop()


def test_a_platform_that_is_starting_says_so(held: Held, tmp_path: Path) -> None:
    gateway = Gateway(make_app(held), {}, StaticFiles(tmp_path), is_open=False)
    server = HttpServer().start(Application(gateway))
    try:
        early = httpx.get(f"{server.url}/cookies", headers={"Accept-Language": "en"})
        assert (early.status_code, early.headers["content-type"]) == (503, PROBLEM)
        assert early.json()["detail"] == "The platform is starting. Try again in 5 seconds."
        gateway.open()
        assert httpx.get(f"{server.url}/cookies").status_code == 200
    finally:
        server.stop()
