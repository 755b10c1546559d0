"""The measurement of quality reads a file as a push would and leaves out what is no vacancy."""

import re
from datetime import date

import pytest

from bench.quality import main, pushed, total

COLUMNS = "Job Title,Company Name,Location,Salary,Posted Date,Job Type,Job Description,More Detail,Job ID"
ROWS = (
    "Kasir Toko,PT Contoh Rekaan,Semarang,,2024-04-20,Full time,Melayani pembeli dan menghitung kas toko tiap hari.,,1",
    "Kasir Gudang,PT Contoh Rekaan,Semarang,,2024-03-01,Full time,Mencatat barang yang masuk dan keluar gudang.,,2",
    "Kasir Tanpa Uraian,PT Contoh Rekaan,Semarang,,2024-04-20,Full time,,,3",
)


@pytest.fixture
def file(tmp_path):
    place = tmp_path / "vacancies.csv"
    place.write_text("\n".join((COLUMNS, *ROWS)), encoding="utf-8")
    return place


def test_described_vacancies_are_measured_as_they_would_stand(file, capsys):
    made = pushed(file, date(2024, 4, 20))
    counts = total(made)
    assert counts["vacancies"] == 2
    assert (counts["timeliness_posted_at_good"], counts["timeliness_posted_at_of"]) == (1, 2)
    assert "consistency_occupation_of" not in counts
    assert "2 of 2 described" in capsys.readouterr().out


def test_the_report_names_dimensions_and_fields(file, capsys):
    assert main([str(file), "--today", "2024-04-20"]) == 0
    shown = capsys.readouterr().out
    assert "timeliness" in shown
    assert "1 of      2   50.0%" in shown


def test_a_file_that_is_absent_is_named(tmp_path):
    with pytest.raises(SystemExit, match="is absent"):
        main([str(tmp_path / "none.csv")])


def test_right_occupations_are_not_held_against_titles_and_most_wrong_ones_are(capsys):
    assert main(["--invented", "300"]) == 0
    shown = re.findall(r"(right|wrong): (\d+) of (\d+)", capsys.readouterr().out)
    counts = {name: (int(few), int(of)) for name, few, of in shown}
    assert counts["right"][0] == 0
    assert counts["right"][1] > 200
    found, wrong = counts["wrong"]
    assert found > wrong * 0.7
