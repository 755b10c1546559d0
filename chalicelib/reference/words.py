"""The words of all tables, as search recognises them."""

from collections.abc import Iterable, Iterator
from functools import cache

from chalicelib.reference import files
from chalicelib.reference.lists import education_levels, employment_types
from chalicelib.reference.model import JobTitle
from chalicelib.reference.occupations import occupations
from chalicelib.reference.phrases import PhraseBook
from chalicelib.reference.regions import NAMES, regions
from chalicelib.reference.shares import VERSION as SHARES
from chalicelib.reference.skills import skills
from chalicelib.texts import Text
from search.normalise import normalise
from search.vocabulary import Concept, Kind, Term, Vocabulary

ORDINARY = "2"
GROUP_LABEL = 0.8
"""How surely the name of an occupation group means it: such names are long and rarely typed."""


@cache
def vocabulary() -> Vocabulary:
    """Return every concept of the tables and every way to say it; built once, in a third of a second."""
    concepts = tuple(_concepts())
    terms = {(term.surface, term.kind, term.code): term for term in _terms() if term.surface and term.weight > 0}
    version = f"{regions().version}.{NAMES}.{SHARES}-{occupations().version}-{skills().version}"
    return Vocabulary(version=version, concepts=concepts, terms=tuple(terms.values()))


def _concepts() -> Iterator[Concept]:
    tables: tuple[tuple[Kind, Iterable[tuple[str, Text]]], ...] = (
        (Kind.REGION, ((region.code, region.label) for region in regions())),
        (Kind.OCCUPATION, ((group.code, group.label) for group in occupations())),
        (Kind.SKILL, ((skill.code, skill.label) for skill in skills())),
        (Kind.EDUCATION, ((level.code, level.label) for level in education_levels())),
        (Kind.EMPLOYMENT_TYPE, ((kind.code, kind.label) for kind in employment_types())),
    )
    for kind, entries in tables:
        for code, label in entries:
            yield Concept(kind=kind, code=code, label=label)


def _terms() -> Iterator[Term]:
    ordinary = {word: float(weight) for word, weight in files.read("ordinary_words", ORDINARY).lines}
    for surface, readings in regions().surfaces.entries():
        for reading in readings:
            weight = reading.weight * ordinary.get(surface, 1.0)
            yield Term(surface=surface, kind=Kind.REGION, code=reading.code, weight=weight)
    for group in occupations():
        for name in {normalise(group.label.id), normalise(group.label.en)} if group.level == 4 else set():
            yield Term(surface=name, kind=Kind.OCCUPATION, code=group.code, weight=GROUP_LABEL)
    yield from _titles()
    yield from _skills()
    for kind, table in (
        (Kind.EDUCATION, education_levels()),
        (Kind.EMPLOYMENT_TYPE, employment_types()),
    ):
        for surface, code in table.surfaces.entries():
            yield Term(surface=surface, kind=kind, code=code)


def _skills() -> Iterator[Term]:
    """Yield the names of skills. Who types the title of a job means that job, not all that need what its people can do.

    So ``welder`` is the occupation alone; ``sales`` is the name of a skill itself and stays both.
    """
    table, titled = skills(), occupations().surfaces
    own = {normalise(name) for skill in table for name in (skill.label.id, skill.label.en)}
    for surface, code in table.surfaces.entries():
        if surface in own or titled.get(surface) is None:
            yield Term(surface=surface, kind=Kind.SKILL, code=code)


def _titles() -> Iterator[Term]:
    book = occupations().surfaces
    for surface, title in book.entries():
        if not any(part.code == title.code and part.weight >= title.weight for part in _parts(surface, book)):
            yield Term(surface=surface, kind=Kind.OCCUPATION, code=title.code, weight=title.weight)


def _parts(surface: str, book: PhraseBook[JobTitle]) -> Iterator[JobTitle]:
    """Yield the titles within a longer one. Where one means the group as surely, the other words are to be found too.

    Else ``kasir hotel`` would find every cashier.
    """
    words = surface.split()
    for at in range(len(words)):
        for end in range(at + 1, len(words) + 1):
            part = book.get(" ".join(words[at:end])) if end - at < len(words) else None
            if part:
                yield part
