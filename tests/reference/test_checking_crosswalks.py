"""Crosswalks that leave something out, name what does not exist, or claim too much are found."""

import msgspec
import pytest

from chalicelib.reference import files
from chalicelib.reference.checking_crosswalks import (
    between,
    consistent,
    crosswalk_checks,
    named,
    shapes,
    spoken,
    told,
    whole,
)
from chalicelib.reference.crosswalk_files import crosswalk_rows
from chalicelib.reference.editions import CODES_OF
from chalicelib.reference.importing.examining import Request, examine
from chalicelib.reference.model_crosswalk import CrosswalkRow, Relation
from chalicelib.texts import Text
from tests.reference import editions
from tests.reference.editions import NEW, OLD, ONWARD, SPLIT_MERGED_MOVED

UNSAID = Text("", "")
WHY = Text("Tidak ada lagi.", "No longer exists.")


def row(origin="", target="", relation=None, note=UNSAID):
    return CrosswalkRow(
        from_version=OLD,
        to_version=NEW,
        origin=origin,
        target=target,
        relation=Relation(relation) if relation else None,
        note=note,
    )


def keys(problems):
    return [key for key, _ in problems]


def found(data):
    return [(name, key) for name, run in crosswalk_checks(data) for key, _ in run()]


@pytest.fixture
def data(tmp_path):
    (tmp_path / "industries").mkdir()
    (tmp_path / "industry_crosswalks").mkdir()
    return editions.three_editions(tmp_path)


def test_the_published_crosswalks_tell_the_whole_story():
    checked = [name for name, run in crosswalk_checks() if not list(run())]
    assert set(checked) == {"occupations", "occupation_crosswalks", "industry_crosswalks"}
    assert len(checked) == len(list(crosswalk_checks()))


def test_tables_that_name_occupations_must_follow_when_another_edition_becomes_current():
    assert list(spoken()) == []
    lagging = {problem.split(" has codes")[0].rpartition(" ")[2] for _, problem in spoken("2026")}
    assert lagging == set(CODES_OF)
    assert list(spoken("2026", {"skills": "2026"})) == []


def test_every_table_that_names_occupations_says_of_which_edition():
    naming = {"occupation", "occupations[]"}
    found = {name for name in files.names() for v in files.versions(name) if naming & set(files.read(name, v).columns)}
    assert found <= set(CODES_OF)
    assert set(CODES_OF) <= set(files.names())


def test_invented_ones_that_are_complete_are_in_order(data):
    assert found(data) == []


@pytest.mark.parametrize("gone", range(len(SPLIT_MERGED_MOVED)))
def test_no_line_can_be_left_out(data, gone):
    rows = tuple(each for place, each in enumerate(SPLIT_MERGED_MOVED) if place != gone)
    editions.between(data, OLD, NEW, rows)
    missing = {f"of {version} is not in the crosswalk" for version in (OLD, NEW)}
    problems = {problem for _, problem in between("occupations", OLD, NEW, data)}
    # each of two merged groups may go without the new one missing; the old one does in any case
    assert problems & missing


@pytest.mark.parametrize(
    ("line", "key"),
    [
        (("9999", "1111", "exact"), "9999"),
        (("1111", "9999", "exact"), "9999"),
        (("11", "1111", "exact"), "11"),
        (("1111", "121", "partial"), "121"),
    ],
    ids=["unknown", "unknown on the other side", "an upper group", "an upper group on the other side"],
)
def test_only_lowest_codes_of_the_editions_are_known(data, line, key):
    editions.between(data, OLD, NEW, (*SPLIT_MERGED_MOVED, line))
    assert (key, True) in {
        (each, "is no lowest code" in problem) for each, problem in between("occupations", OLD, NEW, data)
    }


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([row("1", "1", "exact")], []),
        ([row("1", "1")], ["1:1"]),
        ([row("1", note=WHY)], []),
        ([row("1")], ["1:"]),
        ([row("1", note=Text("Ada", ""))], ["1:"]),
        ([row("1", relation="exact", note=WHY)], ["1:"]),
        ([row("", "1", note=WHY)], []),
        ([row("", "1")], [":1"]),
        ([row(note=WHY)], [":"]),
        ([row("1", note=WHY), row("1", "2", "exact")], ["1:"]),
        ([row("", "2", note=WHY), row("1", "2", "exact")], [":2"]),
    ],
)
def test_a_line_says_what_corresponds_or_why_nothing_does(rows, wrong):
    assert keys(shapes(rows)) == wrong


