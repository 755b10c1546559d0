"""Who somebody is changes nothing: whatever of a person is no ability, experience or wish is not compared.

Every field of the stored person is walked by reflection, so that a field that is added later is either named here as
compared or proven to change nothing.
"""

from datetime import UTC, date, datetime

import msgspec
import pytest

from chalicelib.matching.model import Demand, Seeker
from chalicelib.matching.scoring import score
from chalicelib.matching.sides import seeker_of
from chalicelib.matching.world import KNOWLEDGE
from chalicelib.people.model import Education, Experience, Person, PersonState, Profile, Wishes
from chalicelib.reminders.model import Reminder, Stage
from tests.matching.makers import PLACES

NOW, LATER = datetime(2026, 5, 4, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
PROFILE = Profile(
    headline="Kasir",
    region="32.73",
    skills=("sk_kasir", "sk_excel"),
    experiences=(Experience(title="Kasir", occupation="5230", months=24),),
    educations=(Education(level="sma"),),
    languages=("en",),
    licences=("sim_c",),
    wishes=Wishes(occupations=("5230",), regions=("32.73",), pay_minimum=4_000_000),
)
PERSON = Person(id="per_1", state=PersonState.ACTIVE, profile=PROFILE, created_at=NOW, updated_at=NOW)
DEMANDS = (
    Demand(id="vac_1", occupation="5230", skills=("sk_kasir", "sk_las"), place=PLACES[2], experience_months=36),
    Demand(id="vac_2", occupation="8332", licences=("sim_b1",), education_rank=3),
    Demand(id="vac_3", occupation="5223", languages=("en",), pay_minimum=3_000_000, employment_type="FULL_TIME"),
    Demand(id="vac_4", remote=True),
)
COMPARED = {
    "region",
    "skills",
    "experiences",
    "educations",
    "languages",
    "licences",
    "wishes",
}
"""Of the profile; of the person nothing but the profile, and the edition that its codes are of."""
OTHERWISE = {
    "state": (PersonState.UNVERIFIED, PersonState.INACTIVE),
    "created_at": (LATER,),
    "updated_at": (LATER,),
    "language": ("en",),
    "verified": (("email",),),
    "consents": ({"recommend_to_employers": 1},),
    "active_until": (LATER,),
    "expiry_told_at": (NOW,),
    "restricted_at": (NOW,),
    "objected_at": (NOW,),
    "reminders": ((Reminder(stage=Stage.FIRST, end=LATER, at=NOW),),),
    "confirmed": (("identity", "education:sma"),),
    "placed_by": ("app_1",),
    "headline": ("Wanita, 24 tahun, belum menikah, Islam, Batak, berhijab", "Pria 51 th, difabel, Katolik, Tionghoa"),
}


def _matches(person):
    seeker = msgspec.structs.replace(seeker_of(person), id="per_1")
    return msgspec.json.encode([score(seeker, demand, KNOWLEDGE) for demand in DEMANDS])


@pytest.mark.parametrize("field", sorted(set(Person.__struct_fields__) - {"id", "profile", "occupation_version"}))
def test_nothing_of_the_person_beside_the_profile_changes_a_bit(field):
    for other in OTHERWISE[field]:
        assert _matches(msgspec.structs.replace(PERSON, **{field: other})) == _matches(PERSON)


@pytest.mark.parametrize("field", sorted(set(Profile.__struct_fields__) - COMPARED))
def test_what_people_write_about_themselves_changes_no_bit(field):
    for other in OTHERWISE[field]:
        profile = msgspec.structs.replace(PROFILE, **{field: other})
        assert _matches(msgspec.structs.replace(PERSON, profile=profile)) == _matches(PERSON)


@pytest.mark.parametrize(
    "changed",
    [
        {"experiences": (Experience(title="Kasir", occupation="5230", months=24, since=date(1979, 1, 1)),)},
        {"educations": (Education(level="sma", field="Pesantren putri", year=1985),)},
        {"educations": (Education(level="sma", field="SMA Kristen", year=2024),)},
        {"wishes": msgspec.structs.replace(PROFILE.wishes, hours=20)},
    ],
    ids=("when_one_worked", "where_one_learned", "when_one_learned", "hours"),
)
def test_what_could_tell_age_sex_or_faith_changes_no_bit(changed):
    """The year of an education and the day a job began tell an age; a school's name a sex or a faith."""
    profile = msgspec.structs.replace(PROFILE, **changed)
    assert _matches(msgspec.structs.replace(PERSON, profile=profile)) == _matches(PERSON)


def test_the_test_can_fail():
    richer = msgspec.structs.replace(PROFILE, skills=("sk_kasir", "sk_las"))
    assert _matches(msgspec.structs.replace(PERSON, profile=richer)) != _matches(PERSON)


def test_names_and_contacts_are_not_in_what_is_compared():
    assert set(Seeker.__struct_fields__) == {
        "id",
        "skills",
        "jobs",
        "wished_occupations",
        "education_rank",
        "languages",
        "licences",
        "place",
        "wished_regions",
        "willing_to_move",
        "remote",
        "pay_minimum",
        "employment_types",
    }


@pytest.mark.parametrize("identifier", ["per_0", "per_zzzz"])
def test_an_identifier_changes_nothing_but_itself(identifier):
    other = msgspec.structs.replace(PERSON, id=identifier)
    assert _matches(other) == _matches(PERSON)


def test_who_works_adapted_and_holds_the_licence_for_it_is_not_told_from_others():
    """A driving licence for adapted vehicles discloses a disability: where none is asked for, it changes nothing."""
    adapted = msgspec.structs.replace(PROFILE, licences=(*PROFILE.licences, "sim_d"))
    assert _matches(msgspec.structs.replace(PERSON, profile=adapted)) == _matches(PERSON)
