"""Ways to say a concept that came after the lexicon."""

from search.lexicon.lexicon import Lexicon
from search.reading.extras import NONE, Extras
from search.reading.model import Meaning
from search.reading.recogniser import Recogniser
from search.vocabulary import Kind, Term
from tests.search.vocabulary import small_vocabulary

LEXICON = Lexicon.of(small_vocabulary())


def term(surface: str, code: str = "5230", kind: Kind = Kind.OCCUPATION, weight: float = 1.0) -> Term:
    return Term(surface=surface, kind=kind, code=code, weight=weight)


class Accepted:
    """What is accepted at present; tests change it."""

    def __init__(self, *terms: Term) -> None:
        self.extras = Extras(terms)

    def __call__(self) -> Extras:
        return self.extras


def test_surfaces_are_normalised_and_the_surest_meaning_comes_first() -> None:
    extras = Extras([term("Tukang  Ketik", "4131", weight=0.4), term("tukang ketik", "4120", weight=0.9)])
    assert extras.meanings("tukang ketik") == (
        Meaning(Kind.OCCUPATION, "4120", 0.9),
        Meaning(Kind.OCCUPATION, "4131", 0.4),
    )
    assert "ketik" in extras
    assert "kasir" not in extras
    assert extras.longest == 2


def test_what_says_nothing_leaves_no_trace() -> None:
    extras = Extras([term("!!"), term("angin", weight=0.0)])
    assert extras.longest == NONE.longest == 0
    assert not extras.meanings("")
    assert "angin" not in extras


def test_the_same_meaning_twice_counts_once_as_the_surer() -> None:
    extras = Extras([term("juru bayar", weight=0.5), term("juru bayar", weight=0.8)])
    assert extras.meanings("juru bayar") == (Meaning(Kind.OCCUPATION, "5230", 0.8),)


def test_an_added_surface_is_recognised_at_once_and_gone_as_soon() -> None:
    accepted = Accepted()
    recogniser = Recogniser(LEXICON, extra_synonyms=accepted)
    before = recogniser.read("tukang bayar depok")
    assert not before.wanted[0].meanings
    accepted.extras = Extras([term("tukang bayar")])
    (bayar, depok) = recogniser.read("tukang bayar depok").wanted
    assert bayar.words == "tukang bayar"
    assert [meaning.code for meaning in bayar.of(Kind.OCCUPATION)] == ["5230"]
    assert depok.of(Kind.REGION)
    assert recogniser.knows("bayar")
    assert recogniser.exactly("tukang bayar")
    accepted.extras = NONE
    assert recogniser.read("tukang bayar depok") == before
    assert not recogniser.knows("bayar")


def test_the_lexicon_is_not_overruled_and_longer_surfaces_win() -> None:
    recogniser = Recogniser(LEXICON, extra_synonyms=Accepted(term("kasir", "9999"), term("kasir depok", "1111")))
    assert [meaning.code for meaning in recogniser.read("kasir").wanted[0].meanings] == ["5230"]
    (longer,) = recogniser.read("kasir depok").wanted
    assert [meaning.code for meaning in longer.meanings] == ["1111"]


def test_added_words_are_no_misspellings() -> None:
    recogniser = Recogniser(LEXICON, extra_synonyms=Accepted(term("perawit", "2652")))
    (part,) = recogniser.read("perawit").wanted
    assert (part.words, part.typed) == ("perawit", None)
    assert Recogniser(LEXICON).read("perawit").wanted[0].words == "perawat"


def test_quoted_and_signed_words_know_additions_too() -> None:
    recogniser = Recogniser(LEXICON, extra_synonyms=Accepted(term("tukang bayar")))
    assert recogniser.read('+"tukang bayar"').must[0].of(Kind.OCCUPATION)
