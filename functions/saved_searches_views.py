"""What people see of their saved searches, of how they are told, and of what was found."""

from collections.abc import Iterable
from urllib.parse import urlencode

import msgspec

from chalicelib.alerts.listing import Found, Page
from chalicelib.alerts.model import AlertChannel, AlertSettings, SearchParameters, Stored
from chalicelib.alerts.settling import Set
from chalicelib.alerts.stopping import Stopped
from chalicelib.clock import to_iso
from chalicelib.texts import Language, Text
from chalicelib.vacancies.effective import effective
from chalicelib.vacancies.stated_in_text import stated_in_text
from chalicelib.vacancies.stated_in_text_model import StatedInText
from functions.search_viewing import code_view
from functions.search_views import CodeView, EmployerView, SalaryView
from search.document import ReadField
from search.vocabulary import Kind

_SHOWN = frozenset({ReadField.REGION, ReadField.PAY_MINIMUM, ReadField.PAY_MAXIMUM})
_STOPPED = Text("Kami tidak lagi mengirim kabar lowongan kepada Anda.", "We do not write to you of vacancies any more.")
_GOES_ON = Text(
    "Anda mendapat kabar lowongan baru yang cocok dengan pencarian tersimpan Anda.",
    "You are told of new vacancies that meet your saved searches.",
)


class SavedSearchView(msgspec.Struct, frozen=True, kw_only=True):
    """One saved search. ``search`` is the address that searches now for what it asks for."""

    id: str
    name: str
    parameters: SearchParameters
    active: bool
    search: str
    created_at: str
    updated_at: str
    version: int


class SavedSearchList(msgspec.Struct, frozen=True, kw_only=True):
    """All saved searches, the oldest first."""

    items: tuple[SavedSearchView, ...]


class AlertsView(msgspec.Struct, frozen=True, kw_only=True):
    """How somebody is told. ``reaches``: by what messages go now: chosen, proven and agreed to; ``null``: by none."""

    settings: AlertSettings
    reaches: AlertChannel | None


class FoundVacancy(msgspec.Struct, frozen=True, kw_only=True):
    """The vacancy of a match, in short, as a search shows it.

    ``region`` and ``salary`` that its poster left empty hold what its text says; ``stated_in_text`` names them.
    """

    id: str
    title: str
    employer: EmployerView
    region: CodeView | None
    salary: SalaryView | None
    posted_at: str
    expires_at: str
    stated_in_text: tuple[StatedInText, ...] = ()


class MatchView(msgspec.Struct, frozen=True, kw_only=True):
    """A vacancy that met saved searches, which those are, and whether people can still apply."""

    vacancy: FoundVacancy
    searches: tuple[str, ...]
    found_at: str
    open: bool


class MatchList(msgspec.Struct, frozen=True, kw_only=True):
    """Matches, the newest vacancy first; ``next`` is the cursor of the page after."""

    items: tuple[MatchView, ...]
    next: str | None = None


class StopView(msgspec.Struct, frozen=True, kw_only=True):
    """What the link of a message is about; ``text`` says it in the reader's language. Nothing of the searches shows."""

    stopped: bool
    text: str


def search_view(stored: Stored) -> SavedSearchView:
    """Return a saved search as its owner sees it."""
    search = stored.search
    return SavedSearchView(
        id=search.id,
        name=search.name,
        parameters=search.parameters,
        active=search.active,
        search=f"/v1/vacancies?{urlencode(_query(search.parameters))}",
        created_at=to_iso(search.created_at),
        updated_at=to_iso(search.updated_at),
        version=stored.version,
    )


def list_view(found: Iterable[Stored]) -> SavedSearchList:
    """Return saved searches as their owner sees them."""
    return SavedSearchList(items=tuple(search_view(each) for each in found))


def alerts_view(found: Set) -> AlertsView:
    """Return how somebody is told."""
    return AlertsView(settings=found.settings, reaches=found.reaches)


def match_list(page: Page, language: Language) -> MatchList:
    """Return a page of matches in the reader's language."""
    return MatchList(items=tuple(_match(found, language) for found in page.items), next=page.next)


def stop_view(found: Stopped, language: Language) -> StopView:
    """Return what a link is about to whoever holds it."""
    return StopView(stopped=found.stopped, text=(_STOPPED if found.stopped else _GOES_ON).in_language(language))


def _match(found: Found, language: Language) -> MatchView:
    vacancy, content = found.vacancy, effective(found.vacancy).content
    stated = content.pay_minimum is not None or content.pay_maximum is not None
    return MatchView(
        vacancy=FoundVacancy(
            id=vacancy.id,
            title=content.title,
            employer=EmployerView(vacancy.employer_id, vacancy.employer_name),
            region=code_view(Kind.REGION, content.region, language),
            salary=SalaryView(content.pay_minimum, content.pay_maximum) if stated else None,
            posted_at=to_iso(vacancy.posted_at),
            expires_at=to_iso(vacancy.expires_at),
            stated_in_text=tuple(each for each in stated_in_text(vacancy, language) if each.field in _SHOWN),
        ),
        searches=found.searches,
        found_at=to_iso(found.found_at),
        open=found.open,
    )


def _query(parameters: SearchParameters) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for name, value in msgspec.structs.asdict(parameters).items():
        if isinstance(value, bool):
            pairs.append((name, "true" if value else "false"))
        elif isinstance(value, tuple):
            pairs.extend((name, code) for code in value)
        elif value not in (None, ""):
            pairs.append((name, str(value)))
    return pairs
