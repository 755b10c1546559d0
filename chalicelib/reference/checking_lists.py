"""Whether the lists of work, study, languages, districts and days hold together."""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from chalicelib.reference import files
from chalicelib.reference.days import calendar, calendar_years, ramadans
from chalicelib.reference.districts import District, districts
from chalicelib.reference.files import TableFile
from chalicelib.reference.lists import Entry, languages, licences
from chalicelib.reference.mastery import language_levels, language_tests
from chalicelib.reference.model_calendar import CalendarDay, Ramadan
from chalicelib.reference.model_study import LanguageTest, LanguageTestBand, Programme
from chalicelib.reference.model_work import Industry, PayPeriod
from chalicelib.reference.study import fields_of_study, programmes
from chalicelib.reference.work import benefits, industries, pay_periods, working_arrangements
from search.normalise import normalise

Problems = Iterator[tuple[str, str]]
"""Keys of rows and what is wrong with them."""
LUNAR_MONTH = (29, 30)
LUNAR_YEAR = range(353, 357)
"""Days; twelve such months, or one more or less by the sighting of the moon."""
_SECTION, _DIVISION = 1, 2


def own_names(rows: Iterable[Entry]) -> Problems:
    """Yield entries that share a name with another one of their list, or have an empty name."""
    return _shared(((), row.code, (row.label.id, row.label.en, *row.synonyms)) for row in rows)


def branches(rows: Sequence[Industry]) -> Problems:
    """Yield industries that are neither section nor division, lie below nothing, or share a name with a stranger."""
    sections = {row.code for row in rows if row.parent is None}
    for row in rows:
        if len(row.code) != (_DIVISION if row.parent else _SECTION):
            yield row.code, "is neither a section nor a division of one"
        if row.parent is not None and row.parent not in sections:
            yield row.code, f"lies in section {row.parent}, which does not exist"
    for level in (_SECTION, _DIVISION):
        yield from own_names(row for row in rows if len(row.code) == level)
    yield from _strangers(rows)


def periods(rows: Sequence[PayPeriod]) -> Problems:
    """Yield periods of pay without a length, or longer than the one after."""
    for row in rows:
        if row.periods < 1 or row.months < 1:
            yield row.code, "has no length"
    for before, row in pairwise(row for row in rows if row.months):
        if row.per_month > before.per_month:
            yield row.code, f"stands after {before.code} and is shorter"
    yield from own_names(rows)


def taught(rows: Sequence[Programme], fields: Collection[str]) -> Problems:
    """Yield programmes of an unknown field, and those that share a name with another one of their kind."""
    yield from (
        (row.code, f"belongs to field {row.field}, which does not exist") for row in rows if row.field not in fields
    )
    yield from _shared((row.kind, row.code, (row.name, *row.synonyms)) for row in rows)


def tests(rows: Sequence[LanguageTest], tongues: Collection[str], levels: Collection[str]) -> Problems:
    """Yield tests of an unknown language, or that show an unknown level."""
    for row in rows:
        if row.language not in tongues:
            yield row.code, f"is a test of {row.language}, which is no language of the table"
        if row.passed is not None and row.passed not in levels:
            yield row.code, f"shows {row.passed}, which is no level"
    yield from own_names(rows)


def bands(rows: Sequence[LanguageTestBand], known: Sequence[LanguageTest], levels: Sequence[str]) -> Problems:
    """Yield bands of an unknown test or level and those that overlap or fall; and tests that show nothing."""
    for row in rows:
        if row.level not in levels or row.lowest > row.highest:
            yield row.test, f"{row.lowest} to {row.highest} is no band of {row.level}"
    for before, row in pairwise(row for row in rows if row.level in levels):
        if before.test == row.test and not _rises(before, row, levels):
            yield row.test, f"{row.lowest} to {row.highest} does not lie above {before.lowest} to {before.highest}"
    codes, banded = {test.code for test in known}, [test for test, _ in groupby(row.test for row in rows)]
    yield from (
        (test, "is no test, or its bands do not stand together") for test in banded if _odd(test, banded, codes)
    )
    yield from ((test.code, "shows no level") for test in known if not test.passed and test.code not in banded)


