"""Completing employers' names."""

from typing import Any

from search.embedded.listing import read_document
from search.embedded.queries import Queries
from search.embedded.schema import EMPLOYER_WORDS
from search.plan import Admission
from search.port import EmployerCount

_EXPANSIONS = 1_000
_SAMPLE = 1


def employer_counts(
    searcher: Any,  # noqa: ANN401 - tantivy has no run-time types
    queries: Queries,
    prefix: str,
    within: Admission,
    limit: int,
) -> tuple[EmployerCount, ...]:
    """Return up to ``limit`` employers whose name goes on as ``prefix`` begins."""
    words = prefix.split()
    if not words:
        return ()
    begun = [term for term, _ in searcher.terms_with_prefix(EMPLOYER_WORDS, words[-1], limit=_EXPANSIONS)]
    if not begun:
        return ()
    named = (queries.codes(EMPLOYER_WORDS, begun), *(queries.codes(EMPLOYER_WORDS, [word]) for word in words[:-1]))
    query = queries.search(within, (), (), named)
    found = searcher.aggregate(query, {"by": {"terms": {"field": "employer_id", "size": _EXPANSIONS}}})["by"]["buckets"]
    best = sorted(found, key=lambda bucket: (-bucket["doc_count"], bucket["key"]))[:limit]
    return tuple(_named(searcher, queries, bucket) for bucket in best)


def _named(searcher: Any, queries: Queries, bucket: dict[str, Any]) -> EmployerCount:  # noqa: ANN401
    hits = searcher.search(queries.codes("employer_id", [bucket["key"]]), _SAMPLE, count=False).hits
    name = read_document(searcher, hits[0][1]).employer_name
    return EmployerCount(id=str(bucket["key"]), name=name, count=int(bucket["doc_count"]))
