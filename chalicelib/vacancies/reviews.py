"""The officers' queue: what waits for a decision, the longest wait first, and the decision."""

import heapq
from collections.abc import Iterable, Iterator
from datetime import datetime
from operator import attrgetter

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import employers, outbox
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import FieldError, Forbidden, InvalidInput, invalid
from chalicelib.pagination import decode_cursor, encode_cursor
from chalicelib.texts import Text
from chalicelib.vacancies import storing, table
from chalicelib.vacancies.lifecycle import WAITING, Step, taken, wrong_state
from chalicelib.vacancies.model import DIRECT, Decision, State, Vacancy
from chalicelib.vacancies.reading import Page, get_many
from chalicelib.vacancies.table import NOWHERE, REVIEW_SHARDS, VacancyItem, review_shard
from security import audit
from security.policy import Action, Resource, ResourceKind, allowed, serves
from security.principal import Principal

_LEADS_TO = {Decision.PUBLISH: State.PUBLISHED, Decision.CORRECT: State.DRAFT, Decision.REJECT: State.REJECTED}


class _After(msgspec.Struct, frozen=True):
    review_at: str


def queue(principal: Principal, region: str | None, limit: int, cursor: str | None = None) -> Page:
    """Return what waits for a decision in ``region``, or in all regions that the caller serves.

    A vacancy whose place is not known is shown to every officer. Raises `InvalidInput` on ``region`` when the caller
    serves no region and names none, `Forbidden` for a region that the caller does not serve.
    """
    regions = _regions(principal, region)
    after = decode_cursor(cursor, _After).review_at if cursor else ""
    entries = [item for item, _ in zip(_waiting(regions, after, limit + 1), range(limit + 1), strict=False)]
    found = get_many(item.pk for item in entries[:limit])
    position = encode_cursor(_After(entries[limit - 1].review_at)) if len(entries) > limit else None
    present = (found.get(item.pk) for item in entries[:limit])
    return Page(items=tuple(vacancy for vacancy in present if vacancy and vacancy.state in WAITING), next=position)


def decide(
    principal: Principal,
    vacancy_id: str,
    decision: Decision,
    reason: str | None = None,
    fields: tuple[FieldError, ...] = (),
    expected: int | None = None,
    clock: Clock = SYSTEM_CLOCK,
) -> Vacancy:
    """Take an officer's decision on a vacancy that waits.

    ``fields`` are the places to be corrected. Raises `InvalidInput` on ``/reason`` when anything but publishing gives
    none, `Forbidden` for the vacancy's own poster, `Conflict` when it does not wait (any more).
    """
    if decision is not Decision.PUBLISH and not reason:
        raise invalid("/reason", "required", Text("Alasan wajib diisi.", "A reason is required."))
    present = table.load(vacancy_id).vacancy
    _require_decision(principal, present)
    now = clock.now()

    def changed(vacancy: Vacancy) -> Vacancy:
        return decided(vacancy, decision, principal.id, _with_fields(reason, fields), now)

    def also(transaction: TransactWrite) -> None:
        _record(transaction, principal, present, decision, clock)

    return storing.change(vacancy_id, changed, expected, also)


def decided(vacancy: Vacancy, decision: Decision, by: str, reason: str | None, now: datetime) -> Vacancy:
    """Return a waiting vacancy after the decision; raises `Conflict` when it does not wait."""
    if vacancy.state not in WAITING:
        raise wrong_state(vacancy.state, _LEADS_TO[decision])
    cleared = msgspec.structs.replace(vacancy, cleared=decision is Decision.PUBLISH)
    return taken(cleared, Step(to=_LEADS_TO[decision], at=now, by=by, reason=reason))


def _require_decision(principal: Principal, vacancy: Vacancy) -> None:
    if principal.id in (vacancy.posted_by, "") or vacancy.employer_id in employers.employers_of(principal):
        raise Forbidden(Text("Bukan untuk lowongan sendiri.", "Not on one's own vacancy."))
    employers.require(principal, Action.DECIDE, _resource(principal, vacancy.content.region))


def _resource(principal: Principal, region: str | None) -> Resource:
    place = region or (principal.regions[0] if principal.regions else "")
    return Resource(kind=ResourceKind.REVIEW, region=place)


def _record(
    transaction: TransactWrite, principal: Principal, vacancy: Vacancy, decision: Decision, clock: Clock
) -> None:
    if decision is Decision.PUBLISH and vacancy.source.partner == DIRECT:
        employers.count_approved(transaction, vacancy.employer_id)
    audit.record(
        actor=principal.id,
        action=f"review_{decision.value}",
        subject=vacancy.id,
        purpose="review",
        transaction=transaction,
        clock=clock,
    )
    details = {"decision": decision.value, "employer": vacancy.employer_id}
    outbox.add(transaction, topic="vacancy_decided", subject=vacancy.id, details=details, clock=clock)


def _with_fields(reason: str | None, fields: tuple[FieldError, ...]) -> str | None:
    if not fields:
        return reason
    return f"{reason} [{', '.join(field.pointer for field in fields)}]"


def _regions(principal: Principal, region: str | None) -> tuple[str, ...]:
    if region is not None:
        if not (serves(principal, region) or allowed(principal, Action.READ, Resource(kind=ResourceKind.REVIEW))):
            raise Forbidden(Text("Bukan wilayah kerja Anda.", "Not one of your regions."))
        return (region,)
    if not principal.regions:
        detail = Text("Sebutkan wilayah.", "Name a region.")
        raise InvalidInput(detail, [FieldError(pointer="region", code="required", detail=detail)])
    return principal.regions


def _waiting(regions: tuple[str, ...], after: str, page: int) -> Iterator[VacancyItem]:
    """Yield what waits in ``regions`` after a position, merged from all shards by the length of the wait."""
    provinces = sorted({region[:2] for region in regions} | {NOWHERE})
    streams = (
        _shard(review_shard(province, number), after, page) for province in provinces for number in range(REVIEW_SHARDS)
    )
    merged: Iterable[VacancyItem] = heapq.merge(*streams, key=attrgetter("review_at"))
    for item in merged:
        if not item.region or any(item.region == own or item.region.startswith(f"{own}.") for own in regions):
            yield item


def _shard(partition: str, after: str, page: int) -> Iterator[VacancyItem]:
    later = VacancyItem.review_at > after if after else None
    yield from VacancyItem.by_review.query(partition, later, page_size=page)
