"""What a partner no longer offers: one vacancy removed, or everything that a full list does not name."""

from collections.abc import Iterable

import msgspec

from chalicelib import vacancies
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import Conflict, FieldError, NotFound
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
    partner_id: str, named: Iterable[str], *, force: bool = False, clock: Clock = SYSTEM_CLOCK
) -> SnapshotResult:
    """Close the partner's open vacancies that ``named`` leaves out.

    Raises `Conflict` when more than a fifth would go and ``force`` is not set; then nothing is closed. A list that was
    applied in part is completed by sending it again.
    """
    wanted = frozenset(named)
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


def _too_many(leaving: int, present: int) -> Conflict:
    detail = Text(
        f"Daftar ini akan menutup {leaving} dari {present} lowongan, lebih dari seperlima. Periksa, atau kirim force.",
        f"This list would close {leaving} of {present} vacancies, more than a fifth. Check it, or send force.",
    )
    return Conflict(detail, [FieldError(pointer="/identifiers", code="too_many_gone", detail=detail)])
