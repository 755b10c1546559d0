"""How usual job titles are: the table, its checks, and what it is used for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import reference
from chalicelib.reference import checking, current, files
from chalicelib.reference.checking_counts import counts
from chalicelib.reference.model_occupations import TitleCount
from chalicelib.reference.title_counts import COUNT_VERSION, COUNTS, UNSEEN
from search.completing import Completer
from search.normalise import normalise
from search.vocabulary import Kind

ROWS = files.typed(COUNTS, COUNT_VERSION, TitleCount)
GROUPS = reference.occupations()
TOTAL = 22_352
COMPLETER = Completer(reference.lexicon())


def row(title="kasir", count=10, per_mille=10.0):
    return TitleCount(title=title, count=count, per_mille=per_mille)


def found(*rows, known=("kasir", "sales", "admin")):
    return list(counts(rows, known.__contains__))


def test_every_title_that_was_counted_is_a_known_one():
    surfaces = {title.title for title in GROUPS.titles}
    assert {row.title for row in ROWS} <= surfaces
    assert len(ROWS) >= 4_000


def test_shares_are_of_all_vacancies():
    assert all(row.per_mille == round(1000 * row.count / TOTAL, 3) for row in ROWS)
    assert min(row.count for row in ROWS) == 1
    assert sum(row.count for row in ROWS) <= TOTAL
    assert str(TOTAL) in files.read(COUNTS, COUNT_VERSION).source


def test_the_most_used_titles_come_first():
    assert [row.count for row in ROWS] == sorted((row.count for row in ROWS), reverse=True)
    assert current.current_version(COUNTS) == COUNT_VERSION


@given(st.sampled_from(ROWS))
def test_usage_is_what_was_counted_however_it_is_written(row):
    assert GROUPS.usage(row.title) == GROUPS.usage(f" {row.title.upper()} ") == row.per_mille


@given(st.sampled_from(GROUPS.titles))
def test_every_known_title_has_some_usage_and_the_unseen_the_least(title):
    seen = {normalise(row.title) for row in ROWS}
    usage = GROUPS.usage(title.title)
    assert usage >= (min(row.per_mille for row in ROWS) if normalise(title.title) in seen else UNSEEN)
    assert (usage == UNSEEN) == (normalise(title.title) not in seen)


@pytest.mark.parametrize("title", ["", "!!", "xyzzy", "sales xyzzy"])
def test_what_is_no_known_title_has_no_usage(title):
    assert GROUPS.usage(title) == 0


def test_an_unseen_title_weighs_less_than_half_of_one_that_was_seen_once():
    assert 0 < UNSEEN < min(row.per_mille for row in ROWS) / 2


def test_the_published_counts_hold_together():
    assert [finding for finding in checking.check() if finding.table == COUNTS] == []


def test_rows_of_one_count_of_vacancies_hold_together():
    assert found(row(), row("sales", 5, 5.0), row("admin", 1, 1.0)) == []


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ((), "has no title"),
        ((row("xyzzy"),), "is no known title"),
        ((row(), row("KASIR")), "is there in another spelling"),
        ((row(), row("sales", 0, 0.0)), "is used by 0 vacancies"),
        ((row(), row("sales", -2, -2.0)), "is used by -2 vacancies"),
        ((row(), row("sales", 5, 5.1)), "which are not 5.1 of a thousand"),
        ((row(), row("sales", 5, 0.0)), "which are not 0.0 of a thousand"),
        ((row("kasir", 600, 600.0), row("sales", 500, 500.0)), "counts more vacancies than there are"),
    ],
)
def test_what_is_wrong_with_counts_is_said(rows, problem):
    (finding,) = found(*rows)
    assert problem in finding[1]


@given(st.lists(st.integers(1, 500), min_size=1, max_size=3), st.integers(1_500, 10**6))
def test_honest_counts_of_any_number_of_vacancies_are_not_complained_of(numbers, total):
    titles = ("kasir", "sales", "admin")
    rows = [row(title, count, round(1000 * count / total, 3)) for title, count in zip(titles, numbers, strict=False)]
    assert found(*rows) == []


def codes(typed, kind=Kind.OCCUPATION, most=5):
    return [entry.code for entry in COMPLETER.complete(typed, [kind], most)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [("sal", "3322"), ("prog", "2512"), ("adm", "4110"), ("graph", "2166"), ("customer s", "4222"), ("acc", "3313")],
)
def test_what_is_typed_offers_the_usual_work_first(typed, first):
    assert codes(typed)[0] == first


@given(st.sampled_from(["sa", "pe", "gu", "ma", "op", "st", "kas"]))
def test_completions_go_from_the_usual_to_the_rare(typed):
    offered = [entry for entry in COMPLETER.complete(typed, [Kind.OCCUPATION], 50) if entry.at_start]
    assert [entry.usage for entry in offered] == sorted((entry.usage for entry in offered), reverse=True)
    assert offered[0].usage > UNSEEN
    assert all(entry.usage >= 0 for entry in offered)


def test_a_title_is_as_usual_as_the_longer_ones_that_it_stands_for():
    usage = {term.surface: term.usage for term in reference.vocabulary().terms if term.kind is Kind.OCCUPATION}
    assert "accounting staff" not in usage
    assert usage["accounting"] >= GROUPS.usage("accounting") + GROUPS.usage("accounting staff")
    assert all(share >= GROUPS.usage(surface) for surface, share in usage.items())
    assert sum(usage.values()) >= 900 - UNSEEN, "nearly every vacancy counts for a title that can be typed"


def test_skills_are_offered_by_how_many_vacancies_name_them():
    shares = [reference.skills().get(code).per_mille for code in codes("mic", Kind.SKILL)]
    assert shares == sorted(shares, reverse=True)
    assert codes("mic", Kind.SKILL)[0] in {"sk_office", "sk_excel"}
