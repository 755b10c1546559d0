"""schema.org JobPosting as partners really write it: one value or a list, a text or an object, numbers in quotes.

Only what Padan uses is typed; every other property of schema.org is ignored.
"""

from typing import Annotated

import msgspec
from msgspec import Meta

Label = Annotated[str, Meta(max_length=500)]
Long = Annotated[str, Meta(max_length=100_000)]
Number = int | float | Annotated[str, Meta(max_length=40)]


class PropertyValue(msgspec.Struct, frozen=True):
    """An identifier with the name of who gave it."""

    value: Label | int
    name: Label | None = None


class Organization(msgspec.Struct, frozen=True):
    """The employer."""

    name: Label = ""


class Country(msgspec.Struct, frozen=True):
    """A country as an object."""

    name: Label = ""


class PostalAddress(msgspec.Struct, frozen=True, rename="camel"):
    """An address; the locality is the regency or city, the region the province."""

    street_address: Label | None = None
    address_locality: Label | None = None
    address_region: Label | None = None
    address_country: Label | Country | None = None


class GeoCoordinates(msgspec.Struct, frozen=True):
    """Degrees, as numbers or in quotes."""

    latitude: Number
    longitude: Number


class Place(msgspec.Struct, frozen=True):
    """Where the work is."""

    name: Label | None = None
    address: Label | PostalAddress | None = None
    geo: GeoCoordinates | None = None


class QuantitativeValue(msgspec.Struct, frozen=True, rename="camel"):
    """A sum or a range of sums, with the period."""

    value: Number | None = None
    min_value: Number | None = None
    max_value: Number | None = None
    unit_text: Label | None = None


class MonetaryAmount(msgspec.Struct, frozen=True, rename="camel"):
    """Pay: the currency, and the sums here or in ``value``."""

    currency: Label | None = None
    value: QuantitativeValue | Number | None = None
    min_value: Number | None = None
    max_value: Number | None = None
    unit_text: Label | None = None


class Credential(msgspec.Struct, frozen=True, rename="camel"):
    """A level of education as an object."""

    credential_category: Label = ""
    name: Label = ""


class Experience(msgspec.Struct, frozen=True, rename="camel"):
    """Experience as an object."""

    months_of_experience: Number | None = None
    description: Long | None = None


class DefinedTerm(msgspec.Struct, frozen=True):
    """A skill or a category as an object."""

    name: Label = ""


Skills = Long | DefinedTerm | list[Label | DefinedTerm]


class JobPosting(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """One pushed vacancy."""

    identifier: Label | int | PropertyValue
    title: Annotated[str, Meta(max_length=1_000)]
    description: Long = ""
    hiring_organization: Label | Organization | None = None
    job_location: Label | Place | list[Label | Place] | None = None
    base_salary: MonetaryAmount | Number | None = None
    employment_type: Label | list[Label] | None = None
    date_posted: Label | None = None
    valid_through: Label | None = None
    education_requirements: Long | Credential | list[Label | Credential] | None = None
    experience_requirements: Long | Experience | None = None
    skills: Skills | None = None
    qualifications: Long | list[Long] | Credential | None = None
    responsibilities: Long | list[Long] | None = None
    job_benefits: Long | list[Long] | None = None
    total_job_openings: Number | None = None
    job_location_type: Label | None = None
    applicant_location_requirements: Label | Place | list[Label | Place] | None = None
    occupational_category: Label | DefinedTerm | list[Label | DefinedTerm] | None = None
    direct_apply: bool | None = None
    url: Label | None = None