def divided(rows: Sequence[District], known: Collection[str]) -> Problems:
    """Yield districts outside their regency, and regencies without districts."""
    for row in rows:
        if row.regency not in known or row.code[:-3] != row.regency:
            yield row.code, f"does not lie in {row.regency}"
        if not normalise(row.name):
            yield row.code, "has no name"
    there = {row.regency for row in rows}
    yield from ((code, "has no district") for code in known if "." in code and code not in there)


def dates(rows: Sequence[CalendarDay], year: int) -> Problems:
    """Yield days of another year, out of their order, or without a name."""
    for row in rows:
        if row.date.year != year:
            yield str(row.date), f"is in the table of {year}"
        if not row.label.id or not row.label.en:
            yield str(row.date), "has no name in one of the languages"
    yield from (
        (str(row.date), f"stands after {before.date}") for before, row in pairwise(rows) if row.date <= before.date
    )


def fasts(rows: Sequence[Ramadan]) -> Problems:
    """Yield fasting months that are no lunar month, or do not follow the one a lunar year before."""
    for row in rows:
        if (row.last - row.first).days + 1 not in LUNAR_MONTH:
            yield str(row.hijri), "is not 29 or 30 days long"
    for before, row in pairwise(rows):
        if row.hijri != before.hijri + 1 or (row.first - before.first).days not in LUNAR_YEAR:
            yield str(row.hijri), f"does not follow {before.hijri} by a lunar year"


def founded(table: TableFile, *, when: str = "") -> Problems:
    """Yield rows that do not tell what they rest on: any, or one in which the column ``when`` is true."""
    place = table.columns.index(when) if when else 0
    for line in table.lines:
        if not table.origin(line) and (not when or line[place] == "true"):
            yield line[0], "does not tell the law or the publisher that it rests on"


def list_checks(regions: Collection[str]) -> Iterator[tuple[str, Callable[[], Problems]]]:
    """Yield each table with its check; ``regions`` are the codes that exist."""
    levels = [level.code for level in language_levels()]
    exams = tuple(language_tests())
    for version in files.versions("industries"):
        yield "industries", lambda version=version: branches(tuple(industries(version)))  # type: ignore[misc]
    yield "benefits", lambda: own_names(benefits())
    yield "benefits", lambda: founded(files.read("benefits", benefits().version), when="statutory")
    yield "licences", lambda: founded(files.read("licences", licences().version))
    yield "language_tests", lambda: founded(files.read("language_tests", language_tests().version))
    yield "working_arrangements", lambda: own_names(working_arrangements())
    yield "pay_periods", lambda: periods(tuple(pay_periods()))
    yield "fields_of_study", lambda: own_names(fields_of_study())
    yield "programmes", lambda: taught(tuple(programmes()), {field.code for field in fields_of_study()})
    yield "language_levels", lambda: own_names(language_levels())
    yield "language_tests", lambda: tests(exams, {tongue.code for tongue in languages()}, levels)
    yield "language_test_bands", lambda: bands(language_tests().bands, exams, levels)
    yield "districts", lambda: divided(tuple(districts()), regions)
    yield "ramadan", lambda: fasts(ramadans())
    for year in calendar_years():
        yield "calendar_days", lambda year=year: dates(tuple(calendar(year)), year)  # type: ignore[misc]


def _shared(rows: Iterable[tuple[Hashable, str, Iterable[str]]]) -> Problems:
    """Yield codes whose names another code has too; names may recur between groups (the first of each row)."""
    owners: dict[tuple[Hashable, str], str] = {}
    for group, code, names in rows:
        for name in {normalise(name) for name in names}:
            owner = owners.setdefault((group, name), code)
            if not name:
                yield code, "has an empty name"
            elif owner != code:
                yield code, f"shares the name {name!r} with {owner}"


def _strangers(rows: Iterable[Industry]) -> Problems:
    """Yield divisions that share a name with a section other than their own."""
    names = [(row, {normalise(name) for name in (row.label.id, row.label.en, *row.synonyms)}) for row in rows]
    for section, its in names:
        for row, others in names:
            if section.parent is None and row.parent not in (None, section.code) and its & others:
                yield row.code, f"shares the name {min(its & others)!r} with {section.code}"


def _rises(before: LanguageTestBand, row: LanguageTestBand, levels: Sequence[str]) -> bool:
    return row.lowest > before.highest and levels.index(row.level) > levels.index(before.level)


def _odd(test: str, banded: Sequence[str], codes: Collection[str]) -> bool:
    return test not in codes or banded.count(test) > 1
