"""The command checks the deployment before it asks the CDK, and hands on what it is given."""

from pathlib import Path

import pytest

from infra_cdk.command import ACTIONS, command, environments, main
from tests.infra.conftest import PILOT


def test_a_bootstrap_prepares_both_regions_and_the_edge(pilot):
    assert environments(pilot) == [
        "aws://000000000000/ap-southeast-3",
        "aws://000000000000/ap-southeast-1",
        "aws://000000000000/us-east-1",
    ]
    assert command("bootstrap", PILOT, pilot, ["--ci"])[-4:] == [*environments(pilot), "--ci"]


def test_a_region_of_two_uses_is_bootstrapped_once(varied):
    found = environments(varied(recovery_region="us-east-1", recovery_zones=("us-east-1a", "us-east-1b", "us-east-1c")))
    assert len(found) == len(set(found)) == 2


@pytest.mark.parametrize("action", [action for action in ACTIONS if action != "bootstrap"])
def test_every_stack_is_meant_unless_one_is_named(pilot, action):
    line = command(action, PILOT, pilot, [])
    assert ("--all" in line) == (action in ("deploy", "destroy"))
    assert f"deployment={PILOT.resolve()}" in line
    assert "--all" not in command(action, PILOT, pilot, ["padan-pilot-home-data"])


def test_the_command_line_belongs_to_the_environment(pilot):
    node, script = command("diff", PILOT, pilot, [])[:2]
    assert Path(node).is_file()
    assert Path(script).is_file()


def test_a_wrong_deployment_stops_before_the_cdk_runs(tmp_path, capsys):
    file = tmp_path / "deployment.toml"
    file.write_text(PILOT.read_text().replace('account = "000000000000"', 'account = "12"'))
    with pytest.raises(SystemExit) as ended:
        main(["deploy", str(file)])
    assert ended.value.code == 2
    assert "account" in capsys.readouterr().err


def test_what_the_administrator_says_comes_instead_of_what_is_usual(pilot):
    assert "--require-approval=broadening" in command("deploy", PILOT, pilot, [])
    line = command("deploy", PILOT, pilot, ["--require-approval=never", "--output=elsewhere"])
    assert [part for part in line if part.startswith(("--require-approval", "--output"))] == [
        "--require-approval=never",
        "--output=elsewhere",
    ]
    assert "--all" in line
