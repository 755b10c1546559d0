"""Lists of what is under review, each vacancy with its case: who has it until when, what was proposed."""

from collections.abc import Iterable

import msgspec

from chalicelib import vacancies
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.reviewing import table
from chalicelib.reviewing.model import Case, Review
from chalicelib.vacancies.lifecycle import WAITING
from chalicelib.vacancies.model import Vacancy
from security.principal import Audience, Principal


class ReviewPage(msgspec.Struct, frozen=True, kw_only=True):
    """Some vacancies under review and the cursor to go on from, ``None`` at the end."""

    items: tuple[Review, ...]
    next: str | None = None


def listed(principal: Principal, region: str | None, limit: int, cursor: str | None = None) -> ReviewPage:
    """Return a page of the queue, the longest wait first; raises as `vacancies.queue` does."""
    page = vacancies.queue(principal, region, limit, cursor)
    return ReviewPage(items=_with_cases(page.items), next=page.next)


def rejected(principal: Principal, region: str | None, limit: int, cursor: str | None = None) -> ReviewPage:
    """Return a page of what was rejected, the last one first; raises as `vacancies.rejected` does."""
    page = vacancies.rejected(principal, region, limit, cursor)
    return ReviewPage(items=_with_cases(page.items), next=page.next)


def proposals(principal: Principal, region: str | None, limit: int, clock: Clock = SYSTEM_CLOCK) -> tuple[Review, ...]:
    """Return what waits for a second officer in ``region``, or in the caller's, the earliest end first."""
    regions = vacancies.served(principal, region)
    now = clock.now()
    found = vacancies.get_many(table.proposed(regions, now, limit))
    reviews = _with_cases(found.values())
    return tuple(each for each in reviews if each.case.proposed_at(now, each.vacancy.revision))


def escalated(principal: Principal, region: str | None, limit: int) -> tuple[Review, ...]:
    """Return what is overdue, the earliest deadline first: in ``region``, or in the caller's regions.

    A monitor who names no region gets what was brought to the monitor, wherever it is.
    """
    everywhere = region is None and principal.has(Audience.MONITOR)
    regions = () if everywhere else vacancies.served(principal, region)
    identifiers = table.escalated(regions, limit)
    found = vacancies.get_many(identifiers)
    return _with_cases(found[key] for key in identifiers if key in found and found[key].state in WAITING)


def _with_cases(found: Iterable[Vacancy]) -> tuple[Review, ...]:
    ordered = tuple(found)
    cases = table.load_many(vacancy.id for vacancy in ordered)
    return tuple(
        Review(vacancy=vacancy, case=cases.get(vacancy.id, (Case(vacancy_id=vacancy.id), None))[0])
        for vacancy in ordered
    )
