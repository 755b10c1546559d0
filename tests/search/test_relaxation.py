"""Loosening searches."""

from search import relaxation
from search.plan import CodeField, Codes
from search.planning.intent import Intent, intent
from search.request import Criteria
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
    assert _steps("tokopedia", Criteria(regions=("32",))) == []


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
