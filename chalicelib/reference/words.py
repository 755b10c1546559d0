"""The words of all tables, as they are recognised in queries and texts."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Protocol

from chalicelib.reference import files, place_terms
from chalicelib.reference.districts import districts
from chalicelib.reference.lists import CodeList, education_levels, employment_types, languages, licences
from chalicelib.reference.mastery import language_levels, language_tests
from chalicelib.reference.model_occupations import JobTitle, TitleKind
from chalicelib.reference.occupations import occupations
from chalicelib.reference.phrases import PhraseBook
from chalicelib.reference.regions import NAMES, regions
from chalicelib.reference.shares import VERSION as SHARES
from chalicelib.reference.skills import skills
from chalicelib.reference.study import fields_of_study, programmes
from chalicelib.reference.title_counts import counted_titles
from chalicelib.reference.work import benefits, industries, pay_periods, working_arrangements
from chalicelib.texts import Text
from search.normalise import normalise
from search.vocabulary import Concept, Kind, Term, Vocabulary

ORDINARY = "2"
GROUP_LABEL = 0.8
"""How surely the name of an occupation group means it: such names are long and rarely typed."""
ABBREVIATION = 0.4
"""How surely three letters mean a programme of study where nothing announces one: ``pak`` and ``hi`` are words too."""
_SHORT = 3
UNIT = 4
"""Level of the groups that people's work is coded as."""


class Labelled(Protocol):
    """A row with a code and a label."""

    @property
    def code(self) -> str: ...
    @property
    def label(self) -> Text: ...


@cache
def vocabulary() -> Vocabulary:
    """Return every concept of the tables and every way to say it; built once, in half a second.

    What recognises them is compiled from it ahead: see `chalicelib.reference.recognising`.
    """
    concepts = tuple(_concepts())
    terms = {(term.surface, term.kind, term.code): term for term in _terms() if term.surface and term.weight > 0}
    version = f"{regions().version}.{NAMES}.{SHARES}-{occupations().version}-{skills().version}"
    return Vocabulary(version=version, concepts=concepts, terms=tuple(terms.values()))


def _lists() -> Mapping[Kind, CodeList[Any]]:
    """The tables whose rows are called by their labels and synonyms alone."""
    return {
        Kind.EDUCATION: education_levels(),
        Kind.EMPLOYMENT_TYPE: employment_types(),
        Kind.INDUSTRY: industries(),
        Kind.BENEFIT: benefits(),
        Kind.ARRANGEMENT: working_arrangements(),
        Kind.LICENCE: licences(),
        Kind.LANGUAGE: languages(),
        Kind.LANGUAGE_LEVEL: language_levels(),
        Kind.LANGUAGE_TEST: language_tests(),
        Kind.FIELD: fields_of_study(),
        Kind.PAY_PERIOD: pay_periods(),
    }


def _concepts() -> Iterator[Concept]:
    labelled: Mapping[Kind, Iterable[Labelled]] = {
        Kind.REGION: regions(),
        Kind.OCCUPATION: occupations(),
        Kind.SKILL: skills(),
        **_lists(),
    }
    for kind, rows in labelled.items():
        for row in rows:
            yield Concept(kind=kind, code=row.code, label=row.label)
    for programme in programmes():
        yield Concept(kind=Kind.PROGRAMME, code=programme.code, label=Text(programme.name, programme.name))
    for district in districts():
        yield Concept(kind=Kind.DISTRICT, code=district.code, label=place_terms.label_of(district))


def _terms() -> Iterator[Term]:
    ordinary = {word: float(weight) for word, weight in files.read("ordinary_words", ORDINARY).lines}
    yield from place_terms.region_terms(ordinary)
    for group in occupations():
        for name in dict.fromkeys(map(normalise, (group.label.id, group.label.en))) if group.level == UNIT else ():
            usage = occupations().usage(name)
            yield Term(surface=name, kind=Kind.OCCUPATION, code=group.code, weight=GROUP_LABEL, usage=usage)
    yield from _titles()
    yield from _skills()
    for kind, table in _lists().items():
        for surface, code in table.surfaces.entries():
            yield Term(surface=surface, kind=kind, code=code)
    yield from _programmes()
    yield from place_terms.district_terms(ordinary)


def _skills() -> Iterator[Term]:
    """Yield the names of skills. Who types the title of a job means that job, not all that need what its people can do.

    So ``welder`` is the occupation alone; ``sales`` is the name of a skill itself and stays both. How often a skill is
    asked for is told of its own names alone: of each other way to say it nobody counted.
    """
    table, titled = skills(), occupations().surfaces
    own = {normalise(name) for skill in table for name in (skill.label.id, skill.label.en)}
    usage = {skill.code: skill.per_mille for skill in table}
    for surface, code in table.surfaces.entries():
        if surface in own or titled.get(surface) is None:
            counted = usage[code] if surface in own else 0.0
            yield Term(surface=surface, kind=Kind.SKILL, code=code, usage=counted)


def _titles() -> Iterator[Term]:
    """Yield the titles, each as usual as it and the longer ones that it stands for."""
    table, book = occupations(), occupations().surfaces
    titles = dict(book.entries())
    standing = {surface: _standing(surface, title, book) for surface, title in titles.items()}
    usage = {surface: table.usage(surface) for surface, parts in standing.items() if not parts}
    for surface, parts in standing.items():
        for part in usage.keys() & parts:
            usage[part] += counted_titles().get(surface, 0.0)
    for surface, share in usage.items():
        title = titles[surface]
        if title.kind is TitleKind.SLIP:
            continue
        yield Term(
            surface=surface,
            kind=Kind.OCCUPATION,
            code=title.code,
            weight=title.weight,
            usage=round(share, 3),
            misspelt=title.kind is TitleKind.MISSPELLING,
        )


def _standing(surface: str, title: JobTitle, book: PhraseBook[JobTitle]) -> frozenset[str]:
    """Return the titles within a longer one that mean the group as surely: the other words are to be found too.

    Else ``kasir hotel`` would find every cashier.
    """
    words = surface.split()
    spans = ((at, end) for at in range(len(words)) for end in range(at + 1, len(words) + 1) if end - at < len(words))
    parts = (" ".join(words[at:end]) for at, end in spans)
    return frozenset(part for part in parts if _means(book.get(part), title))


def _means(part: JobTitle | None, title: JobTitle) -> bool:
    return part is not None and part.code == title.code and part.weight >= title.weight


def _programmes() -> Iterator[Term]:
    """Yield the names of programmes of study; a name that schools of several kinds use means each as surely."""
    for surface, found in programmes().surfaces.entries():
        sure = ABBREVIATION if len(surface) <= _SHORT else 1.0
        for programme in found:
            yield Term(surface=surface, kind=Kind.PROGRAMME, code=programme.code, weight=sure / len(found))
