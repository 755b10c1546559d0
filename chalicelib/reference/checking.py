"""Whether the tables hold together: everything that a row names exists, and every figure is plausible."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, pairwise
from pathlib import Path

from chalicelib.reference import files
from chalicelib.reference.checking_counts import count_checks
from chalicelib.reference.checking_crosswalks import crosswalk_checks
from chalicelib.reference.checking_lists import list_checks
from chalicelib.reference.checking_occupations import occupation_checks
from chalicelib.reference.checking_pay import pay_checks
from chalicelib.reference.checking_places import place_checks
from chalicelib.reference.checking_skills import enough_skills, shared_names, skill_links
from chalicelib.reference.lists import education_levels, licences
from chalicelib.reference.model import EducationLevel, Finding, Licence, Skill
from chalicelib.reference.model_occupations import JobTitle, Occupation
from chalicelib.reference.occupations import occupations
from chalicelib.reference.places import PlaceName
from chalicelib.reference.regions import NAMES, regions
from chalicelib.reference.skills import skills
from chalicelib.reference.words import ORDINARY

Problems = Iterator[tuple[str, str]]
"""Keys of rows and what is wrong with them."""
SEVERAL_ROWS_A_KEY = {
    "industry_crosswalks": 2,
    "language_test_bands": 2,
    "occupation_crosswalks": 2,
    "pay_ranges": 2,
    "rank_groups": 2,
    "region_names": 2,
    "region_neighbours": 2,
    "regulated_occupations": 2,
    "shared_names": 2,
}
"""Columns that identify a row together; the first one alone in every other table."""
_UNIT = 4


def check(data: Path = files.DATA) -> tuple[Finding, ...]:
    """Return everything that is wrong with the tables, none when all is well. Raises BadTable."""
    return (*_of_files(data), *_of_contents())


def origin(name: str, version: str, data: Path = files.DATA) -> Problems:
    """Yield what a table leaves unsaid of its origin, and rows that are there twice."""
    table = files.read(name, version, data)
    for fact in ("title", "source", "licence"):
        if len(getattr(table, fact)) < len("no"):
            yield fact, "is not stated"
    try:
        date.fromisoformat(table.retrieved)
    except ValueError:
        yield "retrieved", f"{table.retrieved!r} is no date"
    width = SEVERAL_ROWS_A_KEY.get(name, 1)
    keys = Counter(line[:width] for line in table.lines)
    yield from ((" ".join(key), "is there more than once") for key, count in keys.items() if count > 1)


def groups(rows: Collection[Occupation]) -> Problems:
    """Yield groups of a classification whose place in the tree is wrong."""
    codes = {row.code for row in rows}
    parents = {row.parent for row in rows}
    for row in rows:
        if not row.code.isdigit() or row.level > _UNIT:
            yield row.code, "is not one to four digits"
        if row.parent is not None and row.parent not in codes:
            yield row.code, f"lies below {row.parent}, which does not exist"
        if row.level < _UNIT and row.code not in parents:
            yield row.code, "has nothing below it"
        if not row.label.id or not row.label.en:
            yield row.code, "has no name in one of the languages"


def titles(rows: Iterable[JobTitle], groups: Collection[str]) -> Problems:
    """Yield job titles that lead nowhere."""
    for row in rows:
        if len(row.code) != _UNIT or row.code not in groups:
            yield row.title, f"means {row.code}, which is no unit group"
        if not 0 < row.weight <= 1:
            yield row.title, f"has weight {row.weight}"


def abilities(rows: Sequence[Skill], groups: Collection[str]) -> Problems:
    """Yield skills that belong to no occupation, are impossibly common, share a name, or lead nowhere."""
    for row in rows:
        for code in row.occupations:
            if code not in groups:
                yield row.code, f"belongs to {code}, which is no group"
        if not 0 < row.per_mille < 1000:
            yield row.code, f"is named by {row.per_mille} of a thousand vacancies"
    yield from shared_names(rows)
    yield from skill_links(rows)


def place_names(rows: Iterable[PlaceName], known: Collection[str]) -> Problems:
    """Yield everyday names of places that do not exist."""
    for row in rows:
        unknown = [code for code in row.codes if code not in known]
        if unknown or not row.codes:
            yield row.name, f"means {', '.join(unknown) or 'nothing'}, which does not exist"
        if not 0 < row.weight <= 1:
            yield row.name, f"has weight {row.weight}"


def levels(rows: Sequence[EducationLevel]) -> Problems:
    """Yield levels of schooling out of their order."""
    for before, row in pairwise(rows):
        if row.rank < before.rank or row.isced < before.isced:
            yield row.code, f"stands after {before.code} and is lower"


def permits(rows: Sequence[Licence]) -> Problems:
    """Yield licences that imply what does not exist, or themselves."""
    codes = {row.code for row in rows}
    for row in rows:
        yield from ((row.code, f"implies {other}") for other in row.implies if other not in codes or other == row.code)


def ordinary(lines: Iterable[tuple[str, ...]]) -> Problems:
    """Yield ordinary words whose weight is not in 0..1."""
    yield from ((line[0], f"has weight {line[1]}") for line in lines if not 0 <= float(line[1]) <= 1)


def _of_files(data: Path) -> Iterator[Finding]:
    for name in files.names(data):
        if not files.versions(name, data):
            yield Finding(table=name, key="", problem="has no version")
        for version in files.versions(name, data):
            yield from _findings(name, origin(name, version, data))


def _of_contents() -> Iterator[Finding]:
    places, classes = regions(), occupations()
    known, codes = {region.code for region in places}, {group.code for group in classes}
    checks: tuple[tuple[str, Callable[[], Problems]], ...] = (
        *place_checks(tuple(places)),
        ("region_names", lambda: place_names(files.typed("region_names", NAMES, PlaceName), known)),
        ("job_titles", lambda: titles(classes.titles, codes)),
        ("skills", lambda: chain(enough_skills(skills()), abilities(tuple(skills()), codes))),
        ("education_levels", lambda: levels(tuple(education_levels()))),
        ("licences", lambda: permits(tuple(licences()))),
        ("ordinary_words", lambda: ordinary(files.read("ordinary_words", ORDINARY).lines)),
    )
    for version in files.versions("occupations"):
        yield from _findings("occupations", groups(tuple(occupations(version))))
    for name, run in (
        *checks,
        *count_checks(),
        *crosswalk_checks(),
        *occupation_checks(codes, {row.code for row in licences()}),
        *list_checks(known),
    ):
        yield from _findings(name, run())
    for name, run in pay_checks(known, codes):
        yield from _findings(name, run())


def _findings(table: str, problems: Problems) -> Iterator[Finding]:
    return (Finding(table=table, key=key, problem=problem) for key, problem in problems)
