"""What use makes proposable, with the evidence, and what it never does."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.learning import dictionary
from chalicelib.learning.candidates import of_searches
from chalicelib.learning.evidence import LEAST_CHOICES, LEAST_CONFIDENCE, LEAST_SEARCHES, agreement, examples_of
from chalicelib.learning.forbidding import is_forbidden
from chalicelib.learning.model import Choices, Line, ProposalKind, Target, TextKind
from search.vocabulary import AskedKind
from tests.learning.samples import DAY, total

CASHIER = Choices(occupation="5230", opened=8, applied=2)


def proposed(*totals, completes=lambda _: False, days=3):
    return list(of_searches(totals, 3, days, completes))


def test_a_word_that_leads_to_one_occupation_is_a_synonym():
    (found,) = proposed(total("wekwek", choices=[CASHIER], searches=40, nothing=38))
    assert (found.kind, found.words) == (ProposalKind.SYNONYM, "wekwek")
    assert found.target == Target(kind=AskedKind.OCCUPATION, code="5230")
    assert found.confidence == pytest.approx(0.676, abs=0.001)
    assert (found.evidence.searches, found.evidence.nothing) == (40, 38)
    assert (found.evidence.days, found.evidence.places) == (4, 4)
    assert (found.evidence.choices, found.evidence.agreeing, found.evidence.applied) == (8, 8, 2)


@pytest.mark.parametrize(
    "choices",
    [
        [],
        [Choices(occupation="5230", opened=LEAST_CHOICES - 1)],
        [Choices(occupation="5230", applied=50)],
        [Choices(occupation=code, opened=4) for code in ("5230", "8332", "2512")],
        [Choices(occupation="9999", opened=50)],
    ],
)
def test_a_word_that_leads_to_nothing_surely_is_none(choices):
    assert proposed(total("wekwekwekwok", choices=choices)) == []


def test_a_word_that_few_search_for_is_none():
    assert proposed(total("wekwek", choices=[CASHIER], searches=LEAST_SEARCHES - 1, nothing=1)) == []


@pytest.mark.parametrize("kind", TextKind)
@pytest.mark.parametrize(("days", "proposals"), [(2, 0), (3, 1), (9, 1)])
def test_what_is_searched_for_on_few_days_is_none(kind, days, proposals):
    found = proposed(total("jaga wekwek", kind, [CASHIER], days=days, nothing=0))
    assert len(found) == proposals
    assert len(proposed(total("qurir", days=days))) == proposals


def test_what_one_day_of_choosing_says_is_none():
    """Fourteen vacancies opened in one minute, in as many places, are no more than one person can do."""
    made = total("wirekat", days=5)
    made.add(DAY, "33", Line(kind=TextKind.WORDS, text="wirekat", choices=(Choices(occupation="5230", opened=14),)))
    assert made.days_of("5230") == 1
    assert proposed(made) == []
    assert len(proposed(made, days=1)) == 1
    for number in (1, 2):
        line = Line(kind=TextKind.WORDS, text="wirekat", choices=(Choices(occupation="5230", reworded=1),))
        made.add(DAY + timedelta(days=number), "33", line)
    assert [each.target.code for each in proposed(made)] == ["5230"]


def test_applying_alone_is_no_day_of_choosing():
    made = total("wirekat", choices=[Choices(occupation="5230", opened=1, applied=9)])
    assert made.days_of("5230") == 1
    assert made.days_of("8332") == 0


@pytest.mark.parametrize(
    "words", ["kasir", "loker", "dekat", "tanpa", "jakarta", "cewek", "muslimah", "slot", "judi online", "janda muda"]
)
def test_what_is_known_steers_or_is_forbidden_is_none(words):
    assert proposed(total(words, choices=[CASHIER])) == []


@pytest.mark.parametrize(
    ("typed", "right"),
    [("xekretaris", "sekretaris"), ("qurir", "kurir"), ("zopir", "sopir"), ("kuir", None), ("ofisboi", None)],
)
def test_a_word_beside_a_known_one_is_a_misspelling(typed, right):
    found = proposed(total(typed))
    if right is None:
        assert not found
        return
    assert [(each.kind, each.evidence.near) for each in found] == [(ProposalKind.MISSPELLING, right)]
    assert found[0].target == dictionary.meanings(right)[0]
    assert 0.7 <= found[0].confidence < 1


def test_what_people_open_counts_more_than_letters():
    (found,) = proposed(total("qurir", choices=[Choices(occupation="8332", opened=30)]))
    assert (found.kind, found.target.code) == (ProposalKind.SYNONYM, "8332")


def test_a_query_that_nothing_completes_is_a_suggestion():
    query = total("jaga wekwek malam", TextKind.QUERY, [CASHIER], nothing=2)
    (found,) = proposed(query)
    assert (found.kind, found.words, found.target.code) == (ProposalKind.SUGGESTION, "jaga wekwek malam", "5230")
    assert proposed(query, completes=lambda text: text == "jaga wekwek malam") == []


@pytest.mark.parametrize(
    "query",
    [
        total("jaga wekwek", TextKind.QUERY, [CASHIER], nothing=10),
        total("wekwek", TextKind.QUERY, [CASHIER], nothing=0),
        total("satu dua tiga empat lima enam tujuh", TextKind.QUERY, [CASHIER], nothing=0),
        total("jaga wekwek", TextKind.QUERY, nothing=0),
    ],
)
def test_a_query_that_finds_nothing_is_too_short_too_long_or_means_nothing_is_none(query):
    assert proposed(query) == []


def test_words_come_before_queries():
    kinds = [
        each.kind
        for each in proposed(
            total("jaga wekwek", TextKind.QUERY, [CASHIER], nothing=0), total("jaga wekwek", choices=[CASHIER])
        )
    ]
    assert kinds == [ProposalKind.SYNONYM, ProposalKind.SUGGESTION]


def test_examples_are_queries_of_enough_that_hold_the_word():
    queries = [
        total("loker wekwek", TextKind.QUERY, searches=9),
        total("wekwek depok", TextKind.QUERY, searches=12),
        total("wekwekan", TextKind.QUERY, searches=50),
        total("wekwek bogor", TextKind.QUERY, searches=2),
    ]
    assert examples_of("wekwek", queries, 3) == ["wekwek depok", "loker wekwek"]
    (found,) = proposed(total("wekwek", choices=[CASHIER]), *queries)
    assert found.evidence.examples == ("wekwek depok", "loker wekwek")


@given(st.integers(0, 60), st.integers(0, 60))
def test_confidence_grows_with_agreement_and_never_reaches_what_is_not_there(own, other):
    choices = sorted(
        (Choices(occupation="5230", opened=own), Choices(occupation="8332", opened=other)),
        key=lambda each: -each.number,
    )
    found = agreement(choices)
    assert (found is None) == (own + other < LEAST_CHOICES)
    if found is not None:
        best, number, low = found
        assert number == own + other
        assert 0 <= low < best.number / number
        more = agreement((Choices(occupation=best.occupation, opened=best.number + 1), *choices[1:]))
        assert more is not None
        assert more[2] > low
    assert LEAST_CONFIDENCE < 1


@pytest.mark.parametrize(
    "words",
    [
        "wanita",
        "Pria",
        "khusus cewek",
        "janda",
        "belum menikah",
        "good looking",
        "berhijab",
        "kristen",
        "tionghoa",
        "maksimal 25 tahun",
        "slot gacor",
        "admin judi",
        "pinjol",
        "open bo",
        "joki tugas",
        "setor biaya pendaftaran",
    ],
)
def test_words_that_discriminate_or_defraud_are_forbidden(words):
    assert is_forbidden(words)


@pytest.mark.parametrize(
    "words",
    ["barista", "kang parkir", "nagih utang", "mbak laundry", "ojol", "driver mbg", "admin olshop", "guru ngaji"],
)
def test_everyday_words_of_work_are_not(words):
    assert not is_forbidden(words)
