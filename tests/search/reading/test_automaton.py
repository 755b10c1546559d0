"""Recognising concepts."""

from hypothesis import given
from hypothesis import strategies as st

from search.reading.automaton import Automaton
from search.vocabulary import Kind, Term


def _automaton(*surfaces: str) -> Automaton:
    return Automaton(Term(surface=surface, kind=Kind.OCCUPATION, code=surface) for surface in surfaces)


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
    (match,) = Automaton(terms).find(["bandung"])
    assert [(meaning.code, meaning.confidence) for meaning in match.meanings] == [("32.73", 0.7), ("32.04", 0.3)]


def test_an_empty_vocabulary_recognises_nothing() -> None:
    assert Automaton(()).find(["kasir"]) == ()


words = st.sampled_from(["sopir", "truk", "guru", "sd", "kasir", "x"])


@given(st.lists(words, max_size=12))
def test_matches_never_overlap_and_cover_what_they_say(text: list[str]) -> None:
    matches = _automaton("sopir", "sopir truk", "guru sd", "truk guru", "sd").find(text)
    places = [place for match in matches for place in range(match.start, match.end)]
    assert len(places) == len(set(places))
    for match in matches:
        assert sorted(text[match.start : match.end]) == sorted(match.surface.split())
