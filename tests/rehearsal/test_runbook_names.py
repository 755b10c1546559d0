"""What a recovery runbook names exists in the example deployment, under that very name."""

import json
import re
import shlex

import msgspec
import pytest

from infra_cdk import node
from infra_cdk.deployment import Role
from infra_cdk.drills.aws_commands import understood
from infra_cdk.drills.runbook import COMMAND, RUNBOOKS, read
from tests.rehearsal.test_runbooks import PILOT, RECOVERY

_NAME = re.compile(rf"\b{PILOT.prefix}[a-z0-9_-]+")
_MADE_BY_A_COMMAND = ("-restored",)


def _synthesized(folder, **changes):
    node.use()
    from infra_cdk.assembly import synthesize

    return synthesize(msgspec.structs.replace(PILOT, **changes), folder)


@pytest.fixture(scope="module")
def stacks(tmp_path_factory):
    """The example deployment's."""
    return _synthesized(tmp_path_factory.mktemp("assembly"))


@pytest.fixture(scope="module")
def names(stacks):
    """Every name with the deployment's prefix in any template, and every stack's."""
    written = (json.dumps(stack.template) for stack in stacks)
    return {name for text in written for name in _NAME.findall(text)} | {stack.name for stack in stacks}


@pytest.fixture(scope="module")
def filled(stacks):
    """Every vault into which a plan puts backups or copies, with its region: there are others, which stay empty."""
    plans = [
        (stack.region, rule)
        for stack in stacks
        for resource in stack.resources.values()
        if resource["Type"] == "AWS::Backup::BackupPlan"
        for rule in resource["Properties"]["BackupPlan"]["BackupPlanRule"]
    ]
    copies = [copy["DestinationBackupVaultArn"].split(":") for _, rule in plans for copy in rule.get("CopyActions", [])]
    return {(region, rule["TargetBackupVault"]) for region, rule in plans} | {(arn[3], arn[6]) for arn in copies}


def test_every_name_in_a_runbook_is_one_of_the_deployment(names):
    unknown = {
        (runbook, name)
        for runbook in RECOVERY
        for name in _NAME.findall((RUNBOOKS / f"{runbook}.md").read_text())
        if name.removesuffix(*_MADE_BY_A_COMMAND) not in names and not name.endswith("-")
    }
    assert unknown == set()


def test_vaults_hold_something_in_the_region_where_a_runbook_looks(filled):
    commands = [
        understood(shlex.split(line.text)[1:])
        for runbook in RECOVERY
        for line in read(runbook)
        if line.text.startswith("aws backup") and "--backup-vault-name" in line.text
    ]
    looked = {(each.region or PILOT.home_region, each.parameters["BackupVaultName"]) for each in commands}
    assert looked <= filled
    assert {region for region, _ in looked} == {PILOT.home_region, PILOT.recovery_region}


def test_a_change_of_regions_deploys_every_stack_of_the_recovery_region_that_changes(tmp_path):
    """All that ``active`` changes there, with people's data abroad, which brings the scan of their documents along."""
    before, after = (
        {
            stack.name: stack.template
            for stack in _synthesized(tmp_path / active, active=active, personal_data_abroad=True)
            if stack.region == PILOT.recovery_region
        }
        for active in Role
    )
    changed = {name for name, template in after.items() if template != before[name]}
    (deploy,) = (line.text.split() for line in read("region-loss") if " ".join(COMMAND) in line.text)
    assert changed <= set(deploy), changed - set(deploy)
    assert deploy[-1] == "--exclusively"
