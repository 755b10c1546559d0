"""What an engine is asked: small, typed, and the same for every engine.

A plan says which documents are *admitted* and what adds to their score. Every leaf carries a constant weight, so that a
score depends on the document and the plan alone, never on how often a word occurs in the index: both engines agree,
pages do not shift while others write, and a hit can be explained (docs/decisions/0041).
"""

from enum import StrEnum

import msgspec

from search.document import Coordinates
from search.request import Facet, Sort


class TextField(StrEnum):
    """Fields of words, as `search.analysis.tokens` cuts them."""

    TITLE = "title"
    EMPLOYER_NAME = "employer_name"
    DESCRIPTION = "description"


class CodeField(StrEnum):
    """Fields of exact values. ``occupation`` and ``region`` also answer to the beginnings of their codes.

    ``remote``, ``disability_friendly`` and ``fresh_graduate`` hold ``true`` or ``false``, ``skills_asked`` how many
    skills the vacancy names, at most `search.indexed.MOST_SKILLS_ASKED`.
    """

    ID = "id"
    OCCUPATION = "occupation"
    SKILL = "skills"
    SKILLS_ASKED = "skills_asked"
    REGION = "region"
    EMPLOYMENT_TYPE = "employment_type"
    EDUCATION = "education"
    LANGUAGE = "languages"
    LICENCE = "licences"
    REMOTE = "remote"
    DISABILITY_FRIENDLY = "disability_friendly"
    FRESH_GRADUATE = "fresh_graduate"
    SOURCE = "partner"
    EMPLOYER = "employer_id"


class NumberField(StrEnum):
    """Fields of whole numbers. ``pay`` is the most that a vacancy states: its maximum, else its minimum."""

    PAY = "pay"
    EDUCATION_RANK = "education_rank"
    EXPERIENCE_MONTHS = "experience_months"
    POSTED_AT = "posted_at"
    EXPIRES_AT = "expires_at"


class Codes(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The document has one of ``codes`` in ``field``."""

    field: CodeField
    codes: tuple[str, ...]
    weight: float = 1.0


class Words(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The document has all ``tokens`` in ``field``: side by side and in order if ``phrase``, else anywhere in it.

    ``fuzzy`` also takes tokens that differ by one edit (insertion, deletion, substitution, swap of neighbours), for
    ``fuzzy`` of `search.weights` of the weight. Only a single token may be fuzzy.
    """

    field: TextField
    tokens: tuple[str, ...]
    weight: float = 1.0
    phrase: bool = False
    fuzzy: bool = False


Leaf = Codes | Words


class Clause(msgspec.Struct, frozen=True):
    """One term or concept: any of its leaves admits.

    It scores the best matching leaf's weight + ``also`` of `search.weights` × the weights of the others that match.
    """

    leaves: tuple[Leaf, ...]


class CodeFilter(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Keep documents with one of ``codes`` in ``field``. ``facet`` names the choice that the filter stands for."""

    field: CodeField
    codes: tuple[str, ...]
    facet: Facet | None = None


class RangeFilter(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Keep documents whose ``field`` lies within both bounds (inclusive); those without a value only if ``missing``."""

    field: NumberField
    minimum: int | None = None
    maximum: int | None = None
    missing: bool = False
    facet: Facet | None = None


class CircleFilter(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Keep documents with a point within ``radius_km`` of ``centre``."""

    centre: Coordinates
    radius_km: float
    facet: None = None


Filter = CodeFilter | RangeFilter | CircleFilter


class Admission(msgspec.Struct, frozen=True, kw_only=True):
    """Which documents are found.

    At least ``minimum`` of ``clauses``, all of ``must``, none of ``must_not``, and every filter. Scores come from
    ``clauses`` and ``must``. Without clauses and ``must`` everything that passes the filters is admitted, with a text
    score of 1.
    """

    clauses: tuple[Clause, ...] = ()
    minimum: int = 0
    must: tuple[Clause, ...] = ()
    must_not: tuple[Clause, ...] = ()
    filters: tuple[Filter, ...] = ()


def unexpired(now: int) -> Admission:
    """Return the admission of every vacancy that is open at ``now`` (epoch seconds)."""
    return Admission(filters=(RangeFilter(field=NumberField.EXPIRES_AT, minimum=now),))


class Signals(msgspec.Struct, frozen=True, kw_only=True):
    """What the factors of `search.ranking` need: the moment (epoch seconds), and the centre if distance counts.

    ``fit_only`` leaves out freshness and quality: how well a vacancy suits somebody does not wane with its age.
    """

    now: int
    centre: Coordinates | None = None
    radius_km: float = 25.0
    fit_only: bool = False


class Position(msgspec.Struct, frozen=True):
    """The last item of a page: the value that it was sorted by, and its identifier, which decides between equals."""

    value: float
    id: str


class TermFacet(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Count each value of ``field``, the ``size`` most frequent ones, and the documents that state none.

    Of occupations only the four-digit groups are counted; of regions provinces and regencies. Most frequent first,
    then by value; "not stated" (``None``) last, also when nobody does not state it.
    """

    facet: Facet
    field: CodeField
    size: int = 50


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One choice of a facet of numbers: its name, and what choosing it would keep."""

    value: str
    minimum: int | None = None
    maximum: int | None = None
    missing: bool = False


class StepFacet(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Count what each step would keep (steps may overlap), and the documents without a value (``None``, last)."""

    facet: Facet
    field: NumberField
    steps: tuple[Step, ...]


FacetPlan = TermFacet | StepFacet
"""A facet is counted over the admission *without* the filters whose ``facet`` is its own."""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """One search.

    ``beyond`` leaves out what other admissions already gave. ``boosts`` add to the text score of what is admitted
    and never admit. ``after`` continues behind a position. Descending for every sort but distance; documents without
    the value that is sorted by come last. ``highlights`` are not here: they are made from the hits on our side.
    """

    admission: Admission = Admission()
    beyond: tuple[Admission, ...] = ()
    boosts: tuple[Leaf, ...] = ()
    signals: Signals
    sort: Sort = Sort.RELEVANCE
    limit: int = 20
    after: Position | None = None
    facets: tuple[FacetPlan, ...] = ()


class WeightedCode(msgspec.Struct, frozen=True):
    """A code and how much having it counts."""

    code: str
    weight: float = 1.0


class AnyOf(msgspec.Struct, frozen=True):
    """One thing that is wanted, and what stands in for it: of all that match the one that counts most counts."""

    codes: tuple[WeightedCode, ...]


class CandidatePlan(msgspec.Struct, frozen=True, kw_only=True):
    """Which people an employer's vacancy may suit. Codes only.

    Admitted is who has one of ``occupations`` (codes or prefixes) or something of ``skills``, all of ``licences``,
    and, if ``regions`` are named, lives in or wishes for one of them, would move, or (for remote work) wants remote
    work. The score is the sum of the weights of what matches, of each of ``skills`` the greatest; ``near`` (regions
    lived in or wished for) and ``movers`` (who would move) add to it, and admit only with ``within_reach``; equals by
    identifier.
    """

    occupations: tuple[WeightedCode, ...] = ()
    skills: tuple[AnyOf, ...] = ()
    licences: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    remote: bool = False
    near: tuple[WeightedCode, ...] = ()
    movers: float = 0.0
    within_reach: bool = False
    limit: int = 200


def by_weight(wanted: AnyOf) -> dict[float, list[str]]:
    """Return the codes of ``wanted`` by what they count: engines are asked for those of a weight together."""
    found: dict[float, list[str]] = {}
    for code in wanted.codes:
        found.setdefault(code.weight, []).append(code.code)
    return found
