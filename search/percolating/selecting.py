"""Which searches are worth looking at for a vacancy: each is filed under a few keys, one of which it cannot do without.

A search is filed under the values of one of its demands, the rarest; a vacancy that has none of them cannot meet it.
Where ``m`` of ``n`` clauses are enough, any ``n - m + 1`` of them are such a demand: who meets none of these meets too
few. A word that may be misspelt is filed under itself and itself without each of its letters: two words that are one
edit apart share one of these. A circle is filed under the degrees that it touches.
"""

import math
from collections.abc import Iterable, Iterator, Sequence

from search.percolating.predicate import Facts
from search.plan import Admission, CircleFilter, Clause, CodeField, CodeFilter, Codes, Filter, Leaf, TextField, Words

_KM_A_DEGREE = 111.0
_MOST_CELLS = 400
_OFTEN: dict[CodeField, float] = {
    CodeField.ID: 0.01,
    CodeField.EMPLOYER: 0.1,
    CodeField.SKILL: 3.0,
    CodeField.LICENCE: 3.0,
    CodeField.SKILLS_ASKED: 10.0,
    CodeField.LANGUAGE: 10.0,
    CodeField.EDUCATION: 30.0,
    CodeField.EMPLOYMENT_TYPE: 50.0,
    CodeField.SOURCE: 50.0,
    CodeField.REMOTE: 90.0,
    CodeField.DISABILITY_FRIENDLY: 90.0,
    CodeField.FRESH_GRADUATE: 90.0,
}
"""About how many of a hundred vacancies have one given value: an estimate, that decides the filing, not the finding."""

_WORD, _FUZZY_WORD, _CELL = 2.0, 2.5, 1.0
_KEYED = (TextField.TITLE, TextField.EMPLOYER_NAME)


def filed_under(admission: Admission) -> tuple[str, ...] | None:
    """Return the keys one of which a vacancy must have to be admitted; ``None``: any vacancy may be.

    No key at all says that the search admits nothing.
    """
    ways = [*map(_of_filter, admission.filters), *map(_of_clause, admission.must), _of_coverage(admission)]
    known = [way for way in ways if way is not None]
    if not known:
        return None
    return tuple(dict.fromkeys(key for key, _ in min(known, key=_frequency)))


def keys_of(facts: Facts) -> Iterator[str]:
    """Yield every key under which a search that the vacancy meets may be filed."""
    for field, codes in facts.codes.items():
        for code in codes:
            yield f"{field.value}={code}"
    for text in _KEYED:
        for token in facts.tokens[text]:
            yield f"{text.value}:{token}"
    for token in facts.tokens[TextField.TITLE]:
        for variant in variants(token):
            yield f"{TextField.TITLE.value}~{variant}"
    if facts.point is not None:
        yield _cell(math.floor(facts.point.lat), math.floor(facts.point.lon))


def variants(word: str) -> set[str]:
    """Return ``word`` and what is left of it without any one of its letters."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


_Way = list[tuple[str, float]]


def _frequency(way: _Way) -> float:
    return sum(often for _, often in way)


def _of_filter(entry: Filter) -> _Way | None:
    if isinstance(entry, CodeFilter):
        return _of_codes(entry.field, entry.codes)
    return _of_circle(entry) if isinstance(entry, CircleFilter) else None


def _of_clause(clause: Clause) -> _Way | None:
    """Return the keys of all leaves, any of which admits; ``None`` when one of them has none to be filed under."""
    found: _Way = []
    for leaf in clause.leaves:
        keys = _of_leaf(leaf)
        if keys is None:
            return None
        found.extend(keys)
    return found


def _of_coverage(admission: Admission) -> _Way | None:
    if not admission.clauses:
        return None
    needed = len(admission.clauses) - max(1, admission.minimum) + 1
    ways = sorted((way for way in map(_of_clause, admission.clauses) if way is not None), key=_frequency)
    if needed <= 0:
        return []
    return [key for way in ways[:needed] for key in way] if len(ways) >= needed else None


def _of_leaf(leaf: Leaf) -> _Way | None:
    if isinstance(leaf, Codes):
        return _of_codes(leaf.field, leaf.codes)
    if not leaf.tokens:
        return []
    if leaf.fuzzy:
        return _of_fuzzy(leaf)
    if leaf.field not in _KEYED:
        return None
    return [(f"{leaf.field.value}:{max(leaf.tokens, key=len)}", _WORD)]


def _of_fuzzy(leaf: Words) -> _Way | None:
    if leaf.field is not TextField.TITLE:
        return None
    own = variants(leaf.tokens[0])
    return [(f"{leaf.field.value}~{variant}", _FUZZY_WORD / len(own)) for variant in sorted(own)]


def _of_codes(field: CodeField, codes: Sequence[str]) -> _Way:
    return [(f"{field.value}={code}", _commonness(field, code)) for code in codes]


def _commonness(field: CodeField, code: str) -> float:
    """Return how common a code is: the longer an occupation's or a region's, the rarer."""
    if field is CodeField.OCCUPATION:
        return 100.0 / float(4 ** len(code))
    if field is CodeField.REGION:
        return 1.0 if "." in code else 8.0
    return _OFTEN[field]


def _of_circle(entry: CircleFilter) -> _Way | None:
    """Return the degrees that the circle touches, ``None`` for one that is too wide or at an edge of the map."""
    north = entry.radius_km / _KM_A_DEGREE
    across = math.cos(math.radians(min(89.0, abs(entry.centre.lat) + north)))
    east = north / across
    rows = _degrees(entry.centre.lat - north, entry.centre.lat + north)
    columns = _degrees(entry.centre.lon - east, entry.centre.lon + east)
    if columns.start < -180 or columns.stop > 180 or len(rows) * len(columns) > _MOST_CELLS:
        return None
    return [(_cell(row, column), _CELL) for row in rows for column in columns]


def _degrees(lowest: float, highest: float) -> range:
    return range(math.floor(lowest), math.floor(highest) + 1)


def _cell(row: int, column: int) -> str:
    return f"cell={row},{column}"


def common(keys: Iterable[str], files: dict[str, set[str]]) -> set[str]:
    """Return the searches that are filed under any of ``keys``."""
    found: set[str] = set()
    for key in keys:
        found |= files.get(key, set())
    return found
