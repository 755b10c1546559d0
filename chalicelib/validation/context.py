"""What a check may look at besides the vacancy: the moment, the kind of source, reference data, earlier findings."""

from datetime import datetime
from enum import StrEnum
from typing import Protocol

import msgspec

from chalicelib.clock import day_of
from chalicelib.texts import Text
from chalicelib.validation.model import Finding


class SourceKind(StrEnum):
    """Who hands a vacancy in; the policy may treat them differently."""

    EMPLOYER = "employer"
    OFFICER = "officer"
    PARTNER = "partner"
    FEED = "feed"
    PUBLIC = "public"


class Contradiction(StrEnum):
    """What the company register says against an employer: its NIB is of another name, or its business not active."""

    NAME = "name"
    STATUS = "status"


class EmployerFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What the platform knows of the employer besides its name.

    ``large`` is its size class, None when not stated; ``domain`` that of its website; ``alike`` are names of verified
    employers that are not this one and could be taken for it; ``approved`` counts its vacancies that officers let
    through; ``contradicted`` is what the company register says against it and no officer has weighed yet.
    """

    verified: bool = False
    large: bool | None = None
    domain: str | None = None
    alike: tuple[str, ...] = ()
    approved: int = 0
    contradicted: tuple[Contradiction, ...] = ()


class Wage(msgspec.Struct, frozen=True, kw_only=True):
    """A minimum wage in rupiah a month for ``year``, with the code and name of the region whose wage it is."""

    amount: int
    region: str
    year: int
    name: str = ""


class UsualPay(msgspec.Struct, frozen=True, kw_only=True):
    """The middle half of what ``count`` vacancies of ``year`` offered, in rupiah a month.

    ``group`` is the code of the occupation group that they are of, ``place`` the province or country.
    """

    low: int
    high: int
    count: int
    year: int
    group: str
    place: str


class RequiredLicence(msgspec.Struct, frozen=True, kw_only=True):
    """A licence that law asks of an occupation: its code, and what texts call it, its own name first.

    ``held_with`` are licences whose holders have it too.
    """

    code: str
    words: tuple[str, ...]
    held_with: tuple[str, ...] = ()


class Reference(Protocol):
    """The reference data that rules ask."""

    def knows_region(self, code: str) -> bool:
        """Tell whether ``code`` is a province or regency."""
        ...

    def knows_occupation(self, code: str) -> bool:
        """Tell whether ``code`` is a group of the occupation classification."""
        ...

    def knows_education(self, code: str) -> bool:
        """Tell whether ``code`` is an education level."""
        ...

    def knows_skill(self, code: str) -> bool:
        """Tell whether ``code`` is a skill concept."""
        ...

    def minimum_wage(self, region: str, year: int) -> Wage | None:
        """Return the minimum wage that holds in ``region`` in ``year``, or ``None`` when no decree is known."""
        ...

    def newest_wages(self) -> int | None:
        """Return the last year of which minimum wages are known, ``None`` when there is no such end."""
        ...

    def usual_pay(self, occupation: str, region: str) -> UsualPay | None:
        """Return what is usually offered for such work in the province of ``region``, or a wider group or place."""
        ...

    def knows_licence(self, code: str) -> bool:
        """Tell whether ``code`` is a licence of the list."""
        ...

    def knows_language(self, code: str) -> bool:
        """Tell whether ``code`` is a language of the list."""
        ...

    def required_licences(self, occupation: str) -> tuple[RequiredLicence, ...]:
        """Return the licences that law asks of an occupation, none for most."""
        ...

    def hazard(self, occupation: str) -> Text | None:
        """Return why the usual work of an occupation is closed to people under eighteen, None when it is not."""
        ...

    def lies_in(self, latitude: float, longitude: float, province: str) -> bool | None:
        """Tell whether a point lies in the box around a province, None for an unknown province."""
        ...


class CheckContext(msgspec.Struct, frozen=True, kw_only=True):
    """The circumstances of one check.

    Pay is judged by the minimum wages of ``wage_year``, without one by those of the year of ``now`` in Jakarta.
    ``earlier`` are the findings of the vacancy's last check: a phrase that should have been mended keeps the date that
    it was given then, and is held after it. ``employer`` is what is known of who posts, None when nothing is;
    ``copied_from`` is another employer's name under which the same text was posted first. ``reference`` is the
    platform's own tables unless a test brings others.
    """

    now: datetime
    source: SourceKind = SourceKind.EMPLOYER
    employer_name: str = ""
    posted_at: datetime | None = None
    earlier: tuple[Finding, ...] = ()
    reference: Reference | None = None
    employer: EmployerFacts | None = None
    copied_from: str | None = None
    wage_year: int | None = None

    @property
    def year(self) -> int:
        """The year by whose minimum wages pay is judged."""
        return self.wage_year if self.wage_year is not None else day_of(self.now).year
