"""Completing employers' names."""

from collections.abc import Mapping, Sequence

from search.opensearch.answers import Filtered
from search.opensearch.layout import DOCUMENT, EMPLOYER_WORDS, Json
from search.opensearch.queries import admitted
from search.plan import Admission, CodeField, NumberField
from search.port import EmployerCount

_GROUP, _VALUES, _SAMPLE = "employers", "values", "sample"


def body_of(words: Sequence[str], within: Admission, limit: int) -> Json:
    """Return the request that counts, within an admission, employers named by ``words``, the last one a beginning."""
    named = [{"term": {EMPLOYER_WORDS: word}} for word in words[:-1]]
    begun = {"prefix": {EMPLOYER_WORDS: words[-1]}}
    terms = {
        "field": CodeField.EMPLOYER.value,
        "size": limit,
        "order": [{"_count": "desc"}, {"_key": "asc"}],
    }
    newest = {"size": 1, "_source": [f"{DOCUMENT}.employer_name"], "sort": [{NumberField.POSTED_AT.value: "desc"}]}
    counted = {"terms": terms, "aggs": {_SAMPLE: {"top_hits": newest}}}
    return {
        "query": {"bool": {"filter": [admitted(within), *named, begun]}},
        "size": 0,
        "aggs": {_GROUP: {"filter": {"match_all": {}}, "aggs": {_VALUES: counted}}},
    }


def counted(found: Mapping[str, Filtered]) -> tuple[EmployerCount, ...]:
    """Return the employers, by the name that their newest vacancy gives."""
    buckets = found[_GROUP].values.buckets
    return tuple(
        EmployerCount(id=bucket.key, name=bucket.sample.name, count=bucket.doc_count)
        for bucket in buckets
        if not isinstance(bucket, str) and bucket.sample
    )
