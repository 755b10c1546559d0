"""The deployments that the report compares: each size with warm and with cold recovery."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from infra_cdk.assembly import synthesize
from infra_cdk.cost.load import month, read_profiles
from infra_cdk.cost.model import bill
from infra_cdk.cost.prices import read_prices
from infra_cdk.cost.report import Case
from infra_cdk.deployment import Deployment
from infra_cdk.properties.world import World

RECOVERIES = ("warm", "cold")


def cases(base: Deployment, sizes: Iterable[str]) -> Iterator[Case]:
    """Synthesize each size of ``base`` with each kind of recovery and yield its bills."""
    for size in sizes:
        for recovery in RECOVERIES:
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
