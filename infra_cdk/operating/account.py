"""The account in which a task runs: who runs it there, and with which settings."""

import os
from collections.abc import Callable
from typing import Any

from infra_cdk.deployment import Deployment, Place, Role

_HANDLER = "APIHandlerName"
"""Output of the platform stack: the name of the function that serves the interface."""


def settings_of(place: Place, clients: Callable[[str], Any]) -> dict[str, str]:
    """Return the variables of the deployed interface in ``place``; ``clients`` makes those of a service there."""
    stacks = clients("cloudformation").describe_stacks(StackName=place.stack("platform"))["Stacks"]
    outputs = {output["OutputKey"]: output["OutputValue"] for output in stacks[0].get("Outputs", [])}
    found = clients("lambda").get_function_configuration(FunctionName=outputs[_HANDLER])
    variables: dict[str, str] = found["Environment"]["Variables"]
    return variables


def prepare(deployment: Deployment, role: Role) -> None:
    """Give this process the settings of the deployed interface."""
    place = Place(deployment=deployment, role=role)
    region = {"AWS_REGION": place.region, "AWS_DEFAULT_REGION": place.region, "POWERTOOLS_TRACE_DISABLED": "true"}
    os.environ.update(region)
    os.environ.update(settings_of(place, lambda service: client(service, place.region)))


def operator(deployment: Deployment) -> str:
    """Return who runs this task, as AWS knows them."""
    return str(client("sts", deployment.home_region).get_caller_identity()["Arn"])


def client(service: str, region: str) -> Any:  # noqa: ANN401 - boto3 makes its clients at run time
    """Return boto3's client of ``service`` in ``region``."""
    import boto3

    return boto3.client(service, region_name=region)  # type: ignore[call-overload]
