"""``make fuzz``: `tests.fuzz`, `tests.stateful` and the search for leaks, with new seeds again until time is up.

Each round multiplies what the suite tries. A round that finds something ends the run: its output, which holds the
request or the steps that show the fault, is kept under ``build/fuzz/`` with the command that repeats it.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

KEPT = Path("build/fuzz")
WHAT = ("tests/fuzz", "tests/stateful", "tests/security/leaks/test_leaks.py")
_GRACE = 20
"""Seconds that a round has to end when it is told to."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run rounds; return 0 when none found anything."""
    chosen = _options(arguments)
    end = time.monotonic() + chosen.seconds
    seed = chosen.seed if chosen.seed is not None else int.from_bytes(os.urandom(4), "big")
    while True:
        _say(f"seed {seed}, {max(0, int(end - time.monotonic()))} seconds left")
        code, output = _round(seed, chosen, end)
        if code is None:
            _say("time is up, nothing was found in the tests that ended")
            return 0
        if code != 0:
            return _tell(seed, chosen, output)
        _say(output.strip().rpartition("\n")[2])
        seed += 1
        if time.monotonic() >= end:
            _say("time is up, nothing was found")
            return 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--factor", type=int, default=5, help="how many times what the suite tries")
    parser.add_argument("--search", choices=("embedded", "opensearch"), default="embedded")
    parser.add_argument("tests", nargs="*", default=list(WHAT))
    return parser.parse_args(arguments)


def _round(seed: int, chosen: argparse.Namespace, end: float) -> tuple[int | None, str]:
    """Run the tests once; the code is ``None`` when time was up before they ended."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-x",
        "-p",
        "no:cacheprovider",
        f"--hypothesis-seed={seed}",
        *chosen.tests,
    ]
    variables = {"PADAN_FUZZ": str(chosen.factor), "PADAN_FUZZ_SEED": str(seed), "PADAN_FUZZ_SEARCH": chosen.search}
    started = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | variables,
    )
    try:
        output, _ = started.communicate(timeout=max(1.0, end - time.monotonic()))
    except subprocess.TimeoutExpired:
        started.terminate()
        try:
            output, _ = started.communicate(timeout=_GRACE)
        except subprocess.TimeoutExpired:
            started.kill()
            output, _ = started.communicate()
        return None, output
    return started.returncode, output


def _tell(seed: int, chosen: argparse.Namespace, output: str) -> int:
    KEPT.mkdir(parents=True, exist_ok=True)
    kept = KEPT / f"seed-{seed}.txt"
    again = f"make fuzz SEED={seed} FACTOR={chosen.factor}"
    if chosen.search != "embedded":
        again += f" SEARCH={chosen.search}"
    kept.write_text(f"{again}\n\n{output}", encoding="utf-8")
    _say(output)
    _say(f"found with seed {seed}; kept in {kept}; repeat it with: {again}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