@pytest.mark.parametrize(
    ("pairs", "wrong"),
    [
        ([("1", "1", "exact")], []),
        ([("1", "1", "exact"), ("1", "2", "partial")], ["1:1"]),
        ([("1", "1", "exact"), ("2", "1", "partial")], ["1:1"]),
        ([("1", "1", "narrower"), ("1", "2", "narrower")], []),
        ([("1", "1", "narrower"), ("1", "2", "narrower"), ("2", "2", "partial")], ["1:2"]),
        ([("1", "1", "broader"), ("2", "1", "broader")], []),
        ([("1", "1", "broader"), ("1", "2", "partial"), ("2", "1", "broader")], ["1:1"]),
        ([("1", "1", "partial"), ("1", "2", "partial"), ("2", "1", "partial"), ("2", "2", "partial")], []),
        ([("1", "1", "partial")], []),
    ],
)
def test_a_relation_claims_no_more_than_the_lines_together(pairs, wrong):
    assert keys(consistent([row(*pair) for pair in pairs])) == wrong


def test_each_code_is_named_and_none_that_is_not_there():
    assert keys(whole(OLD, ["1", "1", "3"], ["1", "2"])) == ["3", "2"]
    assert keys(whole(OLD, ["1", "2"], ["1", "2"])) == []


PUBLISHED = crosswalk_rows("occupations", "2014", "2026")


def changed(row, **changes):
    return tuple(msgspec.structs.replace(each, **changes) if each.origin == row else each for each in PUBLISHED)


@pytest.mark.parametrize(
    ("rows", "key", "problem"),
    [
        (changed("4214", target="9999"), "9999", "no lowest code of 2026"),
        (changed("4214", target="9999"), "4213", "of 2026 is not in the crosswalk"),
        (changed("5230", relation=None), "5230:5230", "does not say"),
        (changed("2519", relation=Relation.EXACT), "2519:2515", "also went to another code"),
        (changed("5230", to_version="2031"), "2014-2031", "and others of most"),
        (
            tuple(msgspec.structs.replace(row, to_version="2031") for row in PUBLISHED),
            "2014-2031",
            "are no two editions",
        ),
        (
            tuple(msgspec.structs.replace(row, to_version="2014") for row in PUBLISHED),
            "2014-2014",
            "are no two editions",
        ),
    ],
)
def test_a_file_is_judged_before_it_is_brought_in(rows, key, problem):
    assert list(told("occupations", PUBLISHED)) == []
    assert any(each == key and problem in said for each, said in told("occupations", rows))


def test_a_file_without_lines_tells_nothing():
    assert list(told("occupations", ())) == []


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("4214\t4213\texact", "4214\t9999\texact", "9999"),
        ("5230\t5230\texact", "5230\t5230\tsimilar", "similar"),
        ("5230\t5230\texact\t2014\t2026\t\t\n", "", "5230"),
    ],
    ids=["unknown code", "unknown relation", "missing code"],
)
def test_a_crosswalk_with_a_mistake_is_not_brought_in(before, after, found):
    text = (files.DATA / "occupation_crosswalks" / "2014-2026.tsv").read_text(encoding="utf-8")
    request = Request(table="occupation_crosswalks", version="2014-2026-2")
    assert examine(text.encode(), request).content is not None
    assert before in text
    refused = examine(text.replace(before, after).encode(), request)
    assert refused.content is None
    assert any(found in str(each) for each in refused.problems)


@pytest.mark.parametrize("name", ["2014", "2014-2014", "2014-1999", "1999-2026", "2014-2026-x", "-"])
def test_a_file_is_named_after_two_editions(data, name):
    editions.table(data, "occupation_crosswalks", name, editions.COLUMNS, [])
    assert keys(named("occupations", data)) == [name]
    assert ("occupation_crosswalks", name) in found(data)


def test_two_editions_have_one_crosswalk(data):
    turned = tuple((after, before, "exact") for before, after, *_ in ONWARD)
    editions.between(data, "2032", NEW, turned)
    assert keys(named("occupations", data)) == ["2026-2032", "2032-2026"]
