"""The options that every long job over a table has."""

import argparse
import math
from pathlib import Path

from infra_cdk.deployment import Deployment

WRITERS = 16
"""Items that a job stores at the same time: over the network each takes tens of milliseconds."""


def job(name: str) -> argparse.ArgumentParser:
    """Return what reads the options that every long job over a table has."""
    parser = argparse.ArgumentParser(prog=name, allow_abbrev=False)
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--writes-per-second", type=_rate, default=100.0)
    parser.add_argument("--checkpoint", type=Path)
    return parser


def checkpoint(wanted: argparse.Namespace, deployment: Deployment, name: str) -> Path:
    """Return the file in which a job of this ``name`` notes how far it is: the one that is wanted, or its usual one."""
    file: Path = wanted.checkpoint or Path("build") / f"{deployment.prefix}{name}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def _rate(text: str) -> float:
    rate = float(text)
    if not 0 < rate < math.inf:
        raise ValueError
    return rate
