"""What a person saved to be told of, how they want to be told, and what they were told of."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from search.request import Criteria

MOST_SEARCHES = 50
"""Saved searches of one person."""
LONGEST_NAME = 80
LONGEST_WORDS = 1_000
LONGEST_PAUSE = timedelta(days=366)
"""Who wants to hear nothing for longer stops the messages."""
Code = Annotated[str, Meta(max_length=40)]
Codes = Annotated[tuple[Code, ...], Meta(max_length=50)]


class SearchParameters(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What is searched for, under the names of the parameters of a search for vacancies.

    Without those that choose a page or an order: a saved search has neither.
    """

    q: Annotated[str, Meta(max_length=LONGEST_WORDS)] = ""
    occupation: Codes = ()
    skill: Codes = ()
    region: Codes = ()
    near: Annotated[str, Meta(max_length=60)] | None = None
    radius_km: Annotated[float, Meta(ge=0.1, le=500)] | None = None
    salary_min: Annotated[int, Meta(ge=0, le=10_000_000_000)] | None = None
    employment_type: Codes = ()
    education: Code | None = None
    experience_months: Annotated[int, Meta(ge=0, le=600)] | None = None
    remote: bool | None = None
    disability_friendly: bool | None = None
    fresh_graduate: bool | None = None
    posted_since: Annotated[str, Meta(max_length=40)] | None = None
    source: Codes = ()
    employer: Codes = ()

    def __repr__(self) -> str:
        """Never show what somebody searches for: it is theirs."""
        return "SearchParameters(…)"


class SavedSearch(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One saved search. ``words`` and ``criteria`` are what ``parameters`` were read into when they were checked.

    ``active``: new vacancies that meet it are told of.
    """

    id: str
    person_id: str
    name: str
    parameters: SearchParameters
    words: str
    criteria: Criteria
    active: bool = True
    created_at: datetime
    updated_at: datetime

    def __repr__(self) -> str:
        """Never show what somebody searches for, nor what they call it."""
        return f"SavedSearch({self.id})"


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A search to be saved: its name (``None``: what it searches for) and what was checked of it."""

    name: str | None
    parameters: SearchParameters
    words: str
    criteria: Criteria
    active: bool = True


class Stored(msgspec.Struct, frozen=True):
    """A saved search and the version at which it stands in the table."""

    search: SavedSearch
    version: int


class AlertChannel(StrEnum):
    """By what a person is told. ``IN_APP`` is the list of matches, which is always there."""

    EMAIL = "email"
    SMS = "sms"
    IN_APP = "in_app"


class Pace(StrEnum):
    """How often a person is told at most. ``IMMEDIATE``: with the next quarter of an hour."""

    DAILY = "daily"
    WEEKLY = "weekly"
    IMMEDIATE = "immediate"


class QuietHours(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Hours of the person's own day in which nothing is sent: from ``start`` up to ``end``, over midnight as well.

    The same hour twice: there are none.
    """

    start: Annotated[int, Meta(ge=0, le=23)] = 21
    end: Annotated[int, Meta(ge=0, le=23)] = 7


class AlertSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a person wants to be told. ``stopped``: not at all, until they say otherwise."""

    channels: Annotated[tuple[AlertChannel, ...], Meta(max_length=3)] = tuple(AlertChannel)
    pace: Pace = Pace.DAILY
    quiet: QuietHours = QuietHours()
    paused_until: datetime | None = None
    stopped: bool = False


class Alerts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a person's alerts stand.

    ``searches`` counts what they saved. ``woken_at``: when a match was last found for them. ``sent_at``: when they were
    last told, and ``told`` of which vacancies; those are marked as told after that, also by a later run.
    """

    settings: AlertSettings = AlertSettings()
    searches: int = 0
    woken_at: datetime | None = None
    sent_at: datetime | None = None
    told: tuple[str, ...] = ()


class Match(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """That a vacancy met searches of a person."""

    searches: tuple[str, ...]
    found_at: datetime
