"""Completing employers' names."""

from typing import Any

from search import analysis
from search.embedded.listing import read_document
from search.embedded.queries import Queries
from search.plan import Admission, Clause, NumberField, RangeFilter, TextField, Words
from search.port import EmployerCount

_EXPANSIONS = 40
_SAMPLE = 1


def employer_counts(searcher: Any, queries: Queries, prefix: str, now: int, limit: int) -> tuple[EmployerCount, ...]:  # noqa: ANN401
    """Return up to ``limit`` employers whose name goes on as ``prefix`` begins."""
    words = prefix.split()
    if not words:
        return ()
    # Names are indexed stemmed: the last word is a beginning and must not be cut, the others are whole.
    begun = [
        term for term, _ in searcher.terms_with_prefix(TextField.EMPLOYER_NAME.value, words[-1], limit=_EXPANSIONS)
    ]
    begun += analysis.tokens(words[-1])
    whole = analysis.tokens(" ".join(words[:-1]))
    clauses = [Clause(tuple(_word(term) for term in begun))] if begun else []
    clauses += [Clause((_word(token),)) for token in whole]
    admission = Admission(must=tuple(clauses), filters=(RangeFilter(field=NumberField.EXPIRES_AT, minimum=now),))
    query = queries.search(admission, None, ())
    found = searcher.aggregate(query, {"by": {"terms": {"field": "employer_id", "size": _EXPANSIONS}}})["by"]["buckets"]
    best = sorted(found, key=lambda bucket: (-bucket["doc_count"], bucket["key"]))[:limit]
    return tuple(_named(searcher, queries, bucket) for bucket in best)


def _word(token: str) -> Words:
    return Words(field=TextField.EMPLOYER_NAME, tokens=(token,))


def _named(searcher: Any, queries: Queries, bucket: dict[str, Any]) -> EmployerCount:  # noqa: ANN401
    hits = searcher.search(queries.codes("employer_id", [bucket["key"]]), _SAMPLE, count=False).hits
    name = read_document(searcher, hits[0][1]).employer_name
    return EmployerCount(id=str(bucket["key"]), name=name, count=int(bucket["doc_count"]))
