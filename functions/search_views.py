"""What searches answer."""

from __future__ import annotations

import msgspec

from chalicelib.vacancies.stated_in_text_model import StatedInText
from search.answer import Degradation, Money, Relaxation, Suggestion
from search.document import Elsewhere
from search.request import Facet
from search.similar import Likeness
from search.vocabulary import AskedKind


class CodeView(msgspec.Struct, frozen=True):
    """A code with its label in the caller's language."""

    code: str
    label: str


class EmployerView(msgspec.Struct, frozen=True):
    """Who offers the vacancy."""

    id: str
    name: str


class SalaryView(msgspec.Struct, frozen=True):
    """Pay in whole rupiah a month, as far as it is stated."""

    minimum: int | None
    maximum: int | None


class SourceView(msgspec.Struct, frozen=True):
    """Where the vacancy comes from, and its identifier there."""

    partner: str
    external_id: str | None


class ItemView(msgspec.Struct, frozen=True, kw_only=True):
    """One vacancy found. ``highlight`` and ``snippet`` are HTML: escaped, with ``<mark>`` around what matched.

    ``relaxed`` names the criteria that this vacancy meets only loosened; ``also_on`` the other portals on which it
    stands. Fields that its poster left empty hold what its text says; ``stated_in_text`` names them and the words.
    """

    id: str
    title: str
    highlight: str | None = None
    employer: EmployerView
    occupation: CodeView | None = None
    region: CodeView | None = None
    salary: SalaryView | None = None
    employment_type: CodeView | None = None
    remote: bool
    posted_at: str
    expires_at: str
    score: float
    snippet: str | None = None
    distance_km: float | None = None
    relaxed: tuple[str, ...] = ()
    source: SourceView
    also_on: tuple[Elsewhere, ...] = ()
    stated_in_text: tuple[StatedInText, ...] = ()


class FacetValueView(msgspec.Struct, frozen=True):
    """One choice; ``value`` is ``null`` for "not stated"."""

    value: str | None
    label: str
    count: int


class FacetView(msgspec.Struct, frozen=True):
    """One facet, counted without its own filter."""

    name: Facet
    values: tuple[FacetValueView, ...]


class ConceptView(msgspec.Struct, frozen=True, kw_only=True):
    """A recognised concept: the words, what they mean, how surely (0..1); those not ``chosen`` they may mean too."""

    words: str
    kind: AskedKind
    code: str
    label: str
    confidence: float
    chosen: bool


class AlsoView(msgspec.Struct, frozen=True, kw_only=True):
    """An occupation that was looked at as well, as little else was found: the words look like ``via`` (0..1)."""

    words: str
    code: str
    label: str
    confidence: float
    via: str


class UnderstoodView(msgspec.Struct, frozen=True, kw_only=True):
    """How the words were read; ``left`` were searched as text.

    ``also`` are occupations that the words are about though they do not name them, where little else was found.
    ``conditions`` are criteria that the words set as well; ``passed_over`` was understood and makes no difference;
    ``simplified``: the query was too long and was cut.
    """

    concepts: tuple[ConceptView, ...]
    money: Money | None
    conditions: tuple[str, ...]
    left: tuple[str, ...]
    must: tuple[str, ...]
    must_not: tuple[str, ...]
    passed_over: tuple[str, ...]
    simplified: bool
    also: tuple[AlsoView, ...]


class SearchPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of vacancies. ``total`` counts those that meet all criteria as they were given.

    ``search_id`` stands for the search for a day, and for nobody; ``null`` on later pages. ``degraded`` says what the
    answer lacks while the index is slow or down; it is empty on a usual day.
    """

    total: int
    items: tuple[ItemView, ...]
    facets: tuple[FacetView, ...]
    understood: UnderstoodView
    relaxed: tuple[Relaxation, ...]
    did_you_mean: str | None
    next: str | None
    search_id: str | None = None
    degraded: tuple[Degradation, ...] = ()


class ReasonView(msgspec.Struct, frozen=True):
    """In what a vacancy is like the other one; ``codes`` are what both have, none for pay and words of the title."""

    likeness: Likeness
    codes: tuple[CodeView, ...]


class SimilarItemView(ItemView, frozen=True, kw_only=True):
    """A vacancy like another one, and why, the weightiest reason first."""

    reasons: tuple[ReasonView, ...]


class SimilarPage(msgspec.Struct, frozen=True):
    """Vacancies like another one, the likest first; never the same job posted twice."""

    items: tuple[SimilarItemView, ...]


class SuggestionList(msgspec.Struct, frozen=True):
    """Completions of what is being typed, best first: of what is done (``items``), of places and of employers."""

    items: tuple[Suggestion, ...]
    places: tuple[Suggestion, ...]
    employers: tuple[Suggestion, ...]
