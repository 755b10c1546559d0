"""All stacks of a deployment together, with what refers to what: by reference, by export, or by a physical name."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from infra_cdk.assembly import SynthesizedStack
from infra_cdk.deployment import Deployment
from infra_cdk.properties.resource import Resource, walk
from infra_cdk.translation import partition

_REFERENCE = re.compile(r"\$\{([^/}]+)/([^.}]+)(?:\.[^}]*)?\}")
_HOLE = re.compile(r"\$\{(!?)([^}]+)\}")
_NAMES = (
    "AlarmName",
    "BackupVaultName",
    "BucketName",
    "DomainName",
    "FunctionName",
    "GlobalTableName",
    "LogGroupName",
    "QueueName",
    "RoleName",
    "TableName",
    "TopicName",
    "UserPoolName",
)
"""Properties that name a resource; what only mentions another one by its name has other properties of these names."""
_SERVICES = {
    "backup": "Backup::",
    "dynamodb": "DynamoDB::",
    "es": "OpenSearchService::",
    "iam": "IAM::",
    "kms": "KMS::",
    "lambda": "Lambda::",
    "logs": "Logs::",
    "s3": "S3::",
    "sns": "SNS::",
    "sqs": "SQS::",
}
"""What ARNs call a service and types another way: a queue and a table may have the same name."""

_MENTIONS = {"AWS::Lambda::EventSourceMapping", "AWS::Lambda::Permission", "AWS::Lambda::Alias", "AWS::Lambda::Version"}


class World:
    """The resources of ``stacks`` and what their values mean."""

    def __init__(self, stacks: Iterable[SynthesizedStack], deployment: Deployment) -> None:
        """Read every translated template."""
        self.stacks = tuple(stacks)
        self.deployment = deployment
        self.resources = tuple(
            Resource(stack=stack, logical=logical, body=body)
            for stack in self.stacks
            for logical, body in stack.resources.items()
        )

    def of(self, *kinds: str) -> tuple[Resource, ...]:
        """Return the resources of some types."""
        return tuple(found for kind in kinds for found in self._by_kind.get(kind, ()))

    @cached_property
    def _by_kind(self) -> dict[str, list[Resource]]:
        found: dict[str, list[Resource]] = defaultdict(list)
        for resource in self.resources:
            found[resource.kind].append(resource)
        return found

    def text(self, stack: SynthesizedStack, value: Any) -> str:  # noqa: ANN401 - JSON
        """Write ``value`` as one string in which a reference stands as ``${stack/logical id.attribute}``."""
        if isinstance(value, str):
            return value
        if isinstance(value, dict) and len(value) == 1:
            ((function, argument),) = value.items()
            if (known := self._intrinsic(stack, function, argument)) is not None:
                return known
        if isinstance(value, (dict, list)):
            entries = value.values() if isinstance(value, dict) else value
            return " ".join(self.text(stack, entry) for entry in entries)
        return json.dumps(value)

    def targets(self, stack: SynthesizedStack, value: Any) -> set[Resource]:  # noqa: ANN401 - JSON
        """Return the resources that ``value`` refers to, in whichever stack and by whichever way."""
        text = self.text(stack, value)
        found = {self._at[match[1], match[2]] for match in _REFERENCE.finditer(text) if match.groups() in self._at}
        for word in text.split(" "):
            service, place = _of_arn(word, stack.region)
            for name in {word, *word.split(":"), *re.split("[:/]", word)}:
                named = self._named.get((place, name), ())
                found.update(one for one in named if one.kind.startswith(f"AWS::{_SERVICES.get(service, '')}"))
        return found

    @cached_property
    def _at(self) -> dict[tuple[str, str], Resource]:
        return {(resource.stack.name, resource.logical): resource for resource in self.resources}

    @cached_property
    def _named(self) -> dict[tuple[str, str], list[Resource]]:
        found: dict[tuple[str, str], list[Resource]] = defaultdict(list)
        for resource in self.resources:
            for name in () if resource.kind in _MENTIONS else _NAMES:
                if isinstance(value := resource.properties.get(name), str):
                    found[resource.stack.region, value].append(resource)
                    found["", value].append(resource)
        return found

    @cached_property
    def exports(self) -> dict[tuple[str, str], tuple[SynthesizedStack, Any]]:
        """What stacks export, by region and name: the exporting stack and the value."""
        return {
            (stack.region, self.text(stack, output["Export"]["Name"])): (stack, output["Value"])
            for stack in self.stacks
            for output in stack.translated.get("Outputs", {}).values()
            if "Export" in output
        }

    def imports(self, resource: Resource) -> set[str]:
        """Return the names of exports that a resource needs."""
        return {
            self.text(resource.stack, inner["Fn::ImportValue"])
            for inner in walk(resource.body)
            if "Fn::ImportValue" in inner
        }

    def _intrinsic(self, stack: SynthesizedStack, function: str, argument: Any) -> str | None:  # noqa: ANN401
        match function:
            case "Ref":
                return self._reference(stack, str(argument))
            case "Fn::GetAtt":
                logical, attribute = argument.split(".", 1) if isinstance(argument, str) else argument
                return f"${{{stack.name}/{logical}.{attribute}}}"
            case "Fn::ImportValue":
                exporter, value = self.exports.get((stack.region, self.text(stack, argument)), (stack, str(argument)))
                return self.text(exporter, value)
            case "Fn::Join":
                return str(argument[0]).join(self.text(stack, part) for part in argument[1])
            case "Fn::Sub":
                return self._substitute(stack, argument)
            case _:
                return None

    def _reference(self, stack: SynthesizedStack, name: str) -> str:
        pseudo = {
            "AWS::Region": stack.region,
            "AWS::AccountId": stack.account,
            "AWS::Partition": partition(stack.region),
            "AWS::URLSuffix": "amazonaws.com",
            "AWS::StackName": stack.name,
        }
        if name in pseudo:
            return pseudo[name]
        parameter = stack.translated.get("Parameters", {}).get(name)
        return str(parameter.get("Default", "")) if parameter else f"${{{stack.name}/{name}}}"

    def _substitute(self, stack: SynthesizedStack, argument: Any) -> str:  # noqa: ANN401 - JSON
        template, values = (argument, {}) if isinstance(argument, str) else argument

        def fill(match: re.Match[str]) -> str:
            literal, name = match.groups()
            if literal:
                return f"${{{name}}}"
            if name in values:
                return self.text(stack, values[name])
            return self.text(stack, {"Fn::GetAtt": name} if "." in name else {"Ref": name})

        return _HOLE.sub(fill, template)


def _of_arn(word: str, here: str) -> tuple[str, str]:
    """Return service and region of an ARN, "" where it names no region; no service and ``here`` for what is no ARN."""
    parts = word.split(":")
    return (parts[2], parts[3]) if parts[0] == "arn" and len(parts) > 3 else ("", here)
