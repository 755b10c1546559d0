"""Nobody may do everything."""

from collections.abc import Iterator
from typing import Any

from infra_cdk.properties.law import Law
from infra_cdk.properties.resource import Resource, each, reach, walk
from infra_cdk.properties.world import World

_POWERS = {"*", "iam:*", "sts:*", "kms:*", "organizations:*"}
WITHOUT_RESOURCE = {
    "cloudwatch:DescribeAlarms",
    "cloudwatch:PutMetricData",
    "dynamodb:ListStreams",
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeSubnets",
    "ec2:UnassignPrivateIpAddresses",
    "s3:ListAllMyBuckets",
    *(f"logs:{verb}LogDelivery" for verb in ("Create", "Delete", "Get", "Update")),
    *("logs:DescribeLogGroups", "logs:DescribeResourcePolicies", "logs:ListLogDeliveries", "logs:PutResourcePolicy"),
    *("xray:GetSamplingRules", "xray:GetSamplingTargets"),
    "xray:PutTelemetryRecords",
    "xray:PutTraceSegments",
}
"""What IAM gives for everything or not at all, and a function's place in the network, which Lambda asks for without
names."""

_ADMINISTRATORS = ("AdministratorAccess", "PowerUserAccess", "IAMFullAccess")


def statements(resource: Resource) -> Iterator[dict[str, Any]]:
    """Yield every statement of every policy within a resource."""
    for inner in walk(resource.properties):
        if inner.get("Effect") in {"Allow", "Deny"}:
            yield inner


def _administers(resource: Resource, statement: dict[str, Any], world: World) -> bool:
    if statement["Effect"] != "Allow" or _is_key_policy(resource, statement, world):
        return False
    if resource.kind == "AWS::EC2::VPCEndpoint" and _of_own_account(statement):
        return False
    actions = {str(action).lower() for action in each(statement.get("Action"))}
    return "NotAction" in statement or bool(actions & _POWERS)


def _is_key_policy(resource: Resource, statement: dict[str, Any], world: World) -> bool:
    """A key without its account's root could never be administered again: KMS asks for this statement."""
    root = world.text(resource.stack, statement.get("Principal")).endswith(f"::{resource.stack.account}:root")
    return resource.kind in {"AWS::KMS::Key", "AWS::KMS::ReplicaKey"} and root


def _named(resource: Resource, _: World) -> bool:
    """A policy of ours names what it is about, but for the few actions for which there is nothing to name."""
    return all(
        set(each(statement.get("Action"))) <= WITHOUT_RESOURCE
        for statement in statements(resource)
        if statement["Effect"] == "Allow" and "*" in each(statement.get("Resource"))
    )


def _of_own_account(statement: dict[str, Any]) -> bool:
    """A network's endpoint grants nothing; it must let through only who and what is of the account."""
    bounds = reach(statement, "Condition.StringEquals") or {}
    return {"aws:PrincipalAccount", "aws:ResourceAccount"} <= set(bounds)


def _lets_through(resource: Resource, _: World) -> bool:
    """A statement of an endpoint is bounded by account, or names what it is about: CloudFormation's own bucket."""
    return all(
        _of_own_account(statement) or "*" not in {*each(statement.get("Resource")), *each(statement.get("Action"))}
        for statement in statements(resource)
    )


def _modest(resource: Resource, world: World) -> bool:
    return not any(_administers(resource, statement, world) for statement in statements(resource))


def _no_administrator(resource: Resource, world: World) -> bool:
    managed = world.text(resource.stack, resource.get("ManagedPolicyArns"))
    return not any(name in managed for name in _ADMINISTRATORS)


MODEST = Law(name="NoAdministrator", says="allows nobody everything, nor all of IAM, STS or KMS", holds=_modest)
NAMED = Law(name="Named", says="names the resources that it gives rights to, wherever they have names", holds=_named)
MANAGED_MODEST = Law(name="NoManagedAdministrator", says="takes no administrator's policy", holds=_no_administrator)
ENDPOINT_BOUNDED = Law(name="Bounded", says="lets through our account alone, or what it names", holds=_lets_through)
