"""Every control of Annex A names the evidence that shows it."""

import pytest

from infra_cdk.evidence.controls import controls
from infra_cdk.evidence.pieces import NAMES
from local.standards.__main__ import table
from local.standards.model import Verdict, lines
from local.standards.pages import ISO_27001


def test_every_control_is_there_in_the_order_of_its_table():
    assert [control.key for control in controls()] == [line.key for line in lines(table(ISO_27001))]


def test_every_control_has_evidence_or_a_reason():
    assert all(control.evidence or len(control.reason.split()) > 5 for control in controls())


def test_all_that_is_named_is_collected():
    assert {name for control in controls() for name in control.evidence} <= NAMES


def test_what_is_not_met_says_why_beside_its_evidence():
    open_ones = {line.key for line in lines(table(ISO_27001)) if line.verdict is not Verdict.MET}
    assert all(control.reason for control in controls() if control.key in open_ones)


def test_the_index_shows_every_control(evidence):
    index = (evidence.folder / "index.md").read_text()
    for control in controls():
        row = next(line for line in index.splitlines() if line.startswith(f"| {control.key} |"))
        assert all(f"({name}.json)" in row for name in control.evidence)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("control\tevidence\n", "columns"),
        ("", "columns"),
        ("control\tevidence\treason\nA.5.7\t\t\n", "A.5.7"),
        ("control\tevidence\treason\nA.5.7\talarms\n", "A.5.7"),
    ],
)
def test_a_table_that_says_nothing_is_refused(tmp_path, text, told):
    (tmp_path / "controls.tsv").write_text(text)
    with pytest.raises(ValueError, match=told):
        controls(tmp_path / "controls.tsv")
