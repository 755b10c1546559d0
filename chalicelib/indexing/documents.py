"""What of a vacancy and of a person enters an index, and in which form."""

from collections.abc import Callable
from datetime import datetime

from chalicelib.clock import epoch_seconds
from chalicelib.people.held import languages_held, licences_held, occupations_held, skills_held
from chalicelib.people.model import Person, PersonState
from chalicelib.people.uses import Use, permitted
from chalicelib.reference import highest_rank, occupations_now, regions
from chalicelib.vacancies.effective import effective
from chalicelib.vacancies.model import State, Vacancy, VacancyContent
from search.document import CandidateDocument, Coordinates, Elsewhere, ReadField, VacancyDocument

FULL_DESCRIPTION = 200
"""Characters from which on a description says what the work is."""
SOME_SKILLS = 3


def is_open(vacancy: Vacancy, now: datetime) -> bool:
    """Tell whether people may find the vacancy: published, not expired, and no duplicate of another one."""
    alone = vacancy.duplicate_of is None and vacancy.canonical_id is None
    return vacancy.state is State.PUBLISHED and vacancy.expires_at > now and alone


def is_candidate(person: Person) -> bool:
    """Tell whether employers may find the person: active, looking for work, and willing to be found."""
    looks = person.state is PersonState.ACTIVE and person.placed_by is None
    return looks and permitted(person, Use.FOUND)


def open_vacancies(now: datetime) -> Callable[[Vacancy, int], VacancyDocument | None]:
    """Return the conversion that gives a document for each vacancy that is open at ``now``, else nothing."""
    return lambda vacancy, version: vacancy_document(vacancy, version, now) if is_open(vacancy, now) else None


def consenting_candidate(person: Person, version: int) -> CandidateDocument | None:
    """Return the document of a person whom employers may find, else nothing."""
    return candidate_document(person, version) if is_candidate(person) else None


def vacancy_document(vacancy: Vacancy, version: int, now: datetime) -> VacancyDocument:
    """Return the vacancy at ``version`` of the table as it is found.

    Fields that were left empty hold what the text states (``from_text``); its completeness is that of the fields alone.
    A date of posting in the future counts as ``now``: nobody leads the newest ones by postdating. Raises BadTable.
    """
    found = effective(vacancy)
    content = found.content
    occupations = _occupations(vacancy)
    return VacancyDocument(
        id=vacancy.id,
        version=version,
        title=content.title,
        employer_id=vacancy.employer_id,
        employer_name=vacancy.employer_name,
        description=content.description,
        occupation=occupations[0] if occupations else None,
        further_occupations=occupations[1:],
        skills=content.skills,
        region=content.region,
        point=_point(content),
        pay_minimum=content.pay_minimum,
        pay_maximum=content.pay_maximum,
        employment_type=content.employment_type.value if content.employment_type else None,
        education=content.education,
        education_rank=highest_rank([content.education]),
        education_required_by_law=content.education_required_by_law,
        experience_months=content.experience_months,
        licences=content.licences,
        languages=content.languages,
        openings=content.openings,
        applications=vacancy.applications,
        remote=content.remote,
        disability_friendly=content.disability_friendly,
        fresh_graduate=content.fresh_graduate,
        posted_at=epoch_seconds(min(vacancy.posted_at, now)),
        expires_at=epoch_seconds(vacancy.expires_at),
        completeness=completeness(vacancy.content),
        partner=vacancy.source.partner,
        external_id=vacancy.source.external_id,
        also_on=tuple(Elsewhere(each.partner, each.vacancy_id, each.url, each.name) for each in vacancy.also_on),
        from_text=tuple(each.place for each in found.readings if each.place.field is not ReadField.HOURS),
    )


def candidate_document(person: Person, version: int) -> CandidateDocument:
    """Return the person at ``version`` of the table as employers' searches find them: codes and wishes only."""
    profile, wishes = person.profile, person.profile.wishes
    return CandidateDocument(
        id=person.id,
        version=version,
        occupations=tuple(dict.fromkeys((*occupations_held(person), *_wished(person)))),
        skills=skills_held(person),
        region=profile.region,
        wished_regions=wishes.regions,
        education_rank=highest_rank(education.level for education in profile.educations),
        experience_months=profile.experience_months,
        languages=languages_held(person),
        licences=licences_held(person),
        pay_minimum=wishes.pay_minimum,
        employment_types=wishes.employment_types,
        remote=wishes.remote,
        willing_to_move=wishes.willing_to_move,
    )


def completeness(content: VacancyContent) -> float:
    """Return in 0..1 how much of what job seekers decide by the vacancy states."""
    stated = (
        (0.20, content.pay_minimum is not None or content.pay_maximum is not None),
        (0.20, len(content.description) >= FULL_DESCRIPTION),
        (0.15, content.remote or "." in (content.region or "")),
        (0.15, content.occupation is not None),
        (0.10, len(content.skills) >= SOME_SKILLS),
        (0.10, content.employment_type is not None),
        (0.05, content.education is not None),
        (0.05, content.experience_months is not None),
    )
    return round(sum(weight for weight, is_stated in stated if is_stated), 2)


def _occupations(vacancy: Vacancy) -> tuple[str, ...]:
    code = vacancy.content.occupation
    return occupations_now((code,), vacancy.occupation_version) if code else ()


def _wished(person: Person) -> tuple[str, ...]:
    return occupations_now(person.profile.wishes.occupations, person.occupation_version)


def _point(content: VacancyContent) -> Coordinates | None:
    """Return the stated point, or the regency's own; a province is too wide to be a point."""
    if content.point is not None:
        return Coordinates(content.point.lat, content.point.lon)
    region = regions().get(content.region) if content.region and "." in content.region else None
    return Coordinates(region.latitude, region.longitude) if region else None
