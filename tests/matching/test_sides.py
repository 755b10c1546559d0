"""Both sides of a match, made of what the tables and the index hold."""

from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import reference
from chalicelib.matching.learning import lessons
from chalicelib.matching.model import Demand, Seeker
from chalicelib.matching.scoring import score
from chalicelib.matching.sides import demand_of, seeker_of
from chalicelib.matching.world import KNOWLEDGE
from chalicelib.people.model import Experience, Person, PersonState, Profile, Wishes
from search.document import Coordinates, VacancyDocument

NOW = datetime(2026, 5, 4, tzinfo=UTC)
PROTECTED = ("sex", "gender", "age", "birth", "religion", "ethnic", "marital", "disab", "appear", "height", "name")
DOCUMENT = VacancyDocument(
    id="vac_1",
    version=3,
    title="Kasir",
    employer_id="emp_1",
    employer_name="Toko Contoh",
    occupation="5230",
    skills=("sk_kasir",),
    region="32.73",
    point=Coordinates(-6.9, 107.6),
    pay_minimum=4_000_000,
    pay_maximum=5_000_000,
    employment_type="FULL_TIME",
    education_rank=4,
    experience_months=12,
    licences=("sim_a",),
    languages=("en",),
    posted_at=1,
    expires_at=2,
)


def _person(profile: Profile) -> Person:
    return Person(id="per_1", state=PersonState.ACTIVE, profile=profile, created_at=NOW, updated_at=NOW)


def test_experience_adds_up_over_the_jobs_held_and_occupations_stay_single():
    jobs = (
        Experience(title="Kasir", occupation="5230", months=10),
        Experience(title="Pramuniaga", occupation="5223", months=6),
        Experience(title="Kasir lagi", occupation="5230", months=5),
        Experience(title="Serabutan", months=3),
    )
    seeker = seeker_of(_person(Profile(experiences=jobs)))
    assert seeker.experience_months == 24
    assert seeker.occupations == ("5230", "5223", "9622"), "the last one told by its title"
    assert [job.months for job in seeker.jobs] == [10, 6, 5, 3]


def test_wishes_and_abilities_are_taken_over():
    wishes = Wishes(
        occupations=("52",), regions=("31",), pay_minimum=5_000_000, employment_types=("PART_TIME",), remote=True
    )
    profile = Profile(region="32.73", skills=("sk_kasir",), languages=("en",), licences=("sim_b1",), wishes=wishes)
    seeker = seeker_of(_person(profile))
    region = reference.regions().get("32.73")
    assert (seeker.wished_occupations, seeker.wished_regions, seeker.pay_minimum) == (("52",), ("31",), 5_000_000)
    assert (seeker.employment_types, seeker.remote, seeker.willing_to_move) == ({"PART_TIME"}, True, False)
    assert (seeker.languages, seeker.licences) == ({"id", "en"}, {"sim_b1", "sim_a"})
    assert seeker.skills == {"sk_kasir", "sim_b1", "sim_a", "sk_lang_en"}, "a licence or language is a skill as well"
    assert (seeker.place.code, seeker.place.lat, seeker.place.lon) == ("32.73", region.latitude, region.longitude)


def test_whoever_holds_a_licence_is_not_told_to_get_it_as_a_skill():
    asking = Demand(id="vac_1", occupation="8332", skills=("sim_a", "sim_b1", "sk_lang_en"), licences=("sim_b1",))
    holder = seeker_of(_person(Profile(licences=("sim_b1",), languages=("en",))))
    match = score(holder, asking, KNOWLEDGE)
    assert "skills_missing" not in {gap.code for gap in match.gaps}
    lacking = score(seeker_of(_person(Profile(licences=("sim_a",)))), asking, KNOWLEDGE)
    found = {gap.code: gap.items for gap in lacking.gaps}
    assert (found["licence_missing"], found["skills_missing"]) == (("sim_b1",), ("sk_lang_en",))
    assert not {each.item for each in lessons(holder, [asking], KNOWLEDGE)} & {"sim_a", "sim_b1", "sk_lang_en"}


def test_licences_and_languages_named_as_skills_are_held_as_such():
    asking = Demand(id="vac_1", occupation="8332", licences=("sim_a", "gada_pratama"), languages=("en",))
    holder = seeker_of(_person(Profile(skills=("sim_b1_umum", "sk_gada", "sk_lang_en"))))
    assert {"sim_b1_umum", "sim_b1", "sim_a", "gada_pratama"} <= holder.licences
    assert {"sim_b1", "sim_a"} <= holder.skills, "what they imply is a skill as well"
    match = score(holder, asking, KNOWLEDGE)
    assert match.eligible
    assert not {gap.code for gap in match.gaps} & {"licence_missing", "languages_missing"}


def test_it_makes_no_difference_which_way_a_licence_or_language_is_named():
    one = seeker_of(_person(Profile(licences=("sim_b2_umum", "sio_forklift"), languages=("ja",))))
    other = seeker_of(_person(Profile(skills=("sim_b2_umum", "sk_sio_forklift", "sk_lang_ja"))))
    assert one == other


def test_nobody_is_told_to_learn_the_national_language():
    demand = demand_of(msgspec.structs.replace(DOCUMENT, skills=("sk_lang_id", "sk_kasir")))
    assert demand.skills == ("sk_kasir",)


@pytest.mark.parametrize(("title", "adults"), [("Barista Kopi Susu", False), ("Bartender", True), ("Crew", True)])
def test_the_title_tells_coffee_from_night_life(title, adults):
    document = msgspec.structs.replace(DOCUMENT, title=title, occupation="5132", skills=("sk_kasir",))
    assert bool(score(Seeker(id="p"), demand_of(document), KNOWLEDGE).conditions) is adults


def test_an_empty_profile_makes_a_seeker_who_states_nothing():
    assert seeker_of(_person(Profile())) == Seeker(id="per_1", languages=frozenset({"id"}))


def test_an_unknown_region_is_no_place():
    assert seeker_of(_person(Profile(region="99.99"))).place is None


@given(st.lists(st.sampled_from([level.code for level in reference.education_levels()])))
def test_the_highest_education_counts_in_whatever_order(levels):
    rank = reference.highest_rank(levels)
    ranks = [level.rank for level in reference.education_levels() if level.code in levels]
    assert rank == max(ranks, default=None)


def test_an_unknown_education_counts_as_none():
    assert reference.highest_rank(["akademi rahasia"]) is None
    assert reference.highest_rank(["akademi rahasia", "s1"]) == (reference.education_levels().get("s1").rank)


def test_a_vacancy_keeps_all_that_is_compared():
    demand = demand_of(DOCUMENT)
    for field in set(Demand.__struct_fields__) - {"place", "licences_from_text", "without_alcohol"}:
        assert getattr(demand, field) == getattr(DOCUMENT, field), field
    assert (demand.place.code, demand.place.lat, demand.place.lon) == ("32.73", -6.9, 107.6)


def test_a_vacancy_without_region_or_point_has_less_of_a_place():
    bare = {name: getattr(DOCUMENT, name) for name in DOCUMENT.__struct_fields__} | {"point": None}
    province = demand_of(VacancyDocument(**bare | {"region": "32"}))
    assert (province.place.code, province.place.lat, province.place.lon) == ("32", None, None)
    assert demand_of(VacancyDocument(**bare | {"region": None})).place is None


@pytest.mark.parametrize("side", [Seeker, Demand])
def test_neither_side_has_room_for_a_protected_attribute(side):
    words = {word for field in side.__struct_fields__ for word in field.split("_")}
    assert not [word for word in words for part in PROTECTED if word.startswith(part)]
