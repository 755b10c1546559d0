"""What a partner no longer offers: one vacancy removed, or everything that a full list does not name."""

from collections.abc import Iterable

import msgspec

from chalicelib import idempotency, vacancies
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import Conflict, FieldError, NotFound
from chalicelib.idempotency import IdempotencyKey
from chalicelib.texts import Text
from chalicelib.vacancies import Source, Vacancy

LARGEST_LOSS = 5
"""A list that would close more than one in this many is taken for a mistake."""


class SnapshotResult(msgspec.Struct, frozen=True, kw_only=True):
    """What a full list led to: how many were open, named among them, closed; and ids named that are not here."""

    open: int
    kept: int
    closed: int
    unknown: tuple[str, ...] = ()


def remove(partner_id: str, external_id: str, clock: Clock = SYSTEM_CLOCK) -> Vacancy:
    """Close a partner's vacancy; closing it again changes nothing. Raises `NotFound`."""
    try:
        return vacancies.remove_from_source(Source(partner=partner_id, external_id=external_id), clock=clock)
    except NotFound:
        raise NotFound(Text("Lowongan tidak ditemukan.", "There is no vacancy with this identifier.")) from None


def apply_snapshot(
    partner_id: str,
    named: Iterable[str],
    *,
    force: bool = False,
    clock: Clock = SYSTEM_CLOCK,
    key: IdempotencyKey | None = None,
) -> SnapshotResult:
    """Close the partner's open vacancies that ``named`` leaves out.

    Repeated with the ``key`` of a list that was applied it closes nothing: what was pushed since may be missing from
    that list. It tells the same numbers, and which identifiers are unknown by now. A list that was applied in part is
    completed by sending it again. Raises `Conflict` when more than a fifth would go and ``force`` is not set; then
    nothing is closed.
    """
    wanted = frozenset(named)
    if (earlier := idempotency.earlier_result(key)) is not None:
        told = msgspec.json.decode(earlier, type=SnapshotResult)
        return msgspec.structs.replace(told, unknown=_unknown(partner_id, wanted))
    result = _applied(partner_id, wanted, force=force, clock=clock)
    # Of a list that named a hundred thousand unknown ones the numbers alone are small enough to keep.
    counts = msgspec.structs.replace(result, unknown=())
    idempotency.note(key, msgspec.json.encode(counts).decode(), clock)
    return result


def _applied(partner_id: str, wanted: frozenset[str], *, force: bool, clock: Clock) -> SnapshotResult:
    offered = vacancies.of_source(partner_id)
    open_ids = frozenset(vacancy.source.external_id or "" for vacancy in offered)
    leaving = sorted(open_ids - wanted)
    if len(leaving) * LARGEST_LOSS > len(open_ids) and not force:
        raise _too_many(len(leaving), len(open_ids))
    for external_id in leaving:
        source = Source(partner=partner_id, external_id=external_id)
        vacancies.remove_from_source(source, reason="snapshot", clock=clock)
    kept = len(open_ids & wanted)
    unknown = tuple(sorted(wanted - open_ids))
    return SnapshotResult(open=len(open_ids), kept=kept, closed=len(leaving), unknown=unknown)


def _unknown(partner_id: str, wanted: frozenset[str]) -> tuple[str, ...]:
    here = {vacancy.source.external_id or "" for vacancy in vacancies.of_source(partner_id)}
    return tuple(sorted(wanted - here))


def _too_many(leaving: int, present: int) -> Conflict:
    detail = Text(
        f"Daftar ini akan menutup {leaving} dari {present} lowongan, lebih dari seperlima. Periksa, atau kirim force.",
        f"This list would close {leaving} of {present} vacancies, more than a fifth. Check it, or send force.",
    )
    return Conflict(detail, [FieldError(pointer="/identifiers", code="too_many_gone", detail=detail)])
