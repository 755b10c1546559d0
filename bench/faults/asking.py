"""A client that does not give up: the same request under the same key until somebody answers it."""

import threading
import time
from collections import Counter
from typing import Any
from uuid import uuid4

import httpx
import msgspec

from security.signatures import SignedRequest, SigningKey, sign

_ATTEMPTS = 40
_PAUSE, _LONGEST_PAUSE = 0.02, 2.0
_AGAIN = frozenset({429, 500, 502, 503, 504})


class Refused(AssertionError):
    """The platform said something that a client could not expect; the message says what was asked and answered."""


class Tally(msgspec.Struct):
    """What clients met, over all threads."""

    answers: Counter[int] = msgspec.field(default_factory=Counter)
    broken: int = 0
    operations: int = 0


_lock = threading.Lock()


class Asking:
    """One client, in one thread. Each operation that changes something has a key of its own."""

    def __init__(self, url: str, tally: Tally, seconds: float = 60) -> None:
        """Ask at ``url`` and count in ``tally``."""
        self._client = httpx.Client(base_url=url, timeout=seconds, trust_env=False)
        self._tally = tally
        self.tries = 0
        """How often the last operation was asked for."""

    def __enter__(self) -> "Asking":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def do(self, method: str, path: str, body: object = None, *, token: str = "", **headers: str) -> httpx.Response:
        """Do one operation and return the answer that is final; raises `Refused` when none comes."""
        sent = {"Idempotency-Key": str(uuid4())} | {name.replace("_", "-"): value for name, value in headers.items()}
        if token:
            sent["Authorization"] = f"Bearer {token}"
        with _lock:
            self._tally.operations += 1
        return self._asked(lambda: self._client.request(method, path, json=body, headers=sent), f"{method} {path}")

    def push(self, key: SigningKey, body: bytes) -> httpx.Response:
        """Push vacancies; each try has a signature of its own under the same key."""
        once = str(uuid4())
        url = str(self._client.base_url).rstrip("/") + "/v1/partner/vacancies"

        def send() -> httpx.Response:
            headers = {"Content-Type": "application/x-ndjson"}
            signed = sign(SignedRequest(method="POST", url=url, headers=headers, body=body), key)
            return self._client.post(url, content=body, headers={**headers, **signed, "Idempotency-Key": once})

        with _lock:
            self._tally.operations += 1
        return self._asked(send, "push")

    def _asked(self, send: Any, what: str) -> httpx.Response:  # noqa: ANN401 - a function without arguments
        for self.tries in range(1, _ATTEMPTS + 1):
            answer = self._answer(send)
            if answer is not None and answer.status_code not in _AGAIN:
                return answer
            time.sleep(self._pause(answer))
        raise Refused(f"{what} was not answered in {_ATTEMPTS} tries; the last said {answer and answer.text[:500]}")

    def _answer(self, send: Any) -> httpx.Response | None:  # noqa: ANN401
        try:
            answer: httpx.Response = send()
        except httpx.TransportError:
            with _lock:
                self._tally.broken += 1
            return None
        with _lock:
            self._tally.answers[answer.status_code] += 1
        return answer

    def _pause(self, answer: httpx.Response | None) -> float:
        told = float(answer.headers.get("Retry-After", 0)) if answer is not None else 0.0
        own: float = _PAUSE * 2 ** min(self.tries, 6)
        return min(_LONGEST_PAUSE, max(told, own))


def good(answer: httpx.Response, *statuses: int) -> Any:  # noqa: ANN401 - JSON of any shape
    """Return the answer's document; raises `Refused` when it has none of ``statuses`` (200 or 201 if none is given)."""
    if answer.status_code not in (statuses or (200, 201, 202)):
        asked = f"{answer.request.method} {answer.request.url.path}"
        raise Refused(f"{asked} answered {answer.status_code}: {answer.text[:800]}")
    return answer.json()
