"""From readings to intents."""

import pytest

from search.plan import Clause, CodeField, Codes, TextField, Words
from search.planning.intent import Intent, intent
from search.reading.model import Meaning, Part, Query
from search.request import Criteria
from search.vocabulary import Kind
from tests.search.knowledge import SmallKnowledge

KNOWLEDGE = SmallKnowledge()


def meant(words: str, asked: Criteria | None = None) -> Intent:
    return intent(KNOWLEDGE.recogniser.read(words), asked or Criteria(), KNOWLEDGE)


def _words(clause: Clause, field: TextField) -> list[Words]:
    return [leaf for leaf in clause.leaves if isinstance(leaf, Words) and leaf.field is field]


def _codes(clause: Clause) -> list[tuple[CodeField, tuple[str, ...]]]:
    return [(leaf.field, leaf.codes) for leaf in clause.leaves if isinstance(leaf, Codes)]


def test_a_recognised_job_is_looked_for_by_code_and_title_never_by_employer() -> None:
    (clause,) = meant("kasir").clauses
    assert (CodeField.OCCUPATION, ("5230",)) in _codes(clause)
    assert _words(clause, TextField.TITLE)
    assert not _words(clause, TextField.EMPLOYER_NAME)


def test_left_over_words_may_be_the_employers() -> None:
    (clause,) = meant("senja").clauses
    assert _words(clause, TextField.EMPLOYER_NAME)
    assert not any(leaf.fuzzy for leaf in _words(clause, TextField.EMPLOYER_NAME))


def test_a_whole_query_may_be_an_employer_when_a_word_of_it_is_unknown() -> None:
    for clause in meant("ruang guru").clauses:
        assert any(leaf.phrase and leaf.tokens == ("ruang", "guru") for leaf in _words(clause, TextField.EMPLOYER_NAME))
    (known,) = meant("software engineer").clauses
    assert not _words(known, TextField.EMPLOYER_NAME)


@pytest.mark.parametrize(
    ("words", "fuzzy"), [("barista", True), ("ruko", False), ("truk", False), ('"barista"', False)]
)
def test_only_longer_unknown_words_are_fuzzy(words: str, fuzzy: bool) -> None:
    (clause,) = meant(words).clauses
    assert any(leaf.fuzzy for leaf in _words(clause, TextField.TITLE)) is fuzzy


def test_descriptions_never_admit() -> None:
    wanted = meant('kasir "shift malam" +gudang -sales senja')
    for clause in (*wanted.clauses, *wanted.must, *wanted.must_not):
        assert not _words(clause, TextField.DESCRIPTION)
    assert any(isinstance(leaf, Words) and leaf.field is TextField.DESCRIPTION for leaf in wanted.boosts)


@pytest.mark.parametrize(
    ("count", "minimum"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 3), (5, 4), (6, 5), (8, 6), (12, 9)]
)
def test_coverage(count: int, minimum: int) -> None:
    assert Intent(clauses=(Clause(()),) * count).minimum == minimum


def test_sure_places_are_conditions() -> None:
    assert meant("kasir depok").said.regions == ("32.76",)
    assert meant("kasir bandung").said.regions == ("32.73", "32.04")
    assert len(meant("kasir depok").clauses) == 1


def test_unsure_places_are_words_unless_a_preposition_says_so() -> None:
    unsure, placed = meant("perajin kuningan"), meant("perajin di kuningan")
    assert (unsure.said.regions, len(unsure.clauses)) == ((), 2)
    assert (CodeField.REGION, ("32.08",)) in _codes(unsure.clauses[1])
    assert (placed.said.regions, len(placed.clauses)) == (("32.08",), 1)


def test_near_a_place_are_its_neighbours_and_the_place_first() -> None:
    wanted = meant("dekat depok")
    assert wanted.said.regions == ("32.76", "31.74", "32.01")
    assert Codes(field=CodeField.REGION, codes=("32.76",), weight=0.8) in wanted.boosts


def test_the_narrower_place_counts_and_several_are_alternatives() -> None:
    assert meant("bekasi jawa barat").said.regions == ("32.75", "32.16")
    assert meant("kasir depok jakarta").said.regions == ("32.76", "31")


def test_levels_and_conditions_become_criteria() -> None:
    wanted = meant("kasir smk tanpa pengalaman gaji 5jt")
    assert wanted.said.education_rank == 3
    assert wanted.said.experience_months == 0
    assert wanted.said.salary_minimum == 5_000_000
    assert len(wanted.clauses) == 1


def test_contract_types_and_remote_work_are_demanded_by_code_or_title() -> None:
    wanted = meant("programmer magang remote")
    ((types,), (remote,)) = (wanted.types, wanted.conditions)
    assert (CodeField.EMPLOYMENT_TYPE, ("INTERN",)) in _codes(types)
    assert _words(types, TextField.TITLE)
    assert (CodeField.REMOTE, ("true",)) in _codes(remote)


def test_signs_make_must_and_must_not_with_the_same_clause() -> None:
    plain, must, must_not = meant("kasir").clauses[0], meant("+kasir").must[0], meant("-kasir").must_not[0]
    assert plain == must == must_not


@pytest.mark.parametrize(("words", "at"), [("-bekasi", "must_not"), ("bukan bekasi", "must_not"), ("+bekasi", "must")])
def test_a_signed_place_is_every_place_of_that_name(words: str, at: str) -> None:
    part = Part(words="bekasi", meanings=(Meaning(Kind.REGION, "32.16", 0.79), Meaning(Kind.REGION, "32.75", 0.21)))
    query = Query(must=(part,), must_not=(part,))
    (made,) = getattr(intent(query, Criteria(), KNOWLEDGE), at)
    assert _codes(made) == [(CodeField.REGION, ("32.16",)), (CodeField.REGION, ("32.75",))]
    (read,) = getattr(meant(f"kasir {words}"), at)
    assert {code for _, codes in _codes(read) for code in codes} == {"32.75", "32.16"}


def test_a_word_that_is_seldom_a_place_is_that_place_or_a_word_of_the_title_and_need_not_be_found() -> None:
    job = Part(words="kasir", meanings=(Meaning(Kind.OCCUPATION, "5230", 0.9),))
    seldom = Part(words="batu", meanings=(Meaning(Kind.REGION, "35.79", 0.27),))
    wanted = intent(Query(wanted=(job, seldom)), Criteria(), KNOWLEDGE)
    assert _codes(wanted.clauses[1]) == [(CodeField.REGION, ("35.79",))]
    assert [leaf.tokens for leaf in _words(wanted.clauses[1], TextField.TITLE)] == [("batu",)]
    assert [each.words for each in wanted.unknown] == ["batu"]


def test_a_job_that_is_seldom_a_place_is_no_place() -> None:
    part = Part(words="kasir", meanings=(Meaning(Kind.OCCUPATION, "5230", 0.7), Meaning(Kind.REGION, "32.76", 0.2)))
    (made,) = intent(Query(must_not=(part,)), Criteria(), KNOWLEDGE).must_not
    assert _codes(made) == [(CodeField.OCCUPATION, ("5230",))]


def test_other_scripts_find_nothing() -> None:
    assert meant("кассир").clauses == (Clause(()),)


def test_stop_words_do_not_count() -> None:
    assert len(meant("kasir yang untuk").clauses) == 1
