"""A new version replaces the old one behind an alias, at the size's pace, while alarms that exist are quiet."""

import pytest

from infra_cdk.constructs.delivery import ALIAS, PACES, Delivery, alarm_of
from infra_cdk.deployment.sizes import SIZES
from infra_cdk.functions.specs import API, FUNCTIONS
from infra_cdk.stacks.serving import BY_MACHINE, DEPLOYING

SERVING = [function for function in FUNCTIONS if function.name not in (*DEPLOYING, *BY_MACHINE)]


@pytest.fixture(scope="module")
def platform(assembly):
    return assembly.translated["padan-pilot-home-platform"]["Resources"]


def of_type(resources, kind):
    return {name: each["Properties"] for name, each in resources.items() if each["Type"] == kind}


def _published(place, *, interface):
    """The overrides of one function that is published alone."""
    from aws_cdk import App, CfnResource, Stack
    from aws_cdk.assertions import Template

    stack = Stack(App(), "stack")
    function = CfnResource(stack, "Function", type="AWS::Serverless::Function")
    Delivery(stack, "Delivery", place).publish(function, ["b", "a"], interface=interface)
    (found,) = Template.from_stack(stack).find_resources("AWS::Serverless::Function").values()
    return found["Properties"]


def test_each_size_has_a_pace_and_the_interface_never_moves_at_once():
    assert set(PACES) == set(SIZES)
    for pace in PACES.values():
        assert pace.interface.startswith(("Canary", "Linear"))


@pytest.mark.parametrize("size", SIZES)
def test_the_pace_is_the_sizes(varied, size):
    deployment = varied(size=size)
    interface, worker = (_published(deployment.home, interface=each) for each in (True, False))
    assert interface["DeploymentPreference"]["Type"] == PACES[size].interface
    assert worker["DeploymentPreference"]["Type"] == PACES[size].workers
    assert interface["DeploymentPreference"]["Alarms"] == ["a", "b"]
    assert interface["AutoPublishAliasAllProperties"] is True
    warm = SIZES[size].warm
    expected = {"ProvisionedConcurrentExecutions": warm} if warm else None
    assert interface.get("ProvisionedConcurrencyConfig") == expected
    assert "ProvisionedConcurrencyConfig" not in worker
    assert "ProvisionedConcurrencyConfig" not in _published(deployment.recovery_place, interface=True)


def test_every_function_that_serves_has_a_live_version_that_codedeploy_moves(platform):
    aliases = {each["FunctionName"]["Ref"]: name for name, each in of_type(platform, "AWS::Lambda::Alias").items()}
    names = {name: each["FunctionName"] for name, each in of_type(platform, "AWS::Lambda::Function").items()}
    assert {names[logical] for logical in aliases} == {f"padan-pilot-{each.name}" for each in SERVING}
    for name in aliases.values():
        alias = platform[name]
        assert alias["Properties"]["Name"] == ALIAS
        group = alias["UpdatePolicy"]["CodeDeployLambdaAliasUpdate"]["DeploymentGroupName"]["Ref"]
        assert platform[group]["Properties"]["AutoRollbackConfiguration"]["Enabled"] is True


def test_what_cloudformation_calls_is_always_the_newest(platform):
    for name in DEPLOYING:
        logical = "".join(part.capitalize() for part in name.split("_"))
        assert platform[logical]["Type"] == "AWS::Lambda::Function"
        assert f"{logical}Aliaslive" not in platform


def test_events_go_to_the_live_version(platform):
    mappings = of_type(platform, "AWS::Lambda::EventSourceMapping")
    assert mappings
    for mapping in mappings.values():
        assert mapping["FunctionName"]["Ref"].endswith(f"Alias{ALIAS}")
    for rule in of_type(platform, "AWS::Events::Rule").values():
        for target in rule["Targets"]:
            assert target["Arn"]["Ref"].endswith(f"Alias{ALIAS}")


def test_alarms_that_roll_back_exist(platform, assembly, pilot):
    alarms = {
        each["Properties"]["AlarmName"]
        for resources in assembly.translated.values()
        for each in resources["Resources"].values()
        if each["Type"] == "AWS::CloudWatch::Alarm"
    }
    for group in of_type(platform, "AWS::CodeDeploy::DeploymentGroup").values():
        watched = {alarm["Name"] for alarm in group["AlarmConfiguration"]["Alarms"]}
        assert watched
        assert watched <= alarms
    assert alarm_of(pilot.home, API) in alarms


def test_old_versions_do_not_pile_up(platform):
    versions = [each for each in platform.values() if each["Type"] == "AWS::Lambda::Version"]
    assert versions
    assert {each.get("DeletionPolicy", "Delete") for each in versions} == {"Delete"}
