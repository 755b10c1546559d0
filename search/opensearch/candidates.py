"""The candidate index on OpenSearch."""

from search.document import CandidateDocument
from search.opensearch.index import OpenSearchIndex
from search.opensearch.layout import Json
from search.opensearch.queries import ALIVE
from search.plan import AnyOf, CandidatePlan, WeightedCode, by_weight
from search.port import CandidateHit

_DIGITS = 4


class OpenSearchCandidateIndex(OpenSearchIndex[CandidateDocument]):
    """Consenting people on a cluster; see `search.port.CandidateIndex`."""

    def search(self, plan: CandidatePlan) -> tuple[CandidateHit, ...]:
        """Answer ``plan``, best first, equals by identifier."""
        if not plan.occupations and not plan.skills:
            return ()
        found = self._search(body_of(plan)).hits.hits
        return tuple(
            CandidateHit(hit.source.document, round(hit.score or 0.0, _DIGITS))
            for hit in found
            if hit.source and hit.source.document
        )


def body_of(plan: CandidatePlan) -> Json:
    """Return the search request for ``plan``."""
    weighed = [_weighed("occupations", code) for code in plan.occupations]
    weighed += [_best("skills", wanted) for wanted in plan.skills]
    filters = [ALIVE, *({"term": {"licences": code}} for code in plan.licences)]
    if plan.regions:
        filters.append({"bool": {"should": _within_reach(plan), "minimum_should_match": 1}})
    raising = _raising(plan)
    if plan.within_reach:
        weighed, raising = [*weighed, *raising], []
    admitting = {"bool": {"should": weighed, "minimum_should_match": 1}}
    return {
        "query": {"bool": {"must": [admitting], "should": raising, "filter": filters}},
        "sort": [{"_score": "desc"}, {"id": "asc"}],
        "size": plan.limit,
        "track_total_hits": False,
    }


def _weighed(field: str, code: WeightedCode) -> Json:
    return {"constant_score": {"filter": {"term": {field: code.code}}, "boost": code.weight}}


def _best(field: str, wanted: AnyOf) -> Json:
    """Return what has any of the codes, for the most that one of them counts."""
    every = by_weight(wanted).items()
    queries = [{"constant_score": {"filter": {"terms": {field: [*codes]}}, "boost": weight}} for weight, codes in every]
    return {"dis_max": {"queries": queries}}


def _raising(plan: CandidatePlan) -> list[Json]:
    moving: Json = {"constant_score": {"filter": {"term": {"willing_to_move": True}}, "boost": plan.movers}}
    return [*(_weighed("regions", code) for code in plan.near), *([moving] if plan.movers else [])]


def _within_reach(plan: CandidatePlan) -> list[Json]:
    ways: list[Json] = [{"terms": {"regions": list(plan.regions)}}, {"term": {"willing_to_move": True}}]
    return [*ways, {"term": {"remote": True}}] if plan.remote else ways
