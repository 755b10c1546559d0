"""Signing and sending one push, and following its receipt to the end."""

import time
from collections.abc import Iterator
from typing import Any

import httpx
import msgspec

from local.push.parts import Part
from security.signatures import SignedRequest, SigningKey, sign

_MEDIA_TYPE = "application/x-ndjson"
_ATTEMPTS = 5
_PAUSE, _LONGEST_PAUSE = 0.1, 2.0
PATIENCE = 600.0
"""Seconds that a receipt may take."""


class ItemView(msgspec.Struct, frozen=True, kw_only=True):
    """One item that was not published, and why in one line."""

    external_id: str | None
    result: str
    why: str


class ReceiptView(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one push."""

    id: str
    counts: dict[str, int]
    refused: tuple[ItemView, ...]


class ReceiptTimeoutError(RuntimeError):
    """A receipt was not complete in time."""


def send(client: httpx.Client, key: SigningKey, part: Part, once: str) -> str:
    """Send one push under the Idempotency-Key ``once`` and return its receipt's id.

    Repeated safely when an answer is lost or the platform is busy. Raises ``httpx.HTTPError``.
    """
    headers = {"Idempotency-Key": once}
    for attempt in range(_ATTEMPTS):
        last = attempt == _ATTEMPTS - 1
        try:
            response = _signed(client, key, "POST", "/v1/partner/vacancies", part.body, headers)
        except httpx.TransportError:
            if last:
                raise
        else:
            if last or response.status_code not in (429, 502, 503, 504):
                response.raise_for_status()
                return str(response.json()["id"])
        time.sleep(min(_LONGEST_PAUSE, _PAUSE * 2**attempt))
    raise AssertionError("unreachable")


def await_receipt(client: httpx.Client, key: SigningKey, receipt: str) -> ReceiptView:
    """Wait until every item of ``receipt`` has its outcome; raises `ReceiptTimeoutError`."""
    until, pause = time.monotonic() + PATIENCE, _PAUSE
    while time.monotonic() < until:
        found = _page(client, key, receipt, None)
        if found["receipt"]["state"] == "done":
            refused = tuple(_refused(client, key, receipt, found))
            return ReceiptView(id=receipt, counts=found["receipt"]["counts"], refused=refused)
        time.sleep(pause)
        pause = min(_LONGEST_PAUSE, pause * 1.5)
    raise ReceiptTimeoutError(f"receipt {receipt} is not complete after {PATIENCE:.0f} seconds")


def published(client: httpx.Client, key: SigningKey, receipt: str) -> tuple[str, ...]:
    """Return the vacancies that a receipt which is complete calls created; raises ``httpx.HTTPError``."""
    items = _items(client, key, receipt, _page(client, key, receipt, None))
    return tuple(str(item["vacancy"]) for item in items if item["outcome"] == "created")


def _refused(client: httpx.Client, key: SigningKey, receipt: str, page: dict[str, Any]) -> list[ItemView]:
    items = _items(client, key, receipt, page)
    return [_view(item) for item in items if item["outcome"] in ("rejected", "held")]


def _items(client: httpx.Client, key: SigningKey, receipt: str, page: dict[str, Any]) -> Iterator[dict[str, Any]]:
    while True:
        yield from page["items"]
        if not page.get("next"):
            return
        page = _page(client, key, receipt, page["next"])


def _view(item: dict[str, Any]) -> ItemView:
    reasons = [f"{error['pointer']} {error['detail']}" for error in item.get("errors", ())]
    reasons += [f"{finding['pointer']} {finding['detail']}" for finding in item.get("findings", ())]
    return ItemView(external_id=item.get("identifier"), result=item["outcome"], why="; ".join(reasons))


def _page(client: httpx.Client, key: SigningKey, receipt: str, cursor: str | None) -> dict[str, Any]:
    query = f"?limit=100&cursor={cursor}" if cursor else "?limit=100"
    response = _signed(client, key, "GET", f"/v1/partner/receipts/{receipt}{query}", b"", {})
    response.raise_for_status()
    page: dict[str, Any] = response.json()
    return page


def _signed(
    client: httpx.Client, key: SigningKey, method: str, path: str, body: bytes, extra: dict[str, str]
) -> httpx.Response:
    headers = {"Content-Type": _MEDIA_TYPE}
    request = SignedRequest(method=method, url=str(client.base_url).rstrip("/") + path, headers=headers, body=body)
    return client.request(method, path, content=body, headers={**headers, **sign(request, key), **extra})
