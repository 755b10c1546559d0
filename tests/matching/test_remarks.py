"""Reasons say only what is true, gaps only what is missing, and each gap says what would close it."""

import msgspec
import pytest
from hypothesis import given

from chalicelib.matching.features import nearest
from chalicelib.matching.knowledge import WHOLE
from chalicelib.matching.model import Demand, Held, Seeker, StepKind
from chalicelib.matching.placing import kilometres
from chalicelib.matching.remarks import conditions
from chalicelib.matching.scoring import score
from chalicelib.matching.world import KNOWLEDGE
from tests.matching.makers import PLACES, WORLD, KnownWorld, demands, seekers

HOME, BEKASI, BANDUNG, _ = PLACES


def _reasons(seeker, demand):
    return {remark.code: remark for remark in score(seeker, demand, WORLD).reasons}


def _gaps(seeker, demand):
    return {remark.code: remark for remark in score(seeker, demand, WORLD).gaps}


@given(seekers, demands)
def test_each_reason_is_true_of_the_pair(seeker, demand):
    found = _reasons(seeker, demand)
    mine = (*seeker.wished_occupations, *seeker.occupations)
    asked = (*((demand.occupation,) if demand.occupation else ()), *demand.further_occupations)
    near = max((WORLD.proximity(code, wanted) for code in mine for wanted in asked), default=0)
    lived = seeker.place.code if seeker.place else ""
    truths = {
        "skills_held": any(nearest(seeker, each, WORLD)[0] == WHOLE for each in demand.skills),
        "skills_close": any(300 <= nearest(seeker, each, WORLD)[0] < WHOLE for each in demand.skills),
        "occupation_fits": near == WHOLE,
        "occupation_near": 300 <= near < WHOLE,
        "education_fits": demand.education_rank is not None and (seeker.education_rank or 0) >= demand.education_rank,
        "pay_fits": bool(
            seeker.pay_minimum
            and (demand.pay_minimum or demand.pay_maximum)
            and min(filter(None, (demand.pay_minimum, demand.pay_maximum))) >= seeker.pay_minimum
        ),
        "contract_fits": demand.employment_type in seeker.employment_types,
        "languages_fit": bool(demand.languages) and set(demand.languages) <= seeker.languages,
        "place_remote": demand.remote,
    }
    for code, true in truths.items():
        assert (code in found) == true, code
    if "place_fits" in found:
        assert demand.place
        wished = any(demand.place.code.startswith(code) for code in seeker.wished_regions)
        assert wished or lived == demand.place.code or lived in {"31.71", "32.75", "33"}
    if "place_move" in found:
        assert seeker.willing_to_move


@given(seekers, demands)
def test_what_is_held_and_what_is_missing_make_up_what_is_asked(seeker, demand):
    held = _reasons(seeker, demand).get("skills_held")
    missing = _gaps(seeker, demand).get("skills_missing")
    parts = [set(remark.items) if remark else set() for remark in (held, missing)]
    assert parts[0] | parts[1] == set(demand.skills)
    assert not parts[0] & parts[1]


@given(seekers, demands)
def test_no_feature_is_reason_and_gap_at_once(seeker, demand):
    contrary = (
        ("pay_fits", "pay_below"),
        ("experience_fits", "experience_short"),
        ("education_fits", "education_below"),
        ("education_fits", "education_required_by_law"),
        ("contract_fits", "contract_differs"),
        ("languages_fit", "languages_missing"),
        ("occupation_fits", "occupation_far"),
        ("occupation_near", "occupation_far"),
        ("place_fits", "place_far"),
    )
    both = _reasons(seeker, demand).keys() | _gaps(seeker, demand).keys()
    assert not [pair for pair in contrary if set(pair) <= both]


@given(seekers, demands)
def test_words_are_there_in_both_languages_and_address_nobody(seeker, demand):
    match = score(seeker, demand, WORLD)
    steps = [step.text for gap in match.gaps for step in gap.closes]
    for text in (*(remark.text for remark in match.reasons + match.gaps + match.conditions), *steps):
        assert text.id
        assert text.en
        assert not {"anda", "kamu", "you", "your"} & set(f"{text.id} {text.en}".lower().split())


