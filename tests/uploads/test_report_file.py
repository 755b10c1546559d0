"""The report as a file: a line for each thing, in two languages, harmless in a spreadsheet."""

import csv
import io

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.texts import Text
from chalicelib.uploads.model import RowOutcome, RowResult, Standing, Turn
from chalicelib.uploads.problems import problem
from chalicelib.uploads.report_file import HEADINGS, as_report
from chalicelib.validation.model import Finding, Severity


def lines(*rows: RowOutcome, **headings: str) -> list[dict[str, str]]:
    text = as_report(rows, headings).removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def finding(severity: Severity, mend_by: str | None = None) -> Finding:
    message = Text("Ada masalah.", "There is a problem.")
    return Finding(
        code="some_rule", severity=severity, pointer="/pay_minimum", message=message, rule_version=1,
        legal_basis="PP 36/2021", mend_by=mend_by,
    )  # fmt: skip


def test_a_row_of_which_nothing_is_to_be_said_has_a_line_all_the_same():
    (line,) = lines(RowOutcome(number=2, result=RowResult.PUBLISHED, external_id="A-1", vacancy_id="vac_1"))
    assert list(line) == list(HEADINGS)
    assert (line["Baris / Row"], line["Hasil / Outcome"]) == ("2", "tayang / published")
    assert line["What to do"] == "Nothing to do."


@pytest.mark.parametrize(
    ("severity", "mend_by", "action"),
    [
        (Severity.HOLD, None, "Mend it now."),
        (Severity.REJECT, None, "Mend it now."),
        (Severity.MEND, "2026-06-01", "Mend it by 2026-06-01."),
        (Severity.WARN, None, "Better mended; it keeps nothing back."),
    ],
)
def test_what_to_do_follows_the_severity(severity, mend_by, action):
    standing = Standing(
        step=Turn.MEND, reason=Text("a", "b"), action=Text("Perbaiki.", "Mend it now."), rules=("x", "y")
    )
    row = RowOutcome(
        number=3, result=RowResult.WAITING, findings=(finding(severity, mend_by),), standing=standing,
    )  # fmt: skip
    first, second = lines(row, pay_minimum="Gaji")
    assert (first["Aturan / Rule"], first["Langkah / Step"], first["What was found"]) == (
        "x, y",
        "perbaiki / mend",
        "b",
    )
    assert (second["Kolom / Column"], second["What to do"]) == ("Gaji", action)
    assert second["Dasar hukum / Legal basis"] == "PP 36/2021"


@pytest.mark.parametrize("turn", Turn)
def test_a_step_is_told_in_both_languages(turn):
    standing = Standing(step=turn, reason=Text("a", "b"), action=Text("c", "d"))
    (line,) = lines(RowOutcome(number=3, result=RowResult.WAITING, standing=standing))
    own, _, english = line["Langkah / Step"].partition(" / ")
    assert english == turn.value
    assert own not in ("", english)


def test_a_field_without_a_column_in_the_file_is_called_as_in_the_template():
    found = msgspec.structs.replace(finding(Severity.WARN), pointer="/licences")
    (line,) = lines(RowOutcome(number=3, result=RowResult.PUBLISHED, findings=(found,)))
    assert line["Kolom / Column"] == "SIM dan izin / Licences"


def test_a_problem_is_to_be_mended_and_a_note_is_not():
    row = RowOutcome(
        number=4, result=RowResult.REFUSED,
        problems=(problem("no_amount", "banyak", row=4, column="Gaji"),),
        notes=(problem("not_used", "x", row=4, column="Keahlian"),),
    )  # fmt: skip
    first, second = lines(row)
    assert "upload the file again" in first["What to do"]
    assert second["What to do"] == "Nothing to do."


@given(st.text(max_size=20), st.sampled_from(["=", "+", "-", "@", "\t", "\r"]))
def test_no_cell_is_a_formula(text, sign):
    for line in lines(RowOutcome(number=2, result=RowResult.UNCHANGED, external_id=sign + text)):
        assert line["Nomor / Number"].startswith("'" + sign)
