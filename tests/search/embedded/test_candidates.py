"""Finding people by codes."""

from collections.abc import Iterator

import pytest

from search.document import CandidateDocument
from search.embedded.candidates import EmbeddedCandidateIndex
from search.plan import AnyOf, CandidatePlan
from search.plan import WeightedCode as Weighted
from search.port import Removal


def _person(number: int, **changes: object) -> CandidateDocument:
    return CandidateDocument(id=f"per_{number}", version=1, **changes)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def index() -> Iterator[EmbeddedCandidateIndex]:
    made = EmbeddedCandidateIndex()
    made.put(
        [
            _person(1, occupations=("2512",), skills=("python", "sql"), region="32.73"),
            _person(2, occupations=("2514",), skills=("python",), region="31.74", licences=("sim-a",)),
            _person(3, skills=("sql",), region="35.78", willing_to_move=True),
            _person(4, occupations=("5230",), region="32.76", remote=True),
            _person(5, occupations=("2512",), region="35.78", remote=True),
        ]
    )
    made.refresh()
    yield made
    made.close()


def _skill(code: str) -> AnyOf:
    return AnyOf((Weighted(code),))


def _found(index: EmbeddedCandidateIndex, **plan: object) -> list[str]:
    return [hit.document.id for hit in index.search(CandidatePlan(**plan))]  # type: ignore[arg-type]


def test_weights_add_up(index: EmbeddedCandidateIndex) -> None:
    hits = index.search(
        CandidatePlan(
            occupations=(Weighted("2512", 3.0), Weighted("251", 1.5)), skills=(_skill("python"), _skill("sql"))
        )
    )
    assert [(hit.document.id, hit.score) for hit in hits] == [
        ("per_1", 6.5),
        ("per_5", 4.5),
        ("per_2", 2.5),
        ("per_3", 1.0),
    ]


def test_licences_are_demanded(index: EmbeddedCandidateIndex) -> None:
    assert _found(index, skills=(_skill("python"),), licences=("sim-a",)) == ["per_2"]


def test_regions_reach_those_who_would_move(index: EmbeddedCandidateIndex) -> None:
    assert _found(index, occupations=(Weighted("251"),), skills=(_skill("sql"),), regions=("32",)) == [
        "per_1",
        "per_3",
    ]


def test_remote_work_reaches_those_who_want_it(index: EmbeddedCandidateIndex) -> None:
    assert _found(index, occupations=(Weighted("2512"),), regions=("31",), remote=True) == ["per_5"]


def test_nothing_asked_finds_nobody(index: EmbeddedCandidateIndex) -> None:
    assert _found(index) == []


def test_the_limit_holds_and_equals_come_by_identifier(index: EmbeddedCandidateIndex) -> None:
    assert _found(index, occupations=(Weighted("2512"),), limit=1) == ["per_1"]


def test_who_withdrew_is_gone() -> None:
    index = EmbeddedCandidateIndex()
    index.put([_person(1, skills=("sql",))])
    index.remove([Removal("per_1", 2)])
    index.refresh()
    assert _found(index, skills=(_skill("sql"),)) == []
    assert index.count() == 0
    index.close()
