"""Recognising concepts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.lexicon.lexicon import Lexicon
from search.reading.automaton import Automaton
from search.vocabulary import Kind, Term
from tests.search.lexicon.plain import jobs, longest, readings, vocabulary_of


def _automaton(*surfaces: str) -> Automaton:
    return Automaton(Lexicon.of(jobs(*surfaces)))


def _found(automaton: Automaton, text: str) -> list[tuple[int, int, str]]:
    return [(match.start, match.end, match.surface) for match in automaton.find(text.split())]


def test_the_longest_match_wins() -> None:
    automaton = _automaton("sopir", "truk", "sopir truk", "guru", "guru sd")
    assert _found(automaton, "loker sopir truk dan guru sd") == [(1, 3, "sopir truk"), (4, 6, "guru sd")]


def test_whole_words_only() -> None:
    assert _found(_automaton("art", "cs"), "artis start css cs") == [(3, 4, "cs")]


def test_neighbouring_matches_share_their_space() -> None:
    assert _found(_automaton("kasir", "depok"), "kasir depok kasir") == [
        (0, 1, "kasir"),
        (1, 2, "depok"),
        (2, 3, "kasir"),
    ]


def test_words_in_another_order_are_the_same_concept_less_surely() -> None:
    (match,) = _automaton("sopir truk").find(["truk", "sopir"])
    assert match.surface == "sopir truk"
    assert match.meanings[0].confidence < 1


def test_all_meanings_of_a_surface_are_kept_surest_first() -> None:
    terms = [
        Term(surface="bandung", kind=Kind.REGION, code="32.04", weight=0.3),
        Term(surface="bandung", kind=Kind.REGION, code="32.73", weight=0.7),
        Term(surface="bandung", kind=Kind.REGION, code="32.73", weight=0.1),
    ]
    (match,) = Automaton(Lexicon.of(vocabulary_of(*terms))).find(["bandung"])
    assert [(meaning.code, meaning.confidence) for meaning in match.meanings] == [("32.73", 0.7), ("32.04", 0.3)]


def test_an_empty_vocabulary_recognises_nothing() -> None:
    assert _automaton().find(["kasir"]) == ()
    assert _automaton("kasir").find([]) == ()


def test_a_longer_surface_of_another_kind_takes_no_words_away() -> None:
    lexicon = Lexicon.of(
        vocabulary_of(
            Term(surface="admin", kind=Kind.OCCUPATION, code="4110"),
            Term(surface="admin gudang", kind=Kind.SKILL, code="sk_gudang"),
        )
    )
    assert _found(Automaton(lexicon), "admin gudang") == [(0, 2, "admin gudang")]
    assert _found(Automaton(lexicon, [Kind.OCCUPATION]), "admin gudang") == [(0, 1, "admin")]
    assert Automaton(lexicon, [Kind.OCCUPATION]).meanings("admin gudang") == ()


@pytest.mark.parametrize("word", ["\ud800", "ラーメン", "naïve", "a\0b", "😀"])
def test_signs_of_any_script_move_no_place(word: str) -> None:
    assert _found(_automaton("kasir"), f"{word} kasir {word} kasir") == [(1, 2, "kasir"), (3, 4, "kasir")]


WORDS = st.sampled_from(["sopir", "truk", "guru", "sd", "kasir", "x", "ñ"])
TERMS = st.builds(
    Term,
    surface=st.lists(WORDS, min_size=1, max_size=4).map(" ".join),
    kind=st.sampled_from([Kind.OCCUPATION, Kind.SKILL]),
    code=st.sampled_from(["1", "2"]),
    weight=st.sampled_from([0.3, 0.8, 1.0]),
)


@given(st.lists(TERMS, max_size=10), st.lists(WORDS, max_size=12))
def test_it_finds_what_plain_windows_find(terms: list[Term], text: list[str]) -> None:
    automaton, known = Automaton(Lexicon.of(vocabulary_of(*terms))), readings(terms)
    matches = automaton.find(text)
    assert [(match.start, match.end, match.surface) for match in matches] == longest(known, text)
    for match in matches:
        meant = tuple((meaning.kind, meaning.code, meaning.confidence) for meaning in match.meanings)
        assert meant == known[" ".join(text[match.start : match.end])][1]


@given(st.lists(TERMS, max_size=10), st.lists(WORDS, max_size=12), st.sampled_from([Kind.OCCUPATION, Kind.SKILL]))
def test_of_one_kind_it_finds_what_a_vocabulary_of_that_kind_finds(
    terms: list[Term], text: list[str], kind: Kind
) -> None:
    own = [term for term in terms if term.kind is kind]
    both, alone = Automaton(Lexicon.of(vocabulary_of(*terms)), [kind]), Automaton(Lexicon.of(vocabulary_of(*own)))
    assert both.find(text) == alone.find(text)


@given(st.lists(WORDS, max_size=12))
def test_matches_never_overlap_and_cover_what_they_say(text: list[str]) -> None:
    matches = _automaton("sopir", "sopir truk", "guru sd", "truk guru", "sd").find(text)
    places = [place for match in matches for place in range(match.start, match.end)]
    assert len(places) == len(set(places))
    for match in matches:
        assert sorted(text[match.start : match.end]) == sorted(match.surface.split())
