"""Reading vacancies: one, many, all, those of an employer or of a source."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec

from chalicelib.pagination import decode_cursor, encode_cursor, unknown_cursor
from chalicelib.vacancies import table
from chalicelib.vacancies.model import State, Vacancy
from chalicelib.vacancies.table import SOURCE_SHARDS, VacancyItem, source_shard

MOST_PAGES = 10
"""So many pages of an employer's vacancies are looked at for one page of those that end soon."""
_LOOKED_AT = 100


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Some vacancies and the cursor to go on from, ``None`` at the end."""

    items: tuple[Vacancy, ...]
    next: str | None = None


class _After(msgspec.Struct, frozen=True):
    employer_id: str
    vacancy_id: str


def get(vacancy_id: str) -> Vacancy:
    """Return one vacancy in whatever state, read consistently; raises `NotFound`."""
    return table.load(vacancy_id).vacancy


def get_many(identifiers: Iterable[str]) -> dict[str, Vacancy]:
    """Return those of the vacancies that exist, by identifier, in whatever state."""
    return {identifier: item.vacancy for identifier, item in table.load_many(identifiers).items()}


def stored() -> Iterator[tuple[Vacancy, int]]:
    """Yield every vacancy with its version, page by page, read consistently; for what is rebuilt from the table."""
    for item in table.every():
        yield item.vacancy, item.version


def stored_after(vacancy_id: str | None, limit: int) -> tuple[list[Vacancy], str | None]:
    """Return the next ``limit`` vacancies of the table in whatever state, in its own order, read consistently.

    The second value is where to go on, ``None`` at the end. Vacancies that are written meanwhile do not disturb.
    """
    items, following = table.some(vacancy_id, limit)
    return [item.vacancy for item in items], following


def published_after(vacancy_id: str | None, limit: int) -> tuple[list[Vacancy], str | None]:
    """Return the published ones among those that `stored_after` returns, and where to go on."""
    found, following = stored_after(vacancy_id, limit)
    return [vacancy for vacancy in found if vacancy.state is State.PUBLISHED], following


def of_source(partner: str) -> Iterator[Vacancy]:
    """Yield the vacancies of a partner that it still offers, by shard and external identifier."""
    for number in range(SOURCE_SHARDS):
        waiting: list[str] = []
        for item in VacancyItem.by_source.query(source_shard(partner, number)):
            waiting.append(item.pk)
            if len(waiting) == 100:
                yield from _offered(waiting)
                waiting = []
        yield from _offered(waiting)


def of_employer(employer_id: str, limit: int, cursor: str | None = None) -> Page:
    """Return a page of an employer's vacancies in every state, the newest first.

    A vacancy added meanwhile stands before the first page: going on neither repeats nor skips one.
    """
    before = None
    if cursor is not None:
        after = decode_cursor(cursor, _After)
        if after.employer_id != employer_id:
            raise unknown_cursor()
        before = VacancyItem.pk < after.vacancy_id
    keys = [
        item.pk
        for item in VacancyItem.by_employer.query(employer_id, before, scan_index_forward=False, limit=limit + 1)
    ]
    found = get_many(keys[:limit])
    position = encode_cursor(_After(employer_id, keys[limit - 1])) if len(keys) > limit else None
    return Page(items=tuple(found[key] for key in keys[:limit] if key in found), next=position)


def ending_of_employer(employer_id: str, by: datetime, limit: int, cursor: str | None = None) -> Page:
    """Return those published vacancies of an employer that end by ``by``, the newest first, as `of_employer` does.

    A page looks at a bounded number of vacancies: it may hold fewer than ``limit``, or none, and have a ``next``.
    """
    found: list[Vacancy] = []
    for _ in range(MOST_PAGES):
        page = of_employer(employer_id, _LOOKED_AT, cursor)
        cursor = page.next
        for vacancy in page.items:
            if vacancy.state is State.PUBLISHED and vacancy.expires_at <= by:
                found.append(vacancy)
                if len(found) == limit:
                    return Page(items=tuple(found), next=_beyond(vacancy, page))
        if cursor is None:
            break
    return Page(items=tuple(found), next=cursor)


def _beyond(vacancy: Vacancy, page: Page) -> str | None:
    last = vacancy.id == page.items[-1].id
    return page.next if last else encode_cursor(_After(vacancy.employer_id, vacancy.id))


def _offered(identifiers: list[str]) -> Iterator[Vacancy]:
    found = get_many(identifiers)
    yield from (found[key] for key in identifiers if key in found and found[key].state not in table.CLOSED)
