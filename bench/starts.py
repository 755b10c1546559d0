"""How long the platform takes until it answers: the first start with sample data, and those that follow.

python -m bench.starts [--runs 5] [--engine embedded]
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.report import figure, heading, ratio
from bench.serving import served
from local.seed.first import PEOPLE, SEED, VACANCIES

AIM = 5.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Start once on an empty folder and several times on the same one."""
    parser = argparse.ArgumentParser(prog="python -m bench.starts", description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--engine", choices=("embedded", "opensearch"), default="embedded")
    given = parser.parse_args(arguments)
    corpus = f"{VACANCIES} vacancies and {PEOPLE} people from templates, seed {SEED}"
    heading("starts of the platform, from the command to `ready`", corpus, given.engine)
    with tempfile.TemporaryDirectory(prefix="padan-bench-") as folder:
        data = Path(folder) / "data"
        with served(data, given.engine, seed=True) as platform:
            figure("first start, sample data put in", platform.started_in, "s")
        stops, starts = [], []
        for _ in range(given.runs):
            with served(data, given.engine, seed=True) as platform:
                starts.append(platform.started_in)
                stops.append(platform.stop())
    slowest = f"slowest of {given.runs} {max(starts):.2f} s"
    figure("every later start, median", statistics.median(starts), "s", slowest)
    ratio("slowest later start / aim", max(starts), AIM, f"<= 1 ({AIM:.0f} s)")
    figure("stop, median", statistics.median(stops), "s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
