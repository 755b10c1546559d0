"""Writes the rehearsal copy of a synthesized assembly: the same stacks, but for what `differences` lists."""

import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Container
from pathlib import Path
from typing import Any

import msgspec

from infra_cdk.assembly import SynthesizedStack, read_assembly
from infra_cdk.rehearsal.crossing import READER, REPLICA, exports, reference
from infra_cdk.rehearsal.differences import ATTRIBUTES, PROPERTIES, SOURCES, TAKEN_OUT, VARIABLES
from infra_cdk.rehearsal.permitting import permit
from infra_cdk.rehearsal.references import replaced
from infra_cdk.translation import Template

_FUNCTION = "AWS::Lambda::Function"
_CUSTOM = ("Custom::", "AWS::CloudFormation::CustomResource")


class UnknownTypeError(RuntimeError):
    """The list of types that are taken out does not fit the emulator or the stacks; the message names each."""


class Addresses(msgspec.Struct, frozen=True, kw_only=True):
    """Where the functions find on this machine what they find in the cloud."""

    emulator: str
    search: str


class CopiedStack(msgspec.Struct, frozen=True, kw_only=True):
    """One stack of the copy: how many resources of each type are in it, and how many were taken out."""

    name: str
    region: str
    kept: dict[str, int]
    taken_out: dict[str, int]


def copy_assembly(assembly: Path, folder: Path, addresses: Addresses) -> tuple[CopiedStack, ...]:
    """Write the copy of ``assembly`` into ``folder``, which must not exist; raises `UnknownTypeError`."""
    stacks = read_assembly(assembly)
    check(stacks, known_types())
    shutil.copytree(assembly, folder)
    return tuple(_copied(stack, folder, addresses) for stack in stacks)


def known_types() -> frozenset[str]:
    """Return the resource types that the emulator can make."""
    from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS

    return frozenset(_RESOURCE_HANDLERS)


def check(stacks: tuple[SynthesizedStack, ...], known: frozenset[str]) -> None:
    """Raise `UnknownTypeError` unless exactly the types that the emulator does not know are taken out."""
    listed = {each.type for each in TAKEN_OUT if not each.having}
    used = {kind for stack in stacks for kind in _types(stack.resources)}
    unknown = {kind for kind in used - known - listed if not kind.startswith(_CUSTOM)}
    wrong = [f"{kind} is not known to the emulator and not listed" for kind in sorted(unknown)]
    wrong += [f"{kind} is known to the emulator now: take it off the list" for kind in sorted(listed & known)]
    wrong += [f"{kind} is listed, but no stack has it" for kind in sorted(listed - used - known)]
    if wrong:
        raise UnknownTypeError("; ".join(wrong))


def _types(resources: dict[str, dict[str, Any]]) -> Counter[str]:
    return Counter(resource["Type"] for resource in resources.values())


def _copied(stack: SynthesizedStack, folder: Path, addresses: Addresses) -> CopiedStack:
    gone = _gone(stack)
    content = json.dumps(rehearsed(stack, addresses), indent=1).encode()
    _write(folder, stack.name, content)
    kept = {name: resource for name, resource in stack.resources.items() if name not in gone}
    return CopiedStack(name=stack.name, region=stack.region, kept=dict(_types(kept)), taken_out=dict(_types(gone)))


def rehearsed(stack: SynthesizedStack, addresses: Addresses) -> Template:
    """Return the template of ``stack`` as the emulator deploys it."""
    gone = _gone(stack)
    types = {name: resource["Type"] for name, resource in stack.resources.items()}
    given = {(each.type, each.name): each.value for each in ATTRIBUTES}

    def replace(logical: str, attribute: str) -> Any:  # noqa: ANN401 - JSON
        kind = types.get(logical, "")
        if kind in (READER, REPLICA):
            return reference(stack, kind, logical, attribute)
        if logical in gone:
            return stand_in(stack, logical, attribute)
        if (kind, attribute) not in given:
            return None
        before, mark, after = given[kind, attribute].replace("{region}", stack.region).partition("{ref}")
        return {"Fn::Join": ["", [before, {"Ref": logical}, after]]} if mark else before

    kept = {name: _without(resource, gone) for name, resource in stack.resources.items() if name not in gone}
    outputs = {export.output: {"Value": export.value} for export in exports(stack)}
    outputs |= stack.translated.get("Outputs", {})
    template: Template = replaced({**stack.translated, "Resources": kept, "Outputs": outputs}, replace)
    for resource in template["Resources"].values():
        _settle(resource)
        if resource["Type"].startswith("AWS::IAM::"):
            permit(resource["Properties"])
        if resource["Type"] == _FUNCTION:
            _lead_here(resource["Properties"], addresses, stack.region)
    return template


def stand_in(stack: SynthesizedStack, logical: str, attribute: str) -> str:
    """Return a value for a reference to a resource that is not deployed: plainly not a real one, but of its form."""
    if attribute.endswith("Arn"):
        return f"arn:aws:stand-in:{stack.region}:{stack.account}:{logical}"
    return f"stand-in-{logical}-{attribute}".rstrip("-").lower()


def _gone(stack: SynthesizedStack) -> dict[str, dict[str, Any]]:
    """Return the resources that are taken out, by logical id."""
    by_type: dict[str, list[str]] = {}
    for each in TAKEN_OUT:
        by_type.setdefault(each.type, []).append(each.having)
    return {
        name: resource
        for name, resource in stack.resources.items()
        if any(not having or having in resource["Properties"] for having in by_type.get(resource["Type"], []))
    }


def _without(resource: dict[str, Any], gone: Container[str]) -> dict[str, Any]:
    depends = resource.get("DependsOn", [])
    left = [name for name in ([depends] if isinstance(depends, str) else depends) if name not in gone]
    rest = {name: value for name, value in resource.items() if name != "DependsOn"}
    return {**rest, "DependsOn": left} if left else rest


def _settle(resource: dict[str, Any]) -> None:
    for change in PROPERTIES:
        if change.type == resource["Type"] and change.name in resource["Properties"]:
            resource["Properties"][change.name] = msgspec.to_builtins(change.value)
    pattern = resource.get("Properties", {}).get("EventPattern", {})
    if "source" in pattern:
        names = {source.name: source.stand_in for source in SOURCES}
        pattern["source"] = [names.get(name, name) for name in pattern["source"]]


def _lead_here(function: dict[str, Any], addresses: Addresses, region: str) -> None:
    told = function.get("Environment", {}).get("Variables", {})
    texts = {"emulator": addresses.emulator, "search": addresses.search, "region": region}
    for variable in VARIABLES:
        if variable.name in told:
            before, _, after = variable.value.format(pool="\0", told=told[variable.name], **texts).partition("\0")
            pool = [told["PADAN_USER_POOL_ID"]] if after else []
            told[variable.name] = {"Fn::Join": ["", [before, *pool, after]]}


def _write(folder: Path, name: str, content: bytes) -> None:
    """Put the template in place under its own fingerprint, by which the CDK knows what it uploaded before."""
    (folder / f"{name}.template.json").write_bytes(content)
    assets = folder / f"{name}.assets.json"
    files = json.loads(assets.read_bytes())["files"]
    old = next(key for key, file in files.items() if file["source"]["path"] == f"{name}.template.json")
    new = hashlib.sha256(content).hexdigest()
    for file in (assets, folder / "manifest.json"):
        file.write_text(file.read_text().replace(old, new))
