"""A portal that pushes a hundred vacancies at a time, and whether each of them has its outcome."""

import itertools
from collections.abc import Iterator
from typing import Any

import httpx
import msgspec

from bench import samples
from bench.load.wire import Reply, Wire
from bench.load.writers import Lost
from chalicelib.clock import SYSTEM_CLOCK
from local.push.sending import await_receipt, published
from security.signatures import SignedRequest, SigningKey, sign

ITEMS = 100
_PATH = "/v1/partner/vacancies"
_HEADERS = {"Content-Type": "application/x-ndjson"}


class Pusher:
    """One portal with its key; each push has vacancies of its own."""

    def __init__(self, wire: Wire, key: SigningKey, most: int) -> None:
        """Push up to ``most`` times."""
        self._wire, self._key = wire, key
        self._bodies = _bodies(most)
        self._numbers = itertools.count(1)
        self.receipts: list[str] = []

    async def work(self) -> Reply:
        """Push a hundred."""
        body = next(self._bodies)
        request = SignedRequest(method="POST", url=self._wire.url + _PATH, headers=_HEADERS, body=body)
        once = {"Idempotency-Key": f"load-{next(self._numbers)}"}
        answer = await self._wire.send("POST", _PATH, {**_HEADERS, **sign(request, self._key), **once}, body)
        if answer.good:
            self.receipts.append(str(answer.body["id"]))
        return answer

    def lost(self, client: httpx.Client) -> Lost:
        """Follow every receipt to its end and count the items without an outcome; raises `ReceiptTimeoutError`."""
        found = sum(sum(await_receipt(client, self._key, receipt).counts.values()) for receipt in self.receipts)
        expected = ITEMS * len(self.receipts)
        return Lost(acknowledged=expected, missing=expected - found)

    def published(self, client: httpx.Client) -> tuple[str, ...]:
        """Return the vacancies that the receipts call created; they have been followed to their end."""
        return tuple(vacancy for receipt in self.receipts for vacancy in published(client, self._key, receipt))


def _bodies(most: int) -> Iterator[bytes]:
    postings: Iterator[dict[str, Any]] = samples.postings(most * ITEMS, SYSTEM_CLOCK.now())
    while chunk := list(itertools.islice(postings, ITEMS)):
        yield b"".join(msgspec.json.encode(each) + b"\n" for each in chunk)
