"""One line of a standard: what is asked, whether it is met, and what proves it."""

import csv
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import msgspec

FOLDER = Path(__file__).parent
COLUMNS = ("key", "group", "asked", "verdict", "proof", "note")


class Verdict(StrEnum):
    """How a line stands. ``ACCEPTED``: a threat that remains, knowingly."""

    MET = "met"
    NOT_MET = "not met"
    NOT_APPLICABLE = "not applicable"
    ACCEPTED = "accepted"


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One requirement, control or threat.

    ``group``: its level, or the flow that a threat is to; ``asked``: in our own words; ``proof``: links as in
    `local.standards.links`; ``note``: the reason where there is no proof, or what remains.
    """

    key: str
    group: str
    asked: str
    verdict: Verdict
    proof: tuple[str, ...] = ()
    note: str = ""


class TableError(ValueError):
    """A table of a standard that cannot be read."""


def lines(file: Path) -> tuple[Line, ...]:
    """Return the lines of a table in its order. Raises `TableError` that names the row."""
    with file.open(encoding="utf-8", newline="") as opened:
        rows = csv.reader(opened, delimiter="\t", quoting=csv.QUOTE_NONE)
        if tuple(next(rows, ())) != COLUMNS:
            raise TableError(f"{file.name} has other columns than {', '.join(COLUMNS)}")
        return tuple(_line(file, number, row) for number, row in enumerate(rows, 2))


def faults(line: Line) -> Iterator[str]:
    """Yield what a line lacks: a met one its proof, any other its reason."""
    if line.verdict is Verdict.MET and not line.proof:
        yield f"{line.key} is met and nothing proves it"
    if line.verdict is not Verdict.MET and not line.note:
        yield f"{line.key} is {line.verdict} without a reason"
    if not line.asked or not line.group:
        yield f"{line.key} does not say what is asked"


def _line(file: Path, number: int, row: list[str]) -> Line:
    if len(row) != len(COLUMNS):
        raise TableError(f"{file.name}, row {number}: {len(row)} fields in place of {len(COLUMNS)}")
    key, group, asked, verdict, proof, note = row
    try:
        judged = Verdict(verdict)
    except ValueError:
        raise TableError(f"{file.name}, row {number}: “{verdict}” is no verdict") from None
    return Line(key=key, group=group, asked=asked, verdict=judged, proof=tuple(proof.split()), note=note)
