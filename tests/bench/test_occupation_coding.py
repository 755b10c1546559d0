"""The bench of occupation coding: truths in halves that do not mix, fitting, and how figures are counted."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.occupation_coding import __main__ as command
from bench.occupation_coding import fitting, held_out, linking, measuring, truth
from bench.recognition import FOLDER
from chalicelib import reference
from search.coding.confidence import FEATURES, chances

OFFICIAL = FOLDER.parent / "occupations"
ABSENT = pytest.mark.skipif(not OFFICIAL.is_dir(), reason="the development data is not beside the project")


def ranked(code="5230", codes=("5230", "5223"), confidence=0.8):
    return measuring.Ranked(code, codes, confidence)


def test_absent_data_leaves_the_bench_out_and_fits_nothing(tmp_path, capsys):
    assert command.main([str(tmp_path / "nowhere")]) == 0
    assert command.main([str(tmp_path / "nowhere"), "--fit", str(tmp_path / "1.tsv")]) == 2
    assert capsys.readouterr().out.count("left out: ") == 2
    assert not (tmp_path / "1.tsv").exists()


@pytest.mark.parametrize(("code", "most", "digits", "hit"), [
    ("5230", 1, 4, True),
    ("5223", 1, 4, False),
    ("5223", 2, 4, True),
    ("5211", 2, 4, False),
    ("5211", 1, 2, True),
    ("9999", 5, 1, False),
])  # fmt: skip
def test_a_hit_is_among_the_first_by_its_first_digits(code, most, digits, hit):
    assert ranked(code).within(most, digits) is hit


def test_a_share_has_its_interval_and_the_same_one_at_every_run():
    found = measuring.share([True] * 60 + [False] * 40)
    assert found == measuring.share([True] * 60 + [False] * 40)
    assert found.percent == 60
    assert 48 < found.low < 57 < 63 < found.high < 72
    assert measuring.share([]) == measuring.Share(0, 0, 0, 0)


def test_more_titles_make_the_interval_narrower():
    few, many = measuring.share([True, False] * 20), measuring.share([True, False] * 400)
    assert many.high - many.low < (few.high - few.low) / 3


def test_calibration_compares_confidence_with_what_is_right():
    tenths = measuring.calibration([(0.95, True), (0.95, True), (0.15, False), (1.0, False)])
    assert [(round(mean), round(right), count) for mean, right, count in tenths] == [(15, 0, 1), (97, 67, 3)]
    assert measuring.calibration_error(tenths) == pytest.approx((15 + 3 * 30) / 4, abs=0.1)
    assert measuring.calibration_error(()) == 0


def test_confusions_count_titles_of_another_major_group():
    found = [ranked(), ranked("4311"), ranked("4311"), ranked("2411"), ranked("1111", ())]
    assert measuring.confusions(found) == (("4", "5", 2), ("2", "5", 1))


def test_titles_are_ranked_by_a_coder():
    (found,) = measuring.ranked([("kasir", "5230")], lambda _: [("5230", 0.7), ("4211", 0.1)])
    assert found == measuring.Ranked("5230", ("5230", "4211"), 0.7)
    assert measuring.ranked([("x", "1111")], lambda _: [])[0].codes == ()


@given(st.lists(st.floats(-5, 5), min_size=3, max_size=3))
def test_linear_equations_are_solved(expected):
    matrix = [[4.0, 1.0, 0.5], [1.0, 3.0, 0.0], [0.5, 0.0, 2.0]]
    values = [sum(a * x for a, x in zip(row, expected, strict=True)) for row in matrix]
    assert fitting.solved(matrix, values) == pytest.approx(expected, abs=1e-9)


def test_equations_without_a_solution_are_refused():
    with pytest.raises(ZeroDivisionError):
        fitting.solved([[1.0, 1.0], [1.0, 1.0]], [1.0, 2.0])


def invented(count=400, seed=1):
    """Cases in which the share alone decides, as likely as the weights -1 and 4 say."""
    draw = random.Random(seed)
    share = FEATURES.index("share")
    for _ in range(count):
        rows = [[1.0] + [0.0] * (len(FEATURES) - 1) for _ in range(3)]
        for row in rows:
            row[share] = draw.random()
        likely = chances(rows, (-1.0, *(4.0 if at == share else 0.0 for at in range(1, len(FEATURES)))))
        chosen = draw.choices(range(4), [*likely, 1 - sum(likely)])[0]
        yield fitting.Case(tuple(map(tuple, rows)), tuple(float(at == chosen) for at in range(3)))


def test_fitting_finds_what_decided():
    weights = dict(zip(FEATURES, fitting.fitted(tuple(invented())), strict=True))
    assert weights["base"] == pytest.approx(-1, abs=0.6)
    assert weights["share"] == pytest.approx(4, abs=1.0)
    assert weights["likeness"] == pytest.approx(0, abs=0.01)


def test_every_step_makes_what_is_known_likelier():
    cases = tuple(invented(60))
    known = [fitting.likelihood(cases, fitting.fitted(cases, rounds)) for rounds in range(5)]
    assert known == sorted(known)
    assert known[1] > known[0]


def test_the_table_keeps_its_origin_and_says_how_it_was_fitted(tmp_path):
    head = tmp_path / "1.tsv"
    head.write_text("# title: Weights\n# source: before\n# licence: free\nevidence\tweight\nbase\t1\n")
    lines = fitting.table([0.5] * len(FEATURES), "now", head).splitlines()
    assert lines[:4] == ["# title: Weights", "# source: now", "# licence: free", "evidence\tweight"]
    assert lines[4:] == [f"{name}\t0.500" for name in FEATURES]


def test_known_titles_are_not_new_in_any_spelling_or_order():
    assert not truth.is_new("Sopir  TRUK")
    assert not truth.is_new("truk sopir")
    assert truth.is_new("sopir truk antariksa")


def test_what_is_held_out_to_test_is_not_held_out_to_tune():
    tune, test = (held_out.drawn(half) for half in (truth.TUNE, truth.TEST))
    assert len(tune) > 2_000 < len(test)
    sets = [{" ".join(sorted(truth.keys(title.title)[1].split())) for title in each} for each in (tune, test)]
    assert not sets[0] & sets[1]
    assert held_out.drawn(truth.TEST) == test


def test_only_titles_that_surely_mean_one_group_are_asked():
    titles = reference.occupations().titles
    asked = held_out.asked(titles)
    assert 0 < len(asked) < len(titles)
    assert min(title.weight for title in asked) >= held_out.SURE


def test_there_is_one_english_title_for_each_unit_group():
    titles = linking.english_titles()
    assert titles["5230"] == reference.occupations().get("5230").label.en
    assert len(titles) == len(set(titles)) == 446


def test_a_title_is_linked_to_the_english_one_of_its_group():
    titles = linking.english_titles()
    assert linking.linked("Penjahit kebaya", titles) == titles[reference.code_title("Penjahit kebaya").code]
    assert linking.linked("蓝", titles) is None
    assert linking.hits([("Kasir", "5230"), ("Kasir", "2512")]) == [True, False]


@ABSENT
def test_the_halves_of_official_titles_hold_each_once():
    found = truth.official_titles(OFFICIAL)
    assert len(found) == len({(title.title, title.code) for title in found}) > 2_000
    assert {title.half for title in found} == {truth.TUNE, truth.TEST}
    assert any(title.new for title in found)
    assert all(title.civil == (title.code[0] != "0") for title in found)


@ABSENT
def test_new_official_titles_are_coded_better_than_by_the_dictionary_alone():
    """Every fifth one: the first of them are managers, whom the dictionary knows well."""
    found = truth.official_titles(OFFICIAL)
    new = [each for each in found if each.new and each.civil and each.half == truth.TUNE][::5]
    both = [reference.code_title(each.title) for each in new]
    alone = [reference.occupations().code_title(each.title) for each in new]
    assert len(new) > 100
    assert right(both, new) > 1.2 * right(alone, new)


def right(codings, titles):
    """How many of ``titles`` got their group."""
    return sum(coding is not None and coding.code == each.code for coding, each in zip(codings, titles, strict=True))
