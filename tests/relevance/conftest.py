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
from tests.relevance.corpus import NOW, documents

Ask = Callable[..., SearchAnswer]


@pytest.fixture(scope="session")
def knowledge() -> ReferenceKnowledge:
    """The vocabulary and places of the reference tables."""
    return ReferenceKnowledge()


@pytest.fixture(scope="session", params=["embedded", pytest.param("opensearch", marks=pytest.mark.engine)])
def index(request: pytest.FixtureRequest) -> Iterator[VacancyIndex]:
    """The corpus, in one engine after the other."""
    made = EmbeddedVacancyIndex() if request.param == "embedded" else _on_opensearch(request)
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


def _on_opensearch(request: pytest.FixtureRequest) -> VacancyIndex:
    from search.opensearch import vacancy_index

    running: OpenSearch = request.getfixturevalue("opensearch")
    return vacancy_index(Search(search_engine="opensearch", search_url=running.url, index_prefix="relevance-"))
