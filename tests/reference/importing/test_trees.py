"""Whole trees and half ones, whatever the tree."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.reference.importing.trees import LOST_BELOW
from chalicelib.reference.importing.whole import LEAST_SHARE

HEAD = "code\tlabel.id\tlabel.en\n"


def _occupations(codes):
    return HEAD + "".join(f"{code}\tJabatan {code}\tOccupation {code}\n" for code in codes)


def _codes(problems, kind):
    return {each.key for each in problems if each.code == kind}


UNITS = st.sets(st.from_regex("[0-3]{4}", fullmatch=True), min_size=1, max_size=25)


@settings(max_examples=40)
@given(units=UNITS)
def test_all_that_lies_above_some_groups_is_a_whole_tree(shared_desk, units):
    codes = sorted({unit[:end] for unit in units for end in range(1, 5)})
    examined = shared_desk.examine(_occupations(codes), "occupations", expect_rows=len(codes))
    assert examined.problems == ()
    assert [line[0] for line in examined.content.lines] == codes


@settings(max_examples=40)
@given(units=UNITS, data=st.data())
def test_whoever_is_left_out_is_missed_by_those_below_and_above(shared_desk, units, data):
    codes = sorted({unit[:end] for unit in units for end in range(1, 5)})
    gone = data.draw(st.sampled_from(codes))
    left = [code for code in codes if code != gone]
    if not left:
        return
    problems = shared_desk.examine(_occupations(left), "occupations", expect_rows=len(left)).problems
    orphans = {code for code in left if code[:-1] == gone}
    above = {gone[:-1]} - {""}
    lonely = {code for code in above if not any(each[:-1] == code for each in left)}
    assert _codes(problems, "unknown_parent") == orphans
    assert _codes(problems, "no_children") == lonely
    assert {each.code for each in problems} <= {"unknown_parent", "no_children"}
    assert (len(gone) < 4 or bool(lonely)) == bool(problems)


@pytest.mark.parametrize(("kept", "lost"), [(5, False), (3, False), (2, True), (1, True)])
def test_a_group_that_kept_less_than_half_has_lost_its_range(shared_desk, kept, lost):
    running = [row[0] for row in shared_desk.body("occupations", "1")[1:]]
    children = [code for code in running if code.startswith("211") and len(code) == 4]
    more = [f"{code}" for code in ("1113", "1114", "1115", "1116")]
    codes = [code for code in running if code not in children[kept:]] + more
    problems = shared_desk.examine(_occupations(codes), "occupations").problems
    assert (_codes(problems, "lost_range") == {"211"}) is lost
    assert lost == (kept < len(children) * LOST_BELOW)


@pytest.mark.parametrize("gone", ["1", "211"])
def test_a_group_that_is_gone_with_all_below_it_is_missed(shared_desk, gone):
    running = [row[0] for row in shared_desk.body("occupations", "1")[1:]]
    left = [code for code in running if not code.startswith(gone)]
    more = [f"{group}{number}" for group in ("212", "213") for number in range(1, 10)]
    codes = sorted({*left, *more, *(code[:end] for code in more for end in range(1, 4))})
    assert len(codes) >= len(running) * LEAST_SHARE
    problems = shared_desk.examine(_occupations(codes), "occupations").problems
    assert {each.code for each in problems} == {"lost_group"}
    assert {each.key for each in problems} == {gone}
    assert shared_desk.examine(_occupations(codes), "occupations", expect_rows=len(codes)).problems == ()


def test_a_small_group_may_go_and_one_whose_codes_stay_is_not_lost(shared_desk):
    running = [row[0] for row in shared_desk.body("occupations", "1")[1:]]
    small = next(code for code in running if len(code) == 3 and sum(each[:-1] == code for each in running) < 2)
    left = [code for code in running if not code.startswith(small)]
    extra = [f"211{number}" for number in range(1, 10) if f"211{number}" not in left]
    problems = shared_desk.examine(_occupations([*left, *extra]), "occupations").problems
    assert _codes(problems, "lost_group") == set()
    orphans = shared_desk.examine(_occupations([code for code in running if code != "2"]), "occupations").problems
    assert _codes(orphans, "lost_group") == set()
    assert _codes(orphans, "unknown_parent")


def test_the_share_of_rows_that_is_too_few(shared_desk):
    words = ["dan", "di", "untuk"]
    for count in (3, 2):
        problems = shared_desk.examine("word\n" + "\n".join(words[:count]), "title_noise").problems
        assert [each.code for each in problems] == (["too_few_rows"] if count < 3 * LEAST_SHARE else [])


def test_a_level_and_parent_that_are_right_are_only_compared(shared_desk):
    rows = [row[0] for row in shared_desk.body("occupations", "1")[1:]]
    text = "kode;judul;title_en;induk;tingkat\n"
    text += "".join(f"{code};J {code};O {code};{code[:-1]};{len(code)}\n" for code in rows)
    examined = shared_desk.examine(text, "occupations")
    assert examined.problems == ()
    assert examined.content.columns == ("code", "label.id", "label.en")


def test_a_parent_that_lies_elsewhere_in_another_table_is_missed(shared_desk):
    # 31 is a province of the regions, but no district lies directly below a province.
    rows = [row[:2] for row in shared_desk.body("districts", "1")[1:]]
    text = "kode;nama\n" + "".join(f"{code};{name}\n" for code, name in rows) + "31.99.01;Antah\n"
    (problem,) = shared_desk.examine(text, "districts").problems
    assert (problem.line, problem.code, problem.key) == (7, "unknown_parent", "31.99.01")
