"""The requests whose calls are counted: each as one client would make it, through the app and without a socket."""

import itertools
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from bench import samples
from bench.load.pushers import ITEMS
from chalicelib.clock import SYSTEM_CLOCK
from local.http.gateway import Gateway
from local.http.requests import HttpRequest, parse_path, parse_query
from local.http.static import StaticFiles
from local.platform import Platform
from security.consent import CURRENT
from security.signatures import Algorithm, SignedRequest, SigningKey, sign


class Callers:
    """A person and a portal on a platform that runs in this process."""

    def __init__(self, platform: Platform) -> None:
        """Register both."""
        from app import app

        self._gateway = Gateway(app, {}, StaticFiles(Path("web")))
        self._url = platform.url
        self._numbers = itertools.count(1)
        self._bodies = itertools.count()
        self._lines = [msgspec.json.encode(each) for each in samples.postings(10 * ITEMS, SYSTEM_CLOCK.now())]
        self._key = _partner_key()
        self._tag = ""
        self._token = str(self.register()["session"]["access_token"])
        self._call("GET", "/v1/people/me", None, {"authorization": f"Bearer {self._token}"})

    def works(self) -> Mapping[str, Callable[[], object]]:
        """Return what is counted, by its name in the model."""
        return {
            "registration": self.register,
            "search": lambda: self._call("GET", "/v1/vacancies?q=kasir&facets=region"),
            "suggestion": lambda: self._call("GET", "/v1/suggestions?q=kas"),
            "profile write": self.write,
            "push of 100": self.push,
        }

    def register(self) -> Any:  # noqa: ANN401 - JSON
        """Register somebody invented."""
        body = {
            "email": f"hitung-{secrets.token_hex(6)}@contoh.invalid",
            "password": f"Contoh-{secrets.token_hex(9)}",
            "name": "Contoh Hitung",
            "consents": {kind.value: version for kind, version in CURRENT.items()},
        }
        return self._call("POST", "/v1/people", body)

    def write(self) -> None:
        """Change the profile, under the version that is there."""
        headers = {"authorization": f"Bearer {self._token}", "if-match": self._tag}
        self._call("PUT", "/v1/people/me/profile", {"headline": f"Hitung {next(self._numbers)}"}, headers)

    def push(self) -> None:
        """Push a hundred vacancies."""
        first = next(self._bodies) * ITEMS % len(self._lines)
        raw = b"\n".join(self._lines[first : first + ITEMS])
        headers = {"content-type": "application/x-ndjson"}
        path = "/v1/partner/vacancies"
        request = SignedRequest(method="POST", url=self._url + path, headers=headers, body=raw)
        self._call("POST", path, raw, {**headers, **sign(request, self._key)})

    def _call(self, method: str, target: str, body: object = None, headers: Mapping[str, str] | None = None) -> Any:  # noqa: ANN401 - JSON
        raw = body if isinstance(body, bytes) else b"" if body is None else msgspec.json.encode(body)
        plain, _, query = target.partition("?")
        path, segments = parse_path(plain.encode())
        sent = {"host": self._url.removeprefix("http://"), "content-type": "application/json"}
        sent |= {name.lower(): value for name, value in (headers or {}).items()}
        answer = self._gateway.handle(
            HttpRequest(
                method=method,
                raw_path=plain,
                path=path,
                segments=segments,
                query=parse_query(query.encode()),
                headers=tuple(sent.items()),
                body=raw,
                source_ip="127.0.0.1",
                host=sent["host"],
            )
        )
        if answer.status >= 400:
            raise RuntimeError(f"{method} {target}: {answer.status} {answer.body[:300].decode(errors='replace')}")
        told = {name.lower(): value for name, value in answer.headers}
        if target.startswith("/v1/people/me"):
            self._tag = told["etag"]
        return msgspec.json.decode(answer.body) if answer.body else None


def _partner_key() -> SigningKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

    from chalicelib import partners

    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    key = partners.add_key(partners.add_partner("Contoh Hitung").id, public)
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return SigningKey(key_id=key.key_id, algorithm=Algorithm.ED25519, private=pem)
