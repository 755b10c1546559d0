"""Looks at the platform as anyone outside does: health, a search, one vacancy, the interface's description.

CloudWatch Synthetics calls `handler`; a raised error fails the run and its text is in the report.
"""

import json
import os
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from typing import Any

ADDRESS, WORDS = "PADAN_PROBE_ADDRESS", "PADAN_PROBE_WORDS"
"""Variables: where the interface is, and what is searched for."""

AGENT = "padan-canary/1"
PATIENCE = 5.0
"""Seconds that an answer may take. The promise of 500 ms is measured inside; this proves that people get through."""

_ATTEMPTS = 2
Fetch = Callable[[str], tuple[int, Any]]


class ProbeFailed(Exception):
    """The platform did not answer as it should; the message says which step and why."""


def handler(event: object, context: object) -> str:  # noqa: ARG001 - Lambda's signature
    """Run every step against the address in the environment and say what was seen; raises `ProbeFailed`."""
    address = os.environ[ADDRESS].rstrip("/")
    return look(lambda path: fetch(address + path), os.environ.get(WORDS, "kasir"))


def look(get: Fetch, words: str) -> str:
    """Take the steps in order, each on what the one before it found; raises `ProbeFailed`."""
    seen = [_healthy(get), _described(get)]
    identifier, said = _found(get, words)
    seen += [said, _opened(get, identifier)]
    return "; ".join(seen)


def fetch(url: str) -> tuple[int, Any]:
    """Return the status and the JSON of ``url``. What does not arrive is asked for once more."""
    for attempt in range(1, _ATTEMPTS + 1):
        started = time.monotonic()
        try:
            status, body = _ask(url)
        except (OSError, urllib.error.URLError) as error:
            if attempt == _ATTEMPTS:
                raise ProbeFailed(f"{url}: no answer ({error})") from error
            continue
        spent = time.monotonic() - started
        if spent > PATIENCE:
            raise ProbeFailed(f"{url}: answered after {spent:.1f} seconds")
        return status, body
    raise AssertionError  # the last attempt returns or raises


def _ask(url: str) -> tuple[int, Any]:
    request = urllib.request.Request(url, headers={"User-Agent": AGENT, "Accept": "application/json"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE * 2) as answer:  # noqa: S310 - our own address
            return int(answer.status), _json(answer.read())
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, _json(refused.read())


def _json(body: bytes) -> Any:  # noqa: ANN401 - JSON of any shape
    try:
        return json.loads(body)
    except ValueError:
        return None


def _healthy(get: Fetch) -> str:
    status, body = get("/v1/health")
    _expect(status == 200 and isinstance(body, dict), "health", f"status {status}: {body}")
    _expect(body.get("status") == "ok", "health", f"says {body.get('status')!r}")
    return "healthy"


def _described(get: Fetch) -> str:
    status, body = get("/v1/openapi.json")
    _expect(status == 200 and isinstance(body, dict), "description", f"status {status}")
    version = str(body.get("openapi", ""))
    _expect(
        version.startswith("3.1") and "/v1/vacancies" in body.get("paths", {}), "description", "is not the interface's"
    )
    return "described"


def _found(get: Fetch, words: str) -> tuple[str, str]:
    status, body = get("/v1/vacancies?" + urllib.parse.urlencode({"q": words, "limit": 5}))
    _expect(status == 200 and isinstance(body, dict), "search", f"status {status}: {body}")
    items = body.get("items") or []
    _expect(bool(items), "search", f"finds nothing for {words!r}: the index may be empty")
    return str(items[0]["id"]), f"{body.get('total')} found for {words!r}"


def _opened(get: Fetch, identifier: str) -> str:
    status, body = get("/v1/vacancies/" + urllib.parse.quote(identifier, safe=""))
    _expect(status == 200 and isinstance(body, dict), "vacancy", f"{identifier}: status {status}, though it was found")
    _expect(body.get("id") == identifier, "vacancy", f"{identifier}: another one came")
    return f"{identifier} opened"


def _expect(holds: bool, step: str, why: str) -> None:
    if not holds:
        raise ProbeFailed(f"{step}: {why}")
