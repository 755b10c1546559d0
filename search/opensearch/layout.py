"""What an OpenSearch index of ours looks like: settings and mappings as data, and rows made of documents."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

import msgspec

from search.document import CandidateDocument, VacancyDocument
from search.indexed import indexed_candidate, indexed_vacancy, tie, units
from search.normalise import normalise
from search.percolating.standing import StandingSearch
from search.plan import CodeField, NumberField, TextField

Json = dict[str, Any]
Document = TypeVar("Document", VacancyDocument, CandidateDocument, StandingSearch)

LIVE = "live"
REMOVED_AT = "removed_at"
DOCUMENT = "document"
POINT = "point"
QUALITY = "quality"
SEED = "seed"
TIE = "tie"
EMPLOYER_WORDS = "employer_words"
UNIT = "occupation_unit"
"""The four-digit group alone: what the occupation facet counts."""
UNIT_DIGITS = 4

KEYWORD: Json = {"type": "keyword", "norms": False}
TOKENS: Json = {"type": "text", "analyzer": "tokens", "norms": False}

_SLOW_SEARCH, _SLOW_WRITE = "500ms", "1s"
"""What is logged as slow: searches over what the platform promises, writes that hold up a batch; no document is."""

SETTINGS: Json = {
    "refresh_interval": "1s",
    "analysis": {"analyzer": {"tokens": {"type": "whitespace"}}},
    "search": {"slowlog": {"threshold": {"query": {"warn": _SLOW_SEARCH}, "fetch": {"warn": _SLOW_SEARCH}}}},
    "indexing": {"slowlog": {"threshold": {"index": {"warn": _SLOW_WRITE}}, "source": "false"}},
}
"""Analysis happens on our side. The engine's default is one shard with a copy: it holds a nation's open vacancies
easily and makes facet counts exact. A deployment's template may say otherwise (`search.opensearch.preparing`)."""

_COMMON: Json = {
    LIVE: {"type": "boolean"},
    REMOVED_AT: {"type": "date", "format": "epoch_second"},
    DOCUMENT: {"type": "object", "enabled": False},
    "id": KEYWORD,
}


class Layout(msgspec.Struct, Generic[Document], frozen=True, kw_only=True):
    """One kind of index: its name, its fields, the kind of its documents, and what is stored of one.

    ``version`` counts the states of ``properties``: it grows with each change.
    """

    name: str
    version: int
    kind: type[Document]
    properties: Json
    row: Callable[[Document], Json]

    @property
    def definition(self) -> Json:
        """The body that creates an index."""
        kept = {"includes": [LIVE, REMOVED_AT, DOCUMENT]}
        mappings = {"dynamic": "strict", "_source": kept, "properties": _COMMON | self.properties}
        return {"settings": SETTINGS, "mappings": mappings}


def tombstone(removed_at: int) -> Json:
    """Return the row that stands for a removed document; ``removed_at`` is in epoch seconds."""
    return {LIVE: False, REMOVED_AT: removed_at}


def vacancy_row(document: VacancyDocument) -> Json:
    """Return what OpenSearch stores and indexes of a vacancy."""
    indexed = indexed_vacancy(document)
    row: Json = {LIVE: True, DOCUMENT: document, QUALITY: indexed.quality, SEED: indexed.seed}
    row[TIE] = tie(document.id)
    row |= {field.value: text for field, text in indexed.texts.items() if text}
    row |= {field.value: codes for field, codes in indexed.codes.items()}
    row |= {field.value: number for field, number in indexed.numbers.items()}
    row[UNIT] = units(document, UNIT_DIGITS)
    row[EMPLOYER_WORDS] = normalise(document.employer_name).split()
    if indexed.point is not None:
        row[POINT] = {"lat": indexed.point.lat, "lon": indexed.point.lon}
    return row


def candidate_row(document: CandidateDocument) -> Json:
    """Return what OpenSearch stores and indexes of a candidate."""
    indexed = indexed_candidate(document)
    return {
        LIVE: True,
        DOCUMENT: document,
        "id": indexed.id,
        "occupations": indexed.occupations,
        "skills": indexed.skills,
        "licences": indexed.licences,
        "regions": indexed.regions,
        "remote": indexed.remote,
        "willing_to_move": indexed.willing_to_move,
    }


VACANCIES: Layout[VacancyDocument] = Layout(
    name="vacancies",
    version=2,
    kind=VacancyDocument,
    row=vacancy_row,
    properties={
        **{field.value: TOKENS for field in TextField},
        **{field.value: KEYWORD for field in CodeField},
        **{field.value: {"type": "long"} for field in NumberField},
        EMPLOYER_WORDS: KEYWORD,
        UNIT: KEYWORD,
        POINT: {"type": "geo_point"},
        QUALITY: {"type": "integer", "index": False},
        SEED: {"type": "integer", "index": False},
        TIE: {"type": "integer", "index": False},
    },
)

CANDIDATES: Layout[CandidateDocument] = Layout(
    name="candidates",
    version=1,
    kind=CandidateDocument,
    row=candidate_row,
    properties={
        **dict.fromkeys(("occupations", "skills", "licences", "regions"), KEYWORD),
        "remote": {"type": "boolean"},
        "willing_to_move": {"type": "boolean"},
    },
)
