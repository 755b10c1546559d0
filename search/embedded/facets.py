"""Counting facets, in one pass for all that share a query."""

import itertools
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from search.answer import FacetCounts, FacetValue
from search.embedded.queries import Queries
from search.embedded.schema import NONE, UNIT
from search.indexed import MISSING
from search.plan import Admission, CodeField, FacetPlan, StepFacet, TermFacet
from search.request import Facet

_EVERY = 60_000
"""More than any field has values, employers and identifiers aside."""
_SLACK = 2
"""Two more values are asked than shown: "not stated" is counted among them and must not displace one."""


def facet_counts(
    searcher: Any,  # noqa: ANN401 - tantivy has no run-time types
    queries: Queries,
    admission: Admission,
    plans: Sequence[FacetPlan],
) -> tuple[FacetCounts, ...]:
    """Count ``plans`` over ``admission``, each without its own filters; in the order of ``plans``."""
    chosen = {entry.facet for entry in admission.filters}
    groups: dict[Facet | None, list[FacetPlan]] = defaultdict(list)
    for plan in plans:
        groups[plan.facet if plan.facet in chosen else None].append(plan)
    counted: dict[Facet, FacetCounts] = {}
    for facet, group in groups.items():
        query = queries.without(admission, facet) if facet else queries.search(admission, (), ())
        found = searcher.aggregate(query, {plan.facet.value: _aggregation(plan) for plan in group})
        for plan in group:
            counted[plan.facet] = _counts(plan, found[plan.facet.value]["buckets"])
    return tuple(counted[plan.facet] for plan in plans)


def value_counts(searcher: Any, query: Any, field: CodeField, codes: Sequence[str]) -> tuple[int, ...]:  # noqa: ANN401
    """Count each of ``codes`` in ``field`` over what ``query`` finds, in one pass: for many codes and few documents."""
    counted = {"values": {"terms": {"field": field.value, "size": _EVERY}}}
    buckets = searcher.aggregate(query, counted)["values"]["buckets"]
    counts = {str(bucket["key"]): int(bucket["doc_count"]) for bucket in buckets}
    return tuple(counts.get(code, 0) for code in codes)


def _aggregation(plan: FacetPlan) -> dict[str, Any]:
    if isinstance(plan, TermFacet):
        return {"terms": {"field": _column(plan.field), "size": plan.size + _SLACK}}
    edges = _edges(plan)
    ranges = [{"from": low, "to": high} for low, high in itertools.pairwise(edges)]
    return {"range": {"field": plan.field.value, "ranges": [*ranges, {"from": edges[-1]}]}}


def _column(field: CodeField) -> str:
    return UNIT if field is CodeField.OCCUPATION else field.value


def _counts(plan: FacetPlan, buckets: Sequence[dict[str, Any]]) -> FacetCounts:
    return _term_counts(plan, buckets) if isinstance(plan, TermFacet) else _step_counts(plan, buckets)


def _term_counts(plan: TermFacet, buckets: Sequence[dict[str, Any]]) -> FacetCounts:
    counts = {str(bucket["key"]): int(bucket["doc_count"]) for bucket in buckets}
    missing = counts.pop(MISSING, 0)
    ordered = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))[: plan.size]
    values = [FacetValue(value, count) for value, count in ordered]
    return FacetCounts(plan.facet, (*values, FacetValue(None, missing)))


def _edges(plan: StepFacet) -> list[int]:
    """Return the lower ends of disjoint ranges of which every step is a union; the first holds "not stated"."""
    edges = {NONE, NONE + 1}
    edges |= {step.minimum for step in plan.steps if step.minimum is not None}
    edges |= {step.maximum + 1 for step in plan.steps if step.maximum is not None}
    return sorted(edges)


def _step_counts(plan: StepFacet, buckets: Sequence[dict[str, Any]]) -> FacetCounts:
    counts = {int(bucket.get("from", -2)): int(bucket["doc_count"]) for bucket in buckets}
    stated = {low: count for low, count in counts.items() if low > NONE}
    missing = counts.get(NONE, 0)
    values = []
    for step in plan.steps:
        lowest = step.minimum if step.minimum is not None else NONE + 1
        within = sum(
            count for low, count in stated.items() if low >= lowest and (step.maximum is None or low <= step.maximum)
        )
        values.append(FacetValue(step.value, within + (missing if step.missing else 0)))
    return FacetCounts(plan.facet, (*values, FacetValue(None, missing)))
