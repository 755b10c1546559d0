"""Codes of one edition in another: each change that happens to a group, both directions, and over others."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import InvalidInput, NotFound
from chalicelib.reference import files
from chalicelib.reference.corresponding import corresponding, crosswalks_from, depended_on
from chalicelib.reference.crosswalk_files import chained, files_between, named_editions, newest, reversed_links, way
from chalicelib.reference.crosswalks import counterpart, crosswalk, equivalent_codes
from chalicelib.reference.editions import CROSSWALKS, edition
from chalicelib.reference.model_crosswalk import Relation
from tests.reference import editions
from tests.reference.editions import LATER, NEW, OLD

EXACT, NARROWER, BROADER, PARTIAL = Relation
RELATIONS = st.sampled_from(list(Relation))
CODES = st.sampled_from("abcd")
LINKS = st.dictionaries(CODES, st.dictionaries(CODES, RELATIONS, min_size=1), max_size=4)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return editions.three_editions(tmp_path_factory.mktemp("data"))


def mapped(data, code, before, after):
    found = crosswalk("occupations", before, after, data).map(code)
    assert {(each.from_version, each.to_version) for each in found} <= {(before, after)}
    return {each.code: each.relation for each in found}


@pytest.mark.parametrize(
    ("code", "after"),
    [
        ("1111", {"1111": NARROWER, "1112": NARROWER}),
        ("1112", {"1113": EXACT}),
        ("1113", {"1212": EXACT}),
        ("1211", {"1211": BROADER}),
        ("1212", {"1211": BROADER}),
        ("1213", {}),
    ],
    ids=["split", "renamed under another code", "moved", "merged", "merged too", "retired"],
)
def test_each_change_of_a_group(data, code, after):
    assert mapped(data, code, OLD, NEW) == after


@pytest.mark.parametrize(
    ("code", "before"),
    [
        ("1111", {"1111": BROADER}),
        ("1112", {"1111": BROADER}),
        ("1113", {"1112": EXACT}),
        ("1212", {"1113": EXACT}),
        ("1211", {"1211": NARROWER, "1212": NARROWER}),
        ("1213", {}),
    ],
    ids=["half of a split", "the other half", "renamed", "moved", "merged", "new"],
)
def test_the_way_back_is_the_same_file_turned_round(data, code, before):
    assert mapped(data, code, NEW, OLD) == before


def test_what_corresponds_to_upper_groups_follows_from_those_below(data):
    assert mapped(data, "1", OLD, NEW) == {"1": PARTIAL}
    assert mapped(data, "11", OLD, NEW) == {"11": NARROWER, "12": PARTIAL}
    assert mapped(data, "121", OLD, NEW) == {"121": PARTIAL}
    assert mapped(data, "11", NEW, OLD) == {"11": BROADER}
    assert mapped(data, "1", NEW, LATER) == {"1": EXACT}
    assert mapped(data, "11", NEW, LATER) == {"11": BROADER}
    assert mapped(data, "111", LATER, NEW) == {"111": NARROWER, "121": NARROWER}


def test_the_same_edition_says_of_every_code_that_it_is_itself(data):
    for version in (OLD, NEW, LATER):
        for code in edition("occupations", version, data):
            assert mapped(data, code, version, version) == {code: EXACT}


def test_editions_are_reached_over_others_and_nothing_is_claimed_that_both_steps_do_not_say(data):
    assert way("occupations", OLD, LATER, data) == ((OLD, NEW), (NEW, LATER))
    assert mapped(data, "1112", OLD, LATER) == {"1112": EXACT}
    assert mapped(data, "1113", OLD, LATER) == {"1114": EXACT}
    assert mapped(data, "1211", OLD, LATER) == {"1113": BROADER}
    assert mapped(data, "1111", OLD, LATER) == {"1111": PARTIAL}
    assert mapped(data, "1113", LATER, OLD) == {"1211": NARROWER, "1212": NARROWER}
    assert mapped(data, "1115", LATER, OLD) == {}


def test_the_surest_comes_first_then_by_code(tmp_path):
    editions.edition(tmp_path, "1", {"1": "a", "2": "b"})
    editions.edition(tmp_path, "2", {"3": "c", "4": "d", "5": "e"})
    rows = (("1", "5", "narrower"), ("1", "4", "narrower"), ("1", "3", "partial"), ("2", "3", "partial"))
    editions.between(tmp_path, "1", "2", rows)
    found = crosswalk("occupations", "1", "2", tmp_path).map("1")
    assert [(each.code, each.relation) for each in found] == [("4", NARROWER), ("5", NARROWER), ("3", PARTIAL)]


def test_a_code_that_means_something_else_now_is_not_taken_for_it(data):
    assert "1212" in edition("occupations", OLD, data)
    assert equivalent_codes("1212", NEW, OLD, data=data) == ("1113",)
    assert equivalent_codes("1112", OLD, NEW, data=data) == ("1113",)


@pytest.mark.parametrize(
    ("code", "version", "in_version", "found"),
    [
        ("1112", NEW, OLD, ("1111",)),
        ("1211", NEW, OLD, ("1211", "1212")),
        ("111", NEW, OLD, ("1111", "1112")),
        ("11", OLD, NEW, ("11", "1212")),
        ("12", OLD, NEW, ("1211",)),
        ("1213", OLD, NEW, ()),
        ("1213", NEW, OLD, ()),
        ("1", LATER, NEW, ("1",)),
    ],
)
def test_who_looks_for_a_group_finds_what_was_coded_otherwise(data, code, version, in_version, found):
    assert equivalent_codes(code, version, in_version, data=data) == found


def test_equivalents_lose_no_code_that_shares_anything(data):
    for before, after in product((OLD, NEW, LATER), repeat=2):
        for code in edition("occupations", before, data):
            covered = equivalent_codes(code, before, after, data=data)
            lowest = crosswalk("occupations", before, after, data).lowest(code)
            assert {leaf for leaf in edition("occupations", after, data).leaves() if leaf.startswith(covered)} == lowest


@pytest.mark.parametrize(
    ("code", "version", "in_version", "found"),
    [
        ("1111", OLD, NEW, None),
        ("1112", OLD, NEW, "1113"),
        ("1211", OLD, NEW, "1211"),
        ("1211", NEW, OLD, None),
        ("1112", NEW, OLD, "1111"),
        ("1213", OLD, NEW, None),
        ("1111", OLD, LATER, None),
    ],
)
def test_only_a_single_certain_group_stands_for_another(data, code, version, in_version, found):
    other = counterpart(code, version, in_version, data=data)
    assert (other.code if other else None) == found


def test_the_largest_part_stands_for_a_group_that_lost_a_little(tmp_path):
    editions.edition(tmp_path, "1", {"1": "a", "2": "b"})
    editions.edition(tmp_path, "2", {"1": "a", "2": "b", "3": "c"})
    rows = (("1", "1", "narrower"), ("1", "3", "partial"), ("2", "2", "narrower"), ("2", "3", "partial"))
    editions.between(tmp_path, "1", "2", rows)
    found = counterpart("1", "1", "2", data=tmp_path)
    assert (found.code, found.relation) == ("1", NARROWER)


@pytest.mark.parametrize(
    ("table", "before", "after", "error", "pointer", "code"),
    [
        ("skills", "1", "2", NotFound, "table", "unknown_code"),
        ("nothing", "1", "2", NotFound, "table", "unknown_code"),
        ("occupations", "1999", NEW, InvalidInput, "from_version", "unknown_code"),
        ("occupations", OLD, "..", InvalidInput, "to_version", "unknown_code"),
        ("occupations", OLD, "1999", InvalidInput, "to_version", "unknown_code"),
    ],
)
def test_what_does_not_exist_is_named(data, table, before, after, error, pointer, code):
    with pytest.raises(error) as refused:
        crosswalk(table, before, after, data)
    assert [(each.pointer, each.code) for each in refused.value.errors] == [(pointer, code)]
    assert refused.value.detail.id != refused.value.detail.en


@pytest.mark.parametrize("code", ["", "9999", "111x"])
def test_a_code_of_no_edition_is_refused_rather_than_answered_with_nothing(data, code):
    walk = crosswalk("occupations", OLD, NEW, data)
    for ask in (walk.map, walk.lowest, walk.covering):
        with pytest.raises(InvalidInput) as refused:
            ask(code)
        assert [each.pointer for each in refused.value.errors] == ["code"]


def test_editions_that_nothing_connects_are_said_to_be_so(tmp_path):
    for version in ("1", "2", "3"):
        editions.edition(tmp_path, version, {"1": "a"})
    editions.between(tmp_path, "1", "2", (("1", "1", "exact"),))
    for before, after in (("1", "3"), ("3", "2")):
        with pytest.raises(NotFound) as refused:
            crosswalk("occupations", before, after, tmp_path)
        assert [each.code for each in refused.value.errors] == ["no_crosswalk"]
    assert [walk.to_version for walk in crosswalks_from("occupations", "1", tmp_path)] == ["2"]
    assert corresponding("occupations", "3", "1", tmp_path) == ()


def test_a_line_of_other_editions_than_the_files_name_is_refused_with_its_number(tmp_path):
    for version in ("1", "2"):
        editions.edition(tmp_path, version, {"1": "a"})
    lines = [("1", "1", "exact", "1", "3", "", "")]
    editions.table(tmp_path, "occupation_crosswalks", "1-2", editions.COLUMNS, lines)
    with pytest.raises(files.BadTable, match="row 1 is of 1 and 3"):
        crosswalk("occupations", "1", "2", tmp_path)


def test_a_relation_that_is_none_is_refused(tmp_path):
    for version in ("1", "2"):
        editions.edition(tmp_path, version, {"1": "a"})
    editions.between(tmp_path, "1", "2", (("1", "1", "similar"),))
    with pytest.raises(files.BadTable, match="similar"):
        crosswalk("occupations", "1", "2", tmp_path)


def test_what_corresponds_in_every_other_edition(data):
    found = corresponding("occupations", NEW, "1211", data)
    assert [(each.to_version, each.code, each.relation) for each in found] == [
        (OLD, "1211", NARROWER),
        (OLD, "1212", NARROWER),
        (LATER, "1113", EXACT),
    ]
    assert corresponding("skills", "2", "sk_excel", data) == ()
    assert depended_on("skills", data) == ()
    assert {(each.name, each.version) for each in depended_on("occupations", data)} == {
        *(("occupations", version) for version in (OLD, NEW, LATER)),
        *(("occupation_crosswalks", name) for name in newest("occupations", data).values()),
    }


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("2014-2026", ("2014", "2026", 1)),
        ("2014-isco08", ("2014", "isco08", 1)),
        ("2014.1-2026-2", ("2014.1", "2026", 2)),
        ("2014-2026-10", ("2014", "2026", 10)),
        ("2014", None),
        ("2014-", None),
        ("-2026", None),
        ("2014-2014", None),
        ("2014-2026-2032x", None),
    ],
)
def test_a_files_name_tells_its_editions_and_which_correction_it_is(name, said):
    assert named_editions(name) == said


def test_a_correction_lies_beside_and_is_the_one_that_is_read(tmp_path):
    for version in ("1", "2"):
        editions.edition(tmp_path, version, {"1": "a", "2": "b"})
    editions.between(tmp_path, "1", "2", (("1", "1", "exact"), ("2", "2", "exact")))
    for number, target in (("2", "1"), ("10", "2")):
        lines = [("1", target, "partial", "1", "2", "", "")]
        editions.table(tmp_path, "occupation_crosswalks", f"1-2-{number}", editions.COLUMNS, lines)
    assert newest("occupations", tmp_path) == {("1", "2"): "1-2-10"}
    assert [each.code for each in crosswalk("occupations", "1", "2", tmp_path).map("1")] == ["2"]
    assert files_between("occupations", "2", "1", tmp_path) == ("1-2-10",)


def test_the_files_on_the_way_are_named(data):
    assert files_between("occupations", LATER, OLD, data) == ("2026-2032", "2014-2026")
    assert files_between("occupations", OLD, OLD, data) == ()


@given(RELATIONS, RELATIONS, RELATIONS)
def test_steps_never_gain_certainty_and_may_be_taken_in_any_grouping(first, second, third):
    both = first.then(second)
    assert both in (first, second, PARTIAL)
    assert both.then(third) is first.then(second.then(third))
    assert both.inverse is second.inverse.then(first.inverse)
    assert first.inverse.inverse is first
    assert first.then(EXACT) is EXACT.then(first) is first


@given(LINKS)
def test_turning_round_twice_changes_nothing(links):
    assert reversed_links(reversed_links(links)) == links


@given(LINKS, LINKS)
def test_a_chain_turned_round_is_the_chain_of_the_turned_steps(first, second):
    assert reversed_links(chained(first, second)) == chained(reversed_links(second), reversed_links(first))


@given(LINKS, LINKS)
def test_a_chain_leads_exactly_where_its_steps_lead(first, second):
    found = {(code, goal) for code, goals in chained(first, second).items() for goal in goals}
    steps = {(code, goal) for code, mids in first.items() for mid in mids for goal in second.get(mid, {})}
    assert found == steps


def test_every_classification_in_editions_has_a_folder_of_crosswalks():
    assert set(CROSSWALKS.values()) <= set(files.names())
    assert all(newest(table) for table in CROSSWALKS)
