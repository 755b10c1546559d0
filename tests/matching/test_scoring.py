"""Laws of the score."""

import math

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.matching.features import FITS
from chalicelib.matching.model import Demand, Feature, Held, Place, Seeker
from chalicelib.matching.placing import kilometres
from chalicelib.matching.scoring import score
from tests.matching.makers import LICENCES, PLACES, SKILLS, WORLD, demands, seekers

PROTECTED = {
    "sex",
    "gender",
    "age",
    "birth",
    "religion",
    "ethnicity",
    "race",
    "marital",
    "disability",
    "name",
    "height",
}


def _replaced(side, **changes):
    return msgspec.structs.replace(side, **changes)


@given(seekers, demands)
def test_score_is_the_sum_of_its_contributions_within_bounds(seeker, demand):
    match = score(seeker, demand, WORLD)
    assert 0.0 <= match.score <= 1.0
    total = sum(round(part.points * 10**8) for part in match.contributions)
    assert round(match.score * 10**8) == (total if match.eligible else 0)
    assert math.isclose(sum(part.weight for part in match.contributions), 1.0)
    assert all(0 <= part.points <= part.weight for part in match.contributions)


@given(seekers, demands, st.sampled_from(SKILLS))
def test_adding_a_skill_never_lowers_a_score(seeker, demand, skill):
    richer = _replaced(seeker, skills=seeker.skills | {skill})
    assert score(richer, demand, WORLD).score >= score(seeker, demand, WORLD).score


@given(seekers, demands, st.integers(1, 60))
def test_more_experience_never_lowers_a_score(seeker, demand, months):
    older_hand = _replaced(seeker, jobs=(*seeker.jobs, Held("4311", months)))
    assert score(older_hand, demand, WORLD).score >= score(seeker, demand, WORLD).score


@given(seekers, demands, st.sampled_from(LICENCES))
def test_a_licence_never_lowers_a_score(seeker, demand, licence):
    licensed = _replaced(seeker, licences=seeker.licences | {licence})
    assert score(licensed, demand, WORLD).score >= score(seeker, demand, WORLD).score


@given(seekers, demands)
def test_same_pair_same_bits_however_the_sides_were_built(seeker, demand):
    again = _replaced(seeker, skills=frozenset(sorted(seeker.skills, reverse=True)))
    assert score(again, demand, WORLD) == score(seeker, demand, WORLD)
    shuffled = _replaced(demand, skills=tuple(reversed(demand.skills)))
    assert score(seeker, shuffled, WORLD).score == score(seeker, demand, WORLD).score


@given(seekers, demands)
def test_a_missing_licence_blocks(seeker, demand):
    match = score(seeker, demand, WORLD)
    missing = set(demand.licences) - seeker.licences
    blocking = bool(missing) and not demand.licences_from_text
    assert not (blocking and match.eligible)
    assert blocking == ("licence_missing" in {gap.code for gap in match.gaps})
    assert ("licence_asked_in_text" in {gap.code for gap in match.gaps}) == (bool(missing) and not blocking)


@pytest.mark.parametrize("side", [Seeker, Demand])
def test_no_protected_attribute_is_in_the_types(side):
    for field in side.__struct_fields__:
        assert not set(field.split("_")) & PROTECTED, field


def test_weights_sum_to_one_and_cover_every_feature():
    assert set(FITS) == set(Feature)
    assert sum(weight for weight, _ in FITS.values()) == 100


def test_law_blocks_and_wish_does_not():
    seeker = Seeker(id="per_1", education_rank=3)
    wished = Demand(id="vac_1", education_rank=5)
    assert score(seeker, wished, WORLD).eligible
    assert score(seeker, wished, WORLD).gaps[0].code == "education_below"
    legal = _replaced(wished, education_required_by_law=True)
    assert not score(seeker, legal, WORLD).eligible
    assert score(seeker, legal, WORLD).score == 0.0


def test_reasons_and_gaps_speak_of_skills():
    seeker = Seeker(id="per_1", skills=frozenset({"sk_excel"}))
    demand = Demand(id="vac_1", skills=("sk_excel", "sk_sap"))
    match = score(seeker, demand, WORLD)
    assert match.reasons[0].text.en == "Has 1 of 2 skills asked for"
    assert match.gaps[0].items == ("sk_sap",)
    assert match.contributions[0].fit == pytest.approx((1 + 5 * 0.25 + 3 * 0.3) / 9, abs=1e-6)
    assert len(match.reasons) == 1, "what is a quarter of a skill is not said to be close to it"
    near = score(msgspec.structs.replace(seeker, skills=frozenset({"sk_kasir"})), demand, WORLD)
    assert near.reasons[0].text.en == "Close to what is held: sk_sap (from sk_kasir)"


@pytest.mark.parametrize(
    ("wished", "offered", "fit"),
    [
        ("5230", "5230", 1.0),
        ("5230", "5223", 0.4),
        ("52", "5223", 1.0),
        ("2512", "2514", 0.7),
        ("5230", "8332", 0.0),
        ("4311", "5230", 0.35),
    ],
)
def test_occupations_are_near_by_their_codes(wished, offered, fit):
    seeker = Seeker(id="per_1", wished_occupations=(wished,))
    match = score(seeker, Demand(id="vac_1", occupation=offered), WORLD)
    assert _fit(match, Feature.OCCUPATION) == fit


def test_place_prefers_the_commute_over_the_move():
    jakarta, bekasi, bandung, _ = PLACES
    near = score(Seeker(id="p", place=jakarta), Demand(id="v", place=bekasi), WORLD)
    far = score(Seeker(id="p", place=jakarta), Demand(id="v", place=bandung), WORLD)
    moving = score(Seeker(id="p", place=jakarta, willing_to_move=True), Demand(id="v", place=bandung), WORLD)
    assert _fit(near, Feature.PLACE) == 0.8
    assert _fit(far, Feature.PLACE) < 0.1
    assert _fit(moving, Feature.PLACE) == 0.6
    assert [gap.code for gap in far.gaps] == ["place_far"]
    assert near.gaps == moving.gaps == ()


def test_a_vague_vacancy_does_not_beat_one_that_says_what_suits():
    seeker = Seeker(
        id="p",
        wished_occupations=("8332",),
        wished_regions=("32.75",),
        jobs=(Held("8332", 24),),
        pay_minimum=4_000_000,
    )
    _, bekasi, bandung, _ = PLACES
    vague = score(seeker, Demand(id="v", occupation="8332", place=bandung, employment_type="FULL_TIME"), WORLD)
    clear = score(
        seeker,
        Demand(
            id="w",
            occupation="8332",
            place=bekasi,
            skills=("sk_mengemudi",),
            experience_months=12,
            pay_minimum=5_000_000,
            education_rank=3,
        ),
        WORLD,
    )
    assert clear.score > vague.score


def test_what_a_vacancy_does_not_say_is_neither_reason_nor_gap():
    match = score(Seeker(id="p"), Demand(id="v"), WORLD)
    assert match.reasons == match.gaps == ()
    assert not any(part.stated for part in match.contributions)


def _fit(match, feature):
    return next(part.fit for part in match.contributions if part.feature is feature)


def test_distance_agrees_with_the_map():
    jakarta, _, bandung, nowhere = PLACES
    assert kilometres(jakarta, bandung) == pytest.approx(118, abs=4)
    assert kilometres(jakarta, nowhere) is None
    assert kilometres(Place(code="11.01", lat=0.0, lon=0.0), Place(code="91.01", lat=0.0, lon=180.0)) == pytest.approx(
        20015, abs=1
    )
