"""Putting invented vacancies and people into a running platform, through the capabilities' own use cases."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import TypeVar

import msgspec

from chalicelib import alerts, vacancies
from chalicelib.alerts import Draft, SearchParameters
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.errors import Conflict
from chalicelib.partners.keys import add_partner
from chalicelib.people.profile import replace_profile
from chalicelib.vacancies import Source, SourceItem, VacancyContent
from chalicelib.vacancies.model import EmploymentType
from local.development.accounts import active_person
from local.seed.people import SamplePerson, sample_people
from local.seed.vacancies import SampleVacancy, sample_vacancies
from search.request import Criteria
from security.principal import Audience, Principal

PARTNER = "Contoh Karier"
"""Name of the invented partner that the sample vacancies come from."""
_TOGETHER = 24
Report = Callable[[int, int | None], None]
T = TypeVar("T")


class Filled(msgspec.Struct, frozen=True, kw_only=True):
    """What was put in. ``refused`` are vacancies that the checks did not publish."""

    vacancies: int
    refused: int
    people: int


def fill(count: int, people: int, seed: int, report: Report | None = None) -> Filled:
    """Put ``count`` vacancies and ``people`` people in; what is there already stays as it is."""
    tell = report or _untold
    total = count + people
    partner = add_partner(PARTNER).id
    now = SYSTEM_CLOCK.now()
    published = done = 0
    for batch in _batches(sample_vacancies(count, seed), _TOGETHER):
        outcomes = vacancies.upsert_many([_item(sample, partner, seed, now) for sample in batch], now)
        published += sum(outcome.kind.value in ("created", "updated", "unchanged") for outcome in outcomes)
        done += len(batch)
        tell(done, total)
    added = 0
    for number, person in enumerate(sample_people(people, seed), start=1):
        added += _add_person(person)
        tell(count + number, total)
    return Filled(vacancies=published, refused=count - published, people=added)


def _untold(done: int, total: int | None) -> None:
    """Nobody wants to know how far it is."""


def _item(sample: SampleVacancy, partner: str, seed: int, now: datetime) -> SourceItem:
    content = VacancyContent(
        title=sample.title,
        description=sample.description,
        occupation=sample.occupation,
        region=sample.region,
        pay_minimum=sample.pay_minimum,
        pay_maximum=sample.pay_maximum,
        employment_type=EmploymentType(sample.employment_type),
        education=sample.education.lower(),
        experience_months=sample.experience_months,
        openings=sample.openings,
        remote=sample.remote,
        fresh_graduate=sample.experience_months == 0,
        contact_url=f"https://karier.contoh.invalid/{seed}/{sample.number}",
    )
    return SourceItem(
        source=Source(partner=partner, external_id=f"{seed}-{sample.number}"),
        employer_name=sample.employer,
        content=content,
        posted_at=now - timedelta(days=sample.days_ago),
    )


def _add_person(person: SamplePerson) -> bool:
    try:
        person_id = active_person(person.registration)
    except Conflict:
        return False
    replace_profile(person_id, person.profile, None)
    _save_search(person_id, person)
    return True


def _save_search(person_id: str, person: SamplePerson) -> None:
    """Save the search of somebody who looks for the work of their wishes in their province."""
    wishes = person.profile.wishes
    provinces = tuple(dict.fromkeys(region.partition(".")[0] for region in wishes.regions))
    draft = Draft(
        name=None,
        parameters=SearchParameters(occupation=wishes.occupations, region=provinces),
        words="",
        criteria=Criteria(occupations=wishes.occupations, regions=provinces),
    )
    alerts.save(Principal(id=person_id, roles=frozenset({Audience.SEEKER})), draft)


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch
