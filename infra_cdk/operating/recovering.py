"""Tasks that stop and start a region, and complete what was put back."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from infra_cdk.deployment import Deployment, Place, Role
from infra_cdk.operating import account


def complete_table(deployment: Deployment, arguments: Sequence[str]) -> object:
    """TABLE: gives a restored table what its stack says and it lacks: stream, replicas, policy, tags …."""
    from infra_cdk import node

    node.use()
    from infra_cdk.assembly import synthesize
    from infra_cdk.drills.table_completing import apply, lacking
    from infra_cdk.drills.table_settings import settings_of

    (name,) = arguments
    with tempfile.TemporaryDirectory() as folder:
        settings = settings_of(synthesize(deployment, Path(folder)))[deployment.home.named(name)]
    return {"applied": apply(settings, account.client), "lacking": lacking(settings, account.client)}


def follow_streams(deployment: Deployment, arguments: Sequence[str]) -> object:
    """TABLE: leads the functions that followed a former stream of the table to the present one, in every place."""
    from infra_cdk.drills.following import follow

    (name,) = arguments
    regions = [deployment.home_region, *([deployment.recovery_region] if deployment.recovery == "warm" else [])]
    return {"moved": follow(deployment.home.named(name), regions, account.client)}


def stop_work(deployment: Deployment, arguments: Sequence[str]) -> object:
    """[recovery]: stops interface, event sources and schedules in the home or the recovery region; nothing is lost."""
    from infra_cdk.drills.stopping import stop

    return stop(_place(deployment, arguments), account.client)


def start_work(deployment: Deployment, arguments: Sequence[str]) -> object:
    """[recovery]: begins again with what the deployment file says works in the home or the recovery region."""
    from infra_cdk.drills.stopping import start

    return start(_place(deployment, arguments), account.client)


def repeat_erasures(deployment: Deployment, arguments: Sequence[str]) -> object:  # noqa: ARG001
    """Erases again whoever a restored table brought back, by the tombstones of people and the audit's entries."""
    from infra_cdk.drills.erasing import repeat

    return repeat()


def _place(deployment: Deployment, arguments: Sequence[str]) -> Place:
    (role,) = arguments or [Role.HOME]
    return Place(deployment=deployment, role=Role(role))
