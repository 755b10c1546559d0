"""Words as they are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.lexicon.lexicon import Lexicon
from search.reading.automaton import Automaton
from search.reading.extras import NONE, Extras
from search.reading.recogniser import KINDS
from search.reading.spelling import CORRECTED, Speller
from search.reading.wording import WRITTEN_OTHERWISE, Token, Wording
from search.vocabulary import Kind, Term, Vocabulary
from tests.search.vocabulary import small_vocabulary

SMALL = small_vocabulary()
MORE = (
    Term(surface="salesman", kind=Kind.OCCUPATION, code="3322"),
    Term(surface="bidan", kind=Kind.OCCUPATION, code="2221"),
    Term(surface="koki", kind=Kind.OCCUPATION, code="5230"),
    Term(surface="badan", kind=Kind.OCCUPATION, code="2221"),
)
LEXICON = Lexicon.of(Vocabulary(version="test", concepts=SMALL.concepts, terms=(*SMALL.terms, *MORE)))


def wording(*, tolerant: bool = True) -> Wording:
    everything, places = Speller(LEXICON.words, KINDS), Speller(LEXICON.words, (Kind.REGION,))
    return Wording(LEXICON, Automaton(LEXICON, KINDS), everything, places, tolerant=tolerant)


def read(text: str, extras: Extras = NONE) -> list[Token]:
    return wording().read(text.split(), extras)


def words(text: str) -> list[str]:
    return [token.word for token in read(text)]


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("kasir depok", ["kasir", "depok"]),
        ("kasirrr", ["kasir"]),
        ("kasri", ["kasir"]),
        ("progammer", ["programmer"]),
        ("sals", ["sales"]),
        ("admn", ["admin"]),
        ("gurr", ["gurr"]),
        ("kkoi", ["koki"]),
        ("bdan", ["bdan"]),
        ("dataanalyst", ["data", "analyst"]),
        ("customerservice", ["customer", "service"]),
        ("lokerkasir", ["loker", "kasir"]),
        ("kasirbekasi", ["kasir", "bekasi"]),
        ("sales man", ["salesman"]),
        ("sales depok", ["sales", "depok"]),
        ("tokopedia", ["tokopedia"]),
        ("pt kasri", ["pt", "kasri"]),
        ("perusahaan progammer", ["perusahaan", "progammer"]),
        ("di depk", ["di", "depk"]),
        ("untuk , dan", ["untuk", ",", "dan"]),
        ("s1 c++ 2024", ["s1", "c++", "2024"]),
    ],
)
def test_words_are_read(typed: str, plain: list[str]) -> None:
    assert words(typed) == plain


def test_what_was_guessed_is_less_sure_than_what_was_only_written_otherwise() -> None:
    assert read("kasir")[0] == Token("kasir", "kasir", 1.0)
    assert read("kasri")[0] == Token("kasir", "kasri", CORRECTED)
    assert read("kasirrr")[0] == Token("kasir", "kasirrr", WRITTEN_OTHERWISE)
    assert CORRECTED < WRITTEN_OTHERWISE < 1.0


@pytest.mark.parametrize(
    ("usage", "read_as"), [(1.5, "kasir"), (0.5, "kasir"), (0.4, "ksir"), (0.08, "ksir"), (0.0, "kusir")]
)
def test_of_two_jobs_as_near_the_one_is_meant_that_vacancies_name_far_oftener(usage: float, read_as: str) -> None:
    cashier = Term(surface="kasir", kind=Kind.OCCUPATION, code="5230", usage=usage)
    coachman = Term(surface="kusir", kind=Kind.OCCUPATION, code="2221", usage=0.08)
    assert _with(cashier, coachman).read(["ksir"], NONE)[0].word == read_as
    assert _with(cashier).read(["ksir"], NONE)[0].word == "kasir"


@pytest.mark.parametrize(
    ("typed", "plain"), [("aksir", "kasir"), ("jasir", "kasir"), ("rogrammer", "programmer"), ("masir", "masir")]
)
def test_slips_at_the_beginning_of_a_job_are_read(typed: str, plain: str) -> None:
    assert words(typed) == [plain]


def test_only_jobs_are_looked_for_behind_a_slip_at_the_beginning() -> None:
    city = Term(surface="bandung", kind=Kind.REGION, code="32.73")
    assert _with(city).read(["abndung"], NONE)[0].word == "abndung"


def _with(*terms: Term) -> Wording:
    lexicon = Lexicon.of(Vocabulary(version="test", concepts=SMALL.concepts, terms=terms))
    everything, places = Speller(lexicon.words, KINDS), Speller(lexicon.words, (Kind.REGION,))
    return Wording(lexicon, Automaton(lexicon, KINDS), everything, places, tolerant=True)


def test_of_a_missing_blank_the_first_word_holds_what_was_typed() -> None:
    assert [(token.word, token.typed) for token in read("dataanalyst")] == [("data", "dataanalyst"), ("analyst", "")]


def test_two_concepts_without_a_blank_were_typed_each() -> None:
    assert [(token.word, token.typed) for token in read("kasirbekasi")] == [("kasir", "kasir"), ("bekasi", "bekasi")]


def test_of_an_additional_blank_both_were_typed() -> None:
    assert [(token.word, token.typed) for token in read("sales man")] == [("salesman", "sales man")]


def test_what_was_added_is_known() -> None:
    extras = Extras([Term(surface="kasri", kind=Kind.OCCUPATION, code="5230")])
    assert read("kasri", extras) == [Token("kasri", "kasri", 1.0)]


def test_without_tolerance_words_stay_as_typed() -> None:
    typed = ["kasirrr", "kasri", "dataanalyst", "sales", "man", "sals"]
    assert [token.word for token in wording(tolerant=False).read(typed, NONE)] == typed


@given(
    st.lists(
        st.sampled_from(
            ["kasir", "depok", "sales", "man", "di", "pt", "dataanalyst", "sals", "admn", "kasirrr", ",", "x", "s1"]
        ),
        max_size=12,
    )
)
def test_nothing_typed_is_lost(typed: list[str]) -> None:
    tokens = wording().read(typed, NONE)
    assert "".join(token.typed for token in tokens).replace(" ", "") == "".join(typed)
    assert all(token.word and 0 < token.sure <= 1 for token in tokens)


@given(st.lists(st.text(alphabet="abdikors", min_size=1, max_size=14), max_size=8))
def test_any_letters_are_read(typed: list[str]) -> None:
    tokens = wording().read(typed, NONE)
    assert "".join(token.typed for token in tokens).replace(" ", "") == "".join(typed)


@pytest.mark.parametrize("before", ["di", "area", "dekat", "ke"])
def test_behind_a_preposition_a_misspelt_word_is_a_place_first(before: str) -> None:
    fish = Term(surface="bandeng", kind=Kind.OCCUPATION, code="5230")
    city = Term(surface="bandung", kind=Kind.REGION, code="32.73")
    lexicon = Lexicon.of(Vocabulary(version="test", concepts=SMALL.concepts, terms=(fish, *SMALL.terms, city)))
    speller, places = Speller(lexicon.words, KINDS), Speller(lexicon.words, (Kind.REGION,))
    reader = Wording(lexicon, Automaton(lexicon, KINDS), speller, places, tolerant=True)
    assert reader.read([before, "bandng"], NONE)[1:] == [Token("bandung", "bandng", CORRECTED)]
    assert reader.read(["kasir", "bandng"], NONE)[1:] == [Token("bandeng", "bandng", CORRECTED)]
    assert reader.read([before, "bandeng"], NONE)[1:] == [Token("bandeng", "bandeng")]
