"""The index of standing searches on OpenSearch: its queries are percolated with many new vacancies at once."""

from collections.abc import Iterator, Sequence

from search.document import VacancyDocument
from search.indexed import indexed_vacancy
from search.opensearch.answers import Acknowledged, PointInTime, Slots
from search.opensearch.index import OpenSearchIndex
from search.opensearch.layout import LIVE, POINT, Json
from search.opensearch.standing import QUERY, READING
from search.percolating.standing import HeldReading, StandingSearch

AT_ONCE = 100
"""Vacancies in one request: each is held in memory beside the others while the candidates are tried."""
_PAGE = 5_000
_KEEP_ALIVE = "5m"
_SLOT = "_percolator_document_slot"


class OpenSearchPercolator(OpenSearchIndex[StandingSearch]):
    """Saved searches on a cluster; see `search.port.Percolator`."""

    def matching(self, documents: Sequence[VacancyDocument]) -> tuple[tuple[str, ...], ...]:
        """Return for each vacancy the searches that admit it, a hundred vacancies in a request."""
        found: list[list[str]] = [[] for _ in documents]
        for start in range(0, len(documents), AT_ONCE):
            rows = [percolated(document) for document in documents[start : start + AT_ONCE]]
            for identifier, slots in self._met(rows):
                for slot in slots:
                    found[start + slot].append(identifier)
        return tuple(tuple(each) for each in found)

    def readings(self) -> Iterator[HeldReading]:
        """Go through a frozen view of all live searches in order, with how each was read."""
        path = f"/{self._generations.current()}/_search/point_in_time"
        view = self._connection.call("POST", path, PointInTime, parameters={"keep_alive": _KEEP_ALIVE}).pit_id
        try:
            yield from self._readings(view)
        finally:
            self._connection.call("DELETE", "/_search/point_in_time", Acknowledged, {"pit_id": [view]})

    def _readings(self, view: str) -> Iterator[HeldReading]:
        after: Json = {}
        while True:
            body: Json = {
                "pit": {"id": view, "keep_alive": _KEEP_ALIVE},
                "query": {"term": {LIVE: True}},
                "sort": [{"id": "asc"}, {READING: "asc"}],
                "size": _PAGE,
                "version": True,
                "_source": False,
                "track_total_hits": False,
            }
            page = self._connection.call("POST", "/_search", Slots, body | after).hits.hits
            yield from (HeldReading(hit.id, hit.version, str(hit.sort[1])) for hit in page)
            if len(page) < _PAGE:
                return
            after = {"search_after": list(page[-1].sort)}

    def _met(self, rows: Sequence[Json]) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Yield the searches that admit any of ``rows``, in order, each with the places of those that it admits."""
        held: Json = {"percolate": {"field": QUERY, "documents": rows}}
        body: Json = {
            "query": {"bool": {"filter": [{"term": {LIVE: True}}, held]}},
            "sort": [{"id": "asc"}],
            "size": _PAGE,
            "_source": False,
            "track_total_hits": False,
        }
        after: Json = {}
        while True:
            page = self._asked(body | after, Slots).hits.hits
            for hit in page:
                yield hit.id, tuple(int(place) for place in hit.fields[_SLOT])
            if len(page) < _PAGE:
                return
            after = {"search_after": [page[-1].id]}


def percolated(document: VacancyDocument) -> Json:
    """Return what a standing search can ask of a vacancy, as the vacancy index has it."""
    indexed = indexed_vacancy(document)
    row: Json = {field.value: text for field, text in indexed.texts.items() if text}
    row |= {field.value: codes for field, codes in indexed.codes.items()}
    row |= {field.value: number for field, number in indexed.numbers.items()}
    if indexed.point is not None:
        row[POINT] = {"lat": indexed.point.lat, "lon": indexed.point.lon}
    return row
