"""Admissions as OpenSearch queries. Every leaf scores its constant weight, so no statistics enter a score."""

from collections.abc import Sequence

from search.opensearch.layout import LIVE, POINT, Json
from search.plan import Admission, CircleFilter, Clause, CodeFilter, Codes, Filter, Leaf, RangeFilter, Words
from search.weights import weights

ALIVE: Json = {"term": {LIVE: True}}
NOTHING: Json = {"match_none": {}}


def scored_query(admission: Admission, boosts: Sequence[Leaf], filters: Sequence[Json]) -> Json:
    """Return the query that admits and gives the text score; ``filters`` stand for those of the admission."""
    musts = [*_coverage(admission), *(clause_query(clause) for clause in admission.must)]
    if not musts:
        musts = [{"match_all": {"boost": 1.0}}]
    query: Json = {"must": musts, "filter": [ALIVE, *filters], "should": [leaf_query(leaf) for leaf in boosts]}
    if admission.must_not:
        query["must_not"] = [clause_query(clause) for clause in admission.must_not]
    return {"bool": query}


def admitted(admission: Admission) -> Json:
    """Return the query for everything that ``admission`` admits, without scores."""
    return scored_query(admission, (), [filter_query(entry) for entry in admission.filters])


def clause_query(clause: Clause) -> Json:
    """Return the best leaf's weight and a part of the others'."""
    if not clause.leaves:
        return NOTHING
    return {"dis_max": {"tie_breaker": weights().also, "queries": [leaf_query(leaf) for leaf in clause.leaves]}}


def leaf_query(leaf: Leaf) -> Json:
    """Return a leaf with its constant weight; what a fuzzy leaf finds by an edit is worth less."""
    if isinstance(leaf, Codes):
        return _constant({"terms": {leaf.field.value: list(leaf.codes)}}, leaf.weight)
    exact = _constant(_words(leaf), leaf.weight)
    if not leaf.fuzzy:
        return exact
    return {"dis_max": {"queries": [exact, _constant(_near(leaf), leaf.weight * weights().fuzzy)]}}


def filter_query(entry: Filter) -> Json:
    """Return a filter."""
    match entry:
        case CodeFilter():
            return {"terms": {entry.field.value: list(entry.codes)}}
        case CircleFilter():
            centre = {"lat": entry.centre.lat, "lon": entry.centre.lon}
            return {"geo_distance": {"distance": f"{entry.radius_km!r}km", POINT: centre}}
        case RangeFilter():
            return range_query(entry.field.value, entry.minimum, entry.maximum, missing=entry.missing)


def range_query(field: str, minimum: int | None, maximum: int | None, *, missing: bool) -> Json:
    """Return a filter on a number; documents without one pass only if ``missing``."""
    present: Json = {"exists": {"field": field}}
    bounds = {name: bound for name, bound in (("gte", minimum), ("lte", maximum)) if bound is not None}
    within: Json = {"range": {field: bounds}} if bounds else present
    return {"bool": {"should": [within, {"bool": {"must_not": [present]}}]}} if missing else within


def _coverage(admission: Admission) -> list[Json]:
    if not admission.clauses:
        return []
    shoulds = [clause_query(clause) for clause in admission.clauses]
    return [{"bool": {"should": shoulds, "minimum_should_match": max(1, admission.minimum)}}]


def _constant(query: Json, weight: float) -> Json:
    return {"constant_score": {"filter": query, "boost": weight}}


def _words(leaf: Words) -> Json:
    words = " ".join(leaf.tokens)
    if leaf.phrase:
        return {"match_phrase": {leaf.field.value: {"query": words}}}
    return {"match": {leaf.field.value: {"query": words, "operator": "and"}}}


def _near(leaf: Words) -> Json:
    (token,) = leaf.tokens
    near = {"value": token, "fuzziness": 1, "transpositions": True, "rewrite": "constant_score"}
    return {"fuzzy": {leaf.field.value: near}}
