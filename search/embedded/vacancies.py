"""The embedded vacancy index."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from search.document import VacancyDocument
from search.embedded.employers import employer_counts
from search.embedded.facets import facet_counts, value_counts
from search.embedded.generations import EmbeddedIndex
from search.embedded.listing import by_column, by_distance, read_document
from search.embedded.points import PlacedPoint, Points
from search.embedded.queries import Queries, Query
from search.embedded.ranked import Ranker, Slice
from search.embedded.schema import POSTED_DAY, vacancy_fields, vacancy_schema
from search.indexed import MISSING
from search.plan import Admission, CircleFilter, CodeField, NumberField, Plan, Position, unexpired
from search.port import EmployerCount, Page, PlannedHit
from search.ranking import DAY, NOWHERE_KM, distance_km
from search.request import Near, Sort

_ANYWHERE_KM = 20_100.0


class EmbeddedVacancyIndex(EmbeddedIndex[VacancyDocument]):
    """Published vacancies in this process; see `search.port.VacancyIndex`."""

    def __init__(self, folder: Path | None = None) -> None:
        """Open the index in ``folder``, or in memory."""
        decoder = msgspec.json.Decoder(VacancyDocument)
        super().__init__(folder, vacancy_schema, vacancy_fields, decoder.decode)
        self._points = Points()

    def search(self, plan: Plan) -> Page:
        """Answer ``plan``."""
        return _Search(self._answering().searcher(), self._points, plan).page()

    def counts(
        self, field: CodeField, codes: Sequence[str], now: int, within: Admission | None = None
    ) -> tuple[int, ...]:
        """Return for each code how many live vacancies have it, of those that ``within`` admits."""
        searcher = self._answering().searcher()
        queries = _queries(searcher, self._points)
        if within is not None:
            return value_counts(searcher, queries.search(within, (), ()), field, codes)
        open_now = queries.search(unexpired(now), (), ())
        return tuple(
            searcher.search(queries.all_of((queries.codes(field, [code]), open_now)), 1).count for code in codes
        )

    def employers(
        self, prefix: str, now: int, limit: int = 10, within: Admission | None = None
    ) -> tuple[EmployerCount, ...]:
        """Return employers by the beginning of a word of their name, those with most live vacancies first."""
        searcher = self._answering().searcher()
        return employer_counts(searcher, _queries(searcher, self._points), prefix, within or unexpired(now), limit)


class _Search:
    """One search over one consistent view."""

    def __init__(self, searcher: Any, points: Points, plan: Plan) -> None:  # noqa: ANN401
        self._searcher = searcher
        self._points = points
        self._plan = plan
        self._queries = _queries(searcher, points)

    def page(self) -> Page:
        plan = self._plan
        if plan.sort is Sort.RELEVANCE:
            total, hits = self._ranked()
        else:
            total, hits = self._count(), self._listed()
        facets = facet_counts(self._searcher, self._queries, plan.admission, plan.facets) if plan.facets else ()
        return Page(total=total, hits=tuple(hits[: plan.limit]), facets=facets, more=len(hits) > plan.limit)

    def _ranked(self) -> tuple[int, list[PlannedHit]]:
        plan = self._plan
        ranker = Ranker(self._searcher, self._run, plan.signals)
        best = ranker.best(plan.limit + 1, plan.after)
        hits = []
        for scored in best:
            document = read_document(self._searcher, scored.address)
            hits.append(_hit(document, scored.score, scored.score, scored.distance_km))
        hits.sort(key=lambda hit: (-hit.score, hit.document.id))
        if plan.after:
            start = (-plan.after.value, plan.after.id)
            hits = [hit for hit in hits if (-hit.score, hit.document.id) > start]
        return ranker.total, hits

    def _run(self, part: Slice | None, limit: int) -> Any:  # noqa: ANN401
        extra: tuple[Query, ...] = () if part is None else (self._within(part),)
        return self._searcher.search(self._build(extra), limit, count=part is None)

    def _within(self, part: Slice) -> Query:
        if part.first is None:
            return self._queries.between(NumberField.POSTED_AT.value, None, (part.last + 1) * DAY - 1)
        return self._queries.codes(POSTED_DAY, [str(day) for day in range(part.first, part.last + 1)])

    def _build(self, extra: tuple[Query, ...]) -> Query:
        plan = self._plan
        boosts = plan.boosts if plan.sort is Sort.RELEVANCE else ()
        return self._queries.search(plan.admission, plan.beyond, boosts, extra)

    def _count(self) -> int:
        return int(self._searcher.search(self._build(()), 1).count)

    def _listed(self) -> list[PlannedHit]:
        plan, limit = self._plan, self._plan.limit + 1
        if plan.sort is not Sort.DISTANCE:
            listed = by_column(self._searcher, self._queries, self._build, plan.sort, limit, plan.after)
        else:
            listed = by_distance(self._searcher, self._queries, self._build, self._placed(), limit, plan.after)
        centre = plan.signals.centre
        hits = []
        for entry in listed:
            point = entry.document.point
            away = distance_km(centre, point) if centre and point else None
            hits.append(_hit(entry.document, 0.0, entry.value, away))
        return hits

    def _placed(self) -> list[PlacedPoint]:
        """Return the points that may matter, nearest first: those of the circle that is asked, else all and none."""
        circles = [entry for entry in self._plan.admission.filters if isinstance(entry, CircleFilter)]
        centre = self._plan.signals.centre
        if circles:
            return self._points.nearest_first(self._searcher, Near(circles[0].centre, circles[0].radius_km))
        if centre is None:
            raise ValueError("distance needs a centre")
        anywhere = self._points.nearest_first(self._searcher, Near(centre, _ANYWHERE_KM))
        return [*anywhere, PlacedPoint(MISSING, NOWHERE_KM)]


def _queries(searcher: Any, points: Points) -> Queries:  # noqa: ANN401
    def within(near: Near) -> Sequence[str]:
        return [point.term for point in points.nearest_first(searcher, near)]

    return Queries(vacancy_schema(), within)


def _hit(document: VacancyDocument, score: float, value: float, away: float | None) -> PlannedHit:
    rounded = None if away is None else round(away, 3)
    return PlannedHit(document=document, score=score, position=Position(value, document.id), distance_km=rounded)
