"""``padan reference`` needs no platform."""

from chalicelib.reference import checking
from chalicelib.reference.describing import describe
from chalicelib.reference.model import Finding
from tests.cli.conftest import command


def test_it_lists_every_table():
    told = command("reference", "--json").good().json
    assert told["findings"] == []
    assert [(table["name"], table["rows"]) for table in told["tables"]] == [
        (each.name, each.rows) for each in describe()
    ]
    shown = command("reference", "--check").good().out
    assert "minimum_wages" in shown


def test_a_finding_is_told_and_ends_the_check_as_refused(monkeypatch):
    finding = Finding(table="regions", key="31.71", problem="lies [nowhere]")
    monkeypatch.setattr(checking, "check", lambda: (finding,))
    checked = command("reference", "--check")
    assert checked.code == 1
    assert "regions 31.71: lies [nowhere]" in checked.out
    assert command("reference", "--check", "--json").json["findings"][0]["key"] == "31.71"
    assert command("reference", "--json").good().json["findings"] == []
