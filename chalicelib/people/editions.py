"""A profile in the current edition of occupations, so that who reads and saves it again speaks of the same work."""

from msgspec.structs import replace

from chalicelib import reference
from chalicelib.people.model import Experience, Person, Profile


def profile_now(person: Person) -> Profile:
    """Return the profile with occupation codes of the current edition; a job without a single one has none."""
    profile, edition = person.profile, person.occupation_version
    wished = reference.occupations_now(profile.wishes.occupations, edition)
    return replace(
        profile,
        experiences=tuple(_now(job, edition) for job in profile.experiences),
        wishes=replace(profile.wishes, occupations=wished),
    )


def _now(job: Experience, edition: str) -> Experience:
    return replace(job, occupation=reference.occupation_now(job.occupation, edition)) if job.occupation else job
