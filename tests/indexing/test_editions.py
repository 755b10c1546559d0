"""From the edition that something was coded in to being found: the index speaks of the current one alone."""

from collections.abc import Iterator

import pytest

from chalicelib.indexing.documents import vacancy_document
from chalicelib.reference import occupations
from search.embedded.vacancies import EmbeddedVacancyIndex
from search.plan import Admission, CodeField, CodeFilter, Plan, Signals
from tests.indexing.fakes import NOW, vacancy
from tests.vacancies import samples

CODED = {
    "vac_old": ("4214", "2014"),
    "vac_new": ("4213", "2026"),
    "vac_pawn": ("4212", "2026"),
    "vac_world": ("4214", "isco08"),
    "vac_crypto": ("2515", "2026"),
    "vac_gone": ("4214", "2026"),
}
"""Three ways to write debt collectors, pawnbrokers, cryptographers, and a code that its edition does not have."""


@pytest.fixture(scope="module")
def index() -> Iterator[EmbeddedVacancyIndex]:
    made = EmbeddedVacancyIndex()
    for identifier, (code, edition) in CODED.items():
        content = samples.content(occupation=code)
        made.put([vacancy_document(vacancy(id=identifier, content=content, occupation_version=edition), 1, NOW)])
    made.refresh()
    yield made
    made.close()


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("4214", {"vac_old", "vac_new", "vac_world"}),
        ("4213", {"vac_pawn"}),
        ("4212", set()),
        ("42", {"vac_old", "vac_new", "vac_world", "vac_pawn"}),
        ("2529", {"vac_crypto"}),
        ("2519", {"vac_crypto"}),
        ("2515", set()),
    ],
)
def test_what_was_coded_in_any_edition_is_found_by_the_current_code_and_by_no_other(
    index: EmbeddedVacancyIndex, code: str, found: set[str]
) -> None:
    assert occupations().version == "2014"
    chosen = CodeFilter(field=CodeField.OCCUPATION, codes=(code,))
    asked = Plan(admission=Admission(filters=(chosen,)), signals=Signals(now=int(NOW.timestamp())))
    assert {hit.document.id for hit in index.search(asked).hits} == found
