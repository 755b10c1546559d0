"""The tables of standards are whole, their links lead somewhere, and their pages are up to date."""

import csv

import pytest

from local.standards.__main__ import main, table, wrong
from local.standards.links import HOUSE
from local.standards.model import FOLDER, lines
from local.standards.page import written
from local.standards.pages import API_TOP_10, ASVS, ISO_27001, PAGES, THREATS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.table)
def test_every_line_is_proven_or_reasoned(page):
    assert not list(wrong(page))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.table)
def test_no_line_comes_twice(page):
    keys = [line.key for line in lines(table(page))]
    assert keys
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.table)
def test_the_page_is_written_from_the_table(page):
    assert (HOUSE / page.file).read_text(encoding="utf-8") == written(page, lines(table(page))), "run `make standards`"


def test_every_requirement_of_levels_1_and_2_is_judged():
    with (FOLDER / "asvs_numbers.tsv").open(newline="") as file:
        asked = [(row["number"], row["level"]) for row in csv.DictReader(file, delimiter="\t")]
    assert len(asked) == 253, "70 requirements of level 1 and 183 of level 2 in version 5.0.0"
    assert [(line.key, line.group) for line in lines(table(ASVS))] == asked


def test_all_ten_risks_are_judged():
    judged = {line.key.partition(".")[0] for line in lines(table(API_TOP_10))}
    assert judged == {f"API{number}" for number in range(1, 11)}


def test_each_flow_is_looked_at_for_all_six_kinds_of_threat():
    flows = {}
    for line in lines(table(THREATS)):
        flows.setdefault(line.group, set()).add(line.key.rpartition("-")[2][0])
    assert len(flows) >= 12
    assert {flow: sorted(set("STRIDE") - kinds) for flow, kinds in flows.items() if kinds != set("STRIDE")} == {}


def test_controls_are_those_of_annex_a():
    most = {"5": 37, "6": 8, "7": 14, "8": 34}
    for line in lines(table(ISO_27001)):
        theme, _, number = line.key.removeprefix("A.").partition(".")
        assert 1 <= int(number) <= most[theme], line.key


def test_the_command_tells_that_all_is_well(capsys):
    assert main(["check"]) == 0
    assert capsys.readouterr().out == ""
