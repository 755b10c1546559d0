"""The functions of one place alone in a stack, and what the synthesis says of each."""

import functools
from typing import Any

from infra_cdk.deployment import Place
from infra_cdk.functions.surroundings import Surroundings

STREAMED = ("applications", "audit", "outbox", "people", "saved-searches", "vacancies")
FUNCTION, POLICY = "AWS::Serverless::Function", "AWS::IAM::ManagedPolicy"


def around(place: Place, streams: tuple[str, ...] = STREAMED) -> Surroundings:
    """What other constructs would tell, as plain ARNs."""
    own = f"{place.region}:{place.deployment.account}"
    return Surroundings(
        data_key=f"arn:aws:kms:{own}:key/data",
        vault_key=f"arn:aws:kms:{own}:key/vault",
        audit_key=f"arn:aws:kms:{own}:key/audit",
        search_url="https://search.invalid",
        user_pool_arn=f"arn:aws:cognito-idp:{own}:userpool/pool",
        user_pool_id="pool",
        user_pool_client_id="client",
        token_issuer="https://issuer.invalid",
        streams={name: stream(place, name) for name in streams},
    )


def stream(place: Place, table: str) -> str:
    """The ARN of a change stream as DynamoDB makes it."""
    own = f"{place.region}:{place.deployment.account}"
    return f"arn:aws:dynamodb:{own}:table/{place.named(table)}/stream/2026-05-04T03:00:00.000"


@functools.cache
def template(place: Place, streams: tuple[str, ...] = STREAMED) -> dict[str, Any]:
    """The template of the functions in ``place``."""
    from aws_cdk import App, Environment, Stack
    from aws_cdk import aws_kms as kms
    from aws_cdk.assertions import Template

    from infra_cdk.constructs.application import Application
    from infra_cdk.constructs.network import Network, zones_context

    environment = Environment(account=place.deployment.account, region=place.region)
    app = App(context=zones_context(place))
    beside, stack = (Stack(app, name, env=environment) for name in ("beside", "functions"))
    key = kms.Key(beside, "Key")
    Application(stack, "Application", place, around(place, streams), key, Network(beside, "Network", place, key))
    found: dict[str, Any] = Template.from_stack(stack).to_json()
    return found


def functions(found: dict[str, Any]) -> dict[str, Any]:
    """The properties of each function by the name that Chalice gives it."""
    from infra_cdk.constructs.application import logical_id
    from infra_cdk.functions.specs import FUNCTIONS

    return {each.name: found["Resources"][logical_id(each.name)]["Properties"] for each in FUNCTIONS}


def source(properties: dict[str, Any]) -> dict[str, Any]:
    """The properties of what calls a function."""
    (entry,) = properties["Events"].values()
    found: dict[str, Any] = entry["Properties"]
    return found
