"""The corpus on every engine, read with the reference tables' own vocabulary."""

from collections.abc import Callable, Iterator

import pytest

from chalicelib.finding.world import ReferenceKnowledge
from chalicelib.settings import Search
from local.engines.opensearch import OpenSearch
from search.answer import SearchAnswer
from search.embedded.vacancies import EmbeddedVacancyIndex
from search.port import VacancyIndex
from search.request import SearchRequest
from search.searching import search
from tests.relevance import worlds
from tests.relevance.corpus import NOW, documents
from tests.relevance.placed import Placed, World

Ask = Callable[..., SearchAnswer]


@pytest.fixture(scope="session")
def knowledge() -> ReferenceKnowledge:
    """The vocabulary and places of the reference tables."""
    return ReferenceKnowledge()


@pytest.fixture(scope="session", params=["embedded", pytest.param("opensearch", marks=pytest.mark.engine)])
def index(request: pytest.FixtureRequest) -> Iterator[VacancyIndex]:
    """The corpus, in one engine after the other."""
    made = engine(request, "relevance-")
    made.put(documents())
    made.refresh()
    yield made
    made.close()


@pytest.fixture(scope="session")
def ask(index: VacancyIndex, knowledge: ReferenceKnowledge) -> Ask:
    """Search the corpus; options are those of a search request."""

    def answer(words: str = "", **options: object) -> SearchAnswer:
        return search(index, knowledge, SearchRequest(words=words, now=NOW, **{"limit": 10, **options}))  # type: ignore[arg-type]

    return answer


@pytest.fixture(scope="session", params=["drawn", "published"])
def world(request: pytest.FixtureRequest) -> World:
    """A corpus that nobody arranged."""
    if request.param == "drawn":
        return worlds.drawn(1)
    if not worlds.FILE.is_file():
        pytest.skip(worlds.ABSENT.format(worlds.FILE))
    return worlds.published()


@pytest.fixture(scope="session", params=["embedded", pytest.param("opensearch", marks=pytest.mark.engine)])
def placed(request: pytest.FixtureRequest, world: World, knowledge: ReferenceKnowledge) -> Iterator[Placed]:
    """Each world in one engine after the other."""
    made = engine(request, f"world{len(world.documents)}-")
    made.put(world.documents)
    made.refresh()
    yield Placed(world, made, knowledge)
    made.close()


def engine(request: pytest.FixtureRequest, prefix: str) -> VacancyIndex:
    """Return an empty index of the engine that ``request`` names; one in OpenSearch begins with ``prefix``."""
    return EmbeddedVacancyIndex() if request.param == "embedded" else on_opensearch(request, prefix)


def on_opensearch(request: pytest.FixtureRequest, prefix: str) -> VacancyIndex:
    """Return an empty index in the test run's OpenSearch."""
    from search.opensearch import vacancy_index

    running: OpenSearch = request.getfixturevalue("opensearch")
    return vacancy_index(Search(search_engine="opensearch", search_url=running.url, index_prefix=prefix))
