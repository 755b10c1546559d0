"""Prints what three sizes cost: ``python -m infra_cdk.cost [FILE]``, with warm and with cold recovery."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from infra_cdk import node
from infra_cdk.cost.load import month, read_profiles
from infra_cdk.cost.model import bill
from infra_cdk.cost.prices import read_prices
from infra_cdk.cost.report import Case, report
from infra_cdk.deployment import SIZES, Deployment, read_deployment
from infra_cdk.properties.world import World

EXAMPLE = Path(__file__).resolve().parent.parent / "deployments" / "pilot.toml"


def main(arguments: list[str] | None = None) -> int:
    """Synthesize each size of the deployment that ``FILE`` describes, price it, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m infra_cdk.cost", description=__doc__)
    parser.add_argument("deployment", type=Path, nargs="?", default=EXAMPLE)
    parser.add_argument("--sizes", nargs="+", choices=sorted(SIZES), default=list(SIZES))
    given = parser.parse_args(arguments)
    node.use()
    base = read_deployment(given.deployment)
    lines = report(tuple(_cases(base, given.sizes)), read_prices())
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _cases(base: Deployment, sizes: list[str]) -> Iterator[Case]:
    from infra_cdk.assembly import synthesize

    for size in sizes:
        for recovery in ("warm", "cold"):
            deployment = msgspec.structs.replace(base, size=size, recovery=recovery)
            with TemporaryDirectory() as folder:
                yield case(f"{size}, {recovery}", World(synthesize(deployment, Path(folder)), deployment))


def case(name: str, world: World) -> Case:
    """Return the bills of ``world`` under the profile of its size, and with nobody there."""
    profiles, assumed = read_profiles()
    profile, prices = profiles[world.deployment.size], read_prices()
    return Case(
        name=name,
        profile=profile,
        used=bill(world, month(profile, assumed), prices),
        idle=bill(world, month(profile.times(0), assumed), prices),
    )


if __name__ == "__main__":
    sys.exit(main())
