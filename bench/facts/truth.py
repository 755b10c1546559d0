"""What others stated of the same vacancies: fields of portals, and texts that were judged by hand.

None of the collections is part of the project; of the judged texts it has the portal's numbers and the judgements.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from bench import jobstreet
from bench.agreement import half_of

TUNE, TEST = 0, 1
FILED = ("jobstreet-2024-with-text.csv", "jobstreet-2024.csv")
OLDER, TICKED = "jobstreet-2018-titles.csv", "glints-2018-skills.csv"
JUDGED = Path(__file__).with_name("judged.tsv")


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader found in a text: values parted by blanks, ``-`` for none, ``?`` for what was not judged.

    ``drawn`` tells which sample it is of: after the first one the patterns were changed.
    """

    id: str
    drawn: str
    education: str
    experience_months: str
    pay: str
    employment_type: str
    hours: str
    region: str
    languages: str
    licences: str


def described(folder: Path) -> dict[str, jobstreet.Row]:
    """Return the vacancies that have a text, each number once. Raises OSError."""
    found: dict[str, jobstreet.Row] = {}
    for name in FILED:
        for row in jobstreet.rows(folder / name):
            if row.text.strip():
                found.setdefault(jobstreet.identifier(row), row)
    return found


def part_of(row: jobstreet.Row) -> int:
    """Return the part, to tune or to test, that a vacancy is in by its company."""
    return half_of(row.company)


def kinds() -> tuple[str, ...]:
    """Return the facts that were judged."""
    return Judged.__struct_fields__[2:]


def judged() -> tuple[Judged, ...]:
    """Return the judgements; all are of the test part."""
    with JUDGED.open(encoding="utf-8", newline="") as file:
        return msgspec.convert(list(csv.DictReader(file, delimiter="\t")), tuple[Judged, ...])


def cells(path: Path, *names: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the part and the named cells of each row of an older collection. Raises OSError, KeyError."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield half_of(row["company_name"]), tuple(row[name].strip() for name in names)


def monthly_rupiah(posting: dict[str, Any]) -> str | None:
    """Return the ends of the pay of a posting as ``low-high``; None for other currencies, periods or no pay."""
    pay = posting.get("baseSalary")
    if pay is None or pay["currency"] != "IDR" or pay["value"]["unitText"] != "MONTH":
        return None
    return f"{pay['value']['minValue']}-{pay['value']['maxValue']}"
