"""Loosening searches."""

import pytest

from search import relaxation
from search.knowledge import Link
from search.plan import CodeField, Codes, TextField, Words
from search.planning.intent import Intent, intent
from search.request import Criteria
from search.weights import weights
from tests.search.knowledge import SmallKnowledge

KNOWLEDGE = SmallKnowledge()


def _steps(words: str, asked: Criteria | None = None) -> list[relaxation.Loosened]:
    strict = intent(KNOWLEDGE.recogniser.read(words), asked or Criteria(), KNOWLEDGE)
    return list(relaxation.steps(strict, KNOWLEDGE))


def test_the_order_is_fixed() -> None:
    asked = Criteria(employment_types=("FULL_TIME",))
    steps = _steps("kasir depok gaji 5jt", asked)
    assert [(step.criterion, step.before, step.after) for step in steps] == [
        ("region", ("32.76",), ("32.76", "31.74", "32.01")),
        ("region", ("32.76", "31.74", "32.01"), ("32.76", "32", "31.74", "32.01")),
        ("occupation", ("5230",), ("523",)),
        ("salary", ("5000000",), ()),
        ("employment_type", ("FULL_TIME",), ()),
    ]


def test_each_step_builds_on_the_one_before() -> None:
    *_, last = _steps("magang kasir depok gaji 5jt", Criteria(regions=("32.73",), salary_minimum=3_000_000))
    assert last.criterion == "employment_type"
    assert last.intent.types == ()
    assert last.intent.said.salary_minimum is None
    assert last.intent.asked.salary_minimum is None
    assert "32" in last.intent.said.regions
    assert set(last.intent.asked.regions) == {"32.73", "32", "32.04", "32.77"}


def test_what_was_demanded_or_ruled_out_is_never_loosened() -> None:
    strict = intent(KNOWLEDGE.recogniser.read("+kasir -sales +bekasi depok"), Criteria(), KNOWLEDGE)
    for step in relaxation.steps(strict, KNOWLEDGE):
        assert step.intent.must == strict.must
        assert step.intent.must_not == strict.must_not
        assert step.intent.conditions == strict.conditions


def test_nothing_to_loosen() -> None:
    assert _steps("") == []
    assert _steps("+kasir") == []
    assert _steps("tokopedia") == []
    assert _steps('"tokopedia" jabar') == []


def test_chosen_occupations_become_their_groups() -> None:
    (step,) = _steps("", Criteria(occupations=("2512", "5230")))
    assert step.after == ("251", "523")
    assert step.intent.asked.occupations == ("251", "523")


def test_a_wider_occupation_counts_less() -> None:
    (step,) = _steps("kasir")
    weights = {leaf.codes[0]: leaf.weight for leaf in _occupations(step.intent)}
    assert weights["523"] < weights["5230"]


def _occupations(wanted: Intent) -> list[Codes]:
    leaves = [leaf for clause in wanted.clauses for leaf in clause.leaves]
    return [leaf for leaf in leaves if isinstance(leaf, Codes) and leaf.field is CodeField.OCCUPATION]


def _unknown(words: str) -> relaxation.Loosened | None:
    return next((step for step in _steps(words) if step.criterion == "words"), None)


def test_words_that_nothing_is_known_of_are_loosened_first() -> None:
    first, *_ = _steps("kasir kosmetik depok gaji 5jt")
    assert (first.criterion, first.before, first.after) == ("words", ("kosmetik",), ())
    assert first.intent.said.regions == ("32.76",)
    assert first.intent.minimum == 1


def test_a_loosened_word_still_counts() -> None:
    step = _unknown("kasir kosmetik")
    assert step is not None
    boosted = {leaf.tokens for leaf in step.intent.boosts if isinstance(leaf, Words) and leaf.field is TextField.TITLE}
    assert ("kosmetik",) in boosted
    admitting = [leaf for clause in step.intent.clauses for leaf in clause.leaves]
    assert all(leaf.tokens != ("kosmetik",) for leaf in admitting if isinstance(leaf, Words))


def test_of_several_unknown_words_alone_one_is_enough() -> None:
    step = _unknown("kosmetik mewah")
    assert step is not None
    assert step.before == ("kosmetik", "mewah")
    assert len(step.intent.clauses) == step.intent.minimum == 1
    tokens = {leaf.tokens for leaf in step.intent.clauses[0].leaves if isinstance(leaf, Words)}
    assert {("kosmetik",), ("mewah",)} <= tokens


@pytest.mark.parametrize(
    "words", ["kosmetik", "kasir", "kasir depok", 'kasir "toko emas"', "kasir +emas", '"sushi" bekasi']
)
def test_words_that_are_all_there_is_or_were_meant_stay(words: str) -> None:
    assert _unknown(words) is None


