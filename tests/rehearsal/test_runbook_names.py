"""What a recovery runbook names exists in the example deployment, under that very name."""

import re

import pytest

from infra_cdk import node
from infra_cdk.drills.runbook import RUNBOOKS
from tests.rehearsal.test_runbooks import PILOT, RECOVERY

_NAME = re.compile(rf"\b{PILOT.prefix}[a-z0-9_-]+")
_MADE_BY_A_COMMAND = ("-restored",)


@pytest.fixture(scope="module")
def names(tmp_path_factory):
    """Every name with the deployment's prefix in any template, and every stack's."""
    node.use()
    from infra_cdk.assembly import synthesize

    folder = tmp_path_factory.mktemp("assembly")
    stacks = synthesize(PILOT, folder)
    written = (folder / f"{stack.name}.template.json" for stack in stacks)
    return {name for file in written for name in _NAME.findall(file.read_text())} | {stack.name for stack in stacks}


def test_every_name_in_a_runbook_is_one_of_the_deployment(names):
    unknown = {
        (runbook, name)
        for runbook in RECOVERY
        for name in _NAME.findall((RUNBOOKS / f"{runbook}.md").read_text())
        if name.removesuffix(*_MADE_BY_A_COMMAND) not in names and not name.endswith("-")
    }
    assert unknown == set()
