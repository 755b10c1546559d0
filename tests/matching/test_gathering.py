"""What is asked of the indices for one side of a match."""

from chalicelib.matching.gathering import POOL, people_for, vacancies_for
from chalicelib.matching.model import Demand, Held, Place, Seeker
from chalicelib.matching.world import KNOWLEDGE
from search.plan import CodeField, Codes, NumberField, RangeFilter

NOW = 1_780_000_000
CASHIER = Seeker(
    id="per_1",
    skills=frozenset({"sk_kasir", "sk_excel"}),
    jobs=(Held("5223", 12), Held("5230", 6)),
    wished_occupations=("5230", "43"),
    place=Place(code="32.73"),
    wished_regions=("31", "32.73"),
)


def _leaves(plan):
    (clause,) = plan.admission.clauses
    return clause.leaves


def _codes(leaves, field):
    return {leaf.codes[0]: leaf.weight for leaf in leaves if isinstance(leaf, Codes) and leaf.field is field}


def test_any_occupation_group_or_skill_admits_a_vacancy():
    plan = vacancies_for(CASHIER, NOW)
    assert plan.admission.minimum == 1
    occupations = _codes(_leaves(plan), CodeField.OCCUPATION)
    assert set(occupations) == {"5230", "523", "43", "5223", "522"}
    assert occupations["5230"] > occupations["523"]


def test_rare_skills_weigh_more_and_never_as_much_as_the_occupation():
    leaves = _leaves(vacancies_for(CASHIER, NOW))
    skills = _codes(leaves, CodeField.SKILL)
    rarer = max(CASHIER.skills, key=KNOWLEDGE.rarity)
    assert set(skills) == CASHIER.skills
    assert skills[rarer] == max(skills.values())
    assert max(skills.values()) < _codes(leaves, CodeField.OCCUPATION)["5230"]


def test_only_what_has_not_expired_is_asked_for():
    (only,) = vacancies_for(CASHIER, NOW).admission.filters
    assert only == RangeFilter(field=NumberField.EXPIRES_AT, minimum=NOW)


def test_regions_raise_and_never_admit():
    plan = vacancies_for(CASHIER, NOW)
    assert [boost.codes for boost in plan.boosts] == [("31",), ("32.73",)]
    assert not _codes(_leaves(plan), CodeField.REGION)


def test_who_states_nothing_is_offered_every_open_vacancy():
    plan = vacancies_for(Seeker(id="per_1"), NOW)
    assert (plan.admission.clauses, plan.admission.minimum, plan.boosts) == ((), 0, ())
    assert len(plan.admission.filters) == 1


def test_the_same_person_is_always_asked_for_in_the_same_words():
    again = Seeker(**{name: getattr(CASHIER, name) for name in CASHIER.__struct_fields__})
    assert vacancies_for(again, NOW) == vacancies_for(CASHIER, NOW)
    assert vacancies_for(CASHIER, NOW).limit == POOL


def test_people_are_asked_for_by_occupation_group_and_skill():
    plan = people_for(Demand(id="vac_1", occupation="5230", skills=("sk_kasir",), licences=("sim_a",)))
    weights = {code.code: code.weight for code in plan.occupations}
    assert weights["5230"] > weights["523"]
    assert [(code.code, code.weight) for code in plan.skills] == [("sk_kasir", KNOWLEDGE.rarity("sk_kasir") / 100)]
    assert plan.licences == ("sim_a",)
    assert plan.limit == POOL


def test_a_vacancy_without_occupation_asks_by_skills_alone():
    plan = people_for(Demand(id="vac_1", skills=("sk_kasir",)))
    assert plan.occupations == ()
    assert len(plan.skills) == 1
