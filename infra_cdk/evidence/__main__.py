"""Collects evidence for an audit: ``python -m infra_cdk.evidence DEPLOYMENT [--folder build/evidence]``."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree.ElementTree import ParseError

from infra_cdk import node
from infra_cdk.assembly import SynthesizedStack, synthesize
from infra_cdk.deployment import Deployment, DeploymentError, read_deployment
from infra_cdk.evidence.collected import Collected
from infra_cdk.evidence.pieces import PIECES
from infra_cdk.evidence.writing import Written, write
from infra_cdk.properties.world import World

Synthesize = Callable[[Deployment, Path], tuple[SynthesizedStack, ...]]


def main(arguments: Sequence[str] | None = None, synthesizing: Synthesize = synthesize) -> int:
    """Synthesize the deployment and write its evidence; 2 and a sentence for what cannot be read."""
    given = _parser().parse_args(arguments)
    try:
        written = _collect(given, synthesizing)
    except (DeploymentError, FileExistsError, FileNotFoundError, ParseError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for one in written:
        sys.stdout.write(f"{given.folder / one.file}{f': {one.missing}' if one.missing else ''}\n")
    return 0


def _collect(given: argparse.Namespace, synthesizing: Synthesize) -> tuple[Written, ...]:
    if given.data is not None and not (given.data.is_dir() and any(given.data.iterdir())):
        raise FileNotFoundError(f"{given.data} holds no platform whose audit could be verified")
    node.use()
    deployment = read_deployment(given.deployment)
    with TemporaryDirectory() as folder:
        state = Collected(
            world=World(synthesizing(deployment, Path(folder)), deployment),
            day=given.day or datetime.now(tz=UTC).date(),
            results=tuple(given.results),
            data=given.data,
            asking=not given.without_advisories,
        )
        return write(state, given.folder, PIECES)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m infra_cdk.evidence", description=__doc__)
    parser.add_argument("deployment", type=Path, help="deployment file (TOML)")
    parser.add_argument("--folder", type=Path, default=Path("build/evidence"))
    parser.add_argument("--day", type=date.fromisoformat, help="on which exceptions are judged; today by itself")
    parser.add_argument("--results", type=Path, nargs="*", default=[], help="JUnit files of test runs")
    parser.add_argument("--data", type=Path, help="a platform's data folder, to verify its audit")
    parser.add_argument("--without-advisories", action="store_true", help="do not ask for advisories")
    return parser


if __name__ == "__main__":
    sys.exit(main())
