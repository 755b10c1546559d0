"""Administrative tasks take their settings from the deployed interface, and stop at a wrong deployment file."""

import pytest

from infra_cdk.deployment import read_deployment
from infra_cdk.operate import main
from infra_cdk.operating.account import settings_of
from infra_cdk.operating.tasks import TASKS
from infra_cdk.packaging.staging import ROOT

PILOT = ROOT / "infra_cdk" / "deployments" / "pilot.toml"


class _Account:
    def __init__(self, outputs):
        self.outputs = outputs

    def __call__(self, service):
        return self

    def describe_stacks(self, StackName):  # noqa: N803 - boto3's own name
        assert StackName == "padan-pilot-recovery-platform"
        return {"Stacks": [{"Outputs": self.outputs}]}

    def get_function_configuration(self, FunctionName):  # noqa: N803 - boto3's own name
        assert FunctionName == "padan-pilot-api_handler"
        return {"Environment": {"Variables": {"PADAN_STAGE": "pilot"}}}


def test_settings_are_those_of_the_deployed_interface():
    place = read_deployment(PILOT).recovery_place
    account = _Account([{"OutputKey": "APIHandlerName", "OutputValue": "padan-pilot-api_handler"}])
    assert settings_of(place, account) == {"PADAN_STAGE": "pilot"}


def test_a_place_without_interface_is_told():
    with pytest.raises(LookupError, match="APIHandlerName"):
        settings_of(read_deployment(PILOT).recovery_place, _Account([]))


def test_a_wrong_file_stops_before_anything_is_asked(tmp_path, capsys):
    file = tmp_path / "wrong.toml"
    file.write_text(PILOT.read_text().replace('account = "000000000000"', 'account = "1"'))
    with pytest.raises(SystemExit) as ended:
        main([str(file), "reconcile"])
    assert ended.value.code == 2
    assert "account" in capsys.readouterr().err


def test_every_task_says_what_it_takes(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out
    assert all(name in told and task.__doc__ for name, task in TASKS.items())
