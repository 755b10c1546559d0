"""All benches one after the other, each in a process of its own: one that fails or is stopped leaves the others be.

    python -m bench [--quick] [--only search push]

Takes about twelve minutes on two cores, with ``--quick`` and smaller corpora two. Figures: docs/performance.md.
"""

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence

import msgspec

from bench.cleaning import end_like_ctrl_c
from bench.push import SOURCE
from bench.report import machine
from local.engines.install import OPENSEARCH, NotInstalledError, class_path

_LONGEST_SECONDS, _CLEANING_SECONDS = 1_200, 120


class Bench(msgspec.Struct, frozen=True):
    """One command: its name, its module, its arguments, and those for a quick look."""

    name: str
    arguments: tuple[str, ...]
    quick: tuple[str, ...] = ()


_BENCHES = (
    Bench("imports", ()),
    Bench("starts", (), ("--runs", "2")),
    Bench("recogniser", ()),
    Bench("synthesis", ("--sizes", "pilot", "national"), ()),
    Bench("search", ("--engine", "embedded"), ("--documents", "20000")),
    Bench("search", ("--engine", "opensearch"), ("--documents", "20000")),
    Bench("clients", ("--seconds", "10"), ("--documents", "20000", "--seconds", "3")),
    Bench("suggestions", (), ("--documents", "10000", "--searches", "20")),
    Bench("push", (), ("--vacancies", "500", "--source", os.devnull)),
    Bench("memory", (), ("--vacancies", "1000", "--searches", "200")),
    Bench("duplicates", ("--vacancies", "100000"), ("--vacancies", "20000")),
    Bench("following", ("--vacancies", "300"), ("--vacancies", "100")),
    Bench("validation", (str(SOURCE),), (str(SOURCE),)),
    Bench("relevance", (), ("--queries", "30")),
    Bench("occupation_coding", ()),
    Bench("facts", ()),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for; returns 1 if a bench failed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smaller corpora")
    parser.add_argument("--only", nargs="+", choices=sorted({bench.name for bench in _BENCHES}), default=())
    given = parser.parse_args(arguments)
    end_like_ctrl_c()
    print(f"machine: {machine()}")
    failed = [
        bench.name for bench in _BENCHES if not given.only or bench.name in given.only if not _run(bench, given.quick)
    ]
    if failed:
        print(f"\nfailed: {', '.join(failed)}")
    return 1 if failed else 0


def _run(bench: Bench, quick: bool) -> bool:
    """Run one bench; what it needs and is absent is said, and is no failure."""
    if (absent := _absent(bench)) is not None:
        print(f"\n== {bench.name} {' '.join(bench.arguments)}\nleft out: {absent}")
        return True
    command = [sys.executable, "-m", f"bench.{bench.name}", *bench.arguments, *(bench.quick if quick else ())]
    started = time.perf_counter()
    # In a session of its own: Ctrl-C comes here, and the bench is interrupted once.
    process = subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own command
    try:
        code = process.wait(_LONGEST_SECONDS)
    except subprocess.TimeoutExpired:
        print(f"{bench.name} is stopped after {_LONGEST_SECONDS} seconds")
        _stop(process)
        return False
    except KeyboardInterrupt:
        _stop(process)
        raise
    print(f"({bench.name} took {time.perf_counter() - started:.0f} s)", flush=True)
    return code == 0


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """Interrupt it, so that it stops its own children and removes its folders."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(_CLEANING_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()


def _absent(bench: Bench) -> str | None:
    if bench.name == "validation" and not SOURCE.is_file():
        return f"{SOURCE} is absent: put the development data beside the project as ../shared/data"
    if bench.name == "clients" or "opensearch" in bench.arguments:
        try:
            class_path(OPENSEARCH)
        except NotInstalledError as error:
            return str(error)
    return None


if __name__ == "__main__":
    sys.exit(main())