@pytest.mark.parametrize("words", ["magang kosmetik", "kosmetik remote"])
def test_a_contract_or_a_condition_is_enough_to_stand_alone(words: str) -> None:
    step = _unknown(words)
    assert step is not None
    assert step.intent.clauses == ()
    assert step.intent.types or step.intent.conditions


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("sushi depok", Criteria()),
        ("sushi kosmetik depok", Criteria()),
        ("sushi gaji 5jt", Criteria()),
        ("sushi sma", Criteria()),
        ("sushi tanpa pengalaman", Criteria()),
        ("sushi", Criteria(regions=("32.76",))),
    ],
)
def test_unknown_words_are_given_up_last_where_a_place_or_a_wish_is_left(words: str, asked: Criteria) -> None:
    strict = intent(KNOWLEDGE.recogniser.read(words), asked, KNOWLEDGE)
    rest = next(step for step in relaxation.steps(strict, KNOWLEDGE) if not step.intent.clauses)
    assert rest.criterion == "words"
    assert rest.before == tuple(each.words for each in strict.unknown)
    assert (rest.intent.said, rest.intent.asked) == (strict.said, asked)
    assert {leaf for clause in strict.clauses for leaf in clause.leaves} <= set(rest.intent.boosts)


def test_after_the_words_the_place_is_loosened_as_well() -> None:
    steps = [(step.criterion, bool(step.intent.clauses)) for step in _steps("sushi depok")]
    assert steps == [("region", True), ("region", True), ("words", False), ("region", False), ("region", False)]


def test_the_place_asked_for_counts_in_later_steps() -> None:
    for asked in (Criteria(), Criteria(regions=("32.76",))):
        *_, last = _steps("kasir gaji 5jt" if asked.regions else "kasir depok gaji 5jt", asked)
        assert last.criterion == "salary"
        places = {leaf.codes: leaf.weight for leaf in last.intent.boosts if isinstance(leaf, Codes)}
        assert places[("32.76",)] >= weights().occupation + weights().title


def test_a_loosened_contract_still_counts() -> None:
    *_, last = _steps("magang kasir")
    assert last.criterion == "employment_type"
    assert ("INTERN",) in {leaf.codes for leaf in last.intent.boosts if isinstance(leaf, Codes)}


def test_skills_beside_an_occupation_are_loosened_next_and_still_count() -> None:
    words, skills, *_ = _steps("programmer python kosmetik depok")
    assert (words.criterion, skills.criterion, skills.before) == ("words", "skill", ("python",))
    assert len(skills.intent.clauses) == 1
    weights = [leaf.weight for leaf in skills.intent.boosts if isinstance(leaf, Codes) and leaf.codes == ("python",)]
    assert weights
    assert min(weights) > 0


@pytest.mark.parametrize("words", ["python", "python depok", "programmer", '"python" programmer', '"python" "excel"'])
def test_skills_that_are_all_there_is_or_were_meant_stay(words: str) -> None:
    assert all(step.criterion != "skill" for step in _steps(words))


def test_of_several_skills_alone_one_is_enough() -> None:
    (step,) = _steps("python excel")
    assert (step.criterion, step.before) == ("skill", ("python", "excel"))
    assert len(step.intent.clauses) == step.intent.minimum == 1


def test_words_are_looked_at_for_what_they_are_about() -> None:
    words, meaning = _steps("nagih utang")
    assert (words.criterion, meaning.criterion) == ("words", "meaning")
    assert (meaning.before, meaning.after) == (("nagih utang",), ("4214", "4312"))
    (clause,) = meaning.intent.clauses
    worth = weights().occupation * weights().meaning
    found = {leaf.codes: leaf.weight for leaf in clause.leaves if isinstance(leaf, Codes)}
    assert found == pytest.approx({("4214",): worth * 0.6, ("4312",): worth * 0.2})


def test_what_is_about_counts_the_words_too_and_keeps_every_other_criterion() -> None:
    asked = Criteria(salary_minimum=4_000_000)
    strict = intent(KNOWLEDGE.recogniser.read("nagih utang depok +malam -sales"), asked, KNOWLEDGE)
    meaning = next(step.intent for step in relaxation.steps(strict, KNOWLEDGE) if step.criterion == "meaning")
    assert {leaf for clause in strict.clauses for leaf in clause.leaves} <= set(meaning.boosts)
    assert (meaning.must, meaning.must_not, meaning.said, meaning.asked) == (
        strict.must,
        strict.must_not,
        strict.said,
        asked,
    )


def test_later_steps_do_not_build_on_what_the_words_are_about() -> None:
    *_, last = _steps("nagih utang depok")
    assert last.criterion == "region"
    assert not any(isinstance(leaf, Codes) for clause in last.intent.clauses for leaf in clause.leaves)


def test_quoted_words_are_never_replaced_by_what_they_are_about() -> None:
    assert [step.criterion for step in _steps('"nagih utang"')] == []
    held = intent(KNOWLEDGE.recogniser.read('nagih utang "malam"'), Criteria(), KNOWLEDGE)
    quoted = [clause for clause in held.clauses if clause not in {each.clause for each in held.terms}]
    meaning = next(step.intent for step in relaxation.steps(held, KNOWLEDGE) if step.criterion == "meaning")
    assert len(quoted) == 1
    assert quoted[0] in meaning.clauses


def test_an_occupation_that_is_named_already_is_no_link() -> None:
    class Echo(SmallKnowledge):
        def linked(self, words: str) -> tuple[Link, ...]:
            return (Link(code="5230", confidence=0.9),)

    own = Echo()
    strict = intent(own.recogniser.read("kasir"), Criteria(), own)
    assert "meaning" not in [step.criterion for step in relaxation.steps(strict, own)]
