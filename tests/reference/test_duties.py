"""What is known of the work of a unit group, and the checks of these tables."""

import msgspec
import pytest

from chalicelib.reference import checking_occupations as checks
from chalicelib.reference import duties, publishing
from chalicelib.reference.lists import licences
from chalicelib.reference.model_occupations import (
    HazardousWork,
    OccupationDescription,
    Rank,
    RankGroup,
    RegulatedOccupation,
    Tasks,
)
from chalicelib.reference.occupations import occupations
from chalicelib.texts import Text

UNITS = {group.code for group in occupations() if group.level == 4}
THREE = Tasks(id=("a", "b", "c"), en=("d", "e", "f"))
CASHIER = OccupationDescription(code="5230", description=Text("Kasir", "Cashier"), tasks=THREE)


def test_every_unit_group_is_described_with_its_tasks():
    assert set(duties.descriptions()) == UNITS
    cashier = duties.description("5230")
    assert cashier.description.id != cashier.description.en
    assert 3 <= len(cashier.tasks.id) == len(cashier.tasks.en) <= 5
    assert duties.description("523") is None


def test_licences_and_hazards_are_found_by_group():
    assert {row.licence for row in duties.required_licences("2221")} == {"str", "sip"}
    assert duties.required_licences("5230") == ()
    assert "235" in duties.hazard_for_minors("8111").law
    assert duties.hazard_for_minors("5230") is None
    assert {row.licence for row in duties.regulated()} <= {row.code for row in licences()}


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({}, 0),
        ({"code": "9999"}, 1),
        ({"description": Text("", "Cashier")}, 1),
        ({"tasks": Tasks(id=("a", "b"), en=("c", "d"))}, 1),
        ({"tasks": Tasks(id=("a", "b", "c"), en=("c", "d"))}, 1),
    ],
)
def test_a_description_is_of_a_unit_group_and_whole(changes, wrong):
    row = msgspec.structs.replace(CASHIER, **changes)
    assert len(list(checks.described({"5230": CASHIER, row.code: row}, {"5230"}))) == wrong


def test_a_unit_group_without_a_description_is_found():
    assert list(checks.described({}, {"5230"})) == [("5230", "has no description")]


@pytest.mark.parametrize(
    ("code", "licence", "law", "wrong"),
    [("2221", "str", "UU", 0), ("222", "str", "UU", 1), ("2221", "stx", "UU", 1), ("2221", "str", "", 1)],
)
def test_a_regulated_occupation_names_group_licence_and_law(code, licence, law, wrong):
    rows = [RegulatedOccupation(code=code, licence=licence, law=law)]
    assert len(list(checks.licensed(rows, {"2221"}, {"str"}))) == wrong


@pytest.mark.parametrize(
    ("code", "reason", "law", "wrong"),
    [("8111", "a", "UU", 0), ("81", "a", "UU", 1), ("8111", "", "UU", 1), ("8111", "a", "", 1)],
)
def test_a_hazard_names_group_reason_and_law(code, reason, law, wrong):
    assert len(list(checks.hazards([HazardousWork(code=code, reason=Text(reason, "b"), law=law)], {"8111"}))) == wrong


@pytest.mark.parametrize(
    ("trade", "group", "wrong"), [("24", "1221", 0), ("99", "1221", 1), ("24", "12", 1), ("24", "2431", 1)]
)
def test_a_trade_is_led_by_managers_or_supervisors(trade, group, wrong):
    rows = [RankGroup(trade=trade, rank=Rank.MANAGER, group=group)]
    assert len(list(checks.leaders(rows, {"24", "12", "1221", "2431"}))) == wrong


@pytest.mark.parametrize("name", ["regulated_occupations", "hazardous_work"])
def test_the_law_of_each_row_is_published_as_its_source(name):
    table = publishing.table(name)
    for row in table.rows:
        assert row.source == row.fields["law"] != ""
