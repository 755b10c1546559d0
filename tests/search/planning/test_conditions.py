"""What signs ask for: conditions, and the surest kind of thing that a word is."""

import pytest

from search.plan import Clause, CodeField, Codes
from search.planning.conditions import experience_demanded, meant_by_sign, signed
from search.planning.intent import Intent, intent
from search.reading.model import Meaning, Part
from search.request import Criteria
from search.vocabulary import Kind
from tests.search.knowledge import SmallKnowledge

KNOWLEDGE = SmallKnowledge()
FLAGS = {
    "remote": CodeField.REMOTE,
    "wfh": CodeField.REMOTE,
    "difabel": CodeField.DISABILITY_FRIENDLY,
    '"fresh graduate"': CodeField.FRESH_GRADUATE,
    '"lulusan baru"': CodeField.FRESH_GRADUATE,
}


def meant(words: str) -> Intent:
    return intent(KNOWLEDGE.recogniser.read(words), Criteria(), KNOWLEDGE)


def _flags(clauses: tuple[Clause, ...]) -> list[tuple[CodeField, tuple[str, ...]]]:
    return [(leaf.field, leaf.codes) for clause in clauses for leaf in clause.leaves if isinstance(leaf, Codes)]


@pytest.mark.parametrize(("words", "field"), FLAGS.items())
def test_a_sign_before_a_condition_is_about_the_condition(words: str, field: CodeField) -> None:
    demanded, ruled_out = meant(f"kasir +{words}"), meant(f"kasir -{words}")
    assert _flags(demanded.must) == _flags(ruled_out.must_not) == [(field, ("true",))]
    assert demanded.must_not == ruled_out.must == ()


def test_a_demanded_condition_is_the_one_that_is_named_plainly() -> None:
    assert meant("+remote").must == meant("remote").conditions
    assert meant("+difabel").must == meant("difabel").conditions


@pytest.mark.parametrize(("words", "months"), [('+"tanpa pengalaman"', 0), ('+"pengalaman 2 tahun"', 24)])
def test_demanded_experience_is_the_searchers(words: str, months: int) -> None:
    wanted = meant(f"kasir {words}")
    assert (wanted.said.experience_months, wanted.must) == (months, ())


def test_experience_cannot_be_ruled_out_and_stays_words() -> None:
    wanted = meant('kasir -"tanpa pengalaman"')
    assert wanted.said.experience_months is None
    assert len(wanted.must_not) == 1
    assert _flags(wanted.must_not) == []


def test_the_lesser_of_two_experiences_counts() -> None:
    assert meant('kasir 3 tahun +"pengalaman 2 tahun"').said.experience_months == 24
    assert meant('kasir 1 tahun +"pengalaman 2 tahun"').said.experience_months == 12


@pytest.mark.parametrize("words", ["kasir", "remote kasir", "kosmetik", "guru remote"])
def test_what_is_more_than_a_condition_is_none(words: str) -> None:
    assert signed(Part(words=words)) == ()
    assert experience_demanded((Part(words=words),)) is None


def _part(*meanings: tuple[Kind, str, float]) -> Part:
    return Part(words="java", meanings=tuple(Meaning(*each) for each in meanings))


@pytest.mark.parametrize(
    ("meanings", "kept"),
    [
        ([(Kind.SKILL, "java", 1.0), (Kind.OCCUPATION, "2512", 0.6)], ["java"]),
        ([(Kind.SKILL, "kasir", 1.0), (Kind.OCCUPATION, "5230", 0.95)], ["kasir", "5230"]),
        ([(Kind.OCCUPATION, "2330", 0.4), (Kind.OCCUPATION, "2341", 0.1)], ["2330", "2341"]),
        ([(Kind.REGION, "32.16", 0.55), (Kind.REGION, "32.75", 0.2), (Kind.SKILL, "x", 0.5)], ["32.16", "32.75"]),
        ([(Kind.SKILL, "a", 0.5), (Kind.OCCUPATION, "2512", 0.4)], ["a", "2512"]),
        ([], []),
    ],
)
def test_a_sign_means_the_surest_kind_of_thing(meanings: list[tuple[Kind, str, float]], kept: list[str]) -> None:
    part = _part(*meanings)
    assert [each.code for each in meant_by_sign(part).meanings] == kept
    assert meant_by_sign(part).words == part.words
