"""Invented people are reproducible, consenting, plainly invented, and made of codes that exist."""

from chalicelib import reference
from local.seed.people import sample_people
from local.seed.roles import roles
from security.consent import CURRENT


def test_the_same_seed_gives_the_same_people():
    assert list(sample_people(10, seed=3)) == list(sample_people(25, seed=3))[:10]
    assert list(sample_people(10, seed=3)) != list(sample_people(10, seed=4))


def test_they_are_plainly_invented_and_reachable_by_nobody():
    registrations = [person.registration for person in sample_people(60)]
    assert all(each.email.endswith("@contoh.invalid") for each in registrations)
    assert len({each.email for each in registrations}) == 60
    words = {"Contoh", "Rekaan", "Umpama", "Misal", "Andaian", "Khayalan"}
    assert all(each.name.split()[0] in words for each in registrations)
    assert all(each.phone is None for each in registrations)


def test_they_agree_to_everything_as_it_is_worded_now():
    for person in sample_people(5):
        assert person.registration.consents == {kind.value: version for kind, version in CURRENT.items()}


def test_every_code_exists_and_fits_the_role():
    occupations = {role.occupation for role in roles()}
    for person in sample_people(200):
        profile = person.profile
        assert profile.region in reference.regions()
        assert set(profile.wishes.occupations) <= occupations
        assert all(skill in reference.skills() for skill in profile.skills)
        assert all(education.level in reference.education_levels() for education in profile.educations)
        assert all(job.months > 0 for job in profile.experiences)


def test_people_differ():
    people = list(sample_people(200))
    assert len({person.profile.region for person in people}) > 5
    assert len({person.profile.wishes.occupations for person in people}) > 5
    assert any(not person.profile.experiences for person in people)
    assert any(person.profile.skills for person in people)
