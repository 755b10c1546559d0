"""Completions by trying every ending of every surface in turn."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from search.completing import Completer
from search.lexicon.lexicon import Lexicon
from search.vocabulary import Kind, Term
from tests.search.lexicon.plain import vocabulary_of

WORDS = st.sampled_from(["sopir", "sales", "truk", "staf", "s", "admin", "adm"])
TERMS = st.builds(
    Term,
    surface=st.lists(WORDS, min_size=1, max_size=4).map(" ".join),
    kind=st.sampled_from([Kind.OCCUPATION, Kind.SKILL, Kind.DISTRICT]),
    code=st.sampled_from(["1", "2", "3"]),
    weight=st.sampled_from([0.3, 0.8, 1.0]),
    usage=st.sampled_from([0.0, 0.02, 7.5]),
)
ALL = 1_000


def _plainly(terms: Iterable[Term], typed: str, kind: Kind) -> list[tuple[bool, float, float, str]]:
    listed = _greatest(each for each in terms if each.kind is kind)
    best: dict[str, tuple[bool, float, float]] = {}
    for term in terms:
        words = term.surface.split()
        for start in range(len(words)):
            if term.kind is kind and " ".join(words[start:]).startswith(typed):
                likely = (start == 0, *listed[term.surface, term.code])
                best[term.code] = max(best.get(term.code, (False, 0.0, 0.0)), likely)
    return sorted(((*likely, code) for code, likely in best.items()), reverse=True)


def _greatest(terms: Iterable[Term]) -> dict[tuple[str, str], tuple[float, float]]:
    """How usual and how sure each surface is for a code: the greatest of what is said of it."""
    found: dict[tuple[str, str], tuple[float, float]] = {}
    for term in terms:
        usage, weight = found.get((term.surface, term.code), (0.0, 0.0))
        found[term.surface, term.code] = max(usage, term.usage), max(weight, term.weight)
    return found


@given(st.lists(TERMS, max_size=12), st.sampled_from(["s", "sa", "adm", "admin ", "sopir t", "truk", "x", "staf s"]))
def test_what_was_typed_completes_to_the_likeliest_first_each_once(terms: list[Term], typed: str) -> None:
    completer = Completer(Lexicon.of(vocabulary_of(*terms)))
    kinds = (Kind.OCCUPATION, Kind.SKILL)
    found = completer.complete(typed, kinds, ALL)
    for kind in kinds:
        said = [(entry.at_start, entry.usage, entry.weight, entry.code) for entry in found if entry.kind is kind]
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


def _codes(*terms: Term, typed: str) -> list[str]:
    return [entry.code for entry in Completer(Lexicon.of(vocabulary_of(*terms))).complete(typed, list(Kind), ALL)]


def _job(surface: str, code: str, usage: float, weight: float = 1.0) -> Term:
    return Term(surface=surface, kind=Kind.OCCUPATION, code=code, usage=usage, weight=weight)


def test_the_more_usual_comes_first_though_the_other_is_surer() -> None:
    terms = (
        _job("salon", "5142", 0.1, 1.0),
        _job("sales", "3322", 11.6, 0.7),
        _job("salesman", "5249", 0.0),
    )
    assert _codes(*terms, typed="sal") == ["3322", "5142", "5249"]


def test_a_name_that_begins_so_comes_before_a_more_usual_one_with_a_later_word() -> None:
    assert _codes(_job("staf sales", "1", 50.0), _job("sales", "2", 0.1), typed="sal") == ["2", "1"]


def test_of_equally_usual_ones_the_surer_comes_first() -> None:
    assert _codes(_job("sales a", "2", 1.0, 0.4), _job("sales b", "1", 1.0, 0.9), typed="sales") == ["1", "2"]


def test_each_concept_is_as_usual_as_the_likeliest_way_to_say_it() -> None:
    terms = (_job("sales", "1", 0.5), _job("salesman", "1", 3.0), _job("salon", "2", 2.0))
    (first, second) = Completer(Lexicon.of(vocabulary_of(*terms))).complete("sal", [Kind.OCCUPATION], ALL)
    assert [(first.code, first.usage), (second.code, second.usage)] == [("1", 3.0), ("2", 2.0)]
