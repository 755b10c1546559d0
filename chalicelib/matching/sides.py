"""Both sides of a match from what the other capabilities hold."""

from chalicelib import reference
from chalicelib.matching.model import Demand, Place, Seeker
from chalicelib.people import Person, occupations_held
from search.document import VacancyDocument


def seeker_of(person: Person) -> Seeker:
    """Return the person as matching sees them; months of experience add up over the jobs held."""
    profile, wishes = person.profile, person.profile.wishes
    return Seeker(
        id=person.id,
        skills=frozenset(profile.skills),
        occupations=occupations_held(person),
        wished_occupations=reference.occupations_now(wishes.occupations, person.occupation_version),
        education_rank=reference.highest_rank(education.level for education in profile.educations),
        experience_months=profile.experience_months,
        languages=frozenset(profile.languages),
        licences=frozenset(profile.licences),
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
        skills=document.skills,
        education_rank=document.education_rank,
        education_required_by_law=document.education_required_by_law,
        experience_months=document.experience_months,
        languages=document.languages,
        licences=document.licences,
        place=place,
        remote=document.remote,
        pay_minimum=document.pay_minimum,
        pay_maximum=document.pay_maximum,
        employment_type=document.employment_type,
    )


def _place(code: str | None) -> Place | None:
    region = reference.regions().get(code) if code else None
    if region is None:
        return None
    return Place(code=region.code, lat=region.latitude, lon=region.longitude)
