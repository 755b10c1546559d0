"""Both sides of a match from what the other capabilities hold."""

from collections.abc import Iterator

from chalicelib import reference
from chalicelib.matching.model import Demand, Held, Place, Seeker
from chalicelib.matching.serving import without_alcohol
from chalicelib.people import Person
from chalicelib.people.held import languages_held, licences_held, occupations_by_job, skills_held
from search.document import VacancyDocument

NATIONAL = "id"
"""Everybody is taken to speak the national language, in which schools teach: nobody lists what goes without saying."""
_NATIONAL_AS_SKILL = "sk_lang_id"


def seeker_of(person: Person) -> Seeker:
    """Return the person as matching sees them, with all that their licences imply."""
    profile, wishes = person.profile, person.profile.wishes
    return Seeker(
        id=person.id,
        skills=frozenset(skills_held(person)),
        jobs=tuple(_jobs(person)),
        wished_occupations=reference.occupations_now(wishes.occupations, person.occupation_version),
        education_rank=reference.highest_rank(education.level for education in profile.educations),
        languages=frozenset((NATIONAL, *languages_held(person))),
        licences=frozenset(licences_held(person)),
        place=_place(profile.region),
        wished_regions=wishes.regions,
        willing_to_move=wishes.willing_to_move,
        remote=wishes.remote,
        pay_minimum=wishes.pay_minimum,
        employment_types=frozenset(wishes.employment_types),
    )


def demand_of(document: VacancyDocument) -> Demand:
    """Return a published vacancy as matching sees it."""
    point = document.point
    place = None
    if document.region is not None:
        place = Place(code=document.region, lat=point.lat if point else None, lon=point.lon if point else None)
    return Demand(
        id=document.id,
        occupation=document.occupation,
        further_occupations=document.further_occupations,
        skills=tuple(code for code in document.skills if code != _NATIONAL_AS_SKILL),
        education_rank=document.education_rank,
        education_required_by_law=document.education_required_by_law,
        experience_months=document.experience_months,
        fresh_graduate=document.fresh_graduate,
        languages=document.languages,
        licences=document.licences,
        licences_from_text=document.read_from_text("licences"),
        place=place,
        remote=document.remote,
        pay_minimum=document.pay_minimum,
        pay_maximum=document.pay_maximum,
        employment_type=document.employment_type,
        without_alcohol=without_alcohol(document.title, document.skills),
    )


def _jobs(person: Person) -> Iterator[Held]:
    """Yield the jobs held; where a code was split since, the months count once and every code was held."""
    for job, codes in zip(person.profile.experiences, occupations_by_job(person), strict=True):
        first, *further = codes or (None,)
        yield Held(first, job.months)
        yield from (Held(code, 0) for code in further)


def _place(code: str | None) -> Place | None:
    region = reference.regions().get(code) if code else None
    if region is None:
        return None
    return Place(code=region.code, lat=region.latitude, lon=region.longitude)
