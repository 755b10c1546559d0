"""``a atau b``: one clause that either meets."""

import pytest

from search.embedded.vacancies import EmbeddedVacancyIndex
from search.planning.intent import Intent, intent
from search.request import Criteria, SearchRequest
from search.searching import search
from tests.search.builders import NOW, vacancy
from tests.search.knowledge import SmallKnowledge

KNOWLEDGE = SmallKnowledge()
TITLES = {1: ("Kasir", "5230"), 2: ("Perawat", "2221"), 3: ("Programmer", "2512"), 4: ("Kasir dan Perawat", "5230")}


def planned(text: str) -> Intent:
    return intent(KNOWLEDGE.recogniser.read(text), Criteria(), KNOWLEDGE)


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("kasir atau perawat", 1),
        ("kasir, perawat, programmer", 1),
        ("kasir/perawat", 1),
        ("kasir perawat", 2),
        ("kasir dan perawat", 2),
        ("kasir atau depok", 1),
        ("kasir atau perawat python", 2),
        ("senja atau fajar", 1),
    ],
)
def test_alternatives_are_one_clause(text: str, clauses: int) -> None:
    assert len(planned(text).clauses) == clauses


def test_contract_types_are_alternatives_too() -> None:
    assert len(planned("magang atau part time").types) == 1
    assert len(planned("magang part time").types) == 2


def test_alternatives_have_the_leaves_of_each() -> None:
    either, kasir, perawat = (planned(text).clauses[0].leaves for text in ("kasir atau perawat", "kasir", "perawat"))
    assert set(either) == {*kasir, *perawat}
    assert len(either) == len(set(either))


def test_unknown_alternatives_are_loosened_together() -> None:
    (said,) = planned("kasir senja atau fajar").unknown
    assert said.words == "senja fajar"
    assert not planned("senja atau kasir").skills


@pytest.fixture(scope="module")
def index() -> EmbeddedVacancyIndex:
    """A vacancy of each of three jobs, and one of two."""
    made = EmbeddedVacancyIndex()
    made.put([vacancy(at, title=title, occupation=code) for at, (title, code) in TITLES.items()])
    made.refresh()
    return made


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("kasir atau perawat", {1, 2, 4}),
        ("kasir, perawat", {1, 2, 4}),
        ("kasir dan perawat", {4}),
        ("kasir bukan perawat", {1}),
        ("kasir atau perawat bukan programmer", {1, 2, 4}),
        ("bukan kasir atau perawat", {3}),
        ("kasir tidak harus perawat", {1, 4}),
    ],
)
def test_they_find_what_either_finds(index: EmbeddedVacancyIndex, text: str, found: set[int]) -> None:
    answer = search(index, KNOWLEDGE, SearchRequest(words=text, now=NOW))
    ids = {vacancy(at).id: at for at in TITLES}
    assert {ids[hit.document.id] for hit in answer.hits if not hit.relaxed} == found
