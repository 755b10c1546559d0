"""What a search gives back."""

from enum import StrEnum

import msgspec

from search.document import VacancyDocument
from search.request import Facet
from search.vocabulary import AskedKind


class Understood(msgspec.Struct, frozen=True, kw_only=True):
    """One concept that was recognised in the words: the words, what they mean, how surely (0..1).

    ``chosen``: vacancies are searched by it; else it is what the words might have meant as well.
    """

    words: str
    kind: AskedKind
    code: str
    confidence: float
    chosen: bool = True


class Money(msgspec.Struct, frozen=True, kw_only=True):
    """An amount that was recognised in the words, in rupiah a month."""

    words: str
    minimum: int


class Also(msgspec.Struct, frozen=True, kw_only=True):
    """An occupation that was looked at as well: the words look like ``via``, with this confidence (0..1)."""

    words: str
    code: str
    confidence: float
    via: str


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """How the words were read. ``left`` are the words that became text search.

    ``also`` are occupations that the words are about though they do not name them, where little else was found.

    ``conditions`` names the criteria that the words set as well: ``experience_months`` ("tanpa pengalaman"),
    ``fresh_graduate``, ``remote``, ``disability_friendly``. ``passed_over`` was understood and makes no difference: an
    age, the most that is to be paid, a telephone number, ``tidak harus S1``.
    """

    concepts: tuple[Understood, ...] = ()
    money: Money | None = None
    conditions: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()
    simplified: bool = False
    also: tuple[Also, ...] = ()


class Snippet(msgspec.Struct, frozen=True):
    """A stretch of a field with what matched between ``<mark>`` and ``</mark>``; the rest is HTML-escaped."""

    field: str
    text: str


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One vacancy found. ``relaxed`` names the criteria that had to be loosened for it; ``distance_km`` if asked."""

    document: VacancyDocument
    score: float
    snippets: tuple[Snippet, ...] = ()
    distance_km: float | None = None
    relaxed: tuple[str, ...] = ()


class FacetValue(msgspec.Struct, frozen=True):
    """One choice of a facet and how many vacancies choosing it would leave; ``None`` is "not stated"."""

    value: str | None
    count: int


class FacetCounts(msgspec.Struct, frozen=True):
    """One facet, counted without its own filter."""

    facet: Facet
    values: tuple[FacetValue, ...]


class Relaxation(msgspec.Struct, frozen=True, kw_only=True):
    """One loosening, in the order in which they were tried: the criterion, from what, to what, what it added."""

    criterion: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    added: int


class Degradation(StrEnum):
    """What an answer lacks because the index is slow or down.

    ``FACETS_STALE``: counts of an earlier answer to the same search. ``LOOSENING_LEFT_OUT``: little was found, and
    nothing wider was looked for. ``ANSWER_STALE``: the whole page is that of an earlier answer.
    """

    FACETS_STALE = "facets_stale"
    FACETS_LEFT_OUT = "facets_left_out"
    LOOSENING_LEFT_OUT = "loosening_left_out"
    PAGE_SHORTENED = "page_shortened"
    ANSWER_STALE = "answer_stale"


class SearchAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A page of hits. ``total`` counts what meets the unrelaxed criteria; ``degraded`` is empty on a usual day."""

    total: int
    hits: tuple[Hit, ...]
    facets: tuple[FacetCounts, ...] = ()
    understood: Reading = Reading()
    relaxed: tuple[Relaxation, ...] = ()
    did_you_mean: str | None = None
    next: str | None = None
    degraded: tuple[Degradation, ...] = ()


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """One completion of what is being typed, and how many published vacancies it would find.

    ``text`` is the whole query with it. ``words`` are those before it, which narrow what is counted: searching for
    them (``q``) with ``code`` as the parameter of its ``kind`` finds ``count``.
    """

    text: str
    words: str = ""
    kind: AskedKind
    code: str
    count: int
