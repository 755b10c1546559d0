"""A published vacancy as schema.org JobPosting (https://schema.org/JobPosting), in JSON-LD."""

from datetime import date, datetime
from html import escape
from typing import Literal

import msgspec

from chalicelib import reference
from chalicelib.clock import day_of
from chalicelib.settings import Service, read
from chalicelib.texts import Language, Text
from chalicelib.vacancies.coding import occupation_of
from chalicelib.vacancies.model import DIRECT, Vacancy

_HOURS = Text("{} jam per minggu", "{} hours a week")


class _Thing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="@type"):
    """Anything of schema.org."""


class PropertyValue(_Thing, frozen=True, kw_only=True, tag="PropertyValue"):
    """An identifier and who gave it."""

    name: str
    value: str


class Organization(_Thing, frozen=True, kw_only=True, tag="Organization"):
    """The employer."""

    name: str


class PostalAddress(_Thing, frozen=True, kw_only=True, tag="PostalAddress"):
    """A place by names."""

    country: str = msgspec.field(name="addressCountry")
    province: str | None = msgspec.field(name="addressRegion", default=None)
    regency: str | None = msgspec.field(name="addressLocality", default=None)


class GeoCoordinates(_Thing, frozen=True, kw_only=True, tag="GeoCoordinates"):
    """Degrees, WGS 84."""

    latitude: float
    longitude: float


class Place(_Thing, frozen=True, kw_only=True, tag="Place"):
    """Where the work is."""

    address: PostalAddress
    geo: GeoCoordinates | None = None


class Country(_Thing, frozen=True, kw_only=True, tag="Country"):
    """From where remote work may be done."""

    name: str


class QuantitativeValue(_Thing, frozen=True, kw_only=True, tag="QuantitativeValue"):
    """A range of pay."""

    unit: str = msgspec.field(name="unitText", default="")
    lowest: int | None = msgspec.field(name="minValue", default=None)
    highest: int | None = msgspec.field(name="maxValue", default=None)


class MonetaryAmount(_Thing, frozen=True, kw_only=True, tag="MonetaryAmount"):
    """Pay with its currency."""

    currency: str
    value: QuantitativeValue


class Experience(_Thing, frozen=True, kw_only=True, tag="OccupationalExperienceRequirements"):
    """Experience asked for, in months."""

    months: int = msgspec.field(name="monthsOfExperience")


class Credential(_Thing, frozen=True, kw_only=True, tag="EducationalOccupationalCredential"):
    """The least schooling asked for, in words of schema.org."""

    category: str = msgspec.field(name="credentialCategory")


class CategoryCode(_Thing, frozen=True, kw_only=True, tag="CategoryCode"):
    """The occupation by its code."""

    code: str = msgspec.field(name="codeValue")
    name: str
    scheme: str = msgspec.field(name="inCodeSet")


class JobPosting(_Thing, frozen=True, kw_only=True, tag="JobPosting"):
    """One vacancy in the words of schema.org."""

    context: Literal["https://schema.org/"] = msgspec.field(name="@context")
    identifier: PropertyValue
    url: str
    title: str
    description: str
    posted: date = msgspec.field(name="datePosted")
    until: datetime = msgspec.field(name="validThrough")
    employer: Organization = msgspec.field(name="hiringOrganization")
    openings: int = msgspec.field(name="totalJobOpenings")
    place: Place | None = msgspec.field(name="jobLocation", default=None)
    remote: str | None = msgspec.field(name="jobLocationType", default=None)
    remote_from: Country | None = msgspec.field(name="applicantLocationRequirements", default=None)
    employment_type: str | None = msgspec.field(name="employmentType", default=None)
    salary: MonetaryAmount | None = msgspec.field(name="baseSalary", default=None)
    hours: str | None = msgspec.field(name="workHours", default=None)
    experience: Experience | None = msgspec.field(name="experienceRequirements", default=None)
    education: Credential | None = msgspec.field(name="educationRequirements", default=None)
    occupation: CategoryCode | None = msgspec.field(name="occupationalCategory", default=None)
    skills: str | None = None
    benefits: str | None = msgspec.field(name="jobBenefits", default=None)


def job_posting(vacancy: Vacancy, language: Language) -> JobPosting:
    """Return the JobPosting for a published vacancy; its description is HTML, as schema.org's readers expect."""
    content = vacancy.content
    source = vacancy.source
    return JobPosting(
        context="https://schema.org/",
        identifier=PropertyValue(name=source.partner, value=source.external_id or vacancy.id)
        if source.partner != DIRECT
        else PropertyValue(name="Padan", value=vacancy.id),
        url=f"{read(Service).public_url}/v1/vacancies/{vacancy.id}",
        title=content.title,
        description=_html(content.description or content.title),
        posted=day_of(vacancy.posted_at),
        until=vacancy.expires_at,
        employer=Organization(name=vacancy.employer_name),
        openings=content.openings,
        place=_place(vacancy, language),
        remote="TELECOMMUTE" if content.remote else None,
        remote_from=Country(name="Indonesia") if content.remote else None,
        employment_type=content.employment_type,
        salary=_salary(content.pay_minimum, content.pay_maximum),
        hours=_HOURS.in_language(language).format(content.hours) if content.hours else None,
        experience=Experience(months=content.experience_months) if content.experience_months else None,
        education=_education(content.education),
        occupation=_occupation(vacancy, language),
        skills=_skills(content.skills, language),
        benefits=content.benefits or None,
    )


def _html(text: str) -> str:
    paragraphs = (part.strip() for part in text.split("\n"))
    return "".join(f"<p>{escape(part, quote=False)}</p>" for part in paragraphs if part)


def _place(vacancy: Vacancy, language: Language) -> Place | None:
    content = vacancy.content
    if content.region is None and content.point is None:
        return None
    regions = reference.regions()
    own = regions.get(content.region) if content.region else None
    province = regions.province_of(content.region) if content.region else None
    address = PostalAddress(
        country="ID",
        province=province.label.in_language(language) if province else None,
        regency=own.label.in_language(language) if own and own is not province else None,
    )
    point = content.point
    return Place(address=address, geo=GeoCoordinates(latitude=point.lat, longitude=point.lon) if point else None)


def _salary(lowest: int | None, highest: int | None) -> MonetaryAmount | None:
    if lowest is None and highest is None:
        return None
    value = QuantitativeValue(unit="MONTH", lowest=lowest, highest=highest)
    return MonetaryAmount(currency="IDR", value=value)


def _education(code: str | None) -> Credential | None:
    level = reference.education_levels().get(code) if code else None
    if level is None or level.isced < 3:
        return None
    words = {3: "high school", 4: "professional certificate", 5: "associate degree", 6: "bachelor degree"}
    return Credential(category=words.get(level.isced, "postgraduate degree"))


def _occupation(vacancy: Vacancy, language: Language) -> CategoryCode | None:
    found = occupation_of(vacancy)
    if found is None:
        return None
    scheme = f"KBJI {vacancy.occupation_version}"
    return CategoryCode(code=found.code, name=found.label.in_language(language), scheme=scheme)


def _skills(codes: tuple[str, ...], language: Language) -> str | None:
    table = reference.skills()
    known = (table.get(code) for code in codes)
    return ", ".join(skill.label.in_language(language) for skill in known if skill) or None
