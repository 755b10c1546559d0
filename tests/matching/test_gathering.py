"""What is asked of the indices for one side of a match."""

import msgspec
import pytest
from hypothesis import given

from chalicelib.matching.features import CREDIT, FULL, UNTOLD
from chalicelib.matching.features import skills as fit_of_skills
from chalicelib.matching.gathering import POOL, people_for, vacancies_for
from chalicelib.matching.likeness import near
from chalicelib.matching.model import Demand, Held, Place, Seeker
from chalicelib.matching.world import KNOWLEDGE
from search.plan import CodeField, CodeFilter, Codes, NumberField, RangeFilter
from tests.matching.makers import demands, seekers

NOW = 1_780_000_000
CASHIER = Seeker(
    id="per_1",
    skills=frozenset({"sk_kasir", "sk_excel"}),
    jobs=(Held("5223", 12), Held("5230", 6)),
    wished_occupations=("5230", "43"),
    place=Place(code="32.73"),
    wished_regions=("31", "32.73"),
    employment_types=frozenset({"FULL_TIME"}),
)


def _weights(leaves, field):
    return {leaf.codes[0]: leaf.weight for leaf in leaves if isinstance(leaf, Codes) and leaf.field is field}


def _admitting(plan, field):
    return {
        code: weight for clause in plan.admission.clauses for code, weight in _weights(clause.leaves, field).items()
    }


def test_any_occupation_group_or_skill_admits_a_vacancy():
    plan = vacancies_for(CASHIER, NOW)
    assert plan.admission.minimum == 1
    occupations = _admitting(plan, CodeField.OCCUPATION)
    assert set(occupations) >= {"5230", "523", "52", "43", "5223", "522"}
    assert occupations["5230"] == occupations["43"] > occupations["523"] > occupations["52"]


def test_occupations_near_by_their_skills_admit_by_their_proximity():
    clerk = Seeker(id="per_1", wished_occupations=("4311",))
    occupations = _admitting(vacancies_for(clerk, NOW), CodeField.OCCUPATION)
    assert near("4311")["2411"] > 300
    assert occupations["2411"] == pytest.approx(occupations["4311"] * near("4311")["2411"] / 1000)
    asked = {each.code: each.weight for each in people_for(Demand(id="vac_1", occupation="2411")).occupations}
    assert asked["4311"] == pytest.approx(asked["2411"] * near("2411")["4311"] / 1000)


def test_rare_skills_weigh_more_and_never_as_much_as_the_occupation():
    plan = vacancies_for(CASHIER, NOW)
    skills = _admitting(plan, CodeField.SKILL)
    rarer = max(CASHIER.skills, key=KNOWLEDGE.rarity)
    assert set(skills) == CASHIER.skills
    assert skills[rarer] == max(skills.values())
    assert max(skills.values()) < _admitting(plan, CodeField.OCCUPATION)["5230"]


def test_of_very_many_skills_the_most_telling_are_asked_for():
    table = [skill.code for skill in _skills()][:200]
    seeker = Seeker(id="per_1", skills=frozenset(table), wished_occupations=("5230",))
    skills = _admitting(vacancies_for(seeker, NOW), CodeField.SKILL)
    assert 0 < len(skills) < 100
    left_out = set(table) - set(skills)
    assert min(map(KNOWLEDGE.rarity, skills)) >= max(map(KNOWLEDGE.rarity, left_out))


def _skills():
    from chalicelib import reference

    return reference.skills()


def test_only_what_has_not_expired_is_asked_for():
    (only,) = vacancies_for(CASHIER, NOW).admission.filters
    assert only == RangeFilter(field=NumberField.EXPIRES_AT, minimum=NOW)


def test_the_wish_for_disability_friendly_work_keeps_those_and_changes_no_weight():
    plain, wished = vacancies_for(CASHIER, NOW), vacancies_for(CASHIER, NOW, disability_friendly=True)
    (_, kept) = wished.admission.filters
    assert kept == CodeFilter(field=CodeField.DISABILITY_FRIENDLY, codes=("true",))
    without = msgspec.structs.replace(wished.admission, filters=plain.admission.filters)
    assert msgspec.structs.replace(wished, admission=without) == plain


def test_places_and_contracts_raise_and_never_admit():
    plan = vacancies_for(CASHIER, NOW)
    places = _weights(plan.boosts, CodeField.REGION)
    beside = next(iter(KNOWLEDGE.neighbours("32.73")))
    assert places["32.73"] == places["31"] > places[beside] > 0
    assert set(_weights(plan.boosts, CodeField.EMPLOYMENT_TYPE)) == {"FULL_TIME"}
    assert not _admitting(plan, CodeField.REGION)


