"""A whole country matched: 511,131 people with 69,732 vacancies, ten for each, on the cores of this machine.

    python -m bench.batch [--share 0.1] [--whole-market] [--processes 2] [--sample 200] [--limit 1500]

Everybody and everything is invented (`bench.batch.inventing`). Printed are the time by the clock, the processor time
and the memory of all processes together, what the files take, and how many people a second that is, beside one query
of the embedded index for each of a sample of the same people. Matches of the sample are held to the on-line scorer
over all vacancies. Nothing is left behind; after ``--limit`` seconds it ends with what was reached.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.batch.agreeing import best_of
from bench.batch.inventing import SEED, Country
from bench.batch.one_by_one import one_query_each
from bench.batch.watching import Watch
from bench.cleaning import end_like_ctrl_c
from bench.report import figure, heading, ratio
from chalicelib.clock import SYSTEM_CLOCK, epoch_seconds
from chalicelib.matching.batch.blocks import Offer
from chalicelib.matching.batch.manifest import Manifest, prepare
from chalicelib.matching.batch.results import Results
from chalicelib.matching.batch.runs import current_results
from chalicelib.matching.batch.store import Folder, Store
from chalicelib.matching.model import Seeker
from local.batch.running import Ran, run
from local.cli.output import progress

PEOPLE, VACANCIES = 511_131, 69_732
_MINUTES, _GIGABYTES = 15, 4
_COMPARED = 5
"""People of the sample for whom every vacancy is scored on-line: two seconds each."""


class WholeCountry:
    """The country of one bench."""

    def __init__(self, share: float, whole_market: bool) -> None:
        """Invent the vacancies; people come when they are written."""
        self.people, self.vacancies = round(PEOPLE * share), VACANCIES if whole_market else round(VACANCIES * share)
        self._country, self._now = Country(SEED), epoch_seconds(SYSTEM_CLOCK.now())
        self.offers: list[Offer] = list(self._country.offers(self.vacancies, self._now))

    def prepare(self, store: Store) -> Manifest:
        """Write what the run works on."""
        return prepare(store, self.offers, self._country.people(self.people), self._now)

    def sample(self, count: int) -> list[Seeker]:
        """Return some of the people, the same for the same seed."""
        everybody = list(self._country.people(self.people))
        return random.Random(SEED).sample(everybody, min(count, len(everybody)))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; returns 1 when a match differs from the on-line scorer's."""
    parser = argparse.ArgumentParser(prog="python -m bench.batch", description=__doc__)
    parser.add_argument("--share", type=float, default=1.0, help="of people and vacancies")
    parser.add_argument("--whole-market", action="store_true", help="all vacancies for a share of the people")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--limit", type=int, default=1_500)
    given = parser.parse_args(arguments)
    end_like_ctrl_c()
    with tempfile.TemporaryDirectory(prefix="padan-bench-") as folder:
        country = WholeCountry(given.share, given.whole_market)
        return _measure(Path(folder), country, given.processes, given.sample, given.limit)


def _measure(folder: Path, country: WholeCountry, processes: int, sample: int, limit: int) -> int:
    corpus = f"{country.people:,} people, {country.vacancies:,} vacancies, invented, seed {SEED}"
    heading("batch matching", corpus, f"{processes} processes; embedded index for the comparison")
    with Watch(limit) as watch:
        ran, seconds = _run(folder, country, processes)
    figure("by the clock, preparation included", seconds / 60, "min", f"aim {_MINUTES} for all of the country")
    figure("processor time of matching", ran.processor / 60, "min")
    figure("processor time for a person", 1000 * ran.processor / country.people, "ms")
    figure("memory of all processes together (PSS), peak", watch.peak / 2**30, "GB", f"aim {_GIGABYTES}")
    run_folder = folder / "runs" / ran.run
    for name in ("people", "parts", "results"):
        size = sum(file.stat().st_size for file in (run_folder / name).iterdir())
        figure(f"size of {name}", size / 2**20, "MB")
    chosen = country.sample(sample)
    single = one_query_each(country.offers, chosen)
    batch = country.people / ran.processor
    figure("batch: people a second of a core", batch, "")
    figure("one query each: people a second of a core", single, "", f"sample of {len(chosen)}")
    ratio("batch / one query each", batch, single)
    return _agree(current_results(Folder(folder)), country.offers, chosen[:_COMPARED])


def _run(folder: Path, country: WholeCountry, processes: int) -> tuple[Ran, float]:
    started = time.perf_counter()
    with progress() as display:
        task = display.add_task("people", total=country.people)
        ran = run(folder, country.prepare, lambda done, _: display.update(task, completed=done), processes)
    return ran, time.perf_counter() - started


def _agree(results: Results, offers: Sequence[Offer], people: Sequence[Seeker]) -> int:
    wrong = 0
    for seeker in people:
        expected = [(match.vacancy_id, match.score) for match in best_of(seeker, (offer.demand for offer in offers))]
        wrong += [(each.vacancy_id, each.score) for each in results.of(seeker.id)] != expected
    figure("differ from scoring every pair on-line", wrong, "", f"of {len(people)} people")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
