"""How many real adverts are read that ask for schooling, and whether a portal's field is read as it is meant.

    python -m bench.schooling [../shared/data/vacancies]

Reads the development data beside the project and prints shares only. No collection has both the text of an advert and
a field for schooling, so the two are measured apart: of texts (2024) the share for which a demand is read, of the field
(2018, lists such as ``D3, S1, SMA`` in any order) whether the least level read is the least that is listed.
"""

import csv
import re
import sys
from pathlib import Path

from bench.report import figure, heading, timed
from chalicelib.reference import education_levels
from chalicelib.reference.schooling import required_education

FOLDER = Path("../shared/data/vacancies")
ABSENT = "{} is absent: put the development data beside the project as ../shared/data, or name another folder."
_NAMING = re.compile(r"(?i)\b(?:sma|smk|smu|slta|smp|s-?1|d-?3|d4|diploma|sarjana|bachelor|degree)\b")
_NOT_STATED = "TIDAK DICANTUMKAN"
_NAMES = {"SD": "sd", "SMP": "smp", "SMA": "sma", "SMK": "smk", "D1": "d1", "D2": "d2", "D3": "d3", "D4": "d4"}
_CODES = {**_NAMES, "S1": "s1", "S2": "s2", "S3": "s3", "PROFESI": "profession"}


def column(path: Path, name: str) -> tuple[str, ...]:
    """Return the cells of a column that are not empty. Raises OSError."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(cell for row in csv.DictReader(file) if (cell := row[name].strip()))


def listed(cell: str) -> int:
    """Return the rank of the least level that a field lists, -1 where it lists something unknown."""
    parts = [part.strip().upper() for part in cell.split(",")]
    found = [education_levels().get(_CODES.get(part, "")) for part in parts]
    return min((level.rank if level else -1 for level in found), default=-1)


def read(text: str) -> int | None:
    """Return the rank of the least level that is read from ``text``, None where nothing is asked."""
    found = required_education(text).lowest
    level = education_levels().get(found) if found else None
    return level.rank if level else None


def main(folder: Path = FOLDER) -> int:
    """Print the shares; 2 when the data is absent."""
    if not folder.is_dir():
        sys.stderr.write(ABSENT.format(folder) + "\n")
        return 2
    heading("schooling", str(folder), f"{len(education_levels())} levels")
    stated = [cell for cell in column(folder / "jobstreet-2018-titles.csv", "pendidikan") if cell != _NOT_STATED]
    figure(
        "field of 2018 read as it is listed",
        100 * sum(listed(cell) == read(cell) for cell in stated) / len(stated),
        "%",
        f"of {len(stated)}",
    )
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
