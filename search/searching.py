"""One search from beginning to end: read, plan, ask the engine, loosen if too little was found, show where."""

import hashlib
from collections.abc import Iterator

import msgspec

from chalicelib import pagination
from chalicelib.errors import invalid
from chalicelib.texts import Text
from search import relaxation
from search.answer import Also, Hit, Reading, Relaxation, SearchAnswer
from search.correcting import as_typed, clearly_more, did_you_mean
from search.highlighting import Highlighter
from search.knowledge import Knowledge
from search.meeting import Meeting
from search.plan import Position
from search.planning.intent import intent
from search.planning.plans import facet_plans, plan
from search.port import Page, PlannedHit, VacancyIndex
from search.reading.model import Query
from search.request import SearchRequest


class Place(msgspec.Struct, frozen=True):
    """Where a list goes on: of which search, as of which moment, in which step of loosening, behind what.

    ``added`` is what each step up to this one added, so that later pages can tell it without counting again.
    """

    search: str
    now: int
    stage: int
    position: Position
    added: tuple[int, ...] = ()


def search(index: VacancyIndex, knowledge: Knowledge, request: SearchRequest, *, plain: bool = False) -> SearchAnswer:
    """Answer ``request``. A ``plain`` search asks the index once: nothing is loosened, no other spelling is weighed.

    Raises `InvalidInput` when the cursor is not one of this search, `search.port.IndexUnavailable`.
    """
    place = _place(request)
    if place:
        request = msgspec.structs.replace(request, now=place.now)
    query = knowledge.recogniser.read(request.words)
    return _Run(index, knowledge, request, query, place, plain=plain).answer()


class _Run:
    def __init__(
        self,
        index: VacancyIndex,
        knowledge: Knowledge,
        request: SearchRequest,
        query: Query,
        place: Place | None,
        *,
        plain: bool,
    ) -> None:
        self._index = index
        self._knowledge = knowledge
        self._request = request
        self._query = query
        self._place = place
        self._plain = plain
        self._strict = intent(query, request.criteria, knowledge)
        self._show = Highlighter(query)
        self._hits: list[Hit] = []
        self._loosened: list[Relaxation] = []
        self._also: tuple[Also, ...] = ()
        self._next: Place | None = None

    def answer(self) -> SearchAnswer:
        first = self._first_page()
        if self._place is None and first.total < self._request.limit:
            if not self._plain:
                self._loosen()
        elif self._place is not None and self._place.stage:
            self._go_on(self._place)
        return SearchAnswer(
            total=first.total,
            hits=tuple(self._hits),
            facets=first.facets,
            understood=self._understood(),
            relaxed=tuple(self._loosened),
            did_you_mean=self._meant(first.total),
            next=pagination.encode_cursor(self._next) if self._next else None,
        )

    def _meant(self, total: int) -> str | None:
        """Return the query as it was read if that finds clearly more than what was typed; on the first page alone."""
        asks = self._place is None and not self._plain and total
        meant = did_you_mean(self._request.words, self._query) if asks else None
        if meant is None:
            return None
        literal = intent(as_typed(self._query), self._request.criteria, self._knowledge)
        found = self._index.search(plan(literal, self._request, limit=1)).total
        return meant if clearly_more(total, found) else None

    def _first_page(self) -> Page:
        """Ask for what meets all criteria; of a list that goes on in a loosened step only the numbers."""
        request, place = self._request, self._place
        later = place is not None and place.stage > 0
        facets = facet_plans(request.facets, self._knowledge.education_ranks)
        after = place.position if place and not later else None
        page = self._index.search(plan(self._strict, request, after=after, facets=facets))
        if not later:
            self._take(page, 0)
        return page

    def _loosen(self) -> None:
        given = [self._strict]
        for stage, step in enumerate(relaxation.steps(self._strict, self._knowledge), 1):
            room = self._request.limit - len(self._hits)
            if room <= 0:
                return
            page = self._index.search(plan(step.intent, self._request, beyond=given, limit=room))
            self._tell(step, page.total)
            self._take(page, stage, step)
            given.append(step.intent)

    def _go_on(self, place: Place) -> None:
        """Continue a loosened step; the intents are worked out anew, so the cursor need not carry them."""
        given = [self._strict]
        for stage, step in enumerate(relaxation.steps(self._strict, self._knowledge), 1):
            if stage <= len(place.added):
                self._tell(step, place.added[stage - 1])
            if stage == place.stage:
                page = self._index.search(plan(step.intent, self._request, beyond=given, after=place.position))
                self._take(page, stage, step)
                return
            given.append(step.intent)

    def _tell(self, step: relaxation.Loosened, added: int) -> None:
        self._loosened.append(_told(step, added))
        if step.aside and added:
            self._also = tuple(_also(step))

    def _understood(self) -> Reading:
        return msgspec.structs.replace(self._query.reading(), also=self._also)

    def _take(self, page: Page, stage: int, step: relaxation.Loosened | None = None) -> None:
        self._hits.extend(self._hit(found, self._relaxed(found, step) if step else ()) for found in page.hits)
        self._next = None
        if page.more and page.hits:
            added = tuple(told.added for told in self._loosened)
            self._next = Place(_digest(self._request), self._request.now, stage, page.hits[-1].position, added)

    def _relaxed(self, found: PlannedHit, step: relaxation.Loosened) -> tuple[str, ...]:
        """Return the criteria that a vacancy of a loosened step does not meet; it may meet some that were loosened."""
        if step.aside:
            return (step.criterion,)
        return tuple(Meeting(found.document).unmet(self._strict)) or (step.criterion,)

    def _hit(self, found: PlannedHit, relaxed: tuple[str, ...]) -> Hit:
        return Hit(
            document=found.document,
            score=round(found.score, 4),
            snippets=self._show.snippets(found.document),
            distance_km=found.distance_km,
            relaxed=relaxed,
        )


def _told(step: relaxation.Loosened, added: int) -> Relaxation:
    return Relaxation(criterion=step.criterion, before=step.before, after=step.after, added=added)


def _also(step: relaxation.Loosened) -> Iterator[Also]:
    words = " ".join(step.before)
    for link in step.links:
        yield Also(words=words, code=link.code, confidence=round(link.confidence, 3), via=link.via)


def _place(request: SearchRequest) -> Place | None:
    if request.cursor is None:
        return None
    place = pagination.decode_cursor(request.cursor, Place)
    if place.search != _digest(request):
        detail = Text("Kursor ini milik pencarian lain.", "This cursor belongs to another search.")
        raise invalid("cursor", "other_search", detail)
    return place


def _digest(request: SearchRequest) -> str:
    """Return a short name of what is searched: words, criteria and order, but not the size of pages or the moment."""
    same = msgspec.json.encode((request.words, request.criteria, request.sort))
    return hashlib.blake2b(same, digest_size=9).hexdigest()
