"""Pushing: vacancies checked, stored and found a second through the running platform, ÷ raw bulk indexing of the same.

python -m bench.push [--vacancies 5000] [--engine embedded|opensearch] [--source ../shared/data/vacancies/….csv]

The platform is `padan serve` with its emulator, signed interface, queue, workers and index. The development data is
pushed too when it is there.
"""

import argparse
import contextlib
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec

from bench import jobstreet, samples
from bench.cleaning import end_like_ctrl_c
from bench.pushing import Pushed, push
from bench.raw import opensearch_rate, tantivy_rate
from bench.report import figure, heading, ratio
from bench.serving import served
from bench.settings import opensearch
from chalicelib.clock import SYSTEM_CLOCK
from search.document import VacancyDocument

SOURCE = Path(__file__).parents[2] / "shared" / "data" / "vacancies" / "jobstreet-2024-with-text.csv"
_RAW = 5_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Push both corpora, each into a platform of its own."""
    parser = argparse.ArgumentParser(prog="python -m bench.push", description=__doc__)
    parser.add_argument("--vacancies", type=int, default=5_000)
    parser.add_argument("--engine", choices=("embedded", "opensearch"), default="embedded")
    parser.add_argument("--source", type=Path, default=SOURCE)
    given = parser.parse_args(arguments)
    end_like_ctrl_c()
    now = SYSTEM_CLOCK.now()
    raw = _raw_rate(given.engine, list(samples.documents(_RAW, now)))
    if raw is None:
        return 0
    lines = [msgspec.json.encode(each) for each in samples.postings(given.vacancies, now)]
    _measure(samples.named(given.vacancies), given.engine, lines, raw)
    if given.source.is_file():
        rows = jobstreet.rows(given.source)
        real = [msgspec.json.encode(each) for each in jobstreet.postings(rows, now.date())]
        _measure(f"{len(real):,} vacancies of {given.source.name}", given.engine, real, raw)
    else:
        print(f"\nthe second corpus is left out: {jobstreet.ABSENT.format(given.source)}")
    return 0


def _raw_rate(engine: str, documents: Sequence[VacancyDocument]) -> float | None:
    """Return how many documents a second the engine takes by itself; ``None`` when it is not installed."""
    if engine == "embedded":
        with tempfile.TemporaryDirectory(prefix="padan-bench-") as folder:
            return tantivy_rate(documents, Path(folder) / "raw")
    with contextlib.ExitStack() as stack:
        found = opensearch(stack)
        return opensearch_rate(documents, found.url) if found else None


def _measure(corpus: str, engine: str, lines: Sequence[bytes], raw: float) -> None:
    heading("push through the running platform", corpus, f"{engine}, emulator for everything else")
    with (
        tempfile.TemporaryDirectory(prefix="padan-bench-") as folder,
        served(Path(folder) / "data", engine) as platform,
    ):
        _report(push(platform, lines), raw)


def _report(pushed: Pushed, raw: float) -> None:
    outcomes = ", ".join(f"{name} {count}" for name, count in sorted(pushed.outcomes.items()) if count)
    rate = pushed.items / pushed.found_in
    figure("checked, with outcome", pushed.items / pushed.checked_in, "items/s", f"{pushed.items:,}: {outcomes}")
    figure("checked, stored and found", rate, "items/s", f"{pushed.published:,} found after {pushed.found_in:.1f} s")
    figure(f"engine by itself, {_RAW:,} from templates", raw, "items/s")
    ratio("engine / platform", raw, rate)


if __name__ == "__main__":
    sys.exit(main())
