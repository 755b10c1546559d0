"""From counts to shares: weighted, bounded, withheld of too few."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.quality.cells import CELLS, COLUMNS, COMPLETE
from chalicelib.quality.measuring import measured
from chalicelib.quality.model import VACANCIES, Dimension, Field, added, counts_of
from chalicelib.quality.scoring import FEWEST, scored
from tests.quality.samples import content, found, handed_in


@st.composite
def every_count(draw):
    """Counts that a number of vacancies can lead to."""
    vacancies = draw(st.integers(0, 10_000))
    counts = {VACANCIES: vacancies}
    for code in draw(st.sets(st.sampled_from(sorted(CELLS)))):
        of = draw(st.integers(0, vacancies))
        counts[f"{code}_of"], counts[f"{code}_good"] = of, draw(st.integers(0, of))
    return {name: number for name, number in counts.items() if number}


ANY = st.dictionaries(st.sampled_from(COLUMNS), st.integers(-1000, 1000).filter(bool))


def total_of(*vacancies):
    total: dict[str, int] = {}
    for vacancy in vacancies:
        total = added(total, counts_of(measured(vacancy)))
    return total


def share_of(scores, dimension):
    return next(each.share for each in scores.dimensions if each.dimension is dimension)


@given(every_count())
def test_shares_are_bounded_and_the_whole_is_the_mean_of_the_dimensions(counts):
    scores = scored(counts, fewest=0)
    shares = [each.share for each in scores.dimensions]
    assert all(0 <= share <= 1 for share in shares)
    assert all(0 <= cell.share <= 1 for each in scores.dimensions for cell in each.cells)
    assert scores.overall == (pytest.approx(sum(shares) / len(shares)) if shares else None)


@given(every_count())
def test_a_dimension_lies_between_its_best_and_its_worst_field(counts):
    for each in scored(counts, fewest=0).dimensions:
        shares = [cell.share for cell in each.cells]
        assert min(shares) - 1e-9 <= each.share <= max(shares) + 1e-9


@given(every_count(), st.sampled_from(sorted(CELLS)))
def test_one_more_good_field_never_lowers_its_dimension(counts, code):
    dimension = CELLS[code].dimension
    before = {each.dimension: each.share for each in scored(counts, fewest=0).dimensions}
    better = added(counts, {f"{code}_good": 1, f"{code}_of": 1})
    assert share_of(scored(better, fewest=0), dimension) >= before.get(dimension, 0) - 1e-9


@given(every_count())
def test_nothing_is_told_of_too_few(counts):
    scores = scored(counts, FEWEST)
    if counts.get(VACANCIES, 0) < FEWEST:
        assert scores is None
    else:
        assert all(cell.of >= FEWEST for each in scores.dimensions for cell in each.cells)


@given(ANY, ANY, ANY)
def test_counts_add_up_in_any_order_and_take_each_other_away(one, two, three):
    assert added(one, two) == added(two, one)
    assert added(added(one, two), three) == added(one, added(two, three))
    assert added(one, one, -1) == {}
    assert added(added(one, two), two, -1) == one


def test_completeness_weighs_fields_by_the_table():
    without = content(description="", expires_at=None)
    applies = {Field.DESCRIPTION, *COMPLETE}
    stated = {*applies} - {Field.DESCRIPTION, Field.EDUCATION, Field.EXPERIENCE, Field.SKILLS}
    scores = scored(total_of(handed_in(content=without)))
    expected = sum(COMPLETE[field] for field in stated) / sum(COMPLETE.values())
    assert share_of(scores, Dimension.COMPLETENESS) == pytest.approx(expected)


def test_what_weighs_more_costs_more():
    lacks_place = scored(total_of(handed_in(content=content(region=None))))
    lacks_hours = scored(total_of(handed_in(content=content(hours=None))))
    places, hours = (share_of(each, Dimension.COMPLETENESS) for each in (lacks_place, lacks_hours))
    assert places < hours


def test_every_dimension_is_measured_of_one_ordinary_vacancy():
    scores = scored(total_of(handed_in()))
    assert {each.dimension for each in scores.dimensions} == set(Dimension)
    assert scores.vacancies == 1


def test_one_bad_vacancy_of_four_is_a_quarter():
    scores = scored(total_of(*(handed_in() for _ in range(3)), handed_in(findings=found("pay_too_low"))))
    cell = next(cell for each in scores.dimensions for cell in each.cells if cell.cell.code == "validity_pay")
    assert (cell.good, cell.of, cell.share) == (3, 4, 0.75)


def test_of_chosen_fields_alone_dimensions_are_of_these():
    scores = scored(total_of(handed_in(findings=found("pay_too_low"))), fields=[Field.PAY])
    assert {cell.cell.field for each in scores.dimensions for cell in each.cells} == {Field.PAY}
    assert share_of(scores, Dimension.VALIDITY) == 0.0
    assert {each.dimension for each in scores.dimensions} == {
        Dimension.COMPLETENESS,
        Dimension.VALIDITY,
        Dimension.CONSISTENCY,
    }


def test_of_nothing_there_is_no_whole():
    assert scored({}) is None
    assert scored({VACANCIES: 3}).overall is None
