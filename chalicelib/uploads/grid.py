"""The rows of an uploaded file, whatever it was: texts, with the row numbers that a spreadsheet shows."""

import re

import msgspec

from chalicelib.uploads.problems import Problem

MOST_ROWS = 2_000
"""Vacancies in one file."""
MOST_COLUMNS = 100
LONGEST_CELL = 25_000
"""Characters; a description has up to 20,000."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")


class Odd(msgspec.Struct, frozen=True):
    """A cell that has no value of its own: a formula, an error. ``code`` is one of the problems."""

    code: str
    value: str = ""


Cell = str | Odd


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One row; ``number`` counts from 1 as spreadsheets do. A ``broken`` one could not be taken apart.

    ``more`` cells stood beyond those that are kept (`line_of`).
    """

    number: int
    cells: tuple[Cell, ...] = ()
    more: int = 0
    broken: str = ""
    merged: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written in it."""
        return not self.broken and not self.more and all(cell == "" for cell in self.cells)


class Grid(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of a file that are not empty, and what is to be told about the file."""

    lines: tuple[Line, ...]
    notes: tuple[Problem, ...] = ()


def tidy(text: str) -> str:
    """Return ``text`` without characters that nobody sees and without space around it; line ends become one kind."""
    return _UNSEEN.sub("", _LINE_ENDS.sub("\n", text)).replace("\xa0", " ").strip()


def cell(text: str) -> Cell:
    """Return the cell for ``text`` as the file has it."""
    tidied = tidy(text)
    return Odd("cell_too_long", str(LONGEST_CELL)) if len(tidied) > LONGEST_CELL else tidied


def line_of(number: int, texts: list[str]) -> Line:
    """Return the row of a text file; what no file of ours has so many columns for is counted and not kept."""
    while texts and not texts[-1].strip():
        texts.pop()
    kept = texts[: MOST_COLUMNS + 1]
    return Line(number=number, cells=tuple(cell(text) for text in kept), more=len(texts) - len(kept))
