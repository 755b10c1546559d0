"""A resource of a stack, as the laws look at it."""

from typing import Any

import msgspec

from infra_cdk.assembly import SynthesizedStack

_TAGS = ("Tags", "UserPoolTags", "BackupVaultTags", "BackupPlanTags", "FrameworkTags")
"""What resource types call their tags, which some write as a list and some as an object."""


class Resource(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """One resource of a translated template; compared by identity."""

    stack: SynthesizedStack
    logical: str
    body: dict[str, Any]

    @property
    def kind(self) -> str:
        """Type in CloudFormation's words."""
        return str(self.body["Type"])

    @property
    def where(self) -> str:
        """Stack and logical id."""
        return f"{self.stack.name}/{self.logical}"

    @property
    def properties(self) -> dict[str, Any]:
        """Its properties, possibly none."""
        found: dict[str, Any] = self.body.get("Properties", {})
        return found

    def get(self, path: str) -> Any:  # noqa: ANN401 - JSON
        """Return the property at a dotted ``path``; ``None`` where there is none. A number picks from a list."""
        return reach(self.properties, path)

    @property
    def tags(self) -> dict[str, str]:
        """The stack's tags, which CloudFormation puts on what it makes, under the resource's own."""
        own: Any = next((value for name, value in self.properties.items() if name in _TAGS and value), {})
        return self.stack.tags | (own if isinstance(own, dict) else {tag["Key"]: tag["Value"] for tag in own})


def reach(value: Any, path: str) -> Any:  # noqa: ANN401 - JSON
    """Return what stands in ``value`` at a dotted ``path``, or ``None``."""
    for step in path.split("."):
        if isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        elif isinstance(value, dict) and step in value:
            value = value[step]
        else:
            return None
    return value


def walk(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Yield every dictionary within ``value``, itself included."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner)


def each(value: Any) -> list[Any]:  # noqa: ANN401 - JSON
    """Return a list of ``value``, which policies write with or without brackets."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
