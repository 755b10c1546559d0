"""The trust in a source: bounded, explained, never better for being worse, and patient with the new."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.sources.scoring import Tally, added, scored

COUNTS = st.integers(0, 100_000)
TALLIES = st.builds(Tally, **dict.fromkeys(Tally.__struct_fields__, COUNTS))
GOOD = Tally(accepted=1_000, sampled=100)


@given(TALLIES)
def test_a_score_is_bounded_and_its_parts_make_it(tally):
    score = scored(tally)
    assert 0 <= score.value <= 1
    product = 1.0
    for part in score.parts:
        assert 0 <= part.share <= 1
        assert part.explanation.id.startswith(f"{part.bad} dari {part.of}")
        assert part.explanation.en.startswith(f"{part.bad} of {part.of}")
        product *= part.factor
    assert score.value == pytest.approx(product)
    assert list(score.parts) == sorted(score.parts, key=lambda part: part.factor)


@given(TALLIES, st.sampled_from(["rejected", "held", "duplicates", "reports_upheld", "stale", "wrong"]), COUNTS)
def test_one_more_bad_vacancy_among_as_many_never_raises_that_parts_trust(tally, name, more):
    worse = msgspec.structs.replace(tally, **{name: getattr(tally, name) + more})
    before = {part.code: part.factor for part in scored(tally).parts}
    after = {part.code: part.factor for part in scored(worse).parts}
    assert after[name] <= before[name] + 1e-12


@given(TALLIES, st.integers(1, 10_000))
def test_more_good_vacancies_never_lower_the_score(tally, more):
    better = msgspec.structs.replace(tally, accepted=tally.accepted + more)
    assert scored(better).value >= scored(tally).value - 1e-12


@given(TALLIES, TALLIES, TALLIES)
def test_counts_add_up_in_any_order(one, two, three):
    assert added(one, two) == added(two, one)
    assert added(added(one, two), three) == added(one, added(two, three))
    assert added(one, Tally()) == one


def test_a_source_that_nobody_knows_stands_between_the_good_and_the_bad():
    bad = Tally(
        accepted=200, held=300, rejected=400, duplicates=100, reports_upheld=40, stale=100, sampled=50, wrong=20
    )
    assert scored(bad).value < scored(Tally()).value < scored(GOOD).value
    assert scored(GOOD).value > 0.9
    assert scored(bad).value < 0.2


def test_one_bad_vacancy_of_two_ruins_nobody_and_half_of_a_thousand_does():
    newcomer = scored(Tally(accepted=1, rejected=1)).value
    assert newcomer > scored(Tally()).value * 0.9
    assert scored(Tally(accepted=500, rejected=500)).value < newcomer * 0.75


def test_what_costs_most_is_told_first():
    score = scored(msgspec.structs.replace(GOOD, reports_upheld=80))
    assert (score.parts[0].code, score.parts[0].bad, score.parts[0].of) == ("reports_upheld", 80, 1_000)
    assert score.parts[0].explanation.en == "80 of 1000 reported by users and found so."


@pytest.mark.parametrize("name", ["reports_upheld", "wrong"])
def test_misleading_people_weighs_more_than_untidiness(name):
    untidy = msgspec.structs.replace(GOOD, stale=20)
    misleading = msgspec.structs.replace(GOOD, **{name: 20})
    assert scored(misleading).value < scored(untidy).value


def test_a_report_that_is_counted_before_its_vacancy_breaks_nothing():
    assert 0 < scored(Tally(reports_upheld=5)).value < scored(Tally()).value
