"""What importing the app costs beside importing its three largest libraries, each in a fresh interpreter, in turn."""

import statistics
import subprocess
import sys

from bench.report import figure, heading, ratio

RUNS = 15
_PROGRAM = "import time; started = time.perf_counter(); import {names}; print(time.perf_counter() - started)"
LIBRARIES = "boto3, chalice, pynamodb"
WITH_MODELS = f"{LIBRARIES}.models"
"""The package `pynamodb` itself is all but empty; its models are what every user of it loads."""


def seconds(names: str) -> float:
    """Return how long importing ``names`` takes in an interpreter of its own."""
    environment = {"AWS_DEFAULT_REGION": "ap-southeast-3", "PYTHONPATH": "."}
    command = [sys.executable, "-c", _PROGRAM.format(names=names)]
    run = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)  # noqa: S603
    return float(run.stdout)


def main() -> None:
    """Print both and their ratio."""
    heading("import app", "none", f"Python {sys.version.split()[0]}, {RUNS} rounds in turn after a warm-up")
    seconds("app")
    runs = [(seconds(LIBRARIES), seconds(WITH_MODELS), seconds(f"{LIBRARIES}, app")) for _ in range(RUNS)]
    figure(LIBRARIES, statistics.median(run[0] for run in runs) * 1000, "ms")
    figure(WITH_MODELS, statistics.median(run[1] for run in runs) * 1000, "ms")
    figure("the same and app", statistics.median(run[2] for run in runs) * 1000, "ms")
    ratio("import app / its libraries", statistics.median(run[2] / run[0] for run in runs), 1, "<= 1.15")
    ratio("import app / with pynamodb.models", statistics.median(run[2] / run[1] for run in runs), 1)


if __name__ == "__main__":
    main()
