"""Administrative tasks on a deployment: ``python -m infra_cdk.operate FILE TASK [ARGUMENT...]``.

Runs the platform's own use cases on the operator's machine, with the settings of the deployed interface and the
operator's credentials: whatever IAM lets the operator do. The index is reached from inside the network alone, so tasks
on it run in a shell there (CloudShell in the deployment's VPC).
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from infra_cdk.deployment import Deployment, DeploymentError, Place, Role, read_deployment

_HANDLER = "APIHandlerName"
"""Output of the platform stack: the name of the function that serves the interface."""

Task = Callable[[Sequence[str]], object]


def settings_of(place: Place, region_clients: Callable[[str], Any]) -> dict[str, str]:
    """Return the variables of the deployed interface in ``place``; raises ``LookupError`` when it is not deployed.

    ``region_clients`` makes a client of a service in the place's region.
    """
    stacks = region_clients("cloudformation").describe_stacks(StackName=place.stack("platform"))["Stacks"]
    outputs = {output["OutputKey"]: output["OutputValue"] for output in stacks[0].get("Outputs", [])}
    found = region_clients("lambda").get_function_configuration(FunctionName=outputs[_HANDLER])
    variables: dict[str, str] = found["Environment"]["Variables"]
    return variables


def add_partner(arguments: Sequence[str]) -> object:
    """``NAME PUBLIC_KEY_FILE``: register a partner with an ed25519 public key (PEM), or give a known one another."""
    from chalicelib.partners.keys import add_key, add_partner

    name, file = arguments
    partner = add_partner(name)
    key = add_key(partner.id, Path(file).read_text())
    return {"partner_id": partner.id, "key_id": key.key_id}


def revoke_key(arguments: Sequence[str]) -> object:
    """``PARTNER_NAME KEY_ID``: end a partner's key at once."""
    from chalicelib.partners.keys import partner_named, revoke_key

    name, key = arguments
    return {"partner_id": revoke_key(partner_named(name).id, key).id, "revoked": key}


def rebuild_index(arguments: Sequence[str]) -> object:
    """``[--force]``: build both indices anew from the tables and switch to them; the old ones answer meanwhile."""
    from chalicelib.indexing import reindex

    return reindex(_progress, force="--force" in arguments)


def reconcile(arguments: Sequence[str]) -> object:
    """``[--repair]``: compare tables and indices; with ``--repair`` write what drifted."""
    from chalicelib.indexing import reconcile

    return reconcile(repair="--repair" in arguments)


TASKS: dict[str, Task] = {
    "add-partner": add_partner,
    "revoke-key": revoke_key,
    "rebuild-index": rebuild_index,
    "reconcile": reconcile,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one task in the active place, or in the one that is named; print its result as one line of JSON."""
    tasks = "; ".join(f"{name} {(task.__doc__ or '').partition(':')[0]}" for name, task in TASKS.items())
    parser = argparse.ArgumentParser(prog="python -m infra_cdk.operate", description=__doc__, epilog=tasks)
    parser.add_argument("file", type=Path, help="deployment file (TOML)")
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("--in", dest="role", choices=list(Role), type=Role, help="home or recovery; else the active one")
    options, more = parser.parse_known_args(arguments)
    try:
        deployment = read_deployment(options.file)
    except DeploymentError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    _prepare(deployment, options.role or deployment.active)
    result = TASKS[options.task](more)
    sys.stdout.write(msgspec.json.encode(result).decode() + "\n")
    return 0


def _prepare(deployment: Deployment, role: Role) -> None:
    """Give this process the settings of the deployed interface."""
    import boto3

    place = Place(deployment=deployment, role=role)
    region = {"AWS_REGION": place.region, "AWS_DEFAULT_REGION": place.region, "POWERTOOLS_TRACE_DISABLED": "true"}
    os.environ.update(region)
    os.environ.update(settings_of(place, boto3.client))


def _progress(index: str, count: int) -> None:
    sys.stderr.write(f"{index}: {count}\n")


if __name__ == "__main__":
    sys.exit(main())
