"""How many real adverts say what they ask of schooling, and whether the reading agrees with what a portal recorded.

    python -m bench.schooling [../shared/data/vacancies]

Reads the development data beside the project and prints shares only. The collection of 2018 has a field for schooling
without the text of the advert, so agreement is that of the least level read from the field with the least of its codes;
that of 2024 has texts and no field, so of it only the share is known for which a demand is read.
"""

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.report import figure, heading, timed
from chalicelib.reference import education_levels
from chalicelib.reference.schooling import required_education

FOLDER = Path("../shared/data/vacancies")
ABSENT = "{} is absent: put the development data beside the project as ../shared/data, or name another folder."
_NAMING = re.compile(
    r"(?i)\b(?:sma|smk|smu|slta|smp|s-?1|d-?3|d4|diploma|sarjana|bachelor|degree|pendidikan minimal)\b"
)
_CODES = {
    "S1": "s1",
    "S2": "s2",
    "S3": "s3",
    "D3": "d3",
    "D4": "d4",
    "D1": "d1",
    "D2": "d2",
    "SMA": "sma",
    "SMK": "smk",
}


def column(path: Path, name: str) -> tuple[str, ...]:
    """Return the cells of a column that are not empty. Raises OSError."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(cell for row in csv.DictReader(file) if (cell := row[name].strip()))


def recorded(cell: str) -> int | None:
    """Return the rank of the least level that a field names, None where it names none of those compared."""
    parts = [part.strip().upper() for part in cell.split(",")]
    known = [education_levels().get(_CODES[part]) for part in parts if part in _CODES]
    return min((level.rank for level in known if level), default=None) if len(known) == len(parts) else None


def read(text: str) -> int | None:
    """Return the rank of the least level that is read from ``text``, None where nothing is asked."""
    found = required_education(text).lowest
    level = education_levels().get(found) if found else None
    return level.rank if level else None


def compared(cells: tuple[str, ...]) -> Iterator[tuple[int, int | None]]:
    """Yield what a portal recorded and what is read from an advert that asks so, where the field can be compared."""
    for cell in cells:
        rank = recorded(cell)
        if rank is not None:
            yield rank, read(f"Pendidikan minimal {cell.replace(', ', '/')}")


def main(folder: Path = FOLDER) -> int:
    """Print the shares; 2 when the data is absent."""
    if not folder.is_dir():
        sys.stderr.write(ABSENT.format(folder) + "\n")
        return 2
    heading("schooling", str(folder), f"{len(education_levels())} levels")
    pairs = tuple(compared(column(folder / "jobstreet-2018-titles.csv", "pendidikan")))
    agree = sum(field == found for field, found in pairs)
    figure("least level agrees with the field, 2018", 100 * agree / len(pairs), "%", f"of {len(pairs)}")
    texts = column(folder / "jobstreet-2024-with-text.csv", "Job Description")
    naming = tuple(text for text in texts if _NAMING.search(text))
    asking = sum(read(text) is not None for text in naming)
    figure("adverts of 2024 that name schooling", 100 * len(naming) / len(texts), "%", f"of {len(texts)}")
    figure("  of which a demand is read", 100 * asking / len(naming), "%", f"of {len(naming)}")
    spent = timed(lambda: [read(text) for text in texts])
    figure("adverts read in a second", 1000 * len(texts) / spent if spent else 0.0, "", "one core")
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:2])))
