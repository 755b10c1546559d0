"""The occupations that a person has held, stated or told by a job's title."""

from datetime import UTC, datetime

import msgspec
import pytest

from chalicelib.indexing.documents import candidate_document
from chalicelib.matching.sides import seeker_of
from chalicelib.people import Person, PersonState, licences_held, occupations_held
from chalicelib.people.model import Experience, Profile, Wishes

NOW = datetime(2026, 5, 4, tzinfo=UTC)


def person(*jobs, edition="2014", wished=()):
    profile = Profile(experiences=jobs, wishes=Wishes(occupations=wished))
    return Person(
        id="per_1",
        state=PersonState.ACTIVE,
        profile=profile,
        created_at=NOW,
        updated_at=NOW,
        occupation_version=edition,
    )


def test_what_was_stated_counts_whatever_the_title_says():
    assert occupations_held(person(Experience(title="Kasir", occupation="2512"))) == ("2512",)


def test_a_title_tells_the_occupation_where_none_was_stated():
    assert occupations_held(person(Experience(title="Kasir minimarket"))) == ("5230",)


@pytest.mark.parametrize("title", ["Xqzzt wrrbl", "蓝色", "!!", "Bantu-bantu", "Bantu orang tua"])
def test_a_title_that_tells_nothing_gives_no_code(title):
    assert occupations_held(person(Experience(title=title))) == ()


def test_each_code_stands_once_in_the_order_of_the_jobs():
    jobs = (Experience(title="Sopir truk"), Experience(title="x", occupation="5230"), Experience(title="Truck driver"))
    assert occupations_held(person(*jobs)) == ("8332", "5230")


def test_a_stated_code_of_another_edition_is_brought_to_this_one():
    assert occupations_held(person(Experience(title="Penagih utang", occupation="4213"), edition="2026")) == ("4214",)


def test_matching_and_search_see_what_the_titles_tell():
    someone = person(Experience(title="Kasir minimarket"), wished=("5230", "83"))
    assert seeker_of(someone).occupations == ("5230",)
    assert candidate_document(someone, 1).occupations == ("5230", "83")


def test_nothing_of_it_is_stored_with_the_person():
    someone = person(Experience(title="Kasir minimarket"))
    occupations_held(someone)
    assert someone.profile.experiences == (Experience(title="Kasir minimarket"),)
    assert someone.profile.occupations_held == ()


@pytest.mark.parametrize(
    ("stated", "held"),
    [
        ((), ()),
        (("sim_c",), ("sim_c",)),
        (("sim_b1",), ("sim_b1", "sim_a")),
        (("sim_b2_umum", "sim_a"), ("sim_b2_umum", "sim_a", "sim_b2", "sim_b1_umum", "sim_b1", "sim_a_umum")),
        (("unheard_of",), ("unheard_of",)),
    ],
)
def test_a_licence_is_held_with_all_that_it_implies(stated, held):
    driver = msgspec.structs.replace(person(), profile=Profile(licences=stated))
    assert sorted(licences_held(driver)) == sorted(held)
    assert sorted(candidate_document(driver, 1).licences) == sorted(held)
    assert seeker_of(driver).licences == set(held)
