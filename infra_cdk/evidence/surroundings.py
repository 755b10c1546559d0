"""What surrounds the data in the synthesized templates: networks, logs, alarms, rights of functions, stacks."""

import hashlib
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from infra_cdk.evidence.collected import Collected
from infra_cdk.properties.resource import Resource, each
from infra_cdk.properties.world import World

_RUNBOOK = re.compile(r"Severity: (\w+)\. Runbook: (\S+\.md)")


class Opening(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One rule of a security group: who may call, or be called, by which protocol and ports."""

    group: str
    way: str
    peer: str
    protocol: str
    ports: str
    meaning: str


class Network(msgspec.Struct, frozen=True, kw_only=True):
    """All that is open; ``endpoints``: services reached without the public net; ``firewalls``: with their rules."""

    openings: tuple[Opening, ...]
    endpoints: tuple[str, ...]
    firewalls: tuple[str, ...]


class LogGroup(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A log group and for how many days it keeps its lines; ``None``: for ever."""

    where: str
    name: str
    region: str
    kept_days: int | None


class Alarm(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """An alarm: what it says, how bad that is, and the page that tells what to do; ``""`` for parts of another one."""

    name: str
    region: str
    severity: str
    runbook: str
    says: str


class Right(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One statement of a policy: what it allows or denies on what."""

    where: str
    effect: str
    actions: tuple[str, ...]
    resources: tuple[str, ...]


class Stack(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A stack as it would be deployed: SHA-256 of its template (keys sorted), and whether it is safe from deletion."""

    name: str
    region: str
    resources: int
    protected: bool
    template: str


def network(given: Collected) -> Network:
    """Return every rule of every security group, the endpoints and the firewalls."""
    world = given.world
    return Network(
        openings=tuple(sorted(_openings(world))),
        endpoints=tuple(
            sorted(f"{one.stack.region}: {world.text(one.stack, one.get('ServiceName'))}" for one in _endpoints(world))
        ),
        firewalls=tuple(
            sorted(f"{acl.where}: {rule['Name']}" for acl in world.of("AWS::WAFv2::WebACL") for rule in _rules(acl))
        ),
    )


def logs(given: Collected) -> tuple[LogGroup, ...]:
    """Return every log group."""
    found = given.world.of("AWS::Logs::LogGroup")
    return tuple(
        sorted(
            LogGroup(
                where=group.where,
                name=given.world.text(group.stack, group.get("LogGroupName") or ""),
                region=group.stack.region,
                kept_days=group.get("RetentionInDays"),
            )
            for group in found
        )
    )


def alarms(given: Collected) -> tuple[Alarm, ...]:
    """Return every alarm, composite ones included."""
    found = given.world.of("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm")
    return tuple(sorted(_alarm(one, given.world) for one in found))


def permissions(given: Collected) -> tuple[Right, ...]:
    """Return every statement of the policies that belong to roles."""
    found = given.world.of("AWS::IAM::ManagedPolicy", "AWS::IAM::Policy")
    return tuple(sorted(right for policy in found for right in _rights(policy, given.world)))


def stacks(given: Collected) -> tuple[Stack, ...]:
    """Return every stack with the digest of what CloudFormation would make."""
    return tuple(
        Stack(
            name=stack.name,
            region=stack.region,
            resources=len(stack.resources),
            protected=stack.protected,
            template=hashlib.sha256(msgspec.json.encode(stack.template, order="deterministic")).hexdigest(),
        )
        for stack in given.world.stacks
    )


def _openings(world: World) -> Iterator[Opening]:
    for group in world.of("AWS::EC2::SecurityGroup"):
        for way in ("Ingress", "Egress"):
            for rule in each(group.get(f"SecurityGroup{way}")):
                yield _opening(group, group.where, way, rule, world)
    for way in ("Ingress", "Egress"):
        for alone in world.of(f"AWS::EC2::SecurityGroup{way}"):
            group_of = world.text(alone.stack, alone.get("GroupId"))
            yield _opening(alone, group_of, way, alone.properties, world)


def _opening(resource: Resource, group: str, way: str, rule: dict[str, Any], world: World) -> Opening:
    peers = [value for name, value in sorted(rule.items()) if name.startswith(("Cidr", "Source", "Destination"))]
    return Opening(
        group=group,
        way=way.lower(),
        peer=" ".join(world.text(resource.stack, peer) for peer in peers),
        protocol=str(rule["IpProtocol"]),
        ports=f"{rule.get('FromPort', 'all')}-{rule.get('ToPort', 'all')}",
        meaning=str(rule.get("Description", "")),
    )


def _endpoints(world: World) -> tuple[Resource, ...]:
    return world.of("AWS::EC2::VPCEndpoint")


def _rules(acl: Resource) -> list[dict[str, Any]]:
    return sorted(each(acl.get("Rules")), key=lambda rule: int(rule["Priority"]))


def _alarm(resource: Resource, world: World) -> Alarm:
    says = world.text(resource.stack, resource.get("AlarmDescription") or "")
    found = _RUNBOOK.search(says)
    return Alarm(
        name=world.text(resource.stack, resource.get("AlarmName") or resource.where),
        region=resource.stack.region,
        severity=found[1] if found else "",
        runbook=found[2] if found else "",
        says=says,
    )


def _rights(policy: Resource, world: World) -> Iterator[Right]:
    for statement in each(policy.get("PolicyDocument.Statement")):
        yield Right(
            where=policy.where,
            effect=str(statement["Effect"]),
            actions=tuple(sorted(map(str, each(statement.get("Action") or statement.get("NotAction"))))),
            resources=tuple(sorted(world.text(policy.stack, one) for one in each(statement.get("Resource")))),
        )
