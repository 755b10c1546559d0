"""The engines' own ranking of words, BM25 as it is by default, over the same index."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.relevance.metrics import DEPTH
from search.plan import CodeField, TextField

_DEEPER = 4 * DEPTH
"""How many hits are sorted anew: the order of equals depends on how the index was written."""
_FIELDS = (TextField.TITLE.value, TextField.DESCRIPTION.value)


class TantivyKeywords:
    """tantivy's query parser over the generation that lies in a folder."""

    def __init__(self, folder: Path) -> None:
        """Open the index."""
        import tantivy

        from search.embedded.schema import vacancy_schema

        (place,) = folder.glob("g*/index")
        self._index: Any = tantivy.Index.open(str(place))
        self._searcher: Any = self._index.searcher()
        self._make, self._occur, self._schema = tantivy.Query, tantivy.Occur, vacancy_schema()

    def find(self, words: str, regions: Sequence[str] = ()) -> Sequence[str]:
        """Return what has any of ``words``, or all without one, in any of ``regions``."""
        from search.embedded.listing import read_document

        query = self._index.parse_query_lenient(words, list(_FIELDS))[0] if words else self._make.all_query()
        if regions:
            within = self._make.term_set_query(self._schema, CodeField.REGION.value, list(regions))
            silent = self._make.const_score_query(within, 0.0)
            query = self._make.boolean_query([(self._occur.Must, query), (self._occur.Must, silent)])
        hits = self._searcher.search(query, limit=_DEEPER).hits
        found = [(-round(score, 4), read_document(self._searcher, address).id) for score, address in hits]
        return [identifier for _, identifier in sorted(found)[:DEPTH]]


class OpenSearchKeywords:
    """A ``multi_match`` of OpenSearch over an index at ``url``."""

    def __init__(self, url: str, index: str) -> None:
        """Search ``index``."""
        from opensearchpy import OpenSearch

        self._client, self._name = OpenSearch(hosts=[url]), index

    def find(self, words: str, regions: Sequence[str] = ()) -> Sequence[str]:
        """Return what has any of ``words``, or all without one, in any of ``regions``."""
        match: dict[str, Any] = (
            {"multi_match": {"query": words, "fields": list(_FIELDS)}} if words else {"match_all": {}}
        )
        within = [{"terms": {CodeField.REGION.value: list(regions)}}] if regions else []
        ordered = [{"_score": "desc"}, {"id": "asc"}]
        query = {"bool": {"must": [match], "filter": within}}
        body = {"query": query, "sort": ordered, "size": DEPTH, "_source": False}
        hits = self._client.search(index=self._name, body=body)["hits"]["hits"]
        return [hit["_id"] for hit in hits]
