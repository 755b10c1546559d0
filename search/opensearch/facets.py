"""Facets as aggregations: each counted over the admission without the filters that are its own."""

from collections.abc import Mapping, Sequence

from search.answer import FacetCounts, FacetValue
from search.indexed import MISSING
from search.opensearch.answers import Filtered
from search.opensearch.layout import UNIT, Json
from search.opensearch.queries import filter_query, range_query
from search.plan import CodeField, FacetPlan, Filter, Plan, StepFacet, TermFacet

_NOT_STATED = "not stated"
_VALUES = "values"


def parted(plan: Plan) -> tuple[list[Filter], list[Filter]]:
    """Return the filters that hold for everything, and those that some facet must be counted without."""
    counted = {facet.facet for facet in plan.facets}
    late: list[Filter] = [entry for entry in plan.admission.filters if entry.facet in counted]
    early: list[Filter] = [entry for entry in plan.admission.filters if entry.facet not in counted]
    return early, late


def aggregations(facets: Sequence[FacetPlan], late: Sequence[Filter]) -> Json:
    """Return one aggregation for each facet, under the late filters of the others."""
    return {facet.facet.value: _aggregation(facet, late) for facet in facets}


def counts(facets: Sequence[FacetPlan], found: Mapping[str, Filtered]) -> tuple[FacetCounts, ...]:
    """Return what was counted, in the order of ``facets``."""
    return tuple(_counted(facet, found[facet.facet.value]) for facet in facets)


def _aggregation(facet: FacetPlan, late: Sequence[Filter]) -> Json:
    others = [filter_query(entry) for entry in late if entry.facet != facet.facet]
    inner = _terms(facet) if isinstance(facet, TermFacet) else _steps(facet)
    return {"filter": {"bool": {"filter": others}}, "aggs": {_VALUES: inner}}


def _terms(facet: TermFacet) -> Json:
    """Ask for one value more than is shown: "not stated" is counted among them and must not displace one."""
    field = UNIT if facet.field is CodeField.OCCUPATION else facet.field.value
    return {"terms": {"field": field, "size": facet.size + 1, "order": [{"_count": "desc"}, {"_key": "asc"}]}}


def _steps(facet: StepFacet) -> Json:
    field = facet.field.value
    named = {step.value: range_query(field, step.minimum, step.maximum, missing=step.missing) for step in facet.steps}
    return {"filters": {"filters": named | {_NOT_STATED: {"bool": {"must_not": [{"exists": {"field": field}}]}}}}}


def _counted(facet: FacetPlan, found: Filtered) -> FacetCounts:
    buckets = found.values.buckets
    if isinstance(buckets, dict):
        # OpenSearch orders named buckets by their names, as text.
        steps = facet.steps if isinstance(facet, StepFacet) else ()
        stated = [FacetValue(step.value, buckets[step.value].doc_count) for step in steps]
        return FacetCounts(facet.facet, (*stated, FacetValue(None, buckets[_NOT_STATED].doc_count)))
    tallies = {bucket.key: bucket.doc_count for bucket in buckets}
    missing = tallies.pop(MISSING, 0)
    size = facet.size if isinstance(facet, TermFacet) else len(tallies)
    return FacetCounts(
        facet.facet, (*(FacetValue(*tally) for tally in list(tallies.items())[:size]), FacetValue(None, missing))
    )
