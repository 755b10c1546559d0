"""Which evidence shows each control of ISO/IEC 27001 Annex A: ``controls.tsv`` beside this module."""

import csv
from pathlib import Path

import msgspec

FILE = Path(__file__).with_name("controls.tsv")
_COLUMNS = ["control", "evidence", "reason"]


class Control(msgspec.Struct, frozen=True, kw_only=True):
    """A control, the names of the pieces that show it, and why where there is none."""

    key: str
    evidence: tuple[str, ...]
    reason: str


def controls(file: Path = FILE) -> tuple[Control, ...]:
    """Return every control in the file's order. Raises ``ValueError`` for a row that is malformed or says nothing."""
    with file.open(encoding="utf-8", newline="") as opened:
        rows = csv.reader(opened, delimiter="\t", quoting=csv.QUOTE_NONE)
        if next(rows, None) != _COLUMNS:
            raise ValueError(f"{file.name} has other columns than {', '.join(_COLUMNS)}")
        return tuple(_control(file, row) for row in rows)


def _control(file: Path, row: list[str]) -> Control:
    if len(row) != len(_COLUMNS) or not (row[1] or row[2]):
        raise ValueError(f"{file.name}: {row[:1]} names neither evidence nor a reason for there being none")
    return Control(key=row[0], evidence=tuple(row[1].split()), reason=row[2])
