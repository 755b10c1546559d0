"""Convert the Jobstreet files of 2024 to schema.org JobPosting, one on each line.

    python -m bench.jobstreet ../shared/data/vacancies/jobstreet-2024.csv build/jobstreet.ndjson

The files are not part of the project. Dates move with ``--today``: the newest posting becomes today's, the others keep
their distance, and each stays open for sixty days from its posting, at least a fortnight from today.
"""

import argparse
import csv
import hashlib
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

from chalicelib.clock import SYSTEM_CLOCK

ABSENT = "{} is absent: put the development data beside the project as ../shared/data, or name another file."
_JOB = re.compile(r"/job/(\d+)")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_SUM = re.compile(r"\d[\d.,]*")
_PERIOD = re.compile(r"per (hour|day|week|month|year)")
_OPEN, _AT_LEAST = timedelta(days=60), timedelta(days=14)
_TYPES = {"Full time": "FULL_TIME", "Kontrak": "CONTRACTOR", "Paruh waktu": "PART_TIME", "Kasual": "TEMPORARY"}
_CURRENCIES = {"Rp": "IDR", "IDR": "IDR", "RM": "MYR", "$": "HKD"}


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a file, in the file's words."""

    title: str = msgspec.field(name="Job Title")
    company: str = msgspec.field(name="Company Name", default="")
    location: str = msgspec.field(name="Location", default="")
    salary: str = msgspec.field(name="Salary", default="")
    group: str = msgspec.field(name="Job Classification", default="")
    benefits: str = msgspec.field(name="Facility", default="")
    posted: str = msgspec.field(name="Posted Date", default="")
    kind: str = msgspec.field(name="Job Type", default="")
    text: str = msgspec.field(name="Job Description", default="")
    url: str = msgspec.field(name="More Detail", default="")
    number: str = msgspec.field(name="Job ID", default="")


def rows(path: Path) -> tuple[Row, ...]:
    """Return the rows of a file; ends the program with the reason when it is absent."""
    if not path.is_file():
        raise SystemExit(ABSENT.format(path))
    with path.open(encoding="utf-8", newline="") as file:
        return msgspec.convert(list(csv.DictReader(file)), tuple[Row, ...])


def postings(found: Sequence[Row], today: date) -> Iterator[dict[str, Any]]:
    """Yield the rows as JobPosting."""
    days = [date.fromisoformat(match[0]) for row in found if (match := _ISO.search(row.posted))]
    newest = max(days, default=today)
    for row in found:
        yield posting(row, today, newest)


def posting(row: Row, today: date, newest: date) -> dict[str, Any]:
    """Return one row as JobPosting; ``newest`` is the day of the file that becomes ``today``."""
    match = _ISO.search(row.posted)
    posted = today - (newest - date.fromisoformat(match[0])) if match else today
    optional = {
        "baseSalary": _pay(row.salary),
        "employmentType": _TYPES.get(row.kind),
        "industry": row.group or None,
        "jobBenefits": row.benefits or None,
        "url": row.url.partition("?")[0] or None,
        "hiringOrganization": {"@type": "Organization", "name": row.company} if row.company else None,
    }
    return {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "identifier": {"@type": "PropertyValue", "name": "jobstreet", "value": identifier(row)},
        "title": row.title,
        "description": row.text,
        "jobLocation": {"@type": "Place", "address": {"@type": "PostalAddress", "addressLocality": row.location}},
        "datePosted": posted.isoformat(),
        "validThrough": max(posted + _OPEN, today + _AT_LEAST).isoformat(),
        **{name: value for name, value in optional.items() if value is not None},
    }


def identifier(row: Row) -> str:
    """Return the portal's number, from the address when the file has no column for it, else a hash of the row."""
    if row.number:
        return row.number
    if match := _JOB.search(row.url):
        return match[1]
    return hashlib.sha256("\n".join((row.title, row.company, row.location, row.text)).encode()).hexdigest()[:16]


def _pay(text: str) -> dict[str, Any] | None:
    sums = [int(re.sub(r"[.,]", "", found)) for found in _SUM.findall(text)]
    currency = next((code for sign, code in _CURRENCIES.items() if text.startswith(sign)), None)
    if not sums or currency is None:
        return None
    period = _PERIOD.search(text)
    value = {"minValue": sums[0], "maxValue": sums[-1], "unitText": period[1].upper() if period else "MONTH"}
    return {
        "@type": "MonetaryAmount",
        "currency": currency,
        "value": {"@type": "QuantitativeValue", **value},
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Convert a file and say how many vacancies it gave."""
    parser = argparse.ArgumentParser(prog="python -m bench.jobstreet", description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--today", type=date.fromisoformat, default=SYSTEM_CLOCK.now().date())
    parser.add_argument("--only-with-text", action="store_true", help="leave out rows without a description")
    given = parser.parse_args(arguments)
    found = rows(given.source)
    chosen = [row for row in found if row.text.strip() or not given.only_with_text]
    given.target.parent.mkdir(parents=True, exist_ok=True)
    with given.target.open("wb") as file:
        for entry in postings(chosen, given.today):
            file.write(msgspec.json.encode(entry) + b"\n")
    print(f"{len(chosen)} of {len(found)} rows written to {given.target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
