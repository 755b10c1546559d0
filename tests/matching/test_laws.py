"""Laws of the score over any two sides: more is never less, order is nothing, distance never helps."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.matching.features import CREDIT, FITS, FULL, nearest
from chalicelib.matching.knowledge import WHOLE
from chalicelib.matching.model import Demand, Feature, Held, Place, Seeker
from chalicelib.matching.placing import BESIDE, COMMUTES, MOVE, REMOTE_UNASKED, SOMEWHERE, by_distance, place
from chalicelib.matching.scoring import UNSTATED, quick, score
from tests.matching.makers import LANGUAGES, LICENCES, LIKE, OCCUPATIONS, PLACES, SKILLS, WORLD, demands, jobs, seekers

replace = msgspec.structs.replace
ADDING = {
    "skills": st.sampled_from(SKILLS).map(lambda code: {"skills": frozenset({code})}),
    "languages": st.sampled_from(LANGUAGES).map(lambda code: {"languages": frozenset({code})}),
    "licences": st.sampled_from(LICENCES).map(lambda code: {"licences": frozenset({code})}),
    "jobs": jobs.map(lambda job: {"jobs": (job,)}),
    "wished_occupations": st.sampled_from(OCCUPATIONS).map(lambda code: {"wished_occupations": (code,)}),
    "wished_regions": st.sampled_from(("31", "32.73", "33")).map(lambda code: {"wished_regions": (code,)}),
}


@given(seekers, demands, st.one_of(*ADDING.values()))
def test_what_is_added_to_a_profile_never_lowers_a_score(seeker, demand, added):
    ((field, more),) = added.items()
    held = getattr(seeker, field)
    richer = replace(seeker, **{field: held | more if isinstance(held, frozenset) else (*held, *more)})
    assert score(richer, demand, WORLD).score >= score(seeker, demand, WORLD).score


@given(seekers, demands, st.integers(0, 9))
def test_more_schooling_never_lowers_a_score(seeker, demand, rank):
    taught = replace(seeker, education_rank=max(rank, seeker.education_rank or 0))
    assert score(taught, demand, WORLD).score >= score(seeker, demand, WORLD).score


@given(seekers, demands)
def test_who_would_move_or_work_from_home_or_takes_less_never_scores_less(seeker, demand):
    before = score(seeker, demand, WORLD).score
    for easier in (
        {"willing_to_move": True},
        {"remote": True},
        {"pay_minimum": None},
        {"employment_types": frozenset()},
    ):
        assert score(replace(seeker, **easier), demand, WORLD).score >= before, easier


@given(seekers, demands, st.integers(0, 20_000_000))
def test_more_pay_never_lowers_a_score(seeker, demand, more):
    if demand.pay_minimum is None or demand.pay_maximum is None:
        return
    better = replace(demand, pay_minimum=demand.pay_minimum + more, pay_maximum=demand.pay_maximum + more)
    assert score(seeker, better, WORLD).score >= score(seeker, demand, WORLD).score


@given(seekers, demands, st.randoms(use_true_random=False))
def test_order_is_nothing(seeker, demand, chance):
    def mixed(side):
        lists = {name: getattr(side, name) for name in side.__struct_fields__ if isinstance(getattr(side, name), tuple)}
        return replace(side, **{name: tuple(chance.sample(found, len(found))) for name, found in lists.items()})

    one, other = score(seeker, demand, WORLD), score(mixed(seeker), mixed(demand), WORLD)
    assert (one.score, one.contributions) == (other.score, other.contributions)
    assert {remark.code for remark in one.reasons + one.gaps} == {remark.code for remark in other.reasons + other.gaps}


@given(seekers, demands)
def test_the_score_alone_is_the_score_that_is_explained(seeker, demand):
    match = score(seeker, demand, WORLD)
    assert quick(seeker, demand, WORLD) == (match.score if match.eligible else None)


@given(seekers, st.lists(demands, min_size=1, max_size=5), st.integers(0, 4))
def test_who_else_is_compared_changes_nothing(seeker, several, which):
    chosen = several[which % len(several)]
    among = [score(seeker, demand, WORLD) for demand in several]
    assert score(seeker, chosen, WORLD) == among[which % len(several)]


@given(st.floats(0, 500), st.floats(0, 500))
def test_farther_away_never_fits_better(one, other):
    near, far = sorted((one, other))
    assert by_distance(near) >= by_distance(far)
    assert 0 <= by_distance(far) <= FULL


@pytest.mark.parametrize(("within", "fit"), COMMUTES)
def test_a_class_of_distance_ends_where_it_says(within, fit):
    assert by_distance(within) == fit
    assert by_distance(within + 0.001) < fit


HOME, BEKASI, BANDUNG, CENTRAL_JAVA = PLACES


@pytest.mark.parametrize(
    ("seeker", "demand", "fit"),
    [
        ({"place": HOME}, {"place": HOME}, FULL),
        ({"place": HOME}, {"place": BEKASI}, 800_000),
        ({"place": HOME}, {"place": BANDUNG}, 0),
        ({"place": HOME, "willing_to_move": True}, {"place": BANDUNG}, MOVE),
        ({"wished_regions": ("32",)}, {"place": BANDUNG}, FULL),
        ({"wished_regions": ("32.75",)}, {"place": HOME}, BESIDE),
        ({"wished_regions": ("33.74",)}, {"place": CENTRAL_JAVA}, SOMEWHERE),
        ({"place": Place(code="33")}, {"place": CENTRAL_JAVA}, SOMEWHERE),
        ({"place": CENTRAL_JAVA}, {"place": Place(code="33.74", lat=-7.0, lon=110.4)}, SOMEWHERE),
        ({}, {"place": HOME}, 0),
        ({}, {"remote": True}, REMOTE_UNASKED),
        ({"remote": True}, {"remote": True}, FULL),
        ({"remote": True}, {"place": BANDUNG}, 0),
        ({"place": HOME}, {"remote": True, "place": BANDUNG}, REMOTE_UNASKED),
        ({"place": HOME}, {}, None),
    ],
)
def test_places(seeker, demand, fit):
    assert place(Seeker(id="p", **seeker), Demand(id="v", **demand), WORLD) == fit


@pytest.mark.parametrize(
    ("jobs_held", "asked", "fresh", "fit"),
    [
        ((Held("5230", 12),), 24, False, 0.5),
        ((Held("5230", 30),), 24, False, 1.0),
        ((Held("8332", 24),), 24, False, 0.3),
        ((Held(None, 24),), 24, False, 0.3),
        ((Held("5223", 24),), 24, False, 0.4),
        ((Held("5223", 12), Held("5230", 12)), 24, False, 0.7),
        ((), 24, False, 0.0),
        ((), 24, True, 0.5),
        ((Held("5230", 12),), 24, True, 0.75),
    ],
)
def test_months_in_the_occupation_count_more_than_elsewhere(jobs_held, asked, fresh, fit):
    demand = Demand(id="v", occupation="5230", experience_months=asked, fresh_graduate=fresh)
    assert _fit(Seeker(id="p", jobs=jobs_held), demand, Feature.EXPERIENCE) == fit


def test_months_count_alike_where_no_occupation_is_named():
    demand = Demand(id="v", experience_months=24)
    assert _fit(Seeker(id="p", jobs=(Held("8332", 12), Held(None, 6))), demand, Feature.EXPERIENCE) == 0.75


@pytest.mark.parametrize(
    ("wish", "least", "most", "fit"),
    [
        (None, 4_000_000, None, 1.0),
        (0, 4_000_000, None, 1.0),
        (4_000_000, 4_000_000, 6_000_000, 1.0),
        (6_000_000, 3_000_000, 6_000_000, 0.75),
        (8_000_000, None, 4_000_000, 0.5),
        (8_000_000, 4_000_000, None, 0.5),
        (8_000_000, 0, 4_000_000, 0.5),
    ],
)
def test_pay_counts_by_both_its_ends(wish, least, most, fit):
    demand = Demand(id="v", pay_minimum=least, pay_maximum=most)
    assert _fit(Seeker(id="p", pay_minimum=wish), demand, Feature.PAY) == fit


def test_schooling_halves_for_each_level_below():
    demand = Demand(id="v", education_rank=5)
    fits = [_fit(Seeker(id="p", education_rank=rank), demand, Feature.EDUCATION) for rank in (7, 5, 4, 3)]
    assert fits == [1.0, 1.0, 0.5, 0.25]


def test_the_most_alike_skill_stands_in():
    seeker = Seeker(id="p", skills=frozenset({"sk_excel", "sk_kasir"}))
    assert nearest(seeker, "sk_sap", WORLD) == (LIKE["sk_sap"]["sk_kasir"], "sk_kasir")
    assert nearest(seeker, "sk_excel", WORLD) == (WHOLE, "sk_excel")
    assert nearest(seeker, "sk_las", WORLD) == (0, "")


def test_likeness_is_worth_less_than_having_and_more_than_nothing():
    demand = Demand(id="v", skills=("sk_sap",))
    nothing, like, same = (
        _fit(Seeker(id="p", skills=frozenset(held)), demand, Feature.SKILLS)
        for held in ((), ("sk_excel",), ("sk_sap",))
    )
    assert nothing < like < same


def test_who_has_most_of_a_long_list_suits_better_than_who_has_the_one_skill_named():
    skilled = Seeker(id="p", skills=frozenset(SKILLS) - {"sk_excel"})
    long, short = Demand(id="v", skills=SKILLS), Demand(id="w", skills=("sk_kasir",))
    assert _fit(skilled, long, Feature.SKILLS) > _fit(skilled, short, Feature.SKILLS)


def test_a_list_of_no_skills_is_worth_the_unstated():
    assert UNSTATED == CREDIT * FULL // WHOLE
    assert FITS[Feature.SKILLS][1](Seeker(id="p"), Demand(id="v"), WORLD) is None


def _fit(seeker, demand, feature):
    return next(part.fit for part in score(seeker, demand, WORLD).contributions if part.feature is feature)
