"""Openings that were filled, as a register of employment says: counted once each, and taken back when it was wrong."""

import msgspec

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.vacancies import storing
from chalicelib.vacancies.checking import find_anew, judged
from chalicelib.vacancies.lifecycle import MACHINE, Step, taken
from chalicelib.vacancies.model import DIRECT, State, Vacancy

FILLED = "openings_filled"
"""Why the machine closes a vacancy: as many were hired as were looked for."""
TAKEN_BACK = "hire_taken_back"


def fill(vacancy_id: str, application_id: str, clock: Clock = SYSTEM_CLOCK) -> Vacancy:
    """Count the opening as filled through ``application_id``; twice changes nothing. Raises `NotFound`.

    With the last opening a vacancy that was posted here closes; a partner's is its partner's to close.
    """
    now = clock.now()

    def changed(vacancy: Vacancy) -> Vacancy:
        if application_id in vacancy.filled_by:
            return vacancy
        counted = msgspec.structs.replace(vacancy, filled_by=(*vacancy.filled_by, application_id), updated_at=now)
        full = len(counted.filled_by) >= vacancy.content.openings
        if not full or vacancy.state is not State.PUBLISHED or vacancy.source.partner != DIRECT:
            return counted
        return taken(counted, Step(to=State.FILLED, at=now, by=MACHINE, reason=FILLED))

    return storing.change(vacancy_id, changed)


def free(vacancy_id: str, application_id: str, clock: Clock = SYSTEM_CLOCK) -> Vacancy:
    """Take back that an opening was filled; twice changes nothing. Raises `NotFound`.

    A vacancy that was closed for it alone, and whose day has not passed, is checked and opens again.
    """
    now = clock.now()

    def changed(vacancy: Vacancy) -> Vacancy:
        if application_id not in vacancy.filled_by:
            return vacancy
        rest = tuple(each for each in vacancy.filled_by if each != application_id)
        freed = msgspec.structs.replace(vacancy, filled_by=rest, updated_at=now)
        if not _closed_by_hires(vacancy) or vacancy.expires_at <= now or len(rest) >= vacancy.content.openings:
            return freed
        entered = taken(freed, Step(to=State.SUBMITTED, at=now, by=MACHINE, reason=TAKEN_BACK))
        return judged(entered, find_anew(freed, now), now)

    return storing.change(vacancy_id, changed)


def _closed_by_hires(vacancy: Vacancy) -> bool:
    last = vacancy.history[-1] if vacancy.history else None
    return vacancy.state is State.FILLED and last is not None and last.reason == FILLED
