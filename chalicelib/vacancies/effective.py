"""A vacancy as it is found: what its text states stands in for the fields that its poster left out.

Derived whenever it is needed and never stored with the vacancy: it is not the poster's word. A field that is filled in
is never touched, and no skill, licence or language is taken from words that the rules on equal chances find.
"""

from collections.abc import Collection, Iterator, Sequence

import msgspec

from chalicelib.facts import Fact, Facts, facts, is_sure
from chalicelib.vacancies.coding import stated_of
from chalicelib.vacancies.model import EmploymentType, Vacancy, VacancyContent
from search.document import FromText, ReadField

_SINGLE = ("education", "experience_months", "employment_type", "hours")
_NAMED = ("licences", "languages")
_PAY = (ReadField.PAY_MINIMUM, ReadField.PAY_MAXIMUM)
_HOURLY = "HOUR"


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One value that the text states for a field that its poster left out, in the form of that field."""

    place: FromText
    value: str | int | bool
    phrase: str


class Effective(msgspec.Struct, frozen=True, kw_only=True):
    """The content with what was read of its text, and each value that was read; never to be stored."""

    content: VacancyContent
    readings: tuple[Reading, ...] = ()


def effective(vacancy: Vacancy) -> Effective:
    """Return the vacancy's content with what its text states where a field is empty, as far as that is sure.

    What the law requires is never read: education from the text is not required by law. Raises BadTable.
    """
    content = vacancy.content
    found = facts(content.title, content.description, _empty(content))
    readings = tuple(_fair(content, _readings(content, found)))
    if not readings:
        return Effective(content=content)
    return Effective(content=_filled(content, readings), readings=readings)


def skills_read(vacancy: Vacancy) -> tuple[Reading, ...]:
    """Return where the text names the skills that its poster left to the machine (`chalicelib.vacancies.coding`)."""
    content = vacancy.content
    if stated_of(vacancy).skills or not content.skills:
        return ()
    named = facts(content.title, content.description, ("skills",)).skills
    own = tuple(_reading(ReadField.SKILLS, each, each.value) for each in named if each.value in content.skills)
    return tuple(_fair(content, own))


def _empty(content: VacancyContent) -> Collection[str]:
    """Return the kinds of facts whose fields are empty; work from anywhere has no region to be read."""
    blank = {name for name in _SINGLE if getattr(content, name) is None}
    blank |= {name for name in _NAMED if not getattr(content, name)}
    if content.pay_minimum is None and content.pay_maximum is None:
        blank.add("pay")
    if content.region is None and content.point is None and not content.remote:
        blank.add("region")
    if not content.fresh_graduate and not content.experience_months:
        blank.add("fresh_graduate")
    return blank


def _readings(content: VacancyContent, found: Facts) -> Iterator[Reading]:
    """Yield what is sure, the poster's other words allowing it."""
    for kind in (ReadField.EDUCATION, ReadField.EMPLOYMENT_TYPE, ReadField.HOURS, ReadField.REGION):
        yield from _sure(kind, getattr(found, kind.value))
    yield from _beginning(content, found)
    yield from _paid(content, found)
    for name in _NAMED:
        for each in getattr(found, name):
            yield from _sure(ReadField(name), each)


def _sure(kind: ReadField, fact: Fact[str] | Fact[int] | Fact[bool] | None) -> Iterator[Reading]:
    if fact is not None and is_sure(kind.value, fact):
        yield _reading(kind, fact, fact.value)


def _beginning(content: VacancyContent, found: Facts) -> Iterator[Reading]:
    """Yield the experience asked for; where the poster welcomes beginners, the text cannot ask for years of it."""
    months = found.experience_months
    if months is None or not (content.fresh_graduate and months.value):
        yield from _sure(ReadField.EXPERIENCE_MONTHS, months)
    yield from _sure(ReadField.FRESH_GRADUATE, found.fresh_graduate)


def _paid(content: VacancyContent, found: Facts) -> Iterator[Reading]:
    """Yield the ends of the pay, rupiah a month; by the hour part-time work has no month that is known."""
    if found.pay is None or not is_sure("pay", found.pay):
        return
    offered = found.pay.value
    kind = content.employment_type or (found.employment_type and found.employment_type.value)
    if offered.period == _HOURLY and kind == EmploymentType.PART_TIME:
        return
    for field, amount in zip(_PAY, (offered.minimum, offered.maximum), strict=True):
        if amount is not None:
            yield _reading(field, found.pay, amount)


def _reading(field: ReadField, fact: Fact[object], value: str | int | bool) -> Reading:
    place = FromText(field, fact.pointer, fact.start, fact.end, fact.confidence)
    return Reading(place=place, value=value, phrase=fact.phrase)


def _fair(content: VacancyContent, readings: Iterator[Reading] | Sequence[Reading]) -> Iterator[Reading]:
    """Yield what is not named by words that nobody may ask for; numbers and places are no such words."""
    held = tuple(readings)
    named = any(each.place.field.value in (*_NAMED, "skills") for each in held)
    barred = tuple(_barred(content)) if named else ()
    for each in held:
        if each.place.field.value not in (*_NAMED, "skills") or not _lies_in(each.place, barred):
            yield each


def _lies_in(place: FromText, barred: Sequence[tuple[str, int, int]]) -> bool:
    return any(place.pointer == at and place.start < end and start < place.end for at, start, end in barred)


def _barred(content: VacancyContent) -> Iterator[tuple[str, int, int]]:
    from chalicelib.validation.fairness import unequal

    for seen in unequal(content):
        if seen.span is not None:
            yield seen.pointer, seen.span.start, seen.span.end


def _filled(content: VacancyContent, readings: Sequence[Reading]) -> VacancyContent:
    values: dict[str, object] = {}
    for each in readings:
        name = each.place.field.value
        values[name] = (*values.get(name, ()), each.value) if name in _NAMED else each.value  # type: ignore[misc]
    if "employment_type" in values:
        values["employment_type"] = EmploymentType(str(values["employment_type"]))
    if "education" in values:
        values["education_required_by_law"] = False
    return msgspec.structs.replace(content, **values)
