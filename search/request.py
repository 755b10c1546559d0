"""What a searcher asks for, already checked: codes exist, numbers are in range."""

from enum import StrEnum

import msgspec

from search.document import Coordinates


class Sort(StrEnum):
    """Orders of a result list."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    SALARY = "salary"
    DISTANCE = "distance"


class Facet(StrEnum):
    """Fields that can be counted and chosen."""

    OCCUPATION = "occupation"
    SKILL = "skill"
    REGION = "region"
    EMPLOYMENT_TYPE = "employment_type"
    EDUCATION = "education"
    SALARY = "salary"
    REMOTE = "remote"
    SOURCE = "source"
    EMPLOYER = "employer"


class Near(msgspec.Struct, frozen=True):
    """A circle: centre and radius in kilometres."""

    centre: Coordinates
    radius_km: float


class Criteria(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything but the words: within a field alternatives, across fields all must hold.

    ``occupations`` and ``regions`` are codes or prefixes. ``education_rank`` and ``experience_months`` are what the
    searcher has: a vacancy that asks for more is left out, one that says nothing stays. ``salary_minimum`` keeps
    vacancies that may pay as much. ``posted_since`` is in epoch seconds.
    """

    occupations: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    near: Near | None = None
    salary_minimum: int | None = None
    employment_types: tuple[str, ...] = ()
    education_rank: int | None = None
    experience_months: int | None = None
    remote: bool | None = None
    disability_friendly: bool | None = None
    fresh_graduate: bool | None = None
    posted_since: int | None = None
    sources: tuple[str, ...] = ()
    employers: tuple[str, ...] = ()


class SearchRequest(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One search. ``now`` (epoch seconds) fixes freshness and expiry for all pages of one result list."""

    words: str = ""
    criteria: Criteria = Criteria()
    sort: Sort = Sort.RELEVANCE
    limit: int = 20
    cursor: str | None = None
    facets: tuple[Facet, ...] = ()
    now: int
