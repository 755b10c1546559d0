"""Completing what is being typed."""

from collections.abc import Iterator, Sequence

import pytest

from chalicelib.texts import Language, Text
from search.completing import Completer
from search.embedded.vacancies import EmbeddedVacancyIndex
from search.lexicon.lexicon import Lexicon
from search.suggesting import suggest
from search.vocabulary import Concept, Kind, Term, Vocabulary
from tests.search.builders import DAY, NOW, vacancy
from tests.search.knowledge import SmallKnowledge

KNOWLEDGE = SmallKnowledge()


@pytest.fixture(scope="module")
def index() -> Iterator[EmbeddedVacancyIndex]:
    made = EmbeddedVacancyIndex()
    made.put(
        [
            vacancy(1, occupation="8332", region="32.76", employer_id="emp_t", employer_name="PT Truk Sejahtera"),
            vacancy(2, occupation="8332", region="32.75", employer_id="emp_t", employer_name="PT Truk Sejahtera"),
            vacancy(3, occupation="8322", region="31.74", skills=("python",)),
            vacancy(4, occupation="5230", expires_at=NOW - DAY),
        ]
    )
    made.refresh()
    yield made
    made.close()


def _texts(index: EmbeddedVacancyIndex, text: str, kinds: Sequence[Kind] = tuple(Kind)) -> list[tuple[str, int]]:
    found = suggest(index, KNOWLEDGE, text, kinds, Language.INDONESIAN, NOW)
    return [(entry.text, entry.count) for entry in found]


def test_beginnings_of_any_word_complete_and_whole_ones_come_first(index: EmbeddedVacancyIndex) -> None:
    assert _texts(index, "sop") == [("Pengemudi truk", 2), ("Pengemudi mobil", 1)]
    assert _texts(index, "tru") == [("PT Truk Sejahtera", 2), ("Pengemudi truk", 2)]


def test_kinds_are_kept_apart(index: EmbeddedVacancyIndex) -> None:
    assert _texts(index, "tru", [Kind.EMPLOYER]) == [("PT Truk Sejahtera", 2)]
    assert _texts(index, "tru", [Kind.REGION]) == []


def test_what_nobody_offers_is_not_suggested(index: EmbeddedVacancyIndex) -> None:
    assert _texts(index, "kasir") == []


def test_places_count_what_lies_in_them(index: EmbeddedVacancyIndex) -> None:
    assert ("Jawa Barat", 2) in _texts(index, "jawa b")


@pytest.mark.parametrize("text", ["", "   ", "!!", "x" * 1_000])
def test_anything_may_be_typed(index: EmbeddedVacancyIndex, text: str) -> None:
    assert _texts(index, text) == []


def test_employers_by_several_words(index: EmbeddedVacancyIndex) -> None:
    assert _texts(index, "pt tru", [Kind.EMPLOYER]) == [("PT Truk Sejahtera", 2)]
    assert _texts(index, "pt sejah", [Kind.EMPLOYER])[0][0].startswith("PT ")
    assert _texts(index, "cv tru", [Kind.EMPLOYER]) == []


def _vocabulary(*terms: Term, labels: dict[str, str]) -> Vocabulary:
    kinds = {term.code: term.kind for term in terms}
    concepts = tuple(Concept(kind=kinds[code], code=code, label=Text(label, label)) for code, label in labels.items())
    return Vocabulary(version="test", concepts=concepts, terms=terms)


HIDDEN = _vocabulary(
    Term(surface="sopan", kind=Kind.SKILL, code="ramah", usage=30.0),
    Term(surface="ramah", kind=Kind.SKILL, code="ramah", usage=30.0),
    Term(surface="penyusunan sop", kind=Kind.SKILL, code="sop", usage=8.0),
    Term(surface="sop", kind=Kind.SKILL, code="sop"),
    Term(surface="sopir", kind=Kind.OCCUPATION, code="8322", usage=0.1),
    labels={"ramah": "Ramah", "sop": "Penyusunan SOP", "8322": "Pengemudi mobil"},
)


@pytest.fixture(scope="module")
def offered() -> Iterator[EmbeddedVacancyIndex]:
    """Many ask for friendliness, few for what is called as typed."""
    made = EmbeddedVacancyIndex()
    friendly = [vacancy(number, skills=("ramah",)) for number in range(1, 9)]
    made.put([*friendly, vacancy(20, skills=("sop",)), vacancy(21, occupation="8322")])
    made.refresh()
    yield made
    made.close()


def test_what_is_called_so_comes_before_hidden_synonyms(offered: EmbeddedVacancyIndex) -> None:
    kinds = (Kind.SKILL, Kind.OCCUPATION)
    found = suggest(offered, SmallKnowledge(HIDDEN), "sop", kinds, Language.INDONESIAN, NOW)
    assert [(entry.text, entry.count) for entry in found] == [
        ("Penyusunan SOP", 1),
        ("Pengemudi mobil", 1),
        ("Ramah", 8),
    ]


def test_a_hidden_synonym_is_still_found(offered: EmbeddedVacancyIndex) -> None:
    found = suggest(offered, SmallKnowledge(HIDDEN), "sopan", (Kind.SKILL,), Language.INDONESIAN, NOW)
    assert [entry.text for entry in found] == ["Ramah"]


@pytest.mark.parametrize(("typed", "tier"), [("ramah", 0), ("sopan", 2), ("sop", 0), ("susun", None)])
def test_tiers(typed: str, tier: int | None) -> None:
    found = Completer(Lexicon.of(HIDDEN)).complete(typed, (Kind.SKILL,), 5)
    assert min((entry.tier for entry in found), default=None) == tier


def test_occupations_by_a_title_come_before_other_hidden_synonyms() -> None:
    found = Completer(Lexicon.of(HIDDEN)).complete("sop", (Kind.SKILL, Kind.OCCUPATION), 5)
    tiers = {entry.code: entry.tier for entry in found}
    assert tiers == {"sop": 0, "8322": 1, "ramah": 2}
