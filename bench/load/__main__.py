"""Load on `padan serve`: searches, suggestions, profile writes and pushes as 50 : 60 : 5 : 1, or registrations.

    python -m bench.load [--rate 60] [--seconds 60] [--ramp 0] [--engine embedded|opensearch] [--vacancies 2000]
    python -m bench.load --registrations [--rate 100] [--seconds 600]

Arrivals are drawn beforehand and nobody waits for anybody; latencies count from the moment when somebody was to arrive.
The platform, its emulator and its engine run in processes of their own and share the cores with this one, which sends.
Ends with 1 when anything that was acknowledged is lost, or an answer was none of ours.
"""

import argparse
import asyncio
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bench import samples
from bench.cleaning import end_like_ctrl_c
from bench.load.arrivals import PROFILE, Kind, arrivals
from bench.load.ceiling import ITEMS, transactions_a_second
from bench.load.outcomes import Ending, Summary, notes, percentile, summaries
from bench.load.pushers import ITEMS as PUSHED
from bench.load.running import PARTNER, Place, Run, run_profile, run_registrations
from bench.pushing import push
from bench.report import figure, heading
from bench.serving import Served, served
from chalicelib.clock import SYSTEM_CLOCK

_CEILING_SECONDS = 15.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure once."""
    parser = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__)
    parser.add_argument("--rate", type=float, default=60.0, help="arrivals a second")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--ramp", type=float, default=0.0, help="seconds over which the rate grows from nothing")
    parser.add_argument("--engine", choices=("embedded", "opensearch"), default="embedded")
    parser.add_argument("--vacancies", type=int, default=2_000, help="vacancies that are there before")
    parser.add_argument("--registrations", action="store_true", help="registrations alone")
    given = parser.parse_args(arguments)
    end_like_ctrl_c()
    if given.registrations:
        figure("emulator by itself", transactions_a_second(_CEILING_SECONDS), "transactions/s", f"{ITEMS} items each")
    with (
        tempfile.TemporaryDirectory(prefix="padan-bench-") as folder,
        served(Path(folder) / "data", given.engine) as platform,
    ):
        return _measured(platform, given)


def _measured(platform: Served, given: argparse.Namespace) -> int:
    place = Place(url=platform.url, data=platform.data)
    shares = {Kind.REGISTRATION: 1} if given.registrations else PROFILE
    coming = list(arrivals(given.rate, given.seconds, ramp=given.ramp, shares=shares))
    corpus = "nobody registered before" if given.registrations else samples.named(given.vacancies)
    if not given.registrations:
        _fill(platform, given.vacancies)
    ramp = f", ramp of {given.ramp:.0f} s" if given.ramp else ", no ramp"
    heading(f"{given.rate:.0f} arrivals a second for {given.seconds:.0f} s{ramp}", corpus, given.engine)
    run = asyncio.run(run_registrations(place, coming) if given.registrations else run_profile(place, coming))
    return report(run)


def _fill(platform: Served, vacancies: int) -> None:
    """Push what is there before; vacancies that arrive later have other numbers."""
    import msgspec

    lines = [
        msgspec.json.encode(each) for each in samples.postings(vacancies, SYSTEM_CLOCK.now(), seed=samples.SEED + 1)
    ]
    if lines:
        push(platform, lines)
    else:
        platform.command("partner", "add", PARTNER)


def report(run: Run) -> int:
    """Print a run; returns the exit code."""
    for summary in summaries(run.outcomes, run.seconds):
        _print(summary)
    behind = sorted(each.behind for each in run.outcomes)
    figure("sent late by whoever sends, p99", percentile(behind, 0.99), "ms")
    for name, lost in (("profile writes", run.writes), ("pushed items", run.items), ("registrations", run.people)):
        if lost.acknowledged:
            figure(f"{name} lost", lost.missing, f"of {lost.acknowledged:,} acknowledged")
        for note, count in Counter(lost.notes).most_common(5):
            print(f"{count} x {note}")
    figure("published items not found", run.unfound, "vacancies")
    for note, count in notes(run.outcomes).most_common(5):
        print(f"{count} x {note}")
    failed = sum(each.ending in (Ending.FAILED, Ending.REFUSED) for each in run.outcomes)
    return 1 if failed or run.losses else 0


def _print(summary: Summary) -> None:
    told = ", ".join(f"{ending} {count}" for ending, count in sorted(summary.endings.items()))
    items = f" ({summary.rate * PUSHED:.0f} items)" if summary.kind is Kind.PUSH else ""
    times = f"p50 {summary.p50:.0f}, p95 {summary.p95:.0f}, p99 {summary.p99:.0f}, slowest {summary.slowest:.0f} ms"
    arrived = f"{summary.kind:<16}{summary.count:>7} arrived, {summary.rate:7.1f}/s answered{items}"
    print(f"{arrived}; {times}; {told}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
