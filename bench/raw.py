"""The engines by themselves, plainly used by their own libraries: what Padan's way of using them is held against."""

import time
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

import msgspec

from search import analysis
from search.document import VacancyDocument
from search.plan import Plan
from search.request import Near

FIELDS = ("title", "description")
TOP = 20


class RawEngine(Protocol):
    """Plain searches of the same index."""

    name: str

    def search(self, words: str, offset: int = 0) -> int:
        """Search title and description for any of ``words``, read the best `TOP` documents; returns how many."""
        ...

    def same(self, plan: Plan) -> Callable[[], int]:
        """Return the question of ``plan`` as the engine is asked it, made beforehand; asking gives how many it read."""
        ...


class RawTantivy:
    """tantivy-py: query parser, searcher, stored documents; everything else as it is by default (hits are counted)."""

    def __init__(self, folder: Path) -> None:
        """Read the generation that lies in ``folder``."""
        import tantivy

        self.name = f"tantivy-py {version('tantivy')}"
        (place,) = folder.glob("g*/index")
        self._index: Any = tantivy.Index.open(str(place))
        self._searcher: Any = self._index.searcher()

    def search(self, words: str, offset: int = 0) -> int:
        """Search; see `RawEngine`."""
        query, _ = self._index.parse_query_lenient(words, list(FIELDS))
        hits = self._searcher.search(query, limit=TOP, offset=offset).hits
        return len([self._searcher.doc(address) for _, address in hits])

    def same(self, plan: Plan) -> Callable[[], int]:
        """See `RawEngine`: the plan's query with its weights and its total, without the factors of the ranking."""
        from search.embedded.points import Points
        from search.embedded.queries import Queries
        from search.embedded.schema import vacancy_schema

        points = Points()

        def within(near: Near) -> Sequence[str]:
            return [point.term for point in points.nearest_first(self._searcher, near)]

        query = Queries(vacancy_schema(), within).search(plan.admission, plan.beyond, plan.boosts)

        def ask() -> int:
            hits = self._searcher.search(query, limit=plan.limit + 1).hits
            return len([self._searcher.doc(address) for _, address in hits])

        return ask


class RawOpenSearch:
    """opensearch-py: a ``multi_match``, everything else as it is by default."""

    def __init__(self, url: str, index: str) -> None:
        """Search ``index`` at ``url``."""
        from opensearchpy import OpenSearch

        self._client = OpenSearch(hosts=[url])
        self._index = index
        self.name = f"OpenSearch {self._client.info()['version']['number']}"

    def search(self, words: str, offset: int = 0) -> int:
        """Search; see `RawEngine`."""
        query = {"multi_match": {"query": words, "fields": list(FIELDS)}}
        answer = self._client.search(index=self._index, body={"query": query, "size": TOP, "from": offset})
        return len(answer["hits"]["hits"])

    def same(self, plan: Plan) -> Callable[[], int]:
        """See `RawEngine`: the very request that Padan sends, ranking and facets included."""
        return self.asking(request_of(plan))

    def asking(self, body: dict[str, Any]) -> Callable[[], int]:
        """Return what asks for ``body``."""
        return lambda: len(self._client.search(index=self._index, body=body)["hits"]["hits"])


def request_of(plan: Plan) -> dict[str, Any]:
    """Return Padan's request to OpenSearch for ``plan`` as plain values, as opensearch-py takes them."""
    from search.opensearch.vacancies import body_of

    made: dict[str, Any] = msgspec.to_builtins(body_of(plan))
    return made


def tokens(words: str) -> str:
    """Return ``words`` as they stand in the index, so that the plain query finds something too."""
    return " ".join(analysis.tokens(words))


def tantivy_rate(documents: Sequence[VacancyDocument], folder: Path) -> float:
    """Return how many documents a second tantivy takes: fields made beforehand, one writer, one commit."""
    import tantivy

    from search.embedded.schema import vacancy_fields, vacancy_schema
    from search.embedded.store import WRITER_HEAP

    made = [vacancy_fields(document) for document in documents]
    folder.mkdir()
    writer: Any = tantivy.Index(vacancy_schema(), path=str(folder)).writer(WRITER_HEAP, 1)
    started = time.perf_counter()
    for each in made:
        writer.add_document(each)
    writer.commit()
    return len(made) / (time.perf_counter() - started)


def opensearch_rate(documents: Sequence[VacancyDocument], url: str, index: str = "raw") -> float:
    """Return how many documents a second OpenSearch takes: the same rows by opensearch-py's ``bulk``, one refresh."""
    from opensearchpy import OpenSearch, helpers

    from search.opensearch.layout import VACANCIES

    client = OpenSearch(hosts=[url], timeout=60)
    rows = list(_rows(documents, index))
    client.indices.create(index=index, body=VACANCIES.definition)
    started = time.perf_counter()
    helpers.bulk(client, rows, chunk_size=500)
    client.indices.refresh(index=index)
    spent = time.perf_counter() - started
    client.indices.delete(index=index)
    return len(rows) / spent


def _rows(documents: Iterable[VacancyDocument], index: str) -> Iterable[dict[str, Any]]:
    from search.opensearch.layout import VACANCIES

    for document in documents:
        row: dict[str, Any] = msgspec.to_builtins(VACANCIES.row(document))
        yield {"_index": index, "_id": document.id, "_source": row}
