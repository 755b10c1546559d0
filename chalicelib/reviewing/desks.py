"""How many vacancies an officer holds at a time, so that nobody sits on a queue that others could work off.

A desk names what its officer took and is written in one transaction with each lease, under the version that was read:
of two takings by the same officer at the same time one is made anew. What was decided, given back or has expired is
found out only when the desk is full, so that a decision need not touch it.
"""

from datetime import datetime

import msgspec

from chalicelib.reviewing import policy, table
from chalicelib.reviewing.model import Desk
from chalicelib.reviewing.refusals import Refusal, refused


def with_one(officer_id: str, vacancy_id: str, now: datetime) -> tuple[Desk, int | None]:
    """Return the officer's desk with one vacancy more, or with one that lies there, and the version that was read.

    Raises `Conflict` ``too_many_leases``.
    """
    desk, version = table.load_desk(officer_id)
    if vacancy_id in desk.taken:
        return desk, version
    kept = _with_room(desk, now)
    return msgspec.structs.replace(kept, taken=(*kept.taken, vacancy_id)), version


def require_room(officer_id: str, now: datetime) -> None:
    """Return when the officer may take another vacancy; raises `Conflict` ``too_many_leases``."""
    _with_room(table.load_desk(officer_id)[0], now)


def _with_room(desk: Desk, now: datetime) -> Desk:
    most = policy.current().most_leases
    if len(desk.taken) < most:
        return desk
    cases = table.load_many(desk.taken)
    leases = {key: case.held_at(now) for key, (case, _) in cases.items()}
    held = tuple(key for key in desk.taken if (lease := leases.get(key)) and lease.holder == desk.officer_id)
    if len(held) >= most:
        raise refused(Refusal.TOO_MANY_LEASES)
    return msgspec.structs.replace(desk, taken=held)
