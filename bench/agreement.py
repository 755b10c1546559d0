"""Whether the codes of titles agree with what others say of the same: a portal's sub-classes, the official titles.

A portal sorts its vacancies into sub-classes. ``subclasses.tsv`` states, by judgement, which two-digit groups are
plausible in each. That is no second coding: it is coarse, a sub-class allows several groups, and employers file
vacancies under sub-classes that are not theirs. So it shows where codes are surely doubtful, and whether confidences
rank them. How much agreement comes without knowing the title is shown by codes dealt out at random.

The classification's own titles are a test in formal words. The tables were written knowing a part of them.
"""

import csv
import random
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from bench.report import figure
from chalicelib.reference import occupations

MAPPING = Path(__file__).with_name("subclasses.tsv")
OFFICIAL = (("kbji2014-titles.csv", "6"), ("kbji2014-related-titles.csv", ""))
_COLLECTIONS = ("jobstreet-2024.csv", "jobstreet-2024-with-text.csv")
SURE = 0.5
"""The confidence from which a vacancy is given its code without being asked."""
_GROUP = 2
_UNIT = 4
_BINS = 10
_SEED = 2024


class Coded(msgspec.Struct, frozen=True):
    """A coded title: the group, how surely, the groups that its sub-class allows, the half of its employer."""

    code: str
    confidence: float
    plausible: tuple[str, ...]
    half: int

    @property
    def agrees(self) -> bool:
        """Whether the sub-class allows the group."""
        return self.code[:_GROUP] in self.plausible


def plausible(path: Path = MAPPING) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the two-digit groups that are plausible in each sub-class, by class and sub-class. Raises OSError."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(row["class"], row["subclass"]): tuple(row["groups[]"].split("; ")) for row in rows}


def half_of(employer: str) -> int:
    """Return the half, 0 or 1, that an employer is in; the same at every run."""
    return zlib.crc32(employer.strip().lower().encode()) % 2


def coded_titles(folder: Path) -> Iterator[Coded]:
    """Yield the coded titles of collections with sub-classes. Raises OSError, KeyError for an unknown sub-class."""
    allowed = plausible()
    for name in _COLLECTIONS:
        with (folder / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                coding = occupations().code_title(row["Job Title"])
                if coding:
                    groups = allowed[row["Job Classification"], row["Job Sub Classification"]]
                    yield Coded(coding.code, coding.confidence, groups, half_of(row["Company Name"]))


def agreement(found: Sequence[Coded]) -> float:
    """Return the share of titles whose sub-class allows their group, in percent; 0 of none."""
    return 100 * sum(each.agrees for each in found) / len(found) if found else 0.0


def by_chance(found: Sequence[Coded]) -> float:
    """Return the agreement when the same codes are dealt out to the titles at random, in percent."""
    codes = [each.code for each in found]
    random.Random(_SEED).shuffle(codes)
    return agreement([msgspec.structs.replace(each, code=code) for each, code in zip(found, codes, strict=True)])


def bins(found: Sequence[Coded]) -> tuple[tuple[float, tuple[Coded, ...]], ...]:
    """Return the titles by tenths of their confidence, the lowest first, with the lower end of each tenth."""
    places = [min(_BINS - 1, int(each.confidence * _BINS + 1e-9)) for each in found]
    return tuple(
        (at / _BINS, tuple(each for each, place in zip(found, places, strict=True) if place == at))
        for at in sorted(set(places))
    )


def official(folder: Path, name: str, digits: str) -> tuple[tuple[str, str], ...]:
    """Return the official titles of ``digits`` (all when empty) with their unit groups. Raises OSError."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return tuple((row["title"], row["code"][:_UNIT]) for row in rows if not digits or row["digits"] == digits)


def report(vacancies: Path, occupations_folder: Path) -> None:
    """Print the agreement by halves and by confidence, and how many official titles get their own group."""
    found = tuple(coded_titles(vacancies))
    for half, name in enumerate(("one", "other")):
        part = tuple(each for each in found if each.half == half)
        figure(f"agree with the sub-class, {name} half", agreement(part), "%", f"of {len(part)} coded")
        sure = tuple(each for each in part if each.confidence >= SURE)
        figure(f"  with confidence >= {SURE}", agreement(sure), "%", f"of {len(sure)}")
    figure("  the same codes dealt at random", by_chance(found), "%")
    for lower, part in bins(found):
        figure(f"  agree, confidence from {lower:.1f}", agreement(part), "%", f"of {len(part)}")
    for file, digits in OFFICIAL:
        _official(file, official(occupations_folder, file, digits))


def _official(name: str, titles: Sequence[tuple[str, str]]) -> None:
    codings = [(occupations().code_title(title), code) for title, code in titles]
    right = [coding.confidence for coding, code in codings if coding and coding.code == code]
    figure(f"official titles in their group, {name}", 100 * len(right) / len(titles), "%", f"of {len(titles)}")
    figure("  coded at all", 100 * sum(1 for coding, _ in codings if coding) / len(titles), "%")
    near = sum(1 for coding, code in codings if coding and coding.code[:_GROUP] == code[:_GROUP])
    figure("  in the same two-digit group", 100 * near / len(titles), "%")
