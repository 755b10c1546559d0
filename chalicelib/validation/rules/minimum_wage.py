"""Pay against the minimum wage of the regency or province.

Government Regulation 36/2021 on wages, as amended (51/2023, 49/2025), under Act 6/2023: nobody is paid less than
the minimum wage (article 23); an hour of part-time work is at least the monthly wage divided by 126 (article 16);
micro and small enterprises agree on pay with their workers, at least half of the average consumption and a quarter
above the poverty line of the province (articles 36 to 38).

The year is that of the check in Jakarta, since who is hired now is owed the wage of now; a check that is done again
names the year of its day (`CheckContext.wage_year`). After the last year of the tables its wages go on holding, since
a new wage may not be lower (article 26); of a year before the first nothing is known, and that is said.
"""

import re
from collections.abc import Iterator

from chalicelib.texts import Text
from chalicelib.vacancies.model import EmploymentType
from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.context import Wage
from chalicelib.validation.rules import minimum_wage_told as told
from chalicelib.validation.subject import Subject
from chalicelib.validation.wording import rupiah

HOURS_IN_DIVISOR = 126
"""29 median part-time hours a week, 52 weeks, 12 months (PP 36/2021, article 16 and its elucidation)."""

PART_TIME_BELOW = 35
"""Fewer weekly hours than these are part-time (PP 36/2021, article 16)."""

_WEEKS, _MONTHS = 52, 12
_NO_WAGE = frozenset({EmploymentType.INTERN, EmploymentType.VOLUNTEER})
"""Apprentices get an allowance (Ministerial Regulation 6/2020) and volunteers nothing: neither is a wage."""

_OF_APPRENTICES = re.compile(
    r"\b(?:interns?|internship|magang|pemagangan|apprentice(?:ship)?)\b"
    r"(?! (?:program\w*|coordinator|koordinator|supervisor|manager|officer|recruiter))",
    re.IGNORECASE,
)
"""Titles of work for an allowance: portals know no such kind of employment and call it full-time or a contract."""

_BASIS = "PP 36/2021 Pasal 16 dan 23 beserta perubahannya; UU 6/2023"
_SMALL_BASIS = "PP 36/2021 Pasal 36-38; UU 6/2023"


