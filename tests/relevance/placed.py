"""A corpus in an engine, and what is asked of it."""

import msgspec

from search.answer import SearchAnswer
from search.document import VacancyDocument
from search.knowledge import Knowledge
from search.planning.intent import intent
from search.planning.plans import plan
from search.port import VacancyIndex
from search.request import Criteria, SearchRequest
from search.searching import search

ANY = Criteria()


class World(msgspec.Struct, frozen=True):
    """Vacancies, and the moment at which they are searched."""

    documents: tuple[VacancyDocument, ...]
    now: int

    @property
    def live(self) -> frozenset[str]:
        """The identifiers of those that have not ended."""
        return frozenset(each.id for each in self.documents if each.expires_at > self.now)


class Placed:
    """A world in one engine."""

    def __init__(self, world: World, index: VacancyIndex, knowledge: Knowledge) -> None:
        """Ask ``index``, which holds ``world``, with what ``knowledge`` can read."""
        self.world, self.index, self.knowledge = world, index, knowledge

    def ask(self, words: str = "", **options: object) -> SearchAnswer:
        """Search as anybody does, with whatever is loosened; options are those of a search request."""
        return search(self.index, self.knowledge, self._request(words, **options))

    def found(self, words: str = "", criteria: Criteria = ANY) -> frozenset[str]:
        """Return the identifiers of all vacancies that meet the query as it is."""
        request = self._request(words, criteria=criteria)
        wanted = intent(self.knowledge.recogniser.read(words), criteria, self.knowledge)
        page = self.index.search(plan(wanted, request, limit=len(self.world.documents)))
        assert page.total == len(page.hits)
        return frozenset(hit.document.id for hit in page.hits)

    def _request(self, words: str, **options: object) -> SearchRequest:
        return SearchRequest(words=words, now=self.world.now, **{"limit": 10, **options})  # type: ignore[arg-type]
