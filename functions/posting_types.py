"""What posting vacancies reads and answers."""

from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.pagination import DEFAULT_LIMIT, MAXIMUM_LIMIT
from chalicelib.texts import Language
from chalicelib.vacancies.reading import Page
from chalicelib.vacancies.view import InsideView
from chalicelib.vacancies.viewing import inside_view

Reason = Annotated[str, Meta(min_length=3, max_length=1_000)]


class Paging(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which page of a list."""

    limit: Annotated[int, Meta(ge=1, le=MAXIMUM_LIMIT)] = DEFAULT_LIMIT
    cursor: str | None = None


class OfEmployer(Paging, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which page; ``ends_within`` days: only published vacancies that end by then unless they are renewed."""

    ends_within: Annotated[int, Meta(ge=0, le=365)] | None = None


class VacancyList(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A page of vacancies with findings and history, and the cursor to go on from."""

    items: tuple[InsideView, ...]
    next: str | None = None


class Closing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the search ended."""

    filled: bool
    reason: Reason | None = None


class Withdrawal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a vacancy is taken back."""

    reason: Reason | None = None


def list_view(page: Page, language: Language) -> VacancyList:
    """Return a page of vacancies with what their poster and the offices see."""
    return VacancyList(items=tuple(inside_view(item, language) for item in page.items), next=page.next)
