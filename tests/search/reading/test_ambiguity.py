"""Words with several meanings: which are searched by, and that the others are told."""

import pytest

from search.answer import Understood
from search.lexicon.lexicon import Lexicon
from search.planning.leaves import LEAST_SURE as LEAST_SURE_TO_ADMIT
from search.reading.model import LEAST_SURE, SURE_PLACE, Meaning, Part
from search.reading.recogniser import Recogniser
from search.vocabulary import Kind, Term, Vocabulary
from tests.search.vocabulary import small_vocabulary

SMALL = small_vocabulary()


def reader(*terms: Term) -> Recogniser:
    vocabulary = Vocabulary(version="test", concepts=SMALL.concepts, terms=(*SMALL.terms, *terms))
    return Recogniser(Lexicon.of(vocabulary))


def told(recogniser: Recogniser, text: str) -> dict[str, bool]:
    return {entry.code: entry.chosen for entry in recogniser.read(text).reading().concepts}


SOLO = (
    Term(surface="solo", kind=Kind.REGION, code="32.73", weight=0.5),
    Term(surface="solo", kind=Kind.OCCUPATION, code="2221", weight=0.6),
)


def test_what_is_less_sure_than_admits_is_told_as_not_chosen() -> None:
    recogniser = reader(
        Term(surface="batu", kind=Kind.OCCUPATION, code="2221", weight=0.9),
        Term(surface="batu", kind=Kind.REGION, code="32.73", weight=0.2),
    )
    assert told(recogniser, "batu") == {"2221": True, "32.73": False}


def test_both_meanings_count_where_nothing_decides() -> None:
    assert told(reader(*SOLO), "solo") == {"2221": True, "32.73": True}


@pytest.mark.parametrize("text", ["di solo", "dekat solo", "kota solo", "area solo", "near solo"])
def test_a_preposition_chooses_the_place_and_the_other_is_told(text: str) -> None:
    recogniser = reader(*SOLO)
    assert told(recogniser, text) == {"32.73": True, "2221": False}
    (part,) = recogniser.read(text).wanted
    assert part.is_place()
    assert [meaning.kind for meaning in part.others] == [Kind.OCCUPATION]


def test_a_sure_place_is_nothing_else() -> None:
    recogniser = reader(Term(surface="depok", kind=Kind.SKILL, code="python", weight=0.4))
    assert told(recogniser, "depok") == {"32.76": True, "python": False}


def test_a_sure_contract_type_is_nothing_else() -> None:
    recogniser = reader(Term(surface="magang", kind=Kind.OCCUPATION, code="4110", weight=0.5))
    assert told(recogniser, "magang") == {"INTERN": True, "4110": False}


def test_a_teachers_school_is_told_as_not_chosen() -> None:
    recogniser = reader()
    guru, smk = recogniser.read("guru smk").wanted
    assert guru.meanings
    assert not smk.meanings
    assert told(recogniser, "guru smk")["smk"] is False
    assert "smk" in recogniser.read("guru smk").reading().left


def test_no_more_than_four_meanings_of_the_same_words_are_told() -> None:
    codes = ("5230", "8332", "8322", "2341", "2330", "2221")
    recogniser = reader(*(Term(surface="serba", kind=Kind.OCCUPATION, code=code, weight=0.5) for code in codes))
    assert len(told(recogniser, "serba")) == 4


def test_the_readings_and_the_plans_agree_on_what_is_sure_enough() -> None:
    assert LEAST_SURE == LEAST_SURE_TO_ADMIT


@pytest.mark.parametrize(("confidence", "placed", "place"), [(1, False, True), (0.3, False, False), (0.3, True, True)])
def test_what_is_a_place(confidence: float, placed: bool, place: bool) -> None:
    part = Part(words="batu", meanings=(Meaning(Kind.REGION, "35.79", confidence),), placed=placed)
    assert part.is_place() is place
    assert 0 < LEAST_SURE < SURE_PLACE < 1


def test_confidence_is_told_in_thousandths() -> None:
    recogniser = reader(Term(surface="serba", kind=Kind.OCCUPATION, code="5230", weight=1 / 3))
    (entry,) = recogniser.read("serba").reading().concepts
    assert entry == Understood(words="serba", kind=entry.kind, code="5230", confidence=0.333, chosen=True)
