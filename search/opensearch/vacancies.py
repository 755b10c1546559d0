"""The vacancy index on OpenSearch."""

from collections.abc import Sequence
from typing import Any

from search.document import VacancyDocument
from search.indexed import tie
from search.opensearch import employers, facets
from search.opensearch.answers import Found
from search.opensearch.factors import ranked
from search.opensearch.index import OpenSearchIndex
from search.opensearch.layout import DOCUMENT, POINT, TIE, Json
from search.opensearch.queries import admitted, filter_query, scored_query
from search.plan import Admission, CodeField, NumberField, Plan, Position, unexpired
from search.port import EmployerCount, Page, PlannedHit
from search.ranking import NOWHERE_KM, distance_km
from search.request import Sort

_INFINITE = "Infinity"


class OpenSearchVacancyIndex(OpenSearchIndex[VacancyDocument]):
    """Published vacancies on a cluster; see `search.port.VacancyIndex`."""

    def search(self, plan: Plan) -> Page:
        """Answer ``plan`` in one request."""
        results = self._search(body_of(plan))
        hits = [_hit(found, plan) for found in results.hits.hits]
        return Page(
            total=results.hits.total.value,
            hits=tuple(hits[: plan.limit]),
            facets=facets.counts(plan.facets, results.aggregations),
            more=len(hits) > plan.limit,
        )

    def counts(
        self, field: CodeField, codes: Sequence[str], now: int, within: Admission | None = None
    ) -> tuple[int, ...]:
        """Return for each code how many vacancies have it, of those that ``within`` admits, else of all unexpired."""
        if not codes:
            return ()
        named = {str(place): {"term": {field.value: code}} for place, code in enumerate(codes)}
        body = {
            "query": admitted(within or unexpired(now)),
            "size": 0,
            "aggs": {"codes": {"filter": {"match_all": {}}, "aggs": {"values": {"filters": {"filters": named}}}}},
        }
        buckets: Any = self._search(body).aggregations["codes"].values.buckets
        return tuple(buckets[str(place)].doc_count for place in range(len(codes)))

    def employers(
        self, prefix: str, now: int, limit: int = 10, within: Admission | None = None
    ) -> tuple[EmployerCount, ...]:
        """Return employers by the beginning of a word of their name, those with most vacancies first."""
        words = prefix.split()
        if not words:
            return ()
        found = self._search(employers.body_of(words, within or unexpired(now), limit)).aggregations
        return employers.counted(found)


def body_of(plan: Plan) -> Json:
    """Return the search request for ``plan``; one hit more than a page, to know whether there are more."""
    early, late = facets.parted(plan)
    afterwards = [filter_query(entry) for entry in late]
    if plan.beyond:
        afterwards.append({"bool": {"must_not": [admitted(given) for given in plan.beyond]}})
    boosts = plan.boosts if plan.sort is Sort.RELEVANCE else ()
    held = [filter_query(entry) for entry in early] + ([] if plan.facets else afterwards)
    query = scored_query(plan.admission, boosts, held)
    body: Json = {
        "query": ranked(query, plan.signals) if plan.sort is Sort.RELEVANCE else query,
        "sort": [*_order(plan), {"id": "asc"}],
        "size": plan.limit + 1,
        "track_total_hits": True,
        "_source": True,
    }
    if plan.facets:
        body["aggs"] = facets.aggregations(plan.facets, late)
        if afterwards:
            body["post_filter"] = {"bool": {"filter": afterwards}}
    if plan.after is not None:
        body["search_after"] = [*_resumed(plan.sort, plan.after), plan.after.id]
    return body


def _order(plan: Plan) -> list[Json]:
    match plan.sort:
        case Sort.RELEVANCE:
            return [{"_score": "desc"}]
        case Sort.NEWEST:
            return [{NumberField.POSTED_AT.value: {"order": "desc"}}, {TIE: "desc"}]
        case Sort.SALARY:
            return [{NumberField.PAY.value: {"order": "desc", "missing": 0}}, {TIE: "desc"}]
        case Sort.DISTANCE:
            centre = plan.signals.centre
            if centre is None:
                raise ValueError("distance needs a centre")
            place = {POINT: {"lat": centre.lat, "lon": centre.lon}}
            return [{"_geo_distance": place | {"order": "asc", "unit": "km"}}]


def _resumed(sort: Sort, after: Position) -> list[float | str]:
    """Return what precedes the identifier in the sort values of the last item; ``Infinity`` is OpenSearch's word."""
    if sort in (Sort.NEWEST, Sort.SALARY):
        return [int(after.value), tie(after.id)]
    return [_INFINITE if sort is Sort.DISTANCE and after.value >= NOWHERE_KM else after.value]


def _hit(found: Found[VacancyDocument], plan: Plan) -> PlannedHit:
    document = found.source.document if found.source else None
    if document is None:
        raise TypeError(f"{found.id} was found without its {DOCUMENT}")
    value = found.sort[0]
    centre, point = plan.signals.centre, document.point
    return PlannedHit(
        document=document,
        score=found.score or 0.0,
        position=Position(NOWHERE_KM if value == _INFINITE else float(value), document.id),
        distance_km=round(distance_km(centre, point), 3) if centre and point else None,
    )
