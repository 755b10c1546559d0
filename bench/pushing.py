"""Pushing a corpus into a running platform as a partner does: signed, in parts, followed to the last receipt."""

import time
from collections import Counter
from collections.abc import Sequence

import httpx
import msgspec

from bench.serving import Served
from local.cli.keyring import load_key
from local.push.parts import Part
from local.push.sending import await_receipt, send
from security.signatures import SigningKey

PARTNER = "Contoh Portal"
_PART = 500
_FOUND = "created"
"""The outcome of what can be found afterwards; repetitions within the corpus are updates of it, or unchanged."""
_INDEXED_SECONDS = 300.0


class Pushed(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a corpus: outcomes, and the seconds until the last receipt and until all could be found."""

    outcomes: dict[str, int]
    checked_in: float
    found_in: float

    @property
    def items(self) -> int:
        """How many were pushed."""
        return sum(self.outcomes.values())

    @property
    def published(self) -> int:
        """How many vacancies they became."""
        return self.outcomes.get(_FOUND, 0)


def push(platform: Served, lines: Sequence[bytes]) -> Pushed:
    """Push ``lines`` (one JobPosting each), wait for every receipt and until all that they became can be found.

    The platform must not have had any of them before. Raises ``RuntimeError`` when some are not found in time.
    """
    platform.command("partner", "add", PARTNER)
    key = load_key(platform.data, PARTNER)
    outcomes: Counter[str] = Counter()
    with platform.client() as client:
        before = _total(client)
        started = time.perf_counter()
        receipts = [send(client, key, part, f"bench-{part.first_line}") for part in _parts(lines)]
        for receipt in receipts:
            outcomes.update(_followed(client, key, receipt))
        checked = time.perf_counter() - started
        _await_total(client, before + outcomes[_FOUND])
        return Pushed(outcomes=dict(outcomes), checked_in=checked, found_in=time.perf_counter() - started)


def _followed(client: httpx.Client, key: SigningKey, receipt: str) -> dict[str, int]:
    return await_receipt(client, key, receipt).counts


def _parts(lines: Sequence[bytes]) -> list[Part]:
    starts = range(0, len(lines), _PART)
    chunks = [lines[start : start + _PART] for start in starts]
    return [
        Part(body=b"".join(line + b"\n" for line in chunk), items=len(chunk), first_line=start + 1)
        for start, chunk in zip(starts, chunks, strict=True)
    ]


def _total(client: httpx.Client) -> int:
    answer = client.get("/v1/vacancies", params={"limit": 1})
    answer.raise_for_status()
    return int(answer.json()["total"])


def _await_total(client: httpx.Client, expected: int) -> None:
    until = time.monotonic() + _INDEXED_SECONDS
    while (found := _total(client)) < expected:
        if time.monotonic() > until:
            raise RuntimeError(f"{expected} vacancies should be found, {found} are")
        time.sleep(0.05)
