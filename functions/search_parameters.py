"""The parameters of a search, read and checked."""

import math
from datetime import UTC, date, datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib import finding
from chalicelib.clock import epoch_seconds
from chalicelib.errors import InvalidInput, invalid
from chalicelib.pagination import DEFAULT_LIMIT, MAXIMUM_LIMIT
from chalicelib.texts import Text
from functions.reading import LONGEST_VALUE
from search.document import Coordinates
from search.request import Criteria, Facet, Near, SearchRequest, Sort
from search.vocabulary import AskedKind

_MOST_CODES = 50
Codes = Annotated[list[str], Meta(max_length=_MOST_CODES)]


class SearchQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``education`` and ``experience_months`` are what the searcher has; ``near`` is ``lat,lon`` in degrees.

    ``posted_since`` is a date or a time with its offset (ISO 8601). Codes that are repeated are alternatives.
    """

    q: str = ""
    occupation: Codes = []
    skill: Codes = []
    region: Codes = []
    near: str | None = None
    radius_km: Annotated[float, Meta(ge=0.1, le=500)] | None = None
    salary_min: Annotated[int, Meta(ge=0, le=10_000_000_000)] | None = None
    employment_type: Codes = []
    education: str | None = None
    experience_months: Annotated[int, Meta(ge=0, le=600)] | None = None
    remote: bool | None = None
    disability_friendly: bool | None = None
    fresh_graduate: bool | None = None
    posted_since: str | None = None
    source: Codes = []
    employer: Codes = []
    sort: Sort = Sort.RELEVANCE
    limit: Annotated[int, Meta(ge=1, le=MAXIMUM_LIMIT)] = DEFAULT_LIMIT
    cursor: str | None = None
    facets: list[Facet] = []


class SimilarQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many similar vacancies are wanted."""

    limit: Annotated[int, Meta(ge=1, le=MAXIMUM_LIMIT)] = DEFAULT_LIMIT // 2


class SuggestionQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is being typed, and which kinds of completions are wanted (all, if none is named)."""

    q: str
    kind: list[AskedKind] = []


def check_words(words: str) -> None:
    """Raise `InvalidInput` for more words in a body than a parameter may have."""
    if len(words) > LONGEST_VALUE:
        detail = Text(f"Paling banyak {LONGEST_VALUE} karakter.", f"At most {LONGEST_VALUE} characters.")
        raise invalid("/q", "too_long", detail)


def request_of(query: SearchQuery, now: int) -> SearchRequest:
    """Return the search that ``query`` asks for; raises `InvalidInput` that names each wrong parameter."""
    criteria = Criteria(
        occupations=tuple(query.occupation),
        skills=tuple(query.skill),
        regions=tuple(query.region),
        near=_near(query),
        salary_minimum=query.salary_min,
        employment_types=tuple(query.employment_type),
        education_rank=finding.education_rank(query.education),
        experience_months=query.experience_months,
        remote=query.remote,
        disability_friendly=query.disability_friendly,
        fresh_graduate=query.fresh_graduate,
        posted_since=_moment(query.posted_since),
        sources=tuple(query.source),
        employers=tuple(query.employer),
    )
    finding.check_codes(criteria, query.education)
    return SearchRequest(
        words=query.q,
        criteria=criteria,
        sort=query.sort,
        limit=query.limit,
        cursor=query.cursor,
        facets=tuple(query.facets),
        now=now,
    )


def _near(query: SearchQuery) -> Near | None:
    if query.near is None:
        if query.sort is Sort.DISTANCE or query.radius_km is not None:
            detail = Text("Sertakan near=lintang,bujur.", "Give near=lat,lon.")
            raise invalid("near", "required", detail)
        return None
    try:
        lat, lon = (float(degrees) for degrees in query.near.split(","))
    except ValueError:
        raise _not_a_point() from None
    if not (math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180):
        raise _not_a_point()
    return Near(Coordinates(lat, lon), query.radius_km if query.radius_km is not None else 25.0)


def _not_a_point() -> InvalidInput:
    detail = Text("near adalah lintang,bujur dalam derajat.", "near is latitude,longitude in degrees.")
    return invalid("near", "malformed", detail)


def _moment(text: str | None) -> int | None:
    """Return the epoch seconds of a date (its beginning in UTC) or of a time with its offset."""
    if text is None:
        return None
    try:
        if len(text) == len("2026-01-31"):
            day = date.fromisoformat(text)
            return epoch_seconds(datetime(day.year, day.month, day.day, tzinfo=UTC))
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        detail = Text("posted_since adalah tanggal atau waktu ISO 8601.", "posted_since is an ISO 8601 date or time.")
        raise invalid("posted_since", "malformed", detail)
    return epoch_seconds(moment)
