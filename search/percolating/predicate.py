"""Whether an admission admits a vacancy, decided on the vacancy alone: what both engines' searches decide by index."""

from collections.abc import Sequence

from search.document import Coordinates, VacancyDocument
from search.indexed import indexed_vacancy
from search.plan import (
    Admission,
    CircleFilter,
    Clause,
    CodeField,
    CodeFilter,
    Codes,
    Filter,
    Leaf,
    NumberField,
    RangeFilter,
    TextField,
    Words,
)
from search.ranking import distance_km

_PLACES = 6
"""Decimals of a degree that an index keeps: about ten centimetres."""


class Facts:
    """A vacancy as the engines index it, in sets and lists that a predicate can ask."""

    def __init__(self, document: VacancyDocument) -> None:
        """Take apart what is indexed of ``document``."""
        indexed = indexed_vacancy(document)
        self.streams: dict[TextField, list[str]] = {field: text.split() for field, text in indexed.texts.items()}
        self.tokens: dict[TextField, frozenset[str]] = {
            field: frozenset(stream) for field, stream in self.streams.items()
        }
        self.codes: dict[CodeField, frozenset[str]] = {field: frozenset(own) for field, own in indexed.codes.items()}
        self.numbers: dict[NumberField, int] = indexed.numbers
        self.point = _rounded(indexed.point)


def admits(admission: Admission, facts: Facts) -> bool:
    """Tell whether a search with ``admission`` finds the vacancy of ``facts``."""
    return (
        all(_passes(entry, facts) for entry in admission.filters)
        and all(_meets(clause, facts) for clause in admission.must)
        and _covered(admission, facts)
        and not any(_meets(clause, facts) for clause in admission.must_not)
    )


def _covered(admission: Admission, facts: Facts) -> bool:
    if not admission.clauses:
        return True
    return sum(_meets(clause, facts) for clause in admission.clauses) >= max(1, admission.minimum)


def _meets(clause: Clause, facts: Facts) -> bool:
    return any(_has(leaf, facts) for leaf in clause.leaves)


def _has(leaf: Leaf, facts: Facts) -> bool:
    if isinstance(leaf, Codes):
        return not facts.codes[leaf.field].isdisjoint(leaf.codes)
    return _has_words(leaf, facts)


def _has_words(leaf: Words, facts: Facts) -> bool:
    tokens = facts.tokens[leaf.field]
    if not leaf.tokens:
        return False
    if leaf.fuzzy:
        return leaf.tokens[0] in tokens or any(_alike(leaf.tokens[0], token) for token in tokens)
    if not tokens.issuperset(leaf.tokens):
        return False
    return not leaf.phrase or _side_by_side(facts.streams[leaf.field], leaf.tokens)


def _side_by_side(stream: Sequence[str], tokens: Sequence[str]) -> bool:
    size = len(tokens)
    wanted = list(tokens)
    return any(stream[start : start + size] == wanted for start in range(len(stream) - size + 1))


def _alike(one: str, other: str) -> bool:
    """Tell whether the two differ by one edit at most; a swap of neighbours is one."""
    from rapidfuzz.distance import OSA

    return abs(len(one) - len(other)) <= 1 and OSA.distance(one, other, score_cutoff=1) <= 1


def _passes(entry: Filter, facts: Facts) -> bool:
    match entry:
        case CodeFilter():
            return not facts.codes[entry.field].isdisjoint(entry.codes)
        case RangeFilter():
            return _within(entry, facts.numbers.get(entry.field))
        case CircleFilter():
            return facts.point is not None and distance_km(entry.centre, facts.point) <= entry.radius_km


def _within(entry: RangeFilter, value: int | None) -> bool:
    if value is None:
        return entry.missing
    return (entry.minimum is None or value >= entry.minimum) and (entry.maximum is None or value <= entry.maximum)


def _rounded(point: Coordinates | None) -> Coordinates | None:
    return Coordinates(round(point.lat, _PLACES), round(point.lon, _PLACES)) if point else None
