"""What the running platform holds in memory: fresh, with vacancies pushed, after searches, after a restart.

python -m bench.memory [--vacancies 10000] [--searches 1000] [--engine embedded]
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from bench import samples
from bench.pushing import push
from bench.queries import queries
from bench.report import figure, heading, ratio
from bench.serving import Served, served
from chalicelib.clock import SYSTEM_CLOCK

AIM = 600.0
_REST_SECONDS = 15.0
"""How long the platform is left alone before it is measured: longer than any of its regular work takes to come up."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure one platform through its life."""
    parser = argparse.ArgumentParser(prog="python -m bench.memory", description=__doc__)
    parser.add_argument("--vacancies", type=int, default=10_000)
    parser.add_argument("--searches", type=int, default=1_000)
    parser.add_argument("--engine", choices=("embedded",), default="embedded")
    given = parser.parse_args(arguments)
    heading("memory of the running platform", samples.named(given.vacancies), f"{given.engine}, emulator included")
    with tempfile.TemporaryDirectory(prefix="padan-bench-") as folder:
        _measure(Path(folder) / "data", given.engine, given.vacancies, given.searches)
    return 0


def _measure(data: Path, engine: str, vacancies: int, searches: int) -> None:
    with served(data, engine) as platform:
        _tell(platform, "after the start")
        lines = [msgspec.json.encode(each) for each in samples.postings(vacancies, SYSTEM_CLOCK.now())]
        pushed = push(platform, lines)
        _tell(platform, f"after {pushed.items:,} pushed, {pushed.published:,} found", rest=False)
        _tell(platform, f"{_REST_SECONDS:.0f} s later")
        _search(platform, searches)
        total = _tell(platform, f"after {searches:,} searches", rest=False)
        ratio("together / aim", total, AIM, f"<= 1 ({AIM:.0f} MB)")
    with served(data, engine) as platform:
        _tell(platform, "after a restart")
        _search(platform, searches)
        _tell(platform, f"after {searches:,} searches more", rest=False)


def _search(platform: Served, count: int) -> None:
    with platform.client() as client:
        for query in queries(count):
            client.get("/v1/vacancies", params=list(query.parameters)).raise_for_status()


def _tell(platform: Served, moment: str, *, rest: bool = True) -> float:
    if rest:
        time.sleep(_REST_SECONDS)
    memory = platform.memory()
    figure(moment, memory.total, "MB", memory.parts)
    return memory.total


if __name__ == "__main__":
    sys.exit(main())
