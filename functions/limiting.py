"""Limits at the edge: who is counted, and the headers that tell where a caller stands.

The headers are those of draft-ietf-httpapi-ratelimit-headers-11 (May 2026): ``RateLimit-Policy`` names the limit (``q``
requests in ``w`` seconds), ``RateLimit`` what is left of it (``r``) and in how many seconds that changes (``t``). No
partition key is told: who is counted is the caller itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.errors import TooManyRequests, Unavailable
from chalicelib.observability import measure
from chalicelib.settings import Limits, read
from chalicelib.texts import Text

if TYPE_CHECKING:
    from chalicelib.limits import Caller, Standing
    from functions.calls import Call

_READING = frozenset({"GET", "HEAD"})


def refuse_late(call: Call, method: str, path: str) -> None:
    """Raise `Overloaded` for a request that waited longer than anybody waits for it (`functions.shedding`)."""
    if not read(Limits).limiting or not call.arrived:
        return
    from functions.route_classes import class_of
    from functions.shedding import refuse_late as refuse

    now = SYSTEM_CLOCK.now().timestamp()
    refuse(class_of(method, path), now - call.arrived, now)


def count(call: Call, method: str, path: str, told: dict[str, str]) -> None:
    """Count the request of a proven caller and add to ``told`` where they stand.

    Raises `TooManyRequests` for who has reached the limit. When nothing could be counted readings go on, and everything
    else is `Unavailable`: a writing needs the tables.
    """
    if not read(Limits).limiting:
        return
    from chalicelib import limits
    from functions.route_classes import class_of

    standing = limits.ask(class_of(method, path), *_subject(call))
    if standing is None:
        return
    told.update(headers_of(standing))
    if not standing.counted and method not in _READING:
        raise Unavailable
    if not standing.admitted:
        raise _too_many(standing)


def _too_many(standing: Standing) -> TooManyRequests:
    from chalicelib.waiting import duration

    measure("Limited", 1, limit=standing.limit.name)
    most, period = standing.limit.most, duration(standing.limit.seconds)
    detail = Text(
        f"Terlalu banyak permintaan: paling banyak {most} dalam {period.id}.",
        f"Too many requests: at most {most} in {period.en}.",
    )
    return TooManyRequests(standing.seconds, detail)


def headers_of(standing: Standing) -> Mapping[str, str]:
    """Return the headers of an answer; of what was not counted the policy alone is known."""
    limit = standing.limit
    policy = {"RateLimit-Policy": f'"{limit.name}";q={limit.most};w={limit.seconds}'}
    if not standing.counted:
        return policy
    return {**policy, "RateLimit": f'"{limit.name}";r={standing.left};t={standing.seconds}'}


def _subject(call: Call) -> tuple[Caller, str]:
    """Return who is counted.

    Somebody without an account is told by two addresses, the one nearest to API Gateway and the one before it: the
    former nobody can write, so that nobody uses up another's limit by writing the latter.
    """
    from chalicelib.limits import Caller

    if call.principal.id.startswith("par_"):
        return Caller.PARTNER, call.principal.id
    if call.principal.id:
        return Caller.PERSON, call.principal.id
    from functions.devices import device_of

    device = device_of(call)
    return Caller.ADDRESS, f"{device.address} {device.nearest}"
