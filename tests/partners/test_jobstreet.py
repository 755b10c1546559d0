"""The converter of the development data: every row becomes a posting that the platform can read."""

import csv
import json
from datetime import date
from pathlib import Path

import msgspec
import pytest

from bench.jobstreet import Row, identifier, main, posting, rows
from chalicelib.errors import InvalidInput
from chalicelib.partners.job_posting import convert

TODAY, NEWEST = date(2026, 3, 2), date(2024, 3, 18)
DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "vacancies"
COLUMNS = [
    "Job Title",
    "Company Name",
    "Location",
    "Salary",
    "Posted Date",
    "Job Type",
    "Job Description",
    "More Detail",
]


def row(**changes: str) -> Row:
    stated = {"title": "Kasir", "company": "CV Contoh", "location": "Depok", "url": "https://x.example/job/77?ref=a"}
    return Row(**{**stated, **changes})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rp4,500,000 – Rp5,650,000 per month", (4_500_000, 5_650_000)),
        ("Rp4.500.000 per month", (4_500_000, 4_500_000)),
        ("IDR 5,000,000 - 7,000,000", (5_000_000, 7_000_000)),
        ("Rp12,000,000 – Rp24,000,000 per year", (1_000_000, 2_000_000)),
        ("RM19,000 – RM28,000 per month (MYR)", (None, None)),
        ("$45,000 – $60,000 per month (HKD)", (None, None)),
        ("25-30 million", (None, None)),
        ("-", (None, None)),
        ("", (None, None)),
    ],
)
def test_pay_is_read_as_the_portal_writes_it(text, expected):
    content = convert(msgspec.json.encode(posting(row(salary=text), TODAY, NEWEST))).content
    assert (content.pay_minimum, content.pay_maximum) == expected


@pytest.mark.parametrize(
    ("posted", "day"),
    [
        ("2024-03-18", "2026-03-02"),
        ("2024-03-08", "2026-02-20"),
        ("3 jam yang lalu", "2026-03-02"),
        ("1 2024-03-17", "2026-03-01"),
    ],
)
def test_the_newest_posting_becomes_todays_and_all_are_open(posted, day):
    made = posting(row(posted=posted), TODAY, NEWEST)
    assert made["datePosted"] == day
    assert date.fromisoformat(made["validThrough"]) >= date(2026, 3, 16)


def test_the_identifier_is_the_portals_or_a_hash_that_stays():
    assert identifier(row(number="42")) == "42"
    assert identifier(row()) == "77"
    assert identifier(row(url="")) == identifier(row(url=""))
    assert identifier(row(url="")) != identifier(row(url="", title="Kasir Malam"))


def test_kinds_places_and_employers():
    found = convert(msgspec.json.encode(posting(row(kind="Kontrak", location="Jakarta Barat"), TODAY, NEWEST)))
    assert found.content.region == "31.73"
    assert str(found.content.employment_type) == "CONTRACTOR"
    assert found.employer_name == "CV Contoh"
    assert convert(msgspec.json.encode(posting(row(company=""), TODAY, NEWEST))).employer_name == ""


def test_a_file_is_converted_line_by_line(tmp_path, capsys):
    source, target = tmp_path / "in.csv", tmp_path / "out" / "out.ndjson"
    with source.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerow(["Kasir", "CV A", "Depok", "", "2024-03-01", "Full time", "Melayani\npembeli", "/job/1"])
        writer.writerow(["Sopir", "CV B", "Bogor", "", "2024-03-02", "Full time", "", "/job/2"])
    assert main([str(source), str(target), "--today", "2026-03-02"]) == 0
    assert [json.loads(line)["title"] for line in target.read_text().splitlines()] == ["Kasir", "Sopir"]
    assert main([str(source), str(target), "--only-with-text"]) == 0
    assert [json.loads(line)["title"] for line in target.read_text().splitlines()] == ["Kasir"]
    assert "1 of 2 rows" in capsys.readouterr().out


def test_a_missing_file_is_said_clearly(tmp_path):
    with pytest.raises(SystemExit, match="is absent"):
        main([str(tmp_path / "none.csv"), str(tmp_path / "out")])


def refused(each: Row) -> str | None:
    try:
        convert(msgspec.json.encode(posting(each, TODAY, NEWEST)))
    except InvalidInput as error:
        return error.errors[0].pointer
    return None


@pytest.mark.parametrize(("name", "count"), [("jobstreet-2024-with-text.csv", 2_432), ("jobstreet-2024.csv", 7_617)])
def test_every_real_vacancy_is_converted_or_refused_with_a_reason(name, count):
    if not (DATA / name).is_file():
        pytest.skip(f"{DATA / name} is absent: development data is not part of the project")
    found = rows(DATA / name)
    assert len(found) == count
    refusals = [refusal for each in found if (refusal := refused(each))]
    assert len(refusals) <= 2
    assert set(refusals) <= {"/title"}
