"""What `requests` sends, handed to the platform's own HTTP front without a socket."""

import io
from collections.abc import Iterable
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPHeaderDict, HTTPResponse

from chalicelib.errors import PadanError
from local.http import answers
from local.http.answers import Answer
from local.http.gateway import Gateway
from local.http.requests import HttpRequest, check_size, parse_path, parse_query
from security.signatures import SignedRequest, SigningKey, sign

ORIGIN = "http://padan.example"
SIGN = "to be signed"
"""A Signature header of this value is replaced by a partner's signature of the request as it is sent."""


class InProcess(HTTPAdapter):
    """Serves requests by a gateway; signs those that ask for it with a partner's ``key``."""

    def __init__(self, gateway: Gateway, key: SigningKey) -> None:
        super().__init__()
        self._gateway, self._key = gateway, key

    def send(self, request: requests.PreparedRequest, *_: object, **__: object) -> requests.Response:
        answer = self._answer(request)
        headers = HTTPHeaderDict()
        for name, value in answer.headers:
            headers.add(name, value)
        body = b"" if request.method == "HEAD" or answer.status in (204, 304) else answer.body
        raw = HTTPResponse(
            body=io.BytesIO(body), headers=headers, status=answer.status, version=11, preload_content=False
        )
        return self.build_response(request, raw)

    def _answer(self, request: requests.PreparedRequest) -> Answer:
        headers = [(name.lower(), _text(value)) for name, value in request.headers.items()]
        try:
            return self._gateway.handle(self._read(request, headers))
        except PadanError as error:
            return answers.from_error(error, dict(headers).get("accept-language", ""))

    def _read(self, request: requests.PreparedRequest, headers: list[tuple[str, str]]) -> HttpRequest:
        parts = urlsplit(str(request.url))
        body = _bytes(request.body)
        if dict(headers).get("signature") == SIGN:
            headers = self._signed(request, body, headers)
        raw_path, query = parts.path.encode(), parts.query.encode()
        check_size(len(raw_path) + len(query), [(name.encode(), value.encode()) for name, value in headers])
        path, segments = parse_path(raw_path)
        return HttpRequest(
            method=str(request.method),
            raw_path=parts.path,
            path=path,
            segments=segments,
            query=parse_query(query),
            headers=(("host", parts.netloc), *headers),
            body=body,
            source_ip="127.0.0.1",
            host=parts.netloc,
        )

    def _signed(
        self, request: requests.PreparedRequest, body: bytes, headers: list[tuple[str, str]]
    ) -> list[tuple[str, str]]:
        given = {name: value for name, value in headers if name not in ("signature", "signature-input")}
        to_sign = SignedRequest(method=str(request.method), url=str(request.url), headers=given, body=body)
        proof = {name.lower(): value for name, value in sign(to_sign, self._key).items()}
        return list((given | proof).items())


def session(gateway: Gateway, key: SigningKey) -> requests.Session:
    """A client whose requests to `ORIGIN` the gateway serves."""
    made = requests.Session()
    made.trust_env = False
    made.mount(ORIGIN, InProcess(gateway, key))
    return made


def _text(value: str | bytes) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value


def _bytes(body: object) -> bytes:
    if body is None:
        return b""
    if isinstance(body, bytes):
        return body
    if isinstance(body, str):
        return body.encode()
    assert isinstance(body, Iterable), type(body)
    return b"".join(body)
