"""The meaning of a typed JobPosting: one property after the other."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from html import unescape

import msgspec

from chalicelib import reference
from chalicelib.partners import amounts
from chalicelib.partners.amounts import Wrong
from chalicelib.partners.html_text import plain_text
from chalicelib.partners.notes import note
from chalicelib.partners.places import Located, located
from chalicelib.partners.posting_types import (
    Credential,
    DefinedTerm,
    Experience,
    JobPosting,
    MonetaryAmount,
    Organization,
    PropertyValue,
)
from chalicelib.vacancies.model import EmploymentType, VacancyContent
from chalicelib.validation.model import Finding

LONGEST_TITLE = 200
LONGEST_TEXT = 20_000
LONGEST_BENEFITS = 2_000
LONGEST_IDENTIFIER = 200
LONGEST_NAME = 200
_RUPIAH = frozenset({"", "IDR", "RP", "RUPIAH"})
_UNIT_GROUP = re.compile(r"\d{4}")


class Converted(msgspec.Struct, frozen=True, kw_only=True):
    """What a posting states, in the platform's terms; ``notes`` say what could not be used."""

    external_id: str
    employer_name: str
    content: VacancyContent
    posted_at: datetime | None
    notes: tuple[Finding, ...]


def translated(posting: JobPosting) -> Converted:
    """Return the vacancy that ``posting`` states; raises `Wrong` for values that make no sense."""
    kind, kind_notes = _employment_type(posting.employment_type)
    place = located(posting)
    low, high, pay_notes = _pay(posting.base_salary, kind)
    text, text_notes = _description(posting)
    content = VacancyContent(
        title=_title(posting.title),
        description=text,
        occupation=_occupation(posting.occupational_category),
        skills=_skills(posting),
        region=place.region,
        point=place.point,
        pay_minimum=low,
        pay_maximum=high,
        employment_type=kind,
        education=_education(posting.education_requirements),
        experience_months=_experience(posting.experience_requirements),
        openings=_openings(posting),
        remote=_remote(posting),
        benefits=plain_text("\n".join(_texts(posting.job_benefits)))[:LONGEST_BENEFITS],
        contact_url=_contact(posting.url),
        expires_at=_moment(posting.valid_through, "/validThrough", end_of_day=True),
    )
    return Converted(
        external_id=_identifier(posting),
        employer_name=_employer(posting.hiring_organization),
        content=content,
        posted_at=_moment(posting.date_posted, "/datePosted", end_of_day=False),
        notes=(*kind_notes, *_place_notes(place, content), *pay_notes, *text_notes),
    )


def _identifier(posting: JobPosting) -> str:
    given = posting.identifier
    value = str(given.value if isinstance(given, PropertyValue) else given).strip()
    pointer = "/identifier/value" if isinstance(given, PropertyValue) else "/identifier"
    if not value or len(value) > LONGEST_IDENTIFIER or not value.isprintable():
        text = f"1-{LONGEST_IDENTIFIER}"
        raise Wrong(pointer, "invalid", f"Nomor lowongan {text} karakter.", f"The identifier has {text} visible signs.")
    return value


def _title(given: str) -> str:
    title = " ".join(plain_text(unescape(given)).split())
    if not 3 <= len(title) <= LONGEST_TITLE:
        raise Wrong("/title", "length", "Judul 3-200 karakter.", "A title has 3 to 200 signs.")
    return title


def _employer(given: str | Organization | None) -> str:
    name = given.name if isinstance(given, Organization) else given or ""
    return " ".join(unescape(name).split())[:LONGEST_NAME]


def _description(posting: JobPosting) -> tuple[str, list[Finding]]:
    qualifications = posting.qualifications
    if isinstance(qualifications, Credential):
        qualifications = qualifications.name or qualifications.credential_category
    parts = [posting.description, *_texts(posting.responsibilities), *_texts(qualifications)]
    text = "\n".join(plain for part in parts if (plain := plain_text(part)))
    if len(text) <= LONGEST_TEXT:
        return text, []
    return text[:LONGEST_TEXT], [note("description_shortened", "/description", str(LONGEST_TEXT))]


def _employment_type(given: str | list[str] | None) -> tuple[EmploymentType | None, list[Finding]]:
    names = [given] if isinstance(given, str) else given or []
    codes = [code for name in names if (code := reference.employment_types().resolve(name))]
    known = next((EmploymentType(code) for code in codes if code in set(EmploymentType)), None)
    return known, [note("employment_type_unknown", "/employmentType", names[0])] if names and not known else []


def _pay(
    given: MonetaryAmount | int | float | str | None, kind: EmploymentType | None
) -> tuple[int | None, int | None, list[Finding]]:
    if given is None:
        return None, None, []
    amount = given if isinstance(given, MonetaryAmount) else MonetaryAmount(value=given)
    currency = (amount.currency or "").strip().upper()
    if currency not in _RUPIAH:
        return None, None, [note("currency_not_used", "/baseSalary/currency", currency)]
    return *amounts.pay(amount, kind), []


def _education(given: object) -> str | None:
    """The least of the levels that are named."""
    levels = reference.education_levels()
    found = {code for text in _texts(given) for code in _level_codes(text)}
    return min(found, key=lambda code: level.rank if (level := levels.get(code)) else 0, default=None)


def _level_codes(text: str) -> tuple[str, ...]:
    levels = reference.education_levels()
    exact = levels.resolve(text)
    return (exact,) if exact else levels.find_in(text[:LONGEST_BENEFITS])


def _experience(given: str | Experience | None) -> int | None:
    if not isinstance(given, Experience) or given.months_of_experience is None:
        return None
    return amounts.whole(given.months_of_experience, "/experienceRequirements/monthsOfExperience", 0, 600)


def _skills(posting: JobPosting) -> tuple[str, ...]:
    text = "\n".join(_texts(posting.skills))[:LONGEST_TEXT]
    return tuple(reference.skills().find_in(text))[:60] if text else ()


def _occupation(given: object) -> str | None:
    """A four-digit group of KBJI/ISCO-08; other classifications are not used."""
    codes = [code for text in _texts(given) for code in _UNIT_GROUP.findall(text[:4])]
    return next((code for code in codes if reference.occupations().get(code) is not None), None)


def _openings(posting: JobPosting) -> int:
    given = posting.total_job_openings
    return 1 if given is None else amounts.whole(given, "/totalJobOpenings", 1, 10_000)


def _remote(posting: JobPosting) -> bool:
    return (posting.job_location_type or "").strip().upper() == "TELECOMMUTE"


def _contact(url: str | None) -> str | None:
    return url.strip() if url and url.strip() else None


def _moment(given: str | None, pointer: str, *, end_of_day: bool) -> datetime | None:
    return None if given is None or not given.strip() else amounts.moment(given, pointer, end_of_day=end_of_day)


def _place_notes(place: Located, content: VacancyContent) -> Sequence[Finding]:
    if place.region is None and place.text and not content.remote:
        return [note("place_unknown", "/jobLocation", place.text)]
    return [note("more_places", "/jobLocation", str(place.count))] if place.count > 1 else []


def _texts(given: object) -> list[str]:
    return list(_each_text(given))


def _each_text(given: object) -> Iterator[str]:
    match given:
        case str():
            yield given
        case DefinedTerm():
            yield given.name
        case Credential():
            yield f"{given.credential_category} {given.name}".strip()
        case list():
            for part in given:
                yield from _each_text(part)
