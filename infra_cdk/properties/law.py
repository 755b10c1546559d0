"""A law: one sentence, and whether a resource keeps it."""

from collections.abc import Callable

import msgspec

from infra_cdk.nag.findings import Finding
from infra_cdk.properties.resource import Resource
from infra_cdk.properties.world import World

Holds = Callable[[Resource, World], bool]


class Law(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """``name`` is short and unique, ``says`` what must hold of a resource, ``holds`` tells whether it does."""

    name: str
    says: str
    holds: Holds

    def judge(self, resource: Resource, world: World) -> Finding | None:
        """Return the finding of a resource that breaks the law, under the same roof as those of the rule packs."""
        if self.holds(resource, world):
            return None
        return Finding(rule=f"Padan-{self.name}", where=resource.where, kind=resource.kind, what=self.says)


class Requirement(msgspec.Struct, frozen=True, kw_only=True):
    """What must hold for a resource type: its laws, or ``because`` why nothing beyond the general laws."""

    laws: tuple[Law, ...] = ()
    because: str = ""


def law(name: str, says: str, path: str, value: object = None) -> Law:
    """Return a law about one property: that it is ``value``, or, without one, that it is given."""
    return Law(name=name, says=says, holds=present(path) if value is None else equals(path, value))


def of(*laws: Law) -> Requirement:
    """Return a requirement of some laws."""
    return Requirement(laws=laws)


def none(because: str) -> Requirement:
    """Return a requirement of nothing beyond the general laws."""
    return Requirement(because=because)


def equals(path: str, value: object) -> Holds:
    """Hold where the property at ``path`` is ``value``."""
    return lambda resource, _: resource.get(path) == value


def present(path: str) -> Holds:
    """Hold where the property at ``path`` says something."""
    return lambda resource, _: bool(resource.get(path))


def own_key(path: str) -> Holds:
    """Hold where the property at ``path`` refers to a key that the deployment owns."""

    def holds(resource: Resource, world: World) -> bool:
        value = resource.get(path)
        return value is not None and bool(keys(resource, world, value))

    return holds


def keys(resource: Resource, world: World, value: object) -> set[Resource]:
    """Return the deployment's keys that ``value`` refers to: by reference, or by an alias's name."""
    found = world.targets(resource.stack, value)
    kinds = {"AWS::KMS::Key", "AWS::KMS::ReplicaKey", "AWS::KMS::Alias"}
    return {target for target in found if target.kind in kinds}
