"""A synthesized deployment, read back from its folder: each stack with its place and what CloudFormation will make."""

import json
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from infra_cdk.deployment import Deployment
from infra_cdk.translation import Template, translate

_STACK = "aws:cloudformation:stack"


class _Properties(msgspec.Struct, frozen=True, rename="camel"):
    template_file: str = ""
    stack_name: str = ""
    tags: dict[str, str] = {}
    termination_protection: bool = False


class _Artifact(msgspec.Struct, frozen=True):
    type: str
    environment: str = ""
    properties: _Properties = _Properties()
    dependencies: tuple[str, ...] = ()


class _Manifest(msgspec.Struct, frozen=True):
    artifacts: dict[str, _Artifact]


class SynthesizedStack(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One stack: ``template`` as the CDK wrote it, ``translated`` as CloudFormation deploys it.

    ``size`` is in bytes, of the template as it is uploaded; ``tags`` go on every resource that takes tags;
    ``dependencies`` are the stacks that must be there first.
    """

    name: str
    account: str
    region: str
    template: Template
    size: int
    tags: dict[str, str]
    protected: bool
    dependencies: tuple[str, ...]

    @cached_property
    def translated(self) -> Template:
        """The template after the serverless transform; to be read, not changed."""
        return translate(self.template, self.region, self.account)

    @property
    def resources(self) -> dict[str, dict[str, Any]]:
        """Every resource of the translated template by logical id."""
        found: dict[str, dict[str, Any]] = self.translated.get("Resources", {})
        return found


def synthesize(deployment: Deployment, folder: Path) -> tuple[SynthesizedStack, ...]:
    """Synthesize ``deployment`` into ``folder`` and return its stacks; `infra_cdk.node.use` must have been called."""
    from aws_cdk import App

    from infra_cdk.compose import Composition

    app = App(outdir=str(folder))
    Composition(app, deployment)
    return read_assembly(Path(app.synth().directory))


def read_assembly(folder: Path) -> tuple[SynthesizedStack, ...]:
    """Return the stacks of the cloud assembly in ``folder`` by name."""
    manifest = msgspec.json.decode((folder / "manifest.json").read_bytes(), type=_Manifest)
    stacks = {name for name, artifact in manifest.artifacts.items() if artifact.type == _STACK}
    found = (_read(folder, name, manifest.artifacts[name], stacks) for name in stacks)
    return tuple(sorted(found, key=lambda stack: stack.name))


def _read(folder: Path, name: str, artifact: _Artifact, stacks: set[str]) -> SynthesizedStack:
    account, region = artifact.environment.removeprefix("aws://").split("/")
    content = (folder / artifact.properties.template_file).read_bytes()
    return SynthesizedStack(
        name=artifact.properties.stack_name or name,
        account=account,
        region=region,
        template=json.loads(content),
        size=len(content),
        tags=artifact.properties.tags,
        protected=artifact.properties.termination_protection,
        dependencies=tuple(sorted(stacks.intersection(artifact.dependencies))),
    )
