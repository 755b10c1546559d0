"""A vacancy on a list: what search results, recommendations and similar vacancies show of it."""

from datetime import UTC, datetime

import msgspec

from chalicelib import reference
from chalicelib.texts import Language
from search.document import VacancyDocument


class EmployerCard(msgspec.Struct, frozen=True, kw_only=True):
    """Who offers the work."""

    id: str
    name: str


class Labelled(msgspec.Struct, frozen=True, kw_only=True):
    """A code with its label in the caller's language."""

    code: str
    label: str


class Salary(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whole rupiah a month."""

    minimum: int | None = None
    maximum: int | None = None


class SourceCard(msgspec.Struct, frozen=True, kw_only=True):
    """Where the vacancy comes from; ``external_id`` is the partner's own."""

    partner: str
    external_id: str | None = None


class VacancyCard(msgspec.Struct, frozen=True, kw_only=True):
    """One vacancy on a list."""

    id: str
    title: str
    employer: EmployerCard
    region: Labelled | None
    occupation: Labelled | None
    salary: Salary | None
    employment_type: str | None
    remote: bool
    posted_at: datetime
    expires_at: datetime
    source: SourceCard


def card_of(document: VacancyDocument, language: Language) -> VacancyCard:
    """Return the card of an indexed vacancy."""
    stated = document.pay_minimum is not None or document.pay_maximum is not None
    return VacancyCard(
        id=document.id,
        title=document.title,
        employer=EmployerCard(id=document.employer_id, name=document.employer_name),
        region=region_of(document.region, language),
        occupation=occupation_of(document.occupation, language),
        salary=Salary(minimum=document.pay_minimum, maximum=document.pay_maximum) if stated else None,
        employment_type=document.employment_type,
        remote=document.remote,
        posted_at=datetime.fromtimestamp(document.posted_at, UTC),
        expires_at=datetime.fromtimestamp(document.expires_at, UTC),
        source=SourceCard(partner=document.partner, external_id=document.external_id),
    )


def region_of(code: str | None, language: Language) -> Labelled | None:
    """Return a region with its label; a code that the tables do not know is its own label."""
    if code is None:
        return None
    found = reference.regions().get(code)
    return Labelled(code=code, label=found.label.in_language(language) if found else code)


def occupation_of(code: str | None, language: Language) -> Labelled | None:
    """Return an occupation with its label; a code that the tables do not know is its own label."""
    if code is None:
        return None
    found = reference.occupations().get(code)
    return Labelled(code=code, label=found.label.in_language(language) if found else code)