def test_every_lack_says_what_closes_it():
    demand = Demand(
        id="v",
        occupation="5230",
        skills=("sk_las", "sk_kasir"),
        languages=("ja",),
        licences=("sim_a",),
        education_rank=3,
        experience_months=24,
    )
    found = _gaps(Seeker(id="p", jobs=(Held("5223", 10),), education_rank=1, skills=frozenset({"sk_kasir"})), demand)
    kinds = {code: [step.kind for step in gap.closes] for code, gap in found.items()}
    assert kinds == {
        "licence_missing": [StepKind.LICENCE],
        "skills_missing": [StepKind.TRAINING],
        "languages_missing": [StepKind.LANGUAGE_COURSE],
        "experience_short": [StepKind.EXPERIENCE],
        "education_below": [StepKind.SCHOOLING],
    }
    assert found["experience_short"].amount == 20, "ten months of a nearby occupation count for four"
    assert found["skills_missing"].items == ("sk_las",)


def test_an_occupation_held_that_is_just_near_is_not_far():
    world = KnownWorld()
    world.proximity = lambda mine, wanted: 310
    match = score(Seeker(id="p", jobs=(Held("4311", 12),)), Demand(id="v", occupation="5230"), world)
    assert "occupation_near" in {remark.code for remark in match.reasons}
    assert "occupation_far" not in {remark.code for remark in match.gaps}


def test_so_many_months_more_in_the_occupation_would_suffice():
    demand = Demand(id="v", occupation="5230", experience_months=24)
    seeker = Seeker(id="p", jobs=(Held("5223", 11), Held(None, 7)))
    months = _gaps(seeker, demand)["experience_short"].amount
    enough = Seeker(id="p", jobs=(*seeker.jobs, Held("5230", months)))
    nearly = Seeker(id="p", jobs=(*seeker.jobs, Held("5230", months - 1)))
    assert "experience_short" not in _gaps(enough, demand)
    assert "experience_fits" in _reasons(enough, demand)
    assert "experience_short" in _gaps(nearly, demand)


def test_where_fresh_graduates_are_welcome_no_experience_is_short():
    demand = Demand(id="v", occupation="5230", experience_months=24, fresh_graduate=True)
    assert "experience_short" not in _gaps(Seeker(id="p"), demand)
    assert "fresh_graduates_welcome" in _reasons(Seeker(id="p"), demand)


def test_distances_and_sums_are_stated():
    commuter = Seeker(id="p", place=HOME, pay_minimum=6_000_000)
    near = _reasons(commuter, Demand(id="v", place=BEKASI))["place_fits"]
    assert near.amount == round(kilometres(HOME, BEKASI))
    gaps = _gaps(commuter, Demand(id="v", place=BANDUNG, pay_minimum=4_000_000, pay_maximum=4_500_000))
    assert gaps["place_far"].amount == round(kilometres(HOME, BANDUNG))
    assert gaps["pay_below"].amount == 1_500_000
    assert "Rp1.500.000" in gaps["pay_below"].text.id


def test_a_licence_read_in_the_text_is_a_gap_and_blocks_nobody():
    stated = Demand(id="v", licences=("sim_a",))
    read = Demand(id="v", licences=("sim_a",), licences_from_text=True)
    assert not score(Seeker(id="p"), stated, WORLD).eligible
    assert score(Seeker(id="p"), read, WORLD).eligible
    assert _gaps(Seeker(id="p"), read)["licence_asked_in_text"].items == ("sim_a",)


def test_hazardous_work_names_its_legal_age_as_a_condition_and_no_gap():
    match = score(Seeker(id="p"), Demand(id="v", occupation="8332"), WORLD)
    assert [remark.code for remark in match.conditions] == ["adults_only"]
    assert "18" in match.conditions[0].text.id
    assert "adults_only" not in {remark.code for remark in match.gaps}
    assert score(Seeker(id="p"), Demand(id="v", occupation="5230"), WORLD).conditions == ()


