"""Consistency: whether fields contradict each other, or the text. Each measure applies where both sides are stated."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from chalicelib import reference
from chalicelib.quality.model import Field
from chalicelib.reference.model_occupations import Coding
from chalicelib.vacancies.coding import stated_of
from chalicelib.vacancies.model import Vacancy

SURE = 0.85
"""Below this confidence a title or a text is not held against a field: at 0.8 secretaries of both groups were."""
LEGAL_WEEK = 40
_LONGEST_TEXT = 5_000
_KEPT = 256
"""Readings that are remembered: a change is read before and after, and mostly left its texts alone."""


def _found(vacancy: Vacancy, *codes: str) -> bool:
    return any(finding.code in codes for finding in vacancy.findings)


def _pay(vacancy: Vacancy) -> bool | None:
    if vacancy.content.pay_minimum is None or vacancy.content.pay_maximum is None:
        return None
    return not _found(vacancy, "pay_order", "pay_missing_zero", "pay_range_wide")


def _occupation(vacancy: Vacancy) -> bool | None:
    """The first digit of a group is its major group (KBJI, ISCO-08)."""
    code = vacancy.content.occupation
    if code is None or not stated_of(vacancy).occupation:
        return None  # What the machine found in the title cannot contradict it.
    coding = _title(vacancy.content.title, vacancy.occupation_version)
    if coding is None or coding.confidence < SURE:
        return None
    return coding.code[0] == code[0]


def _point(vacancy: Vacancy) -> bool | None:
    if vacancy.content.point is None or vacancy.content.region is None:
        return None
    return not _found(vacancy, "point_outside_region")


def _education(vacancy: Vacancy) -> bool | None:
    """Compared by rank: a school and its vocational sister are one level."""
    asked = _rank(vacancy.content.education)
    told = None if asked is None else _rank(_schooling(vacancy.content.description[:_LONGEST_TEXT]))
    return None if told is None else told == asked


def _hours(vacancy: Vacancy) -> bool | None:
    hours = vacancy.content.hours
    if hours is None or not vacancy.content.description:
        return None
    over = _found(vacancy, "stated_hours_unlawful", "stated_hours_with_overtime")
    return not (over and hours <= LEGAL_WEEK)


def _experience(vacancy: Vacancy) -> bool | None:
    if not vacancy.content.fresh_graduate:
        return None
    return not _found(vacancy, "fresh_graduate_with_experience")


def _expires(vacancy: Vacancy) -> bool | None:
    if vacancy.content.expires_at is None:
        return None
    return not _found(vacancy, "dates_out_of_order")


def _rank(level: str | None) -> int | None:
    found = reference.education_levels().get(level) if level is not None else None
    return None if found is None else found.rank


@lru_cache(maxsize=_KEPT)
def _title(title: str, edition: str) -> Coding | None:
    try:
        return reference.occupations(edition).code_title(title)
    except reference.BadTable:
        return None  # An edition that is gone.


@lru_cache(maxsize=_KEPT)
def _schooling(text: str) -> str | None:
    found = reference.required_education(text)
    return found.lowest if found.confidence >= SURE else None


CONSISTENCY: Mapping[Field, Callable[[Vacancy], bool | None]] = {
    Field.PAY: _pay,
    Field.OCCUPATION: _occupation,
    Field.POINT: _point,
    Field.EDUCATION: _education,
    Field.HOURS: _hours,
    Field.EXPERIENCE: _experience,
    Field.EXPIRES: _expires,
}
