"""No template carries a secret: templates are read by many and kept for long."""

import re
from collections.abc import Iterator
from typing import Any

from infra_cdk.properties.law import Law
from infra_cdk.properties.resource import Resource
from infra_cdk.properties.world import World

_SHAPES = (
    re.compile(r"\b(AKIA|ASIA)[A-Z0-9]{16}\b"),
    re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    re.compile(r"\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\."),
)
_SPEAKING = re.compile(r"(password|passwd|secret|token|api_?key|private_?key|credential)s?$", re.IGNORECASE)
_HARMLESS = re.compile(r"arn:|https?://|secretsmanager:[a-z-]+$|\$\{|\{\{resolve:(secretsmanager|ssm-secure):")
"""What says where a secret is kept rather than what it is."""
_NOT_VALUES = {"SecretTargetAttachment", "GenerateSecretString"}


def strings(value: Any, key: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401 - JSON
    """Yield each string within ``value`` with the name that it stands under."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in _NOT_VALUES:
                yield from strings(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, key)


def _is_secret(key: str, value: str) -> bool:
    if any(shape.search(value) for shape in _SHAPES):
        return True
    return bool(_SPEAKING.search(key)) and len(value) > 7 and not _HARMLESS.search(value) and " " not in value


def _silent(resource: Resource, _: World) -> bool:
    if "SecretString" in resource.properties:
        return False
    return not any(_is_secret(key, value) for key, value in strings(resource.properties))


SILENT = Law(name="NoSecret", says="carries no secret value", holds=_silent)
GENERATED = Law(
    name="Generated",
    says="is generated where it is kept",
    holds=lambda one, _: bool(one.get("GenerateSecretString")),
)