@pytest.mark.parametrize(
    ("seeker", "stated"),
    [
        (Seeker(id="p"), False),
        (Seeker(id="p", education_rank=1, wished_occupations=("2511",)), True),
    ],
)
def test_what_a_profile_does_not_state_is_not_said_to_be_too_little(seeker, stated):
    demand = Demand(id="v", occupation="5230", education_rank=4)
    said = _gaps(seeker, demand)
    assert ("belum tercantum" in said["education_below"].text.id) is not stated
    assert ("belum tercantum" in said["occupation_far"].text.id) is not stated
    by_law = _gaps(seeker, msgspec.structs.replace(demand, education_required_by_law=True))
    assert ("belum tercantum" in by_law["education_required_by_law"].text.id) is not stated


def test_coffee_is_no_night_life_and_opens_no_other_work_that_law_closes_to_minors():
    assert conditions(Demand(id="v", occupation="5132", without_alcohol=True), KNOWLEDGE) == ()
    assert conditions(Demand(id="v", occupation="5132"), KNOWLEDGE)
    assert conditions(Demand(id="v", occupation="1431", without_alcohol=True), KNOWLEDGE)
    both = Demand(id="v", occupation="5132", further_occupations=("1431",), without_alcohol=True)
    assert conditions(both, KNOWLEDGE)


def test_a_condition_says_no_more_than_the_table_knows():
    """The table names a group for its usual work; a single job of it may be open to all."""
    (remark,) = conditions(Demand(id="v", occupation="5132"), KNOWLEDGE)
    assert "biasanya" in remark.text.id
    assert "usually" in remark.text.en


def test_a_nearby_occupation_is_not_said_to_fit():
    waiter = Seeker(id="p", wished_occupations=("5131",))
    codes = {remark.code for remark in score(waiter, Demand(id="v", occupation="5132"), KNOWLEDGE).reasons}
    assert "occupation_near" in codes
    assert "occupation_fits" not in codes
    group = score(Seeker(id="p", wished_occupations=("51",)), Demand(id="v", occupation="5132"), KNOWLEDGE)
    assert "occupation_fits" in {remark.code for remark in group.reasons}, "a group wished for contains it"


def test_skills_that_read_as_unlike_are_not_said_to_be_close():
    coffee = Seeker(id="p", skills=frozenset({"sk_barista"}))
    match = score(coffee, Demand(id="v", skills=("sk_stock_retail", "sk_hosp_fb_service")), KNOWLEDGE)
    (close,) = [remark for remark in match.reasons if remark.code == "skills_close"]
    assert close.items == ("sk_hosp_fb_service",)
    (missing,) = [remark for remark in match.gaps if remark.code == "skills_missing"]
    assert missing.items == ("sk_stock_retail", "sk_hosp_fb_service")
    lacking, similar = missing.text.id.split("; ")
    assert lacking.startswith("Belum tercantum: ")
    assert similar.startswith("Baru ada yang mirip: ")
    assert KNOWLEDGE.skill_label("sk_hosp_fb_service").id not in lacking
    assert KNOWLEDGE.skill_label("sk_hosp_fb_service").id in similar


@pytest.mark.parametrize("read", [True, False])
def test_a_licence_or_language_asked_for_twice_is_missing_once(read):
    demand = Demand(
        id="v",
        skills=("sim_c", "sim_a", "sk_lang_en", "sk_lang_ja"),
        licences=("sim_b1", "sim_c"),
        licences_from_text=read,
        languages=("en",),
    )
    found = {gap.code: gap.items for gap in score(Seeker(id="p"), demand, KNOWLEDGE).gaps}
    assert found.pop("licence_asked_in_text" if read else "licence_missing") == ("sim_b1", "sim_c")
    assert found == {"skills_missing": ("sk_lang_ja",), "languages_missing": ("en",)}
