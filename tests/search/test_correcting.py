"""What may have been meant, put in the place of what was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.correcting import as_typed, clearly_more, did_you_mean
from search.embedded.vacancies import EmbeddedVacancyIndex
from search.request import SearchRequest
from search.searching import search
from tests.search.builders import NOW, vacancy
from tests.search.knowledge import SmallKnowledge

KNOWLEDGE = SmallKnowledge()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kasirr", "kasir"),
        ("loker  progammer di bekasii", "loker programmer di bekasi"),
        ("progammer gaji 5jt tanpa pengalaman", "programmer gaji 5jt tanpa pengalaman"),
        ("Progammer, Bekasii!", "programmer bekasi"),
        ("progammer -sales", "programmer -sales"),
        ("programmer bekasi", None),
        ('"progammer"', None),
        ("tokopedia", None),
        ("", None),
        ("kasirr kasirr", "kasir kasir"),
        ("dataanalyst depok", "data analyst depok"),
        ("kasirrr +depok", "kasir +depok"),
        ("kasirbekasi", None),
        ("sals, kasir", "sales kasir"),
        ("pt kasri", None),
    ],
)
def test_only_wrong_words_are_put_right(typed: str, meant: str | None) -> None:
    assert did_you_mean(typed, KNOWLEDGE.recogniser.read(typed)) == meant


@given(st.text(max_size=60))
def test_any_text_is_left_or_read_the_same_once_put_right(typed: str) -> None:
    meant = did_you_mean(typed, KNOWLEDGE.recogniser.read(typed))
    if meant is not None:
        assert not any(part.typed for part in KNOWLEDGE.recogniser.read(meant).wanted)


def test_as_typed_holds_the_slips_together_and_nothing_else_changes() -> None:
    query = KNOWLEDGE.recogniser.read("progammer bekasi")
    literal = as_typed(query)
    assert [(part.words, part.meanings == ()) for part in literal.wanted] == [("progammer", True), ("bekasi", False)]
    assert as_typed(literal) == literal


@pytest.mark.parametrize(
    ("read", "typed", "more"), [(1, 0, True), (0, 0, False), (2, 1, True), (3, 2, False), (4, 2, True), (5, 5, False)]
)
def test_clearly_more_is_twice_as_much(read: int, typed: int, more: bool) -> None:
    assert clearly_more(read, typed) is more


@pytest.mark.parametrize(("named", "meant"), [(0, "kasir"), (1, "kasir"), (3, None), (9, None)])
def test_what_is_called_as_typed_silences_the_question(named: int, meant: str | None) -> None:
    """Vacancies whose title or employer says the word as it was typed may be the ones that are meant."""
    index = EmbeddedVacancyIndex()
    own = [vacancy(50 + number, title="Staf Kasirr", employer_name="Kasirr Rekaan") for number in range(named)]
    index.put([*(vacancy(number, occupation="5230") for number in range(1, 3)), *own])
    index.refresh()
    answer = search(index, KNOWLEDGE, SearchRequest(words="kasirr", now=NOW))
    assert answer.did_you_mean == meant
    assert answer.total == 2 + named
    index.close()


def test_the_question_is_asked_on_the_first_page_alone() -> None:
    index = EmbeddedVacancyIndex()
    index.put([vacancy(number, occupation="5230") for number in range(1, 6)])
    index.refresh()
    first = search(index, KNOWLEDGE, SearchRequest(words="kasirr", now=NOW, limit=2))
    second = search(index, KNOWLEDGE, SearchRequest(words="kasirr", now=NOW, limit=2, cursor=first.next))
    assert (first.did_you_mean, second.did_you_mean) == ("kasir", None)
    index.close()


def test_nothing_is_asked_where_nothing_would_be_found() -> None:
    index = EmbeddedVacancyIndex()
    assert search(index, KNOWLEDGE, SearchRequest(words="kasirr", now=NOW)).did_you_mean is None
    index.close()
