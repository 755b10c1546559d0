"""What goes from a stack in one region to a stack in another, and the copies of keys there.

The CDK lets a function carry values over: it writes parameters in the other region. Functions of Node.js in the
emulator know their own region alone, and CloudFormation there makes no replica keys. So the rehearsal does both by the
same calls, between the stacks that give and the stacks that take.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from infra_cdk.assembly import SynthesizedStack
from infra_cdk.rehearsal.account import client

WRITER, READER = "Custom::CrossRegionExportWriter", "Custom::CrossRegionExportReader"
REPLICA = "AWS::KMS::ReplicaKey"
_KEYS = "/rehearsal/{stack}/{logical}/{attribute}"


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """A value that a stack gives to another region: the parameter there, and the output here that has the value."""

    region: str
    parameter: str
    output: str
    value: Any


def exports(stack: SynthesizedStack) -> Iterator[Export]:
    """Yield what ``stack`` gives to other regions."""
    for resource in stack.resources.values():
        if resource["Type"] == WRITER:
            told = resource["Properties"]["WriterProps"]
            for parameter, value in told["exports"].items():
                name = "Crossing" + hashlib.sha256(parameter.encode()).hexdigest()[:16]
                yield Export(region=told["region"], parameter=parameter, output=name, value=value)


def reference(stack: SynthesizedStack, kind: str, logical: str, attribute: str) -> str:
    """Return what a reference to a carried value or to a replica key becomes: the parameter that has it."""
    path = attribute if kind == READER else _parameter(stack, logical, attribute or "KeyId")
    return f"{{{{resolve:ssm:{path}}}}}"


def carry(stacks: Sequence[SynthesizedStack], endpoint: str) -> None:
    """Write what the deployed ones of ``stacks`` give to other regions, then copy the keys that are asked for there."""
    for stack in stacks:
        for export in exports(stack):
            _put(endpoint, export.region, export.parameter, _outputs(stack, endpoint)[export.output])
    for stack in stacks:
        for logical, resource in stack.resources.items():
            if resource["Type"] == REPLICA:
                _replicate(stack, logical, resource["Properties"], endpoint)


def _outputs(stack: SynthesizedStack, endpoint: str) -> dict[str, str]:
    found = client("cloudformation", endpoint, stack.region).describe_stacks(StackName=stack.name)["Stacks"][0]
    return {output["OutputKey"]: output["OutputValue"] for output in found["Outputs"]}


def _replicate(stack: SynthesizedStack, logical: str, properties: dict[str, Any], endpoint: str) -> None:
    _, parameter = properties["PrimaryKeyArn"]["Fn::GetAtt"]
    parameters = client("ssm", endpoint, stack.region)
    arn = str(parameters.get_parameter(Name=parameter)["Parameter"]["Value"])
    home, identifier = arn.split(":")[3], arn.rpartition("/")[2]
    keys = client("kms", endpoint, home)
    known = keys.describe_key(KeyId=arn)["KeyMetadata"]["MultiRegionConfiguration"].get("ReplicaKeys", [])
    if stack.region not in {key["Region"] for key in known}:
        policy = json.dumps(plain(properties["KeyPolicy"], stack))
        keys.replicate_key(KeyId=identifier, ReplicaRegion=stack.region, Policy=policy)
    _put(endpoint, stack.region, _parameter(stack, logical, "KeyId"), identifier)
    _put(endpoint, stack.region, _parameter(stack, logical, "Arn"), arn.replace(f":{home}:", f":{stack.region}:"))


def plain(value: Any, stack: SynthesizedStack) -> Any:  # noqa: ANN401 - JSON of any shape
    """Return ``value`` with what CloudFormation itself knows filled in."""
    known = {"AWS::Partition": "aws", "AWS::AccountId": stack.account, "AWS::Region": stack.region}
    if isinstance(value, list):
        return [plain(each, stack) for each in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"Ref"}:
        return known[value["Ref"]]
    if set(value) == {"Fn::Join"}:
        separator, parts = value["Fn::Join"]
        return str(separator).join(plain(parts, stack))
    return {name: plain(each, stack) for name, each in value.items()}


def _parameter(stack: SynthesizedStack, logical: str, attribute: str) -> str:
    return _KEYS.format(stack=stack.name, logical=logical, attribute=attribute)


def _put(endpoint: str, region: str, name: str, value: str) -> None:
    client("ssm", endpoint, region).put_parameter(Name=name, Value=value, Type="String", Overwrite=True)
