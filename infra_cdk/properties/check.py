"""Holds every resource of every stack to the table and to the general laws."""

from collections.abc import Iterator, Mapping

from infra_cdk.nag.findings import Finding
from infra_cdk.properties.law import Requirement
from infra_cdk.properties.limits import crowded, cycles
from infra_cdk.properties.requirements import GENERAL, REQUIREMENTS
from infra_cdk.properties.resource import Resource
from infra_cdk.properties.world import World

TAGS = ("application", "stage", "owner")
_STACK = "AWS::CloudFormation::Stack"


def violations(world: World, requirements: Mapping[str, Requirement] = REQUIREMENTS) -> tuple[Finding, ...]:
    """Return whatever breaks a law, in the words of the rule packs' findings."""
    found = [*crowded(world.stacks), *cycles(world.stacks), *_untagged(world), *_broken_imports(world)]
    for resource in world.resources:
        found.extend(broken_by(resource, world, requirements))
    return tuple(sorted(found))


def broken_by(
    resource: Resource, world: World, requirements: Mapping[str, Requirement] = REQUIREMENTS
) -> Iterator[Finding]:
    """Yield the laws that one resource breaks, or that nobody has thought about its type."""
    requirement = requirements.get(resource.kind)
    if requirement is None:
        what = f"say what must hold for {resource.kind} in infra_cdk/properties/requirements.py"
        yield Finding(rule="Padan-Unconsidered", where=resource.where, kind=resource.kind, what=what)
        return
    for law in (*GENERAL, *requirement.laws):
        if (finding := law.judge(resource, world)) is not None:
            yield finding


def _untagged(world: World) -> Iterator[Finding]:
    """Tags of a stack go on all that it makes, so they are asked of stacks."""
    for stack in world.stacks:
        if missing := [tag for tag in TAGS if not stack.tags.get(tag)]:
            what = f"carries no tag {', '.join(missing)}"
            yield Finding(rule="Padan-Tagged", where=f"{stack.name}/*", kind=_STACK, what=what)
        if not stack.protected:
            what = "can be deleted by one command: termination protection is off"
            yield Finding(rule="Padan-Protected", where=f"{stack.name}/*", kind=_STACK, what=what)


def _broken_imports(world: World) -> Iterator[Finding]:
    """What a stack imports must be exported in its region: an export never crosses regions."""
    for resource in world.resources:
        for name in world.imports(resource):
            if (resource.stack.region, name) not in world.exports:
                what = f"imports {name}, which no stack in {resource.stack.region} exports"
                yield Finding(rule="Padan-Imported", where=resource.where, kind=resource.kind, what=what)
