"""Handing on what a feed brought: pushes on the portal's behalf, in bodies that a push may have."""

import hashlib
from collections.abc import Iterable, Iterator

from chalicelib import partners
from chalicelib.clock import Clock
from chalicelib.idempotency import IdempotencyKey
from chalicelib.partners.model import PayloadForm
from chalicelib.partners.payload import MOST_BYTES, MOST_ITEMS
from chalicelib.vacancies.model import Channel

OPERATION = "pull-feed"
_BOM = b"\xef\xbb\xbf"
REFUSED = (b"\xff\xfe", b"\xfe\xff", b"\x1f\x8b")
"""First bytes of UTF-16 and gzip: a push that begins with them is refused as a whole."""


def bodies(items: Iterable[bytes], most_items: int = MOST_ITEMS, most_bytes: int = MOST_BYTES) -> Iterator[bytes]:
    """Yield the items as lines, as many together as one push may hold.

    What would refuse those beside it is left out: larger than a whole push, empty, or in another encoding.
    """
    waiting: list[bytes] = []
    size = 0
    for item in items:
        if len(item) > most_bytes or item.startswith(REFUSED) or not item.removeprefix(_BOM).strip():
            continue
        if waiting and (len(waiting) == most_items or size + len(item) + 1 > most_bytes):
            yield b"\n".join(waiting)
            waiting, size = [], 0
        waiting.append(item)
        size += len(item) + 1
    if waiting:
        yield b"\n".join(waiting)


class Stopped(Exception):
    """The partner was suspended: nothing more of its feed is taken in."""


def demand_going(partner_id: str) -> None:
    """Raise `Stopped` when the partner is suspended."""
    if partners.is_suspended(partner_id):
        raise Stopped(partner_id)


def hand_on(partner_id: str, look: str, items: Iterable[bytes], clock: Clock) -> int:
    """Push what a look brought; return how many pushes it took.

    ``look`` names what was remembered when the look began: the same look done again leads to the same receipts. Raises
    `Stopped` once the partner is suspended; what was pushed before waits with its receipt.
    """
    count = 0
    for body in bodies(items):
        demand_going(partner_id)
        digest = hashlib.sha256(body).hexdigest()
        key = IdempotencyKey(operation=OPERATION, owner=partner_id, key=f"{look} {digest}", digest=digest)
        partners.push(partner_id, body, PayloadForm.LINES, key, clock, channel=Channel.FEED)
        count += 1
    return count
