"""Holding what an employer has published when the company register says that it is another, or may not do business."""

from datetime import datetime

import msgspec

from chalicelib import employers
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import NotFound
from chalicelib.pagination import MAXIMUM_LIMIT
from chalicelib.vacancies import reading, storing
from chalicelib.vacancies.checking import find, judged
from chalicelib.vacancies.lifecycle import MACHINE, Step, taken
from chalicelib.vacancies.model import State, Vacancy
from chalicelib.vacancies.standing import facts_of
from chalicelib.validation.context import EmployerFacts

CONTRADICTED = "register_contradicts"
"""Why the history has an entry when a published vacancy is checked for what a register said of its employer."""


class _Doubt(msgspec.Struct, frozen=True):
    """What is known of the employer, since when the register says so, and the moment of the check."""

    facts: EmployerFacts
    since: datetime
    now: datetime


def hold_contradicted(employer_id: str, clock: Clock = SYSTEM_CLOCK) -> int:
    """Check the published vacancies of an employer that the company register contradicts; returns how many are held.

    Also those that an officer let through before: the register's word is newer than theirs. Once for each word of the
    register, however often it is called, so that what an officer publishes again stays published. Nothing for an
    employer that is gone, or whose contradiction an officer has weighed. Raises `Unavailable`.
    """
    try:
        employer = employers.stored(employer_id).employer
    except NotFound:
        return 0
    facts, word = facts_of(employer), employer.register
    if word is None or not facts.contradicted:
        return 0
    doubt, held, cursor = _Doubt(facts, word.at, clock.now()), 0, None
    while True:
        page = reading.of_employer(employer_id, MAXIMUM_LIMIT, cursor)
        held += sum(_held(vacancy.id, doubt) for vacancy in page.items if _is_to_be_checked(vacancy, doubt))
        if (cursor := page.next) is None:
            return held


def _held(vacancy_id: str, doubt: _Doubt) -> bool:
    def changed(vacancy: Vacancy) -> Vacancy:
        return _checked(vacancy, doubt) if _is_to_be_checked(vacancy, doubt) else vacancy

    return storing.change(vacancy_id, changed).state is State.HELD


def _is_to_be_checked(vacancy: Vacancy, doubt: _Doubt) -> bool:
    known = any(entry.reason == CONTRADICTED and entry.at >= doubt.since for entry in vacancy.history)
    return vacancy.state is State.PUBLISHED and not known


def _checked(vacancy: Vacancy, doubt: _Doubt) -> Vacancy:
    findings = find(vacancy, doubt.now, doubt.facts)
    entered = taken(vacancy, Step(to=State.SUBMITTED, at=doubt.now, by=MACHINE, reason=CONTRADICTED))
    return judged(entered, findings, doubt.now)
