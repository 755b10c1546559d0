"""A profile knows the edition that its occupation codes are of."""

import msgspec
import pytest

from chalicelib.identifiers import new_identifier
from chalicelib.indexing.documents import candidate_document
from chalicelib.matching.sides import seeker_of
from chalicelib.people import PersonState, store
from chalicelib.people.editions import profile_now
from chalicelib.people.model import Experience, Profile, Wishes
from chalicelib.people.profile import replace_profile
from chalicelib.reference import occupations
from tests.functions.people_store import stored_person

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("store")]
DEBT_COLLECTORS, PAWNBROKERS = "4213", "4212"
"""Codes of KBJI 2026; under KBJI 2014 they are 4214 and 4213."""


@pytest.fixture
def coded_under_the_new_edition():
    identifier = new_identifier("per")
    stored_person(identifier, PersonState.ACTIVE)
    loaded = store.load(identifier)
    held = (Experience(title="Penagih utang", occupation=DEBT_COLLECTORS),)
    profile = Profile(experiences=held, wishes=Wishes(occupations=(PAWNBROKERS, "42")))
    store.replace(msgspec.structs.replace(loaded.person, profile=profile, occupation_version="2026"), loaded.version)
    return identifier


def test_the_edition_is_kept_with_the_person(coded_under_the_new_edition):
    assert store.load(coded_under_the_new_edition).person.occupation_version == "2026"


def test_a_new_profile_is_of_the_current_edition(coded_under_the_new_edition):
    replace_profile(coded_under_the_new_edition, Profile(wishes=Wishes(occupations=("5230",))), None)
    assert store.load(coded_under_the_new_edition).person.occupation_version == occupations().version == "2014"


def test_matching_and_search_see_the_same_codes_of_the_current_edition(coded_under_the_new_edition):
    person = store.load(coded_under_the_new_edition).person
    seeker = seeker_of(person)
    assert (seeker.occupations, seeker.wished_occupations) == (("4214",), ("4213", "42"))
    assert candidate_document(person, 1).occupations == (*seeker.occupations, *seeker.wished_occupations)


def test_who_reads_a_profile_and_saves_it_again_speaks_of_the_same_work(coded_under_the_new_edition):
    shown = profile_now(store.load(coded_under_the_new_edition).person)
    assert shown.experiences == (Experience(title="Penagih utang", occupation="4214"),)
    assert shown.wishes.occupations == ("4213", "42")
    saved, _ = replace_profile(coded_under_the_new_edition, shown, None)
    assert profile_now(saved) == saved.profile == shown


def test_a_job_of_a_group_that_is_not_one_here_is_shown_by_its_title_alone(coded_under_the_new_edition):
    person = store.load(coded_under_the_new_edition).person
    jobs = (Experience(title="Kriptografer", occupation="2515"), Experience(title="Kuli"))
    person = msgspec.structs.replace(person, profile=Profile(experiences=jobs, wishes=Wishes(occupations=("2515",))))
    shown = profile_now(person)
    assert [job.occupation for job in shown.experiences] == [None, None]
    assert shown.wishes.occupations == ("2519", "2529")
