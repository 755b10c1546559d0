"""Completions by trying every ending of every surface in turn."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from search.lexicon.lexicon import Lexicon
from search.suggesting import Completer
from search.vocabulary import Kind, Term
from tests.search.lexicon.plain import vocabulary_of

WORDS = st.sampled_from(["sopir", "sales", "truk", "staf", "s", "admin", "adm"])
TERMS = st.builds(
    Term,
    surface=st.lists(WORDS, min_size=1, max_size=4).map(" ".join),
    kind=st.sampled_from([Kind.OCCUPATION, Kind.SKILL, Kind.DISTRICT]),
    code=st.sampled_from(["1", "2", "3"]),
    weight=st.sampled_from([0.3, 0.8, 1.0]),
)
ALL = 1_000


def _plainly(terms: Iterable[Term], typed: str, kind: Kind) -> list[tuple[bool, float, str]]:
    best: dict[str, tuple[bool, float]] = {}
    for term in terms:
        words = term.surface.split()
        for start in range(len(words)):
            if term.kind is kind and " ".join(words[start:]).startswith(typed):
                best[term.code] = max(best.get(term.code, (False, 0.0)), (start == 0, term.weight))
    return sorted(((*likely, code) for code, likely in best.items()), reverse=True)


@given(st.lists(TERMS, max_size=12), st.sampled_from(["s", "sa", "adm", "admin ", "sopir t", "truk", "x", "staf s"]))
def test_what_was_typed_completes_to_the_likeliest_first_each_once(terms: list[Term], typed: str) -> None:
    completer = Completer(Lexicon.of(vocabulary_of(*terms)))
    kinds = (Kind.OCCUPATION, Kind.SKILL)
    found = completer.complete(typed, kinds, ALL)
    for kind in kinds:
        said = [(entry.at_start, entry.weight, entry.code) for entry in found if entry.kind is kind]
        assert said == _plainly(terms, typed, kind)
    assert {entry.kind for entry in found} <= set(kinds)


@given(st.lists(TERMS, max_size=12), st.integers(0, 3))
def test_fewer_are_the_first_of_more(terms: list[Term], most: int) -> None:
    completer = Completer(Lexicon.of(vocabulary_of(*terms)))
    every = completer.complete("s", [Kind.SKILL], ALL)
    assert completer.complete("s", [Kind.SKILL], most) == every[:most]


def test_a_completion_has_the_label_of_its_concept() -> None:
    completer = Completer(Lexicon.of(vocabulary_of(Term(surface="sopir", kind=Kind.OCCUPATION, code="8322"))))
    (entry,) = completer.complete("so", [Kind.OCCUPATION, Kind.OCCUPATION], ALL)
    assert (entry.code, entry.label.id, entry.label.en) == ("8322", "nama 8322", "name 8322")
