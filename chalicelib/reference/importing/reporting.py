"""The state of every reference table: which version runs, how old it is, what is wrong with it, what it is good for."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import msgspec

from chalicelib.clock import SYSTEM_CLOCK, Clock, day_of
from chalicelib.reference import checking, files
from chalicelib.reference.current import current_version, published
from chalicelib.reference.model import Finding
from chalicelib.reference.words import vocabulary
from search.vocabulary import Kind

OLD = 365
"""Days after which a table should be looked at again."""
_READ_BY: Mapping[str, Kind] = {
    "regions": Kind.REGION,
    "region_names": Kind.REGION,
    "ordinary_words": Kind.REGION,
    "occupations": Kind.OCCUPATION,
    "job_titles": Kind.OCCUPATION,
    "skills": Kind.SKILL,
    "education_levels": Kind.EDUCATION,
    "employment_types": Kind.EMPLOYMENT_TYPE,
    "shared_names": Kind.REGION,
    "districts": Kind.DISTRICT,
    "industries": Kind.INDUSTRY,
    "benefits": Kind.BENEFIT,
    "working_arrangements": Kind.ARRANGEMENT,
    "licences": Kind.LICENCE,
    "languages": Kind.LANGUAGE,
    "language_levels": Kind.LANGUAGE_LEVEL,
    "language_tests": Kind.LANGUAGE_TEST,
    "fields_of_study": Kind.FIELD,
    "programmes": Kind.PROGRAMME,
    "pay_periods": Kind.PAY_PERIOD,
}
"""Which kind of concept of search each table gives words to."""


class TableReport(msgspec.Struct, frozen=True, kw_only=True):
    """The running version of a table. ``age``: days since its source was read; ``vocabulary``: its kind in search."""

    name: str
    version: str
    others: tuple[str, ...]
    title: str
    rows: int
    source: str
    licence: str
    retrieved: str
    age: int
    old: bool
    findings: int
    vocabulary: str | None


class VocabularyReport(msgspec.Struct, frozen=True, kw_only=True):
    """How many concepts of a kind search knows, and how many ways of saying them."""

    kind: str
    tables: tuple[str, ...]
    concepts: int
    terms: int


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """All tables, the vocabulary that they make, and whatever is wrong."""

    tables: tuple[TableReport, ...]
    vocabulary: tuple[VocabularyReport, ...]
    findings: tuple[Finding, ...]


def report(clock: Clock = SYSTEM_CLOCK) -> Report:
    """Return the state of the tables as the platform reads them. Raises BadTable."""
    findings = checking.check()
    wrong = Counter(finding.table for finding in findings)
    today = day_of(clock.now())
    tables = tuple(_table(name, wrong[name], today, clock) for name in published())
    return Report(tables=tables, vocabulary=_vocabulary(), findings=findings)


def _table(name: str, wrong: int, today: date, clock: Clock, data: Path = files.DATA) -> TableReport:
    table = files.read(name, current_version(name, data, clock), data)
    age = (today - date.fromisoformat(table.retrieved)).days
    kind = _READ_BY.get(name)
    return TableReport(
        name=name,
        version=table.version,
        others=tuple(version for version in files.versions(name, data) if version != table.version),
        title=table.title,
        rows=len(table.lines),
        source=table.source,
        licence=table.licence,
        retrieved=table.retrieved,
        age=age,
        old=age > OLD,
        findings=wrong,
        vocabulary=kind.value if kind else None,
    )


def _vocabulary() -> tuple[VocabularyReport, ...]:
    words = vocabulary()
    concepts = Counter(concept.kind for concept in words.concepts)
    terms = Counter(term.kind for term in words.terms)
    return tuple(
        VocabularyReport(kind=kind.value, tables=_tables(kind), concepts=concepts[kind], terms=terms[kind])
        for kind in dict.fromkeys(_READ_BY.values())
    )


def _tables(kind: Kind) -> tuple[str, ...]:
    return tuple(name for name, read in _READ_BY.items() if read is kind)