def test_to_who_would_move_places_differ_by_less():
    stays, moves = CASHIER, msgspec.structs.replace(CASHIER, willing_to_move=True)
    ((left,), (right,)) = (
        [weight for code, weight in _weights(vacancies_for(who, NOW).boosts, CodeField.REGION).items() if code == "31"]
        for who in (stays, moves)
    )
    assert 0 < right < left


def test_how_well_it_fits_does_not_wane_with_age():
    assert vacancies_for(CASHIER, NOW).signals.fit_only
    assert not vacancies_for(Seeker(id="per_1"), NOW).signals.fit_only, "nothing fits better: the newest come first"


def test_who_states_nothing_is_offered_every_open_vacancy():
    plan = vacancies_for(Seeker(id="per_1"), NOW)
    assert (plan.admission.clauses, plan.admission.minimum) == ((), 0)
    assert not _weights(plan.boosts, CodeField.REGION)
    assert len(plan.admission.filters) == 1


@given(seekers)
def test_the_same_person_is_always_asked_for_in_the_same_words(seeker):
    again = msgspec.structs.replace(seeker, skills=frozenset(sorted(seeker.skills, reverse=True)))
    assert vacancies_for(again, NOW) == vacancies_for(seeker, NOW)
    assert vacancies_for(seeker, NOW).limit == POOL


def test_people_are_asked_for_by_occupation_group_and_skill():
    plan = people_for(Demand(id="vac_1", occupation="5230", skills=("sk_kasir",), licences=("sim_a",)))
    occupations = {code.code: code.weight for code in plan.occupations}
    assert occupations["5230"] > occupations["523"] > occupations["52"]
    (wanted,) = plan.skills
    skills = {code.code: code.weight for code in wanted.codes}
    assert skills["sk_kasir"] == max(skills.values())
    assert set(skills) == set(KNOWLEDGE.alike("sk_kasir"))
    assert plan.licences == ("sim_a",)
    assert plan.limit == POOL


def test_a_licence_that_was_read_in_the_text_keeps_nobody_out():
    assert (
        people_for(Demand(id="vac_1", occupation="5230", licences=("sim_a",), licences_from_text=True)).licences == ()
    )


def test_a_vacancy_without_occupation_asks_by_skills_alone():
    plan = people_for(Demand(id="vac_1", skills=("sk_kasir",)))
    assert plan.occupations == ()
    assert plan.skills
    assert plan.within_reach, "few may have a rare skill: who lives near is compared too"
    assert not people_for(Demand(id="vac_1", occupation="5230", skills=("sk_kasir",))).within_reach


@given(demands, seekers)
def test_skills_weigh_as_the_scorer_counts_them(demand, seeker):
    """What the index sums for a person's skills is the scorer's points, but for what everybody has and rounding."""
    stated = msgspec.structs.replace(demand, skills=tuple(dict.fromkeys(demand.skills)))
    fit = fit_of_skills(seeker, stated, KNOWLEDGE)
    asked = UNTOLD + sum(map(KNOWLEDGE.rarity, stated.skills))
    points = sum(
        max((each.weight for each in wanted.codes if each.code in seeker.skills), default=0.0)
        for wanted in people_for(stated).skills
    )
    expected = 0.0 if fit is None else 30 * (fit / FULL - UNTOLD * CREDIT / 1000 / asked)
    assert points == pytest.approx(expected, abs=0.125 * len(stated.skills))


def test_who_lives_near_comes_first_except_for_remote_work():
    demand = Demand(id="vac_1", occupation="5230", place=Place(code="32.73"))
    near_by = {code.code: code.weight for code in people_for(demand).near}
    assert near_by["32.73"] > near_by[next(iter(KNOWLEDGE.neighbours("32.73")))]
    assert people_for(demand).movers > 0
    remote = people_for(msgspec.structs.replace(demand, remote=True))
    assert (remote.near, remote.movers) == ((), 0.0)


@given(demands)
def test_whoever_has_the_very_occupation_or_skill_is_asked_for(demand):
    plan = people_for(demand)
    assert {demand.occupation, *demand.further_occupations} - {None} <= {code.code for code in plan.occupations}
    assert set(demand.skills) <= {code.code for wanted in plan.skills for code in wanted.codes}
