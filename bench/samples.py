"""Corpora made from templates: the same seed gives the same vacancies, as documents of the index or as JobPosting."""

import functools
import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib import indexing, reference
from chalicelib.vacancies import Source, VacancyContent
from chalicelib.vacancies.model import EmploymentType, State, Vacancy
from local.seed.vacancies import SampleVacancy, sample_vacancies
from search.document import VacancyDocument

SEED = 7
OPEN = timedelta(days=60)
CORPUS = "{:,} vacancies from templates, seed {}"


def named(count: int, seed: int = SEED) -> str:
    """Return how a corpus is named in print."""
    return CORPUS.format(count, seed)


def documents(count: int, now: datetime, seed: int = SEED) -> Iterator[VacancyDocument]:
    """Yield vacancies as the index takes them, made by the same conversion as the platform's."""
    for sample in sample_vacancies(count, seed):
        yield indexing.vacancy_document(_vacancy(sample, now), 1, now)


def postings(count: int, today: datetime, seed: int = SEED) -> Iterator[dict[str, Any]]:
    """Yield vacancies as a partner pushes them: schema.org JobPosting."""
    for sample in sample_vacancies(count, seed):
        yield _posting(sample, today)


def _vacancy(sample: SampleVacancy, now: datetime) -> Vacancy:
    posted = now - timedelta(days=sample.days_ago, seconds=sample.number % 86_400)
    return Vacancy(
        id=f"vac_{sample.number:08d}",
        employer_id=f"emp_{_short(sample.employer)}",
        employer_name=sample.employer,
        source=Source(partner=f"contoh-{sample.number % 7}", external_id=str(sample.number)),
        content=_content(sample),
        content_hash="",
        state=State.PUBLISHED,
        posted_at=posted,
        updated_at=posted,
        expires_at=max(posted + OPEN, now + timedelta(days=1)),
    )


def _content(sample: SampleVacancy) -> VacancyContent:
    return VacancyContent(
        title=sample.title,
        description=sample.description,
        occupation=sample.occupation,
        skills=_skills(sample.skills),
        region=sample.region,
        pay_minimum=sample.pay_minimum,
        pay_maximum=sample.pay_maximum,
        employment_type=EmploymentType(sample.employment_type),
        education=sample.education.lower(),
        experience_months=sample.experience_months,
        openings=sample.openings,
        remote=sample.remote,
        fresh_graduate=sample.experience_months == 0,
    )


def _posting(sample: SampleVacancy, today: datetime) -> dict[str, Any]:
    posted = today - timedelta(days=sample.days_ago)
    pay = {"minValue": sample.pay_minimum, "maxValue": sample.pay_maximum, "unitText": "MONTH"}
    salary = {"@type": "MonetaryAmount", "currency": "IDR", "value": {"@type": "QuantitativeValue", **pay}}
    return {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "identifier": {"@type": "PropertyValue", "name": "contoh", "value": str(sample.number)},
        "title": sample.title,
        "description": sample.description,
        "hiringOrganization": {"@type": "Organization", "name": sample.employer},
        "jobLocation": {"@type": "Place", "address": _address(sample.region)},
        "employmentType": sample.employment_type,
        "educationRequirements": sample.education,
        "experienceRequirements": {"monthsOfExperience": sample.experience_months},
        "totalJobOpenings": sample.openings,
        "datePosted": posted.astimezone(UTC).date().isoformat(),
        "validThrough": (today + OPEN).astimezone(UTC).date().isoformat(),
        **({"baseSalary": salary} if sample.pay_minimum else {}),
    }


@functools.cache
def _address(region: str) -> dict[str, str]:
    city, province = (reference.regions().get(code) for code in (region, region[:2]))
    named = {"addressLocality": city.label.id if city else "", "addressRegion": province.label.id if province else ""}
    return {"@type": "PostalAddress", **named}


@functools.cache
def _skills(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(reference.skills().find_in("\n".join(names)))


@functools.cache
def _short(name: str) -> str:
    return hashlib.blake2b(name.encode(), digest_size=6).hexdigest()
