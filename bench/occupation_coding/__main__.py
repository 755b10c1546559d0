"""How well titles are coded, on titles that no table has; with intervals, speed and memory.

    python -m bench.occupation_coding [../shared/data]
    python -m bench.occupation_coding [../shared/data] --fit chalicelib/reference/data/coding_weights/1.tsv

``--fit`` writes the weights anew from the tune halves; without it the test halves are counted, which nothing is fitted
on. The development data is no part of the project.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.occupation_coding import fitting, reporting, truth
from bench.recognition import ABSENT

FOLDER = Path("../shared/data")
TOLD = (
    "Fitted by bench/occupation_coding on {official} official titles of KBJI 2014 and {advertised} titles of vacancies "
    "(Jobstreet, 2024, as published in alterraacademy/job-market-trends) with the kinds of work that their sub-classes "
    "allow, one half of each, and on a tenth of the job titles by tables without them"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures, or fit the weights; 2 when the data to fit on is absent."""
    parser = argparse.ArgumentParser(prog="python -m bench.occupation_coding", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    parser.add_argument("--fit", type=Path, metavar="TABLE")
    given = parser.parse_args(arguments)
    if not given.folder.is_dir():
        print(f"left out: {ABSENT.format(given.folder)}")
        return 0 if given.fit is None else 2
    if given.fit is not None:
        return fit(given.folder, given.fit)
    reporting.report(given.folder)
    return 0


def fit(folder: Path, table: Path) -> int:
    """Write ``table`` with weights fitted on the tune halves."""
    official = [each for each in truth.official_titles(folder / "occupations") if each.half == truth.TUNE]
    advertised = [each for each in truth.advertised(folder / "vacancies") if each.half == truth.TUNE]
    weights = fitting.fitted(tuple(fitting.cases(official, advertised)))
    told = TOLD.format(official=len(official), advertised=len(advertised))
    table.write_text(fitting.table(weights, told, table), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
