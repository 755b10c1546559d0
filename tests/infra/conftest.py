"""Deployments to synthesize. The whole assembly is synthesized once a session; constructs alone are quicker."""

from pathlib import Path

import msgspec
import pytest

from infra_cdk import node
from infra_cdk.assembly import read_assembly

node.use()

PILOT = Path("infra_cdk/deployments/pilot.toml")


@pytest.fixture(scope="session")
def pilot():
    """The deployment that the repository gives as an example of a pilot."""
    from infra_cdk.deployment import read_deployment

    return read_deployment(PILOT)


@pytest.fixture
def varied(pilot):
    """Make a variant of the pilot: ``varied(size="national", personal_data_abroad=True)``."""

    def vary(**changes):
        return msgspec.structs.replace(pilot, **changes)

    return vary


class Assembly:
    """A synthesized deployment: its templates by stack name."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.stacks = read_assembly(self.folder)
        self.templates = {stack.name: stack.template for stack in self.stacks}

    @property
    def translated(self):
        """The templates after the serverless transform, as CloudFormation deploys them."""
        return {stack.name: stack.translated for stack in self.stacks}

    def resources(self, kind=None):
        """Every resource as (stack, logical id, resource), of one type when ``kind`` is given."""
        return [
            (stack, logical, resource)
            for stack, template in self.templates.items()
            for logical, resource in template.get("Resources", {}).items()
            if kind is None or resource["Type"] == kind
        ]


@pytest.fixture(scope="session")
def synthesize(tmp_path_factory):
    """Synthesize a deployment; the same one is synthesized once a session."""
    from aws_cdk import App

    from infra_cdk.compose import Composition

    made = {}

    def run(deployment):
        key = msgspec.json.encode(deployment)
        if key not in made:
            app = App(outdir=str(tmp_path_factory.mktemp("assembly")))
            Composition(app, deployment)
            made[key] = Assembly(app.synth().directory)
        return made[key]

    return run


@pytest.fixture(scope="session")
def assembly(synthesize, pilot):
    """The pilot, synthesized."""
    return synthesize(pilot)


VARIANTS = (
    {},
    {"recovery": "cold"},
    {"size": "national", "personal_data_abroad": True},
)
"""Kinds of deployments that every law is held to."""


@pytest.fixture(scope="session")
def worlds(synthesize, pilot):
    """Every kind of deployment, synthesized, with what refers to what."""
    from infra_cdk.properties.world import World

    deployments = [msgspec.structs.replace(pilot, **changes) for changes in VARIANTS]
    return [World(synthesize(deployment).stacks, deployment) for deployment in deployments]


@pytest.fixture(scope="session")
def everything_found(worlds):
    """What the rule packs and our own laws find fault with, in all kinds of deployments."""
    from infra_cdk.nag.findings import findings
    from infra_cdk.properties.check import violations

    return tuple(found for world in worlds for found in (*findings(world.stacks), *violations(world)))
