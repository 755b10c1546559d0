"""How many real vacancies use each known job title: the table title_counts.

    python -m bench.title_counts [../shared/data/vacancies] [--write chalicelib/reference/data/title_counts/2024.tsv]
    python -m bench.title_counts [../shared/data/vacancies] --check

A vacancy counts once for each title of an employer, in whichever collection it stands, and counts for the known title
that decides its code. Only titles of the project's own table are written, none of the collections. Without ``--write``
it prints figures; ``--check`` also ends with 1 when the table says anything else than a new count.
"""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from bench.recognition import ABSENT, FOLDER, TITLED
from bench.report import figure, heading
from chalicelib.reference import files, occupations
from chalicelib.reference.model_occupations import JobTitle, TitleCount, TitleKind
from chalicelib.reference.occupations import TITLES
from chalicelib.reference.title_counts import COUNT_VERSION, COUNTS
from chalicelib.reference.titles import TURNED_WORDS, any_order, fold, letters
from search.normalise import normalise

_SHOWN = 20
_HEAD = """# title: How often vacancies of 2018 and 2024 use each of the everyday job titles
# source: Computed by bench/title_counts.py (job titles version {titles}) from {total} vacancies of four collections \
(Jobstreet, March to April 2024, as published in alterraacademy/job-market-trends; Jobstreet and Glints, 2018, as \
published in yasirabd/solver-society-job-analysis), each title of an employer once; count: vacancies whose code that \
title decides, per_mille: of a thousand vacancies. Titles that none of them uses have no row
# licence: Apache-2.0, as the project: counts only
# retrieved: 2026-11-22
"""
_COLUMNS = ("title", "count", "per_mille")


class Counted(msgspec.Struct, frozen=True):
    """How many vacancies use each known title, of ``total`` vacancies."""

    titles: Mapping[str, int]
    total: int

    @property
    def rows(self) -> tuple[TitleCount, ...]:
        """The rows of the table, the most used title first."""
        ordered = sorted(self.titles.items(), key=lambda each: (-each[1], each[0]))
        return tuple(
            TitleCount(title=title, count=count, per_mille=round(1000 * count / self.total, 3))
            for title, count in ordered
        )


def vacancies(folder: Path) -> frozenset[tuple[str, str]]:
    """Return each title of each employer, both normalised, over all collections. Raises OSError."""
    return frozenset(pair for name, title, company in TITLED for pair in _pairs(folder / name, title, company))


class KnownTitles:
    """The known titles as they are written, and by the keys under which other spellings are recognised.

    Of titles that are recognised alike the surest stands for all, of equally sure ones the proper title.
    """

    def __init__(self, titles: Mapping[str, JobTitle]) -> None:
        """Keep ``titles``, which stand under their normalised words."""
        self._written = titles
        self._folded: dict[str, JobTitle] = {}
        for surface, title in sorted(titles.items(), key=lambda each: _order(each[1])):
            for key in _keys(surface):
                self._folded.setdefault(key, title)

    def of(self, matched: str) -> str:
        """Return the title that ``matched``, words of a vacancy's title, was recognised as. Raises KeyError."""
        if matched in self._written:
            return self._written[matched].title
        key = next((key for key in _keys(matched) if key in self._folded), matched)
        return self._folded[key].title


def counted(titles: Iterable[str]) -> Counted:
    """Count which known title decides the code of each of ``titles``. Raises KeyError for one that is not known."""
    known, used, total = KnownTitles(dict(occupations().surfaces.entries())), Counter[str](), 0
    for title in titles:
        total += 1
        coding = occupations().code_title(title)
        if coding is not None:
            used[known.of(coding.matched)] += 1
    return Counted(used, total)


def table(found: Counted) -> str:
    """Return the table file."""
    lines = ("\t".join(map(str, msgspec.structs.astuple(row))) for row in found.rows)
    head = _HEAD.format(titles=TITLES, total=found.total)
    return head + "\n".join(("\t".join(_COLUMNS), *lines)) + "\n"


def differing(found: Counted, data: Path = files.DATA) -> tuple[str, ...]:
    """Return the titles of which the table says something else than ``found``. Raises BadTable."""
    stated, anew = set(files.typed(COUNTS, COUNT_VERSION, TitleCount, data)), set(found.rows)
    return tuple(sorted({row.title for row in stated ^ anew}))


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the table, or print figures; 1 when a check finds a difference, 2 when the data is absent."""
    parser = argparse.ArgumentParser(prog="python -m bench.title_counts", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    wanted = parser.add_mutually_exclusive_group()
    wanted.add_argument("--write", type=Path, metavar="TABLE")
    wanted.add_argument("--check", action="store_true")
    given = parser.parse_args(arguments)
    if not given.folder.is_dir():
        sys.stderr.write(ABSENT.format(given.folder) + "\n")
        return 2
    found = counted(title for _, title in sorted(vacancies(given.folder)))
    if given.write is not None:
        given.write.parent.mkdir(parents=True, exist_ok=True)
        given.write.write_text(table(found), encoding="utf-8")
        return 0
    _print(found, given.folder)
    return 1 if given.check and _print_differing(differing(found)) else 0


def _print(found: Counted, folder: Path) -> None:
    heading("use of job titles", str(folder), f"job titles version {TITLES}, {len(occupations().titles)} of them")
    figure("vacancies, each title of an employer once", found.total, "")
    coded = sum(found.titles.values())
    figure("  coded by a known title", 100 * coded / found.total if found.total else 0.0, "%", f"{coded} of them")
    figure("known titles that any vacancy uses", len(found.titles), "")
    figure("  used by ten or more", sum(1 for count in found.titles.values() if count >= 10), "")
    for most in (100, 1_000):
        share = sum(row.per_mille for row in found.rows[:most]) / 10
        figure(f"vacancies with one of the {most} most used", share, "%")
    for row in found.rows[:_SHOWN]:
        figure(f"  {row.title}", row.per_mille, "per mille", f"{row.count} vacancies")


def _print_differing(titles: Sequence[str]) -> bool:
    figure("titles of which the table says otherwise", len(titles), "")
    for title in titles[:_SHOWN]:
        print(f"  {title}")
    return bool(titles)


def _order(title: JobTitle) -> tuple[float, bool]:
    return -title.weight, title.kind is not TitleKind.TITLE


def _pairs(path: Path, title: str, company: str) -> Iterable[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if named := normalise(row[title]):
                yield normalise(row[company]), named


def _keys(surface: str) -> Iterable[str]:
    folded = [fold(word) for word in surface.split()]
    yield letters(folded)
    if 1 < len(folded) <= TURNED_WORDS:
        yield any_order(folded)


if __name__ == "__main__":
    sys.exit(main())
