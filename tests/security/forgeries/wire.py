"""A partner's request as bytes on the wire, and what the platform's edge makes of it, without sockets and stores."""

import threading
from datetime import timedelta

import h11
import msgspec
from chalice.app import Request

from chalicelib.clock import FixedClock
from chalicelib.errors import PadanError
from functions.calls import Call, call_of
from local.http.context import LambdaContext
from local.http.events import proxy_event
from local.http.requests import HttpRequest, parse_path, parse_query
from local.http.routing import Router
from security.signatures import Algorithm, PartnerKey, SignedRequest, SigningKey, generate_ed25519, sign, verify
from tests.security.conftest import MOMENT

HOST = "padan.example"
LINES = "application/x-ndjson"
BODY = b'{"identifier":"K-1","title":"Kasir"}\n{"identifier":"K-2","title":"Juru Masak"}\n'
SECRET, OTHER_SECRET = b"a shared secret of 32 octets....", b"another secret of 32 octets....."
_ROUTES = Router(["/v1/partner/vacancies", "/v1/partner/vacancies/{external_id}", "/v1/partner/receipts/{id}"])


class Holder(msgspec.Struct, frozen=True):
    """A key with both of its halves."""

    signing: SigningKey
    verifying: PartnerKey


def _ed25519(key_id: str, partner_id: str) -> Holder:
    private, public = generate_ed25519()
    return Holder(
        SigningKey(key_id=key_id, algorithm=Algorithm.ED25519, private=private),
        PartnerKey(key_id=key_id, partner_id=partner_id, algorithm=Algorithm.ED25519, public=public),
    )


def _hmac(key_id: str, partner_id: str, secret: bytes) -> Holder:
    return Holder(
        SigningKey(key_id=key_id, algorithm=Algorithm.HMAC_SHA256, private=secret),
        PartnerKey(key_id=key_id, partner_id=partner_id, algorithm=Algorithm.HMAC_SHA256, public=secret),
    )


MINE = {
    Algorithm.ED25519: _ed25519("key_mine", "par_mine"),
    Algorithm.HMAC_SHA256: _hmac("key_hmac", "par_mine", SECRET),
}
SECOND = _ed25519("key_second", "par_mine")
THEIRS = {
    Algorithm.ED25519: _ed25519("key_theirs", "par_theirs"),
    Algorithm.HMAC_SHA256: _hmac("key_their_hmac", "par_theirs", OTHER_SECRET),
}
NOBODYS = _ed25519("key_nobodys", "par_nobody")
KNOWN = {holder.verifying.key_id: holder.verifying for holder in (*MINE.values(), SECOND, *THEIRS.values())}


class Nonces:
    """Nonces in memory, for several threads."""

    def __init__(self) -> None:
        self.used: set[tuple[str, str]] = set()
        self._lock = threading.Lock()

    def claim(self, key_id: str, nonce: str, until: object) -> bool:
        with self._lock:
            known = (key_id, nonce) in self.used
            self.used.add((key_id, nonce))
            return not known


class Wire(msgspec.Struct, frozen=True, kw_only=True):
    """What is sent: method, target (path and query as they are spelled), header lines in order, body."""

    method: str = "POST"
    target: str = "/v1/partner/vacancies"
    headers: tuple[tuple[str, str], ...] = (("Host", HOST), ("Content-Type", LINES))
    body: bytes = BODY

    def header(self, name: str) -> str:
        (value,) = [value for key, value in self.headers if key.lower() == name.lower()]
        return value

    def change(self, **fields: object) -> "Wire":
        return msgspec.structs.replace(self, **fields)

    def without(self, *names: str) -> "Wire":
        return self.change(headers=tuple(line for line in self.headers if line[0].lower() not in names))

    def having(self, name: str, value: str) -> "Wire":
        """With this value in the place of all others of the name."""
        return self.change(headers=(*self.without(name.lower()).headers, (name, value)))

    def adding(self, name: str, value: str) -> "Wire":
        return self.change(headers=(*self.headers, (name, value)))

    def raw(self) -> bytes:
        """All of it as HTTP/1.1."""
        head = [f"{self.method} {self.target} HTTP/1.1", *(f"{name}: {value}" for name, value in self.headers)]
        return "\r\n".join([*head, f"Content-Length: {len(self.body)}", "", ""]).encode("latin-1") + self.body


def signed(wire: Wire | None = None, key: SigningKey | None = None, at: FixedClock | None = None) -> Wire:
    """The request with a good signature."""
    wire = wire or Wire()
    plain = SignedRequest(
        method=wire.method,
        url=f"http://{HOST}{wire.target}",
        headers={name: value for name, value in wire.headers if name != "Host"},
        body=wire.body,
    )
    made = sign(plain, key or MINE[Algorithm.ED25519].signing, at or FixedClock(MOMENT))
    return wire.change(headers=(("Host", HOST), *made.items()))


class Refused(Exception):
    """Why a request was not accepted: a stable code, or what HTTP itself objects to."""

    def __init__(self, code: str, status: int) -> None:
        super().__init__(code)
        self.code, self.status = code, status


def call_from(raw: bytes) -> Call:
    """Read bytes as the server and API Gateway would; raises `Refused` for what is no whole HTTP request."""
    server = h11.Connection(h11.SERVER, max_incomplete_event_size=64 * 1024)
    server.receive_data(raw)
    server.receive_data(b"")
    try:
        head = server.next_event()
        body = _body(server) if isinstance(head, h11.Request) else b""
    except h11.RemoteProtocolError as error:
        raise Refused(f"http: {error}", 400) from None
    if not isinstance(head, h11.Request):
        raise Refused("http: incomplete", 400)
    try:
        return _call(head, body)
    except (PadanError, UnicodeDecodeError) as error:
        raise Refused(f"http: {error}", 400) from None


def _body(server: h11.Connection) -> bytes:
    found = bytearray()
    while not isinstance(event := server.next_event(), h11.EndOfMessage):
        if not isinstance(event, h11.Data):
            raise Refused("http: incomplete", 400)
        found += event.data
    return bytes(found)


def _call(head: h11.Request, body: bytes) -> Call:
    raw_path, _, query = head.target.partition(b"?")
    path, segments = parse_path(raw_path)
    match = _ROUTES.match(raw_path.decode("ascii"))
    if match is None:
        raise Refused("http: no such path", 404)
    headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in head.headers)
    request = HttpRequest(
        method=head.method.decode("ascii"), raw_path=raw_path.decode("ascii"), path=path, segments=segments,
        query=parse_query(query), headers=headers, body=body, source_ip="127.0.0.1",
        host=dict(headers).get("host", ""),
    )  # fmt: skip
    return call_of(Request(proxy_event(request, match, []), LambdaContext("api_handler", 29)))


def accepted(
    wire: Wire | bytes, nonces: Nonces | None = None, at: FixedClock | None = None, keys: dict[str, PartnerKey] = KNOWN
) -> str:
    """Return the partner that the edge believes in; raises `Refused`."""
    call = call_from(wire if isinstance(wire, bytes) else wire.raw())
    request = SignedRequest(method=call.method, url=call.url, headers=call.headers, body=call.raw_body)
    try:
        return verify(request, keys.get, nonces or Nonces(), at or FixedClock(MOMENT)).partner_id
    except PadanError as error:
        raise Refused(error.errors[0].code, error.status) from error


def later(seconds: float) -> FixedClock:
    """A clock that many seconds after the moment of signing."""
    return FixedClock(MOMENT + timedelta(seconds=seconds))
