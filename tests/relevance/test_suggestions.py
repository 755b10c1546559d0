"""Suggestions over the invented corpus, with the words of the reference tables, on both engines."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.finding.world import ReferenceKnowledge
from chalicelib.texts import Language
from search.answer import SearchAnswer, Suggestion
from search.port import VacancyIndex
from search.request import Criteria
from search.suggesting import suggest
from search.vocabulary import AskedKind, Kind
from tests.relevance.conftest import Ask
from tests.relevance.corpus import NOW, ROWS

KINDS = (Kind.OCCUPATION, Kind.SKILL, Kind.REGION, Kind.EMPLOYER)
TITLES = sorted({row["title"].lower() for row in ROWS})
COMMON = ("kasir", "programmer", "perawat", "satpam", "akuntan", "operator", "sopir")
LETTERS = "aeiknrstu"


def _suggest(index: VacancyIndex, knowledge: ReferenceKnowledge, text: str) -> tuple[Suggestion, ...]:
    return suggest(index, knowledge, text, KINDS, Language.INDONESIAN, NOW)


def _choose(ask: Ask, chosen: Suggestion) -> SearchAnswer:
    """Search as somebody who takes a suggestion: its words before, and its code as the parameter of its kind."""
    codes = (chosen.code,)
    criteria = {
        AskedKind.OCCUPATION: Criteria(occupations=codes),
        AskedKind.SKILL: Criteria(skills=codes),
        AskedKind.REGION: Criteria(regions=codes),
        AskedKind.EMPLOYER: Criteria(employers=codes),
    }[chosen.kind]
    return ask(chosen.words, criteria=criteria)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(TITLES), st.sampled_from(["", " j", " ba", " di b", " bekasi", " pt", " s"]), st.data())
def test_a_suggestion_that_is_taken_finds_what_its_count_says(
    index: VacancyIndex, knowledge: ReferenceKnowledge, ask: Ask, title: str, after: str, data: st.DataObject
) -> None:
    cut = data.draw(st.integers(1, len(title)))
    text = title[:cut] if not after else title + after
    for chosen in _suggest(index, knowledge, text):
        assert chosen.count >= 1
        assert _choose(ask, chosen).total == chosen.count, chosen


@pytest.mark.parametrize("title", COMMON)
def test_whole_suggestions_in_words_find_at_least_their_count(
    index: VacancyIndex, knowledge: ReferenceKnowledge, ask: Ask, title: str
) -> None:
    jobs = [entry for entry in _suggest(index, knowledge, title) if entry.kind is AskedKind.OCCUPATION]
    for chosen in jobs:
        assert ask(chosen.text).total >= chosen.count, chosen


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(COMMON), st.data())
def test_one_slip_in_a_common_title_still_suggests_the_job(
    index: VacancyIndex, knowledge: ReferenceKnowledge, title: str, data: st.DataObject
) -> None:
    rightly = {entry.code for entry in _suggest(index, knowledge, title) if entry.kind is AskedKind.OCCUPATION}
    slip = _slip(title, data)
    found = {entry.code for entry in _suggest(index, knowledge, slip)}
    known = knowledge.recogniser.knows(slip)
    assert not rightly or found & rightly or known, f"{slip} suggests {found}"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=100))
def test_any_text_is_answered(index: VacancyIndex, knowledge: ReferenceKnowledge, text: str) -> None:
    for entry in _suggest(index, knowledge, text):
        assert entry.count >= 1
        assert entry.text.startswith(entry.words)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(COMMON), st.sampled_from(["b", "j", "bek", "dep", "sur", "mic", "pt"]))
def test_the_second_word_is_limited_by_the_first(
    index: VacancyIndex, knowledge: ReferenceKnowledge, ask: Ask, first: str, second: str
) -> None:
    most = ask(first).total
    for entry in _suggest(index, knowledge, f"{first} {second}"):
        assert not entry.words or (entry.words == first and entry.count <= most)


def _slip(title: str, data: st.DataObject) -> str:
    at = data.draw(st.integers(0, len(title) - 1))
    letter = data.draw(st.sampled_from(LETTERS))
    changed = (
        title[:at] + title[at + 1 :],
        title[:at] + letter + title[at:],
        title[:at] + letter + title[at + 1 :],
        title[:at] + title[at : at + 2][::-1] + title[at + 2 :],
    )
    return data.draw(st.sampled_from(changed))
