"""A compiled vocabulary says what the vocabulary says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.lexicon.compiling import compile_vocabulary
from search.lexicon.container import BadLexicon, pack
from search.lexicon.lexicon import Lexicon
from search.lexicon.masks import BITS, mask
from search.vocabulary import Concept, Kind, Term, Vocabulary
from tests.search.lexicon.plain import jobs, vocabulary_of
from tests.search.vocabulary import small_vocabulary

EVERY = mask(Kind)
WORDS = st.sampled_from(["sopir", "truk", "guru", "sd", "c++", "kasir", "r&d", "é"])
SURFACES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
TERMS = st.builds(
    Term,
    surface=SURFACES,
    kind=st.sampled_from(list(Kind)),
    code=st.sampled_from(["1", "2", "3"]),
    weight=st.sampled_from([0.1, 0.25, 0.7, 1.0]),
)


def _said(lexicon: Lexicon, surface: str, wanted: int = EVERY) -> list[tuple[Kind, str, float]]:
    listed = lexicon.listed(surface, wanted)
    if listed is None:
        return []
    return [(said.kind, lexicon.code(said.concept), said.weight) for said in lexicon.sayings(listed, wanted)]


@settings(max_examples=150)
@given(st.lists(TERMS, max_size=12))
def test_every_term_is_found_with_its_greatest_weight(terms: list[Term]) -> None:
    lexicon = Lexicon.of(vocabulary_of(*terms))
    for term in terms:
        greatest = max(
            other.weight
            for other in terms
            if (other.surface, other.kind, other.code) == (term.surface, term.kind, term.code)
        )
        assert (term.kind, term.code, greatest) in _said(lexicon, term.surface)
        listed = lexicon.listed(term.surface, EVERY)
        assert listed is not None
        assert lexicon.surface(listed) == term.surface
    assert sum(len(_said(lexicon, surface)) for surface in {term.surface for term in terms}) == len(
        {(term.surface, term.kind, term.code) for term in terms}
    )


@given(st.lists(TERMS, max_size=8), st.sampled_from(list(Kind)))
def test_one_kind_alone_is_as_if_the_others_did_not_exist(terms: list[Term], kind: Kind) -> None:
    both, alone = Lexicon.of(vocabulary_of(*terms)), Lexicon.of(vocabulary_of(*(t for t in terms if t.kind is kind)))
    for surface in {" ".join(reversed(term.surface.split())) for term in terms} | {term.surface for term in terms}:
        assert _said(both, surface, BITS[kind]) == _said(alone, surface)


@given(st.lists(TERMS, max_size=10), st.text("sopirtuk c+&é", min_size=1, max_size=8).map(str.strip).filter(bool))
def test_what_was_typed_begins_exactly_the_words_that_begin_so(terms: list[Term], typed: str) -> None:
    lexicon = Lexicon.of(vocabulary_of(*terms))
    found = [(lexicon.surface(listed), at_start) for listed, at_start in lexicon.begun(typed, EVERY)]
    wanted = [
        (surface, start == 0)
        for surface in {term.surface for term in terms}
        for start in range(len(surface))
        if (start == 0 or surface[start - 1] == " ") and surface[start:].startswith(typed)
    ]
    assert sorted(found) == sorted(wanted)


def test_a_text_begins_with_whole_words_only_the_shortest_first() -> None:
    lexicon = Lexicon.of(jobs("admin", "admin gudang", "adm", "gudang"))
    assert [found.key for found in lexicon.beginnings("admin gudang cikarang ", EVERY)] == ["admin ", "admin gudang "]
    assert list(lexicon.beginnings("admins ", EVERY)) == []


def test_an_order_of_two_surfaces_is_the_one_written_so_else_the_one_listed_first() -> None:
    lexicon = Lexicon.of(jobs("guru sd", "kasir b a", "a b kasir", "sd guru"))
    listed = [lexicon.listed(said, EVERY) for said in ("sd guru", "guru sd", "b kasir a")]
    assert [lexicon.surface(each) for each in listed if each is not None] == ["sd guru", "guru sd", "kasir b a"]


def test_four_words_are_known_in_their_own_order_alone() -> None:
    lexicon = Lexicon.of(jobs("a b c d"))
    assert lexicon.listed("a b c d", EVERY) is not None
    assert lexicon.listed("b a c d", EVERY) is None


def test_concepts_keep_codes_and_both_labels() -> None:
    vocabulary = small_vocabulary()
    lexicon = Lexicon.of(vocabulary)
    labels = {(concept.kind, concept.code): concept.label for concept in vocabulary.concepts}
    for term in vocabulary.terms:
        listed = lexicon.listed(term.surface, BITS[term.kind])
        assert listed is not None
        for said in lexicon.sayings(listed, BITS[term.kind]):
            assert lexicon.label(said.concept) == labels[said.kind, lexicon.code(said.concept)]
    assert lexicon.version == vocabulary.version


def test_the_same_vocabulary_gives_the_same_bytes_and_another_others() -> None:
    vocabulary = small_vocabulary()
    assert compile_vocabulary(vocabulary, "x") == compile_vocabulary(vocabulary, "x")
    assert compile_vocabulary(vocabulary, "x") != compile_vocabulary(vocabulary, "y")
    assert compile_vocabulary(jobs("kasir")) != compile_vocabulary(jobs("kasur"))
    assert Lexicon.unpacked(compile_vocabulary(vocabulary, "x")).digest == "x"


def test_an_empty_vocabulary_knows_nothing() -> None:
    lexicon = Lexicon.of(jobs())
    assert lexicon.listed("kasir", EVERY) is None
    assert list(lexicon.beginnings("kasir ", EVERY)) == []
    assert list(lexicon.begun("k", EVERY)) == []
    assert lexicon.words.mask("kasir") == 0


def test_a_term_of_no_concept_is_refused() -> None:
    term = Term(surface="kasir", kind=Kind.OCCUPATION, code="5230")
    with pytest.raises(ValueError, match="no concept"):
        compile_vocabulary(Vocabulary(version="", concepts=(), terms=(term,)))


def test_a_surface_of_two_lines_is_refused() -> None:
    with pytest.raises(ValueError, match="one line"):
        compile_vocabulary(jobs("kasir\ntoko"))


def test_half_a_surrogate_pair_is_nothing_known() -> None:
    lexicon = Lexicon.of(jobs("kasir"))
    assert lexicon.listed("\ud800", EVERY) is None
    assert lexicon.words.mask("\udfff") == 0
    assert list(lexicon.begun("\ud800", EVERY)) == []


def test_a_file_of_other_kinds_is_refused() -> None:
    with pytest.raises(BadLexicon, match="other kinds"):
        Lexicon.unpacked(pack({"kinds": b"occupation\ncolour"}, "1", ""))


def test_a_file_without_its_sections_is_refused() -> None:
    with pytest.raises(BadLexicon, match="no section"):
        Lexicon.unpacked(pack({"kinds": "\n".join(Kind).encode()}, "1", ""))


def test_concepts_without_a_term_are_kept_too() -> None:
    held = jobs("kasir")
    extra = Concept(kind=Kind.SKILL, code="sk_las", label=held.concepts[0].label)
    lexicon = Lexicon.of(Vocabulary(version="1", concepts=(*held.concepts, extra), terms=held.terms))
    assert lexicon.code(1) == "sk_las"
