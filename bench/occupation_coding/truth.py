"""Titles whose group somebody else stated, in two halves: one to tune and fit on, one that is only counted.

- Official titles: six digits of KBJI 2014, and those that it files under another group. "New" are those that the known
  titles have in no order of words; the halves follow from a checksum of the title.
- Vacancies of a portal with its sub-class: coarse, see `bench.agreement`; the halves are those of employers.
"""

import csv
import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import msgspec

from bench.agreement import OFFICIAL, half_of, official, plausible
from chalicelib.reference import occupations
from chalicelib.reference.model_occupations import JobTitle
from chalicelib.reference.titles import any_order, fold, letters
from search.normalise import normalise

TUNE, TEST = 0, 1
_COLLECTIONS = ("jobstreet-2024.csv", "jobstreet-2024-with-text.csv")
_UNIT = "4"
_ARMED = "0"


class Official(msgspec.Struct, frozen=True):
    """An official title with its group, its half, and whether the known titles have it."""

    title: str
    code: str
    half: int
    new: bool

    @property
    def civil(self) -> bool:
        """Whether it is outside the armed forces and police, whose official titles are posts and not ranks."""
        return not self.code.startswith(_ARMED)


class Advertised(msgspec.Struct, frozen=True):
    """A vacancy's title, the two-digit groups that its sub-class allows, and the half of its employer."""

    title: str
    plausible: tuple[str, ...]
    half: int


def official_titles(folder: Path) -> tuple[Official, ...]:
    """Return every official title once for each group. Raises OSError."""
    rows = (row for name, digits in OFFICIAL for row in official(folder, name, digits))
    distinct = {(normalise(title), code): title for title, code in rows}
    return tuple(Official(title, code, _half(key), is_new(title)) for (key, code), title in distinct.items())


def unit_titles(folder: Path) -> tuple[tuple[str, str], ...]:
    """Return the official Indonesian title of each unit group, with its code. Raises OSError."""
    return official(folder, OFFICIAL[0][0], _UNIT)


def advertised(folder: Path) -> tuple[Advertised, ...]:
    """Return every distinct title of the vacancies with a sub-class. Raises OSError, KeyError."""
    return tuple(dict.fromkeys(_advertised(folder)))


def is_new(title: str) -> bool:
    """Whether the known titles do not have ``title``, in whatever spelling and order they are recognised."""
    return not (set(keys(title)) & _known())


def keys(title: str) -> tuple[str, str]:
    """Return what two titles share that are the same but for spelling and order of words."""
    words = [fold(word) for word in normalise(title).split()]
    return letters(words), any_order(words)


def everyday() -> Mapping[str, tuple[JobTitle, ...]]:
    """Return the known titles by what they share, so that no spelling of a title held out is left in."""
    groups: dict[str, list[JobTitle]] = {}
    for title in occupations().titles:
        groups.setdefault(" ".join(sorted(keys(title.title)[1].split())), []).append(title)
    return {key: tuple(titles) for key, titles in groups.items()}


@cache
def _known() -> frozenset[str]:
    return frozenset(key for title in occupations().titles for key in keys(title.title))


def _advertised(folder: Path) -> Iterator[Advertised]:
    allowed = plausible()
    for name in _COLLECTIONS:
        with (folder / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                groups = allowed[row["Job Classification"], row["Job Sub Classification"]]
                yield Advertised(row["Job Title"], groups, half_of(row["Company Name"]))


def _half(key: str) -> int:
    return zlib.crc32(key.encode()) % 2
