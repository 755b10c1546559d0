"""Reads what is to be retained from templates, and from the record."""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from infra_cdk.deployment import Deployment
from infra_cdk.retained.model import FILE, KINDS, Kind, Retained

_DIGEST = re.compile(r'(/cdk/exports/[^"]+Arn)[0-9A-F]{8}(?=")')
"""Ends the name under which a value is handed to another region: a digest of stack names, so of the deployment."""

Templates = Mapping[str, Mapping[str, Any]]
"""CloudFormation templates by stack name."""


class Record(msgspec.Struct, frozen=True):
    """The content of ``retained.toml``."""

    resource: tuple[Retained, ...]


def read_record(file: Path = FILE) -> tuple[Retained, ...]:
    """Return what is recorded; raises ``msgspec.DecodeError`` for another form."""
    return msgspec.toml.decode(file.read_bytes(), type=Record).resource


def present(templates: Templates, deployment: Deployment) -> tuple[Retained, ...]:
    """Return what the templates of ``deployment`` would make, in a form that is the same for every deployment."""
    found = [
        _retained(stack, logical, resource, deployment)
        for stack, template in templates.items()
        for logical, resource in template.get("Resources", {}).items()
        if resource["Type"] in KINDS
    ]
    return tuple(sorted(found, key=lambda entry: (entry.stack, entry.type, entry.id)))


def combined(at_home: Iterable[Retained], abroad: Iterable[Retained]) -> tuple[Retained, ...]:
    """Return what both variants have, marking what only the one with personal data abroad has."""
    known = {(entry.stack, entry.id) for entry in at_home}
    marked = (msgspec.structs.replace(entry, abroad=(entry.stack, entry.id) not in known) for entry in abroad)
    return tuple(marked)


def _retained(stack: str, logical: str, resource: Mapping[str, Any], deployment: Deployment) -> Retained:
    kind = KINDS[resource["Type"]]
    return Retained(
        stack=stack.removeprefix(deployment.prefix),
        id=logical,
        type=resource["Type"],
        fixed=dict(_fixed(kind, resource.get("Properties", {}), deployment)),
    )


def _fixed(kind: Kind, properties: Mapping[str, Any], deployment: Deployment) -> Iterable[tuple[str, str]]:
    for path in kind.fixed:
        value: Any = properties
        for step in path.split("."):
            value = value.get(step) if isinstance(value, Mapping) else None
        if value is not None:
            yield path, _general(json.dumps(value, sort_keys=True), deployment)


def _general(text: str, deployment: Deployment) -> str:
    """Put placeholders for what each deployment decides by its parameters, in names and in logical ids."""
    decided = {
        deployment.prefix: "{prefix}",
        deployment.account: "{account}",
        deployment.home_region: "{home}",
        deployment.recovery_region: "{recovery}",
    }
    for value, placeholder in decided.items():
        text = text.replace(value, placeholder).replace(value.replace("-", ""), placeholder)
    return _DIGEST.sub(r"\1", text)
