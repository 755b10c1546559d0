"""Runs the rule packs over what CloudFormation will make, Chalice's functions and interface included."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import msgspec

from infra_cdk.assembly import SynthesizedStack

if TYPE_CHECKING:
    from aws_cdk import App, Stack
    from cdk_nag import NagPack


class Finding(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A resource that a rule finds fault with: ``where`` is ``stack/logical id``, ``what`` the rule's own sentence."""

    rule: str
    where: str
    kind: str
    what: str


def findings(stacks: Iterable[SynthesizedStack]) -> tuple[Finding, ...]:
    """Return every finding in ``stacks`` by rule and place; `infra_cdk.node.use` must have been called."""
    from aws_cdk import App

    found: list[Finding] = []
    with TemporaryDirectory() as folder:
        for stack in stacks:
            found.extend(_of_stack(App(outdir=f"{folder}/out"), stack, Path(folder)))
    return tuple(sorted(found))


def _of_stack(app: "App", stack: SynthesizedStack, folder: Path) -> Iterator[Finding]:
    loaded = _load(app, stack, folder)
    for pack in _packs():
        for violation in pack.validate_scope(loaded).violations:
            for resource in violation.violating_resources:
                logical = str(resource.construct_path).rsplit("/", 1)[-1]
                yield Finding(
                    rule=violation.rule_name,
                    where=f"{stack.name}/{logical}",
                    kind=stack.resources[logical]["Type"],
                    what=violation.description,
                )


def _packs() -> "tuple[NagPack, ...]":
    from cdk_nag import AwsSolutionsChecks, NIST80053R5Checks, ServerlessChecks

    return AwsSolutionsChecks(verbose=True), NIST80053R5Checks(verbose=True), ServerlessChecks(verbose=True)


def _load(app: "App", stack: SynthesizedStack, folder: Path) -> "Stack":
    """Load the translated template as constructs of the types that the rules know."""
    from aws_cdk import Environment, Stack
    from aws_cdk.cloudformation_include import CfnInclude

    file = folder / f"{stack.name}.json"
    file.write_text(json.dumps(_bare(stack)))
    loaded = Stack(app, stack.name, env=Environment(account=stack.account, region=stack.region))
    CfnInclude(loaded, "Template", template_file=str(file), preserve_logical_ids=True, allow_cyclical_references=True)
    return loaded


def _bare(stack: SynthesizedStack) -> dict[str, object]:
    """Leave out what says nothing about a resource: the check of the bootstrap's version and the CDK's metadata."""
    kept = {key: value for key, value in stack.translated.items() if key not in {"Rules", "Metadata"}}
    resources = {key: value for key, value in stack.resources.items() if value["Type"] != "AWS::CDK::Metadata"}
    return kept | {"Resources": resources}
