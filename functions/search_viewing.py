"""What searchers see."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from chalicelib import finding
from chalicelib.clock import to_iso
from chalicelib.texts import Language
from functions.search_views import (
    AlsoView,
    CodeView,
    ConceptView,
    EmployerView,
    FacetValueView,
    FacetView,
    ItemView,
    ReasonView,
    SalaryView,
    SearchPage,
    SimilarItemView,
    SimilarPage,
    SourceView,
    SuggestionList,
    UnderstoodView,
)
from search.answer import Also, FacetCounts, Hit, Reading, SearchAnswer, Suggestion
from search.similar import Likeness
from search.vocabulary import AskedKind, Kind

if TYPE_CHECKING:
    from search.document import VacancyDocument
    from search.similar import Reason, Similar

_SHARED = {
    Likeness.OCCUPATION: Kind.OCCUPATION,
    Likeness.GROUP: Kind.OCCUPATION,
    Likeness.SKILL: Kind.SKILL,
    Likeness.REGION: Kind.REGION,
    Likeness.PROVINCE: Kind.REGION,
}
"""What the codes of a reason are codes of."""


def page_view(answer: SearchAnswer, language: Language) -> SearchPage:
    """Return the page in the caller's language."""
    names = {hit.document.employer_id: hit.document.employer_name for hit in answer.hits}
    return SearchPage(
        total=answer.total,
        items=tuple(item_view(hit, language) for hit in answer.hits),
        facets=tuple(_facet(counts, language, names) for counts in answer.facets),
        understood=_understood(answer.understood, language),
        relaxed=answer.relaxed,
        did_you_mean=answer.did_you_mean,
        next=answer.next,
        degraded=answer.degraded,
    )


def similar_view(found: Iterable[Similar], language: Language) -> SimilarPage:
    """Return similar vacancies in the caller's language."""
    return SimilarPage(tuple(_similar_item(entry, language) for entry in found))


def suggestion_view(suggestions: Iterable[Suggestion]) -> SuggestionList:
    """Return completions; their texts are in the caller's language already."""
    told = tuple(suggestions)
    return SuggestionList(
        items=tuple(entry for entry in told if entry.kind not in (AskedKind.REGION, AskedKind.EMPLOYER)),
        places=tuple(entry for entry in told if entry.kind is AskedKind.REGION),
        employers=tuple(entry for entry in told if entry.kind is AskedKind.EMPLOYER),
    )


def item_view(hit: Hit, language: Language) -> ItemView:
    """Return one vacancy of a list in the caller's language."""
    from chalicelib.vacancies.stated_in_text import stated_in_document

    document = hit.document
    shown = {snippet.field: snippet.text for snippet in hit.snippets}
    return ItemView(
        id=document.id,
        title=document.title,
        highlight=shown.get("title"),
        employer=EmployerView(document.employer_id, document.employer_name),
        occupation=code_view(Kind.OCCUPATION, document.occupation, language),
        region=code_view(Kind.REGION, document.region, language),
        salary=_salary(document),
        employment_type=code_view(Kind.EMPLOYMENT_TYPE, document.employment_type, language),
        remote=document.remote,
        posted_at=_iso(document.posted_at),
        expires_at=_iso(document.expires_at),
        score=hit.score,
        snippet=shown.get("description"),
        distance_km=hit.distance_km,
        relaxed=hit.relaxed,
        source=SourceView(document.partner, document.external_id),
        also_on=document.also_on,
        stated_in_text=stated_in_document(document, language) if document.from_text else (),
    )


def _similar_item(entry: Similar, language: Language) -> SimilarItemView:
    item = item_view(Hit(document=entry.document, score=entry.score), language)
    reasons = tuple(_reason(reason, language) for reason in entry.reasons)
    return SimilarItemView(**{name: getattr(item, name) for name in item.__struct_fields__}, reasons=reasons)


def _reason(reason: Reason, language: Language) -> ReasonView:
    kind = _SHARED.get(reason.likeness)
    codes = () if kind is None else tuple(CodeView(code, finding.label(kind, code, language)) for code in reason.codes)
    return ReasonView(reason.likeness, codes)


def _facet(counts: FacetCounts, language: Language, names: Mapping[str, str]) -> FacetView:
    values = tuple(
        FacetValueView(entry.value, finding.facet_label(counts.facet, entry.value, language, names), entry.count)
        for entry in counts.values
    )
    return FacetView(counts.facet, values)


def _understood(reading: Reading, language: Language) -> UnderstoodView:
    concepts = tuple(
        ConceptView(
            words=entry.words,
            kind=entry.kind,
            code=entry.code,
            label=finding.label(Kind(entry.kind), entry.code, language),
            confidence=entry.confidence,
            chosen=entry.chosen,
        )
        for entry in reading.concepts
    )
    return UnderstoodView(
        concepts=concepts,
        money=reading.money,
        conditions=reading.conditions,
        left=reading.left,
        must=reading.must,
        must_not=reading.must_not,
        passed_over=reading.passed_over,
        simplified=reading.simplified,
        also=tuple(_also(entry, language) for entry in reading.also),
    )


def _also(entry: Also, language: Language) -> AlsoView:
    label = finding.label(Kind.OCCUPATION, entry.code, language)
    return AlsoView(words=entry.words, code=entry.code, label=label, confidence=entry.confidence, via=entry.via)


def code_view(kind: Kind, code: str | None, language: Language) -> CodeView | None:
    """Return a code with its label, ``None`` for none."""
    return CodeView(code, finding.label(kind, code, language)) if code else None


def _salary(document: VacancyDocument) -> SalaryView | None:
    if document.pay_minimum is None and document.pay_maximum is None:
        return None
    return SalaryView(document.pay_minimum, document.pay_maximum)


@functools.lru_cache(maxsize=8_192)
def _iso(seconds: int) -> str:
    return to_iso(datetime.fromtimestamp(seconds, UTC))
