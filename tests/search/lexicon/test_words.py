"""The words of a vocabulary, by themselves and near a misspelt one."""

from hypothesis import given
from hypothesis import strategies as st

from search.lexicon.lexicon import Lexicon
from search.lexicon.masks import BITS
from search.lexicon.words import Words, correctable
from search.vocabulary import Kind, Term
from tests.search.lexicon.plain import vocabulary_of

WORDS = st.lists(st.text("abcdeé1", min_size=1, max_size=7), max_size=30)


@given(WORDS, st.text("abcdeé1", min_size=1, max_size=7))
def test_exactly_the_given_words_are_known(words: list[str], other: str) -> None:
    known = Words.of(words)
    assert all(known.mask(word) for word in words)
    assert bool(known.mask(other)) == (other in words)


@given(WORDS)
def test_near_words_share_letter_and_length_and_keep_their_rank(words: list[str]) -> None:
    known, distinct = Words.of(words), list(dict.fromkeys(words))
    shapes = {(word[0], len(word)) for word in distinct}
    for letter, length in shapes:
        found = list(known.near(letter, length))
        wanted = [word for word in distinct if correctable(word) and (word[0], len(word)) == (letter, length)]
        assert [entry.word for entry in found] == wanted
        assert [distinct[entry.rank] for entry in found] == wanted
    assert list(known.near("z", 5)) == []


def test_a_word_belongs_to_every_kind_that_uses_it() -> None:
    lexicon = Lexicon.of(
        vocabulary_of(
            Term(surface="sopir truk", kind=Kind.OCCUPATION, code="8332"),
            Term(surface="mengemudi truk", kind=Kind.SKILL, code="sk_truk"),
        )
    )
    assert lexicon.words.mask("truk") == BITS[Kind.OCCUPATION] | BITS[Kind.SKILL]
    assert lexicon.words.mask("sopir") == BITS[Kind.OCCUPATION]
    assert [(entry.word, entry.mask) for entry in lexicon.words.near("m", 9)] == [("mengemudi", BITS[Kind.SKILL])]


def test_only_long_words_of_letters_are_corrected_to() -> None:
    assert [word for word in ("kasir", "spbu", "c++++", "sma12", "x" * 31, "perawat") if correctable(word)] == [
        "kasir",
        "perawat",
    ]
