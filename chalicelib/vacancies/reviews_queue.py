"""What waits for an officer's decision, the longest wait first."""

import heapq
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from operator import attrgetter

import msgspec

from chalicelib.clock import to_iso
from chalicelib.errors import FieldError, Forbidden, InvalidInput
from chalicelib.pagination import decode_cursor, encode_cursor
from chalicelib.texts import Text
from chalicelib.vacancies.lifecycle import WAITING
from chalicelib.vacancies.model import State
from chalicelib.vacancies.reading import Page, get_many
from chalicelib.vacancies.table import NOWHERE, REVIEW_SHARDS, VacancyItem, rejected_in, review_shard
from security.policy import Action, Resource, ResourceKind, allowed, serves
from security.principal import Principal


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A place in the queue: the vacancy, since when it waits, where its work is (``None``: not known)."""

    vacancy_id: str
    since: datetime
    region: str | None = None


class _After(msgspec.Struct, frozen=True):
    review_at: str


class _Before(msgspec.Struct, frozen=True):
    rejected_at: str


def queue(principal: Principal, region: str | None, limit: int, cursor: str | None = None) -> Page:
    """Return what waits for a decision in ``region``, or in all regions that the caller serves.

    A vacancy whose place is not known is shown to every officer. Raises `InvalidInput` on ``region`` when the caller
    serves no region and names none, `Forbidden` for a region that the caller does not serve.
    """
    regions = served(principal, region)
    after = decode_cursor(cursor, _After).review_at if cursor else ""
    entries = [item for item, _ in zip(_waiting(regions, after, limit + 1), range(limit + 1), strict=False)]
    found = get_many(item.pk for item in entries[:limit])
    position = encode_cursor(_After(entries[limit - 1].review_at)) if len(entries) > limit else None
    present = (found.get(item.pk) for item in entries[:limit])
    return Page(items=tuple(vacancy for vacancy in present if vacancy and vacancy.state in WAITING), next=position)


def rejected(principal: Principal, region: str | None, limit: int, cursor: str | None = None) -> Page:
    """Return what was rejected in ``region``, or in all regions that the caller serves, the last one first.

    Whoever appeals to the office is found here. Raises as `queue` does.
    """
    regions = served(principal, region)
    before = decode_cursor(cursor, _Before).rejected_at if cursor else ""
    entries = list(islice(_rejected(regions, before, limit + 1), limit + 1))
    found = get_many(item.pk for item in entries[:limit])
    position = encode_cursor(_Before(entries[limit - 1].review_at)) if len(entries) > limit else None
    present = (found.get(item.pk) for item in entries[:limit])
    items = tuple(vacancy for vacancy in present if vacancy and vacancy.state is State.REJECTED)
    return Page(items=items, next=position)


def waiting_in(regions: tuple[str, ...], page: int = 25) -> Iterator[Entry]:
    """Yield what waits in ``regions`` and what waits without a place, the longest wait first.

    The index behind it may lag: the vacancy itself tells whether it waits still. ``page``: entries a round trip.
    """
    for item in _waiting(regions, "", page):
        yield _entry(item)


def waiting_before(province: str, moment: datetime) -> Iterator[Entry]:
    """Yield what waits in ``province`` (``00``: without a place) since before ``moment``, shard by shard."""
    for number in range(REVIEW_SHARDS):
        earlier = VacancyItem.review_at < to_iso(moment)
        for item in VacancyItem.by_review.query(review_shard(province, number), earlier):
            yield _entry(item)


def served(principal: Principal, region: str | None) -> tuple[str, ...]:
    """Return the regions of the queue that the caller asks for.

    Raises `InvalidInput` on ``region`` when the caller serves none and names none, `Forbidden` for another's.
    """
    if region is not None:
        if not (serves(principal, region) or allowed(principal, Action.READ, Resource(kind=ResourceKind.REVIEW))):
            raise Forbidden(Text("Bukan wilayah kerja Anda.", "Not one of your regions."))
        return (region,)
    if not principal.regions:
        detail = Text("Sebutkan wilayah.", "Name a region.")
        raise InvalidInput(detail, [FieldError(pointer="region", code="required", detail=detail)])
    return principal.regions


def _entry(item: VacancyItem) -> Entry:
    since = datetime.fromisoformat(str(item.review_at).partition("#")[0])
    return Entry(vacancy_id=item.pk, since=since, region=item.region)


def _waiting(regions: tuple[str, ...], after: str, page: int) -> Iterator[VacancyItem]:
    """Yield what waits in ``regions`` after a position, merged from all shards by the length of the wait."""
    streams = (_shard(partition, after, page) for partition in _partitions(_provinces(regions)))
    merged: Iterable[VacancyItem] = heapq.merge(*streams, key=attrgetter("review_at"))
    return (item for item in merged if _lies_in(item, regions))


def _rejected(regions: tuple[str, ...], before: str, page: int) -> Iterator[VacancyItem]:
    """Yield what was rejected in ``regions`` before a position, merged from all shards, the last one first."""
    streams = (_shard_back(each, before, page) for each in _partitions(map(rejected_in, _provinces(regions))))
    merged: Iterable[VacancyItem] = heapq.merge(*streams, key=attrgetter("review_at"), reverse=True)
    return (item for item in merged if _lies_in(item, regions))


def _provinces(regions: tuple[str, ...]) -> list[str]:
    return sorted({region[:2] for region in regions} | {NOWHERE})


def _partitions(provinces: Iterable[str]) -> Iterator[str]:
    return (review_shard(province, number) for province in provinces for number in range(REVIEW_SHARDS))


def _lies_in(item: VacancyItem, regions: tuple[str, ...]) -> bool:
    """Tell whether a vacancy lies in one of ``regions``, or nobody knows where it lies."""
    return not item.region or any(item.region == own or item.region.startswith(f"{own}.") for own in regions)


def _shard(partition: str, after: str, page: int) -> Iterator[VacancyItem]:
    later = VacancyItem.review_at > after if after else None
    yield from VacancyItem.by_review.query(partition, later, page_size=page)


def _shard_back(partition: str, before: str, page: int) -> Iterator[VacancyItem]:
    earlier = VacancyItem.review_at < before if before else None
    yield from VacancyItem.by_review.query(partition, earlier, page_size=page, scan_index_forward=False)
