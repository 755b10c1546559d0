"""Plans and their answers, in short."""

from collections.abc import Iterable
from typing import Any

from search.analysis import tokens
from search.document import VacancyDocument
from search.plan import Admission, Clause, CodeField, CodeFilter, Codes, Plan, Signals, TextField, Words
from search.port import Outcome, VacancyIndex
from tests.search.builders import NOW

SIGNALS = Signals(now=NOW)


def said(words: str, field: TextField = TextField.TITLE, **options: Any) -> Clause:
    """A clause that wants ``words`` in a field."""
    return Clause((Words(field=field, tokens=tuple(tokens(words)), **options),))


def coded(field: CodeField, *codes: str, weight: float = 1.0) -> Clause:
    """A clause that wants one of the ``codes``."""
    return Clause((Codes(field=field, codes=codes, weight=weight),))


def one_of(field: CodeField, *codes: str, **options: Any) -> CodeFilter:
    """A filter that keeps one of the ``codes``."""
    return CodeFilter(field=field, codes=codes, **options)


def found(index: VacancyIndex, **parts: Any) -> set[int]:
    """The numbers of the vacancies that an admission finds."""
    return set(listed(index, Plan(admission=Admission(**parts), signals=SIGNALS, limit=100)))


def listed(index: VacancyIndex, plan: Plan) -> list[int]:
    """The numbers of the vacancies of a page, in order."""
    return [number(hit.document) for hit in index.search(plan).hits]


def number(document: VacancyDocument) -> int:
    """The number that a test vacancy was made with."""
    return int(document.id.removeprefix("vac_"))


def hold(index: VacancyIndex, documents: Iterable[VacancyDocument]) -> None:
    """Write and make visible; every write must be taken."""
    results = index.put(list(documents))
    assert {result.outcome for result in results} <= {Outcome.WRITTEN}, results
    index.refresh()
