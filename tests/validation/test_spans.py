"""Where phrases end: at the ends of words and of sums, in whatever text and whichever rule."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.vacancies.model import VacancyContent
from chalicelib.validation.checking import check, recheck, seen
from chalicelib.validation.fraud import SIGNALS
from chalicelib.validation.phrases import longest_first, whole
from chalicelib.validation.reading import Passage
from chalicelib.validation.subject import Subject
from tests.validation import case_files
from tests.validation.test_checking import CONTEXT

TEXTS = sorted({case.content.description for case in case_files.every() if case.content.description})
INSIDE = re.compile(r"[^\W\d_]\|[^\W\d_]|\d\|\d|\d[.,]\|\d|\d\|[.,]\d|\d\|[^\W\d_]")
"""Signs around a place that is inside a word or a sum."""

SUMS = st.integers(10_000, 9_999_999).map(lambda amount: "Rp" + f"{amount:,}".replace(",", "."))
SHORT_SUMS = st.builds(
    lambda number, unit: f"{number}{unit}",
    st.integers(10, 999),
    st.sampled_from(["rb", " ribu", "k", " jt", " juta"]),
)


def parted(passage: Passage, start: int, end: int) -> list[str]:
    """Return the ends of a place in the lowered text that part a word or a sum, as they read."""
    text, edges = passage.lowered, (start, end)
    around = [f"{text[max(0, at - 2) : at]}|{text[at : at + 2]}" for at in edges]
    return [reads for reads in around if INSIDE.search(reads)]


def lowered(passage: Passage, place: int, *, ends: bool = False) -> int:
    """Return the position in the lowered text of one in the original; breaks that were put back are after an end."""
    candidates = [at for at in range(len(passage.lowered) + 1) if passage.span(at, at).start == place]
    return candidates[0] if ends else candidates[-1]


def problems(content: VacancyContent) -> list[str]:
    subject = Subject.of(content, CONTEXT)
    by_pointer = {passage.pointer: passage for passage in subject.texts}
    found = [(rule.code, observation) for rule, observation in seen(content, CONTEXT)]
    found += [(sign.code, observation) for sign in SIGNALS for observation in sign.observe(subject)]
    wrong = []
    for code, observation in found:
        if observation.span is not None:
            passage = by_pointer[observation.pointer]
            span = observation.span
            assert passage.original[span.start : span.end] == observation.phrase
            ends = parted(passage, lowered(passage, span.start), lowered(passage, span.end, ends=True))
            wrong += [f"{code}: {reads} in {observation.phrase!r}" for reads in ends]
    return wrong


def test_no_case_of_any_rule_is_marked_to_the_middle_of_a_word():
    wrong = [each for text in TEXTS for each in problems(VacancyContent(title="Staf Toko", description=text))]
    assert wrong == []


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3), st.sampled_from(["", " ", ", ", ". ", "\n", "\n- "]))
def test_nor_is_any_mixture_of_cases(texts, between):
    assert problems(VacancyContent(title="Staf Toko", description=between.join(texts)[:20_000])) == []


@given(SUMS | SHORT_SUMS, st.sampled_from(["", " ke admin", ", dibayar di awal", ".", " ya kak"]))
def test_a_sum_is_marked_whole(amount, rest):
    content = VacancyContent(title="Staf Toko", description=f"Biaya pendaftaran {amount}{rest}")
    (phrase,) = {each.phrase for each in check(content, CONTEXT) if each.code == "fee_asked"}
    assert phrase == f"Biaya pendaftaran {amount}"


def test_the_first_edition_goes_on_to_mark_what_it_marked():
    content = VacancyContent(title="Staf Toko", description="Biaya pendaftaran Rp150.000 ditransfer ke admin")
    then = [each for each in recheck(content, CONTEXT, "rules.1+policy.1") if each.code == "fee_asked"]
    now = [each for each in check(content, CONTEXT) if each.code == "fee_asked"]
    assert [(each.phrase, each.rule_version) for each in then] == [("Biaya pendaftaran Rp1", 1)]
    assert [(each.phrase, each.rule_version) for each in now] == [("Biaya pendaftaran Rp150.000", 2)]


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        ("biaya rp150.000 saja", "biaya rp1", "biaya rp150.000"),
        ("biaya 150.000 saja", "50.0", "150.000"),
        ("deposit 500 ribu", "deposit 500", "deposit 500 ribu"),
        ("deposit 500rb ya", "deposit 500", "deposit 500rb"),
        ("usia 27th", "usia 27", "usia 27th"),
        ("usia 27 kantor", "usia 27", "usia 27"),
        ("bermuslimah", "muslim", "bermuslimah"),
        ("\n- non muslim\n", "\n- non muslim\n", "non muslim"),
        ("smk\nusia 20", "usia 20", "usia 20"),
        ("menarik5. jujur", "menarik", "menarik"),
        ("rp1.500.000,- bulan", "rp1.500.000", "rp1.500.000"),
    ],
)
def test_a_place_is_widened_to_words_and_sums(text, given, expected):
    start = text.index(given)
    first, last = whole(text, start, start + len(given))
    assert text[first:last] == expected


@given(st.text("ab1.,rp \n-9k", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_widening_stays_in_the_text_and_is_done_once(text, one, other):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    first, last = whole(text, start, end)
    assert 0 <= first <= last <= len(text)
    if first < last:
        assert whole(text, first, last) == (first, last)
        assert first <= start + len(text[start:end]) - len(text[start:end].lstrip(" \t\r\n\xa0-–—•*"))


def test_of_places_that_begin_together_the_longest_is_first():
    assert sorted([(3, 5), (1, 2), (1, 9)], key=longest_first) == [(1, 9), (1, 2), (3, 5)]