def least_pay(wage: int, employment_type: EmploymentType | None, hours: int | None) -> int | None:
    """Return the least lawful pay in rupiah a month; ``hours`` a week. ``None``: part-time without hours.

    PP 36/2021, article 16: part-time work may be paid by the hour, each at least the monthly wage over 126.
    """
    if employment_type is EmploymentType.PART_TIME and hours is None:
        return None
    if hours is None or hours >= PART_TIME_BELOW:
        return wage
    return min(wage, -(-wage * hours * _WEEKS // (_MONTHS * HOURS_IN_DIVISOR)))


_BELOW_THEN = Text(
    "Upah {pay} di bawah upah minimum {least} ({region}, {year}). Perbaiki, atau nyatakan usaha mikro/kecil.",
    "Pay of {pay} is below the minimum wage {least} ({region}, {year}). Correct it, or state that you are a micro "
    "or small enterprise.",
)
_BEGINS_BELOW_THEN = Text(
    "Kisaran upah mulai dari {pay}, di bawah upah minimum {least} ({region}, {year}).",
    "The range begins at {pay}, below the minimum wage {least} ({region}, {year}).",
)
_SMALL_THEN = Text(
    "Upah di bawah {least} ({region}, {year}) atas pernyataan usaha mikro/kecil; kesepakatan minimal 50% rata-rata "
    "konsumsi dan 25% di atas garis kemiskinan provinsi.",
    "Pay is below {least} ({region}, {year}) on the statement of a micro or small enterprise; what is agreed must "
    "be at least half of the average consumption and a quarter above the poverty line of the province.",
)


@CATALOGUE.rule("pay_below_minimum", version=2, message=_BELOW_THEN, legal_basis=_BASIS)
def pay_below_minimum_of_now(subject: Subject) -> Iterator[Observation]:
    """Version 2: the year was that of the check in UTC."""
    yield from _below(subject, subject.context.now.year)


@CATALOGUE.rule("pay_below_minimum", version=3, message=told.BELOW, legal_basis=_BASIS)
def pay_below_minimum(subject: Subject) -> Iterator[Observation]:
    """Even the highest pay offered is below what the law allows in the vacancy's year; not of apprentices."""
    if not _for_apprentices(subject):
        yield from _below(subject)


@CATALOGUE.rule("pay_begins_below_minimum", version=2, message=_BEGINS_BELOW_THEN, legal_basis=_BASIS)
def pay_begins_below_minimum_of_now(subject: Subject) -> Iterator[Observation]:
    """Version 2: the year was that of the check in UTC."""
    yield from _begins_below(subject, subject.context.now.year)


@CATALOGUE.rule("pay_begins_below_minimum", version=3, message=told.BEGINS_BELOW, legal_basis=_BASIS)
def pay_begins_below_minimum(subject: Subject) -> Iterator[Observation]:
    """The range begins below what the law allows and ends above: for some the offer is unlawful."""
    if not _for_apprentices(subject):
        yield from _begins_below(subject)


@CATALOGUE.rule("small_enterprise_stated", version=2, message=_SMALL_THEN, legal_basis=_SMALL_BASIS)
def small_enterprise_stated_of_now(subject: Subject) -> Iterator[Observation]:
    """Version 2: the year was that of the check in UTC."""
    yield from _exempted(subject, subject.context.now.year)


@CATALOGUE.rule("small_enterprise_stated", version=3, message=told.SMALL, legal_basis=_SMALL_BASIS)
def small_enterprise_stated(subject: Subject) -> Iterator[Observation]:
    """The exemption is used: said openly, so that an inspector can ask for the statement."""
    yield from _exempted(subject)


@CATALOGUE.rule(
    "part_time_without_hours",
    version=1,
    message=Text(
        "Paruh waktu dengan upah tetapi tanpa jam kerja: upah minimum per jam tidak dapat diperiksa.",
        "Part-time with pay but without hours: the hourly minimum cannot be checked.",
    ),
    legal_basis=_BASIS,
)
def part_time_without_hours(subject: Subject) -> Iterator[Observation]:
    """Hours decide what is lawful."""
    content = subject.content
    part_time = content.employment_type is EmploymentType.PART_TIME
    if part_time and content.hours is None and (content.pay_minimum or content.pay_maximum):
        yield Observation(pointer="/hours")


@CATALOGUE.rule("minimum_wage_unknown", version=1, message=told.UNKNOWN, legal_basis=_BASIS)
def minimum_wage_unknown(subject: Subject) -> Iterator[Observation]:
    """No wage is known of the year, which lies before the tables: the pay was not checked, and that is said."""
    content = subject.content
    region, pay = content.region, content.pay_maximum or content.pay_minimum
    if region is None or not pay or content.employment_type in _NO_WAGE or _for_apprentices(subject):
        return
    if subject.reference.knows_region(region) and subject.reference.minimum_wage(region, _year(subject)) is None:
        pointer = "/pay_maximum" if content.pay_maximum else "/pay_minimum"
        yield Observation(pointer=pointer, values={"year": str(subject.context.year)})


def _for_apprentices(subject: Subject) -> bool:
    return _OF_APPRENTICES.search(subject.content.title) is not None


def _year(subject: Subject) -> int:
    """The year whose tables are asked: after the last of them it goes on holding, since a wage may not fall."""
    newest = subject.reference.newest_wages()
    return subject.context.year if newest is None else min(subject.context.year, newest)


def _below(subject: Subject, then: int | None = None) -> Iterator[Observation]:
    highest = subject.content.pay_maximum or subject.content.pay_minimum
    for wage, least in _floor(subject, then):
        if highest and highest < least:
            pointer = "/pay_maximum" if subject.content.pay_maximum else "/pay_minimum"
            yield Observation(pointer=pointer, values=_values(subject, highest, least, wage))


def _begins_below(subject: Subject, then: int | None = None) -> Iterator[Observation]:
    low, high = subject.content.pay_minimum, subject.content.pay_maximum
    for wage, least in _floor(subject, then):
        if low and high and low < least <= high:
            yield Observation(pointer="/pay_minimum", values=_values(subject, low, least, wage))


def _exempted(subject: Subject, then: int | None = None) -> Iterator[Observation]:
    if not subject.content.small_enterprise:
        return
    pay = subject.content.pay_minimum or subject.content.pay_maximum
    for wage, least in _floor(subject, then, also_small=True):
        if pay and pay < least:
            yield Observation(pointer="/small_enterprise", values=_values(subject, pay, least, wage))


def _floor(subject: Subject, then: int | None, *, also_small: bool = False) -> Iterator[tuple[Wage, int]]:
    """Yield the minimum wage and the least lawful pay, where both can be known and apply.

    ``then`` is the year that versions of the time before asked the tables for.
    """
    content = subject.content
    if content.region is None or content.employment_type in _NO_WAGE or (content.small_enterprise and not also_small):
        return
    wage = subject.reference.minimum_wage(content.region, _year(subject) if then is None else then)
    if wage is not None:
        least = least_pay(wage.amount, content.employment_type, content.hours)
        if least is not None:
            yield wage, least


def _values(subject: Subject, pay: int, least: int, wage: Wage) -> dict[str, str]:
    then = {"least": rupiah(least), "region": wage.name or wage.region, "year": str(wage.year)}
    floor = told.floor(wage, least, subject.content.hours, subject.context.year, HOURS_IN_DIVISOR)
    return {**then, "pay": rupiah(pay), "floor_id": floor.id, "floor_en": floor.en}
