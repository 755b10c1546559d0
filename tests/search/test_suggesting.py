"""Completing what is being typed."""

from collections.abc import Iterator, Sequence

import pytest

from chalicelib.texts import Language
from search.embedded.vacancies import EmbeddedVacancyIndex
from search.lexicon.lexicon import Lexicon
from search.suggesting import Completer, suggest
from search.vocabulary import Kind
from tests.search.builders import DAY, NOW, vacancy
from tests.search.vocabulary import small_vocabulary

COMPLETER = Completer(Lexicon.of(small_vocabulary()))


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
    found = suggest(index, COMPLETER, text, kinds, Language.INDONESIAN, NOW)
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
