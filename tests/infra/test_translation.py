"""The serverless transform is expanded as CloudFormation does it: offline, complete, and the same each time."""

import copy
import json
from collections import Counter

import pytest

from infra_cdk.translation import TRANSFORM, TranslationError, partition, translate

REGION, ACCOUNT = "ap-southeast-3", "000000000000"
CODE = {"Bucket": {"Fn::Sub": "cdk-assets-${AWS::AccountId}"}, "Key": "0a1b2c.zip"}


def function(**properties):
    base = {"CodeUri": CODE, "Handler": "app.work", "Runtime": "python3.13", "Role": {"Fn::GetAtt": ["Role", "Arn"]}}
    return {"Type": "AWS::Serverless::Function", "Properties": base | properties}


def template(**resources):
    role = {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {}}}
    return {"Transform": TRANSFORM, "Resources": {"Role": role} | resources}


def kinds(translated):
    return Counter(resource["Type"] for resource in translated["Resources"].values())


def test_a_template_without_transform_stays_what_it_is():
    plain = {"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}
    translated = translate(plain, REGION, ACCOUNT)
    assert translated == plain
    assert translated is not plain


def test_a_transform_within_a_list_counts():
    listed = template(Work=function()) | {"Transform": [TRANSFORM]}
    assert kinds(translate(listed, REGION, ACCOUNT))["AWS::Lambda::Function"] == 1


def test_a_function_keeps_its_references_and_the_given_template_is_left_alone():
    given = template(Work=function(Environment={"Variables": {"POOL": {"Fn::ImportValue": "identity:Pool"}}}))
    before = copy.deepcopy(given)
    made = translate(given, REGION, ACCOUNT)
    assert given == before
    assert "Transform" not in made
    properties = made["Resources"]["Work"]["Properties"]
    assert properties["Environment"]["Variables"]["POOL"] == {"Fn::ImportValue": "identity:Pool"}
    assert properties["Code"]["S3Bucket"] == {"Fn::Sub": "cdk-assets-${AWS::AccountId}"}
    assert properties["Role"] == {"Fn::GetAtt": ["Role", "Arn"]}


def test_an_event_source_becomes_a_mapping_with_all_that_was_asked():
    queue = {
        "Type": "SQS",
        "Properties": {
            "Queue": {"Fn::ImportValue": "events:Queue"},
            "FunctionResponseTypes": ["ReportBatchItemFailures"],
        },
    }
    made = translate(template(Work=function(Events={"Work": queue})), REGION, ACCOUNT)
    mapping = made["Resources"]["WorkWork"]
    assert mapping["Type"] == "AWS::Lambda::EventSourceMapping"
    assert mapping["Properties"]["EventSourceArn"] == {"Fn::ImportValue": "events:Queue"}
    assert mapping["Properties"]["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


def test_a_staged_function_gets_version_alias_and_deployment_group_with_its_alarms():
    staged = function(
        AutoPublishAlias="live",
        DeploymentPreference={"Type": "Canary10Percent5Minutes", "Alarms": [{"Fn::ImportValue": "watch:Alarm"}]},
    )
    made = translate(template(Work=staged), REGION, ACCOUNT)
    found = kinds(made)
    for kind in ("Lambda::Version", "Lambda::Alias", "CodeDeploy::Application", "CodeDeploy::DeploymentGroup"):
        assert found[f"AWS::{kind}"] == 1, kind
    group = made["Resources"]["WorkDeploymentGroup"]["Properties"]
    assert group["AlarmConfiguration"]["Alarms"] == [{"Name": {"Fn::ImportValue": "watch:Alarm"}}]


def test_new_code_makes_a_new_version_and_old_code_the_same():
    def version(key):
        staged = function(AutoPublishAlias="live", CodeUri=CODE | {"Key": key})
        made = translate(template(Work=staged), REGION, ACCOUNT)["Resources"]
        return next(name for name, resource in made.items() if resource["Type"] == "AWS::Lambda::Version")

    assert version("a.zip") == version("a.zip")
    assert version("a.zip") != version("b.zip")


def test_conditions_rules_outputs_and_metadata_stay():
    given = template(Work=function(Condition="Warm") | {"Metadata": {"reason": "kept"}})
    given |= {
        "Conditions": {"Warm": {"Fn::Equals": ["a", "a"]}},
        "Outputs": {"Arn": {"Value": {"Fn::GetAtt": ["Work", "Arn"]}, "Export": {"Name": "x"}}},
        "Rules": {"Check": {"Assertions": []}},
    }
    del given["Resources"]["Work"]["Properties"]["Condition"]
    made = translate(given, REGION, ACCOUNT)
    assert made["Resources"]["Work"]["Metadata"] == {"reason": "kept"}
    assert {key: made[key] for key in ("Conditions", "Outputs", "Rules")} == {
        key: given[key] for key in ("Conditions", "Outputs", "Rules")
    }


def test_what_the_transform_refuses_is_named():
    broken = function(AutoPublishAlias="live")
    del broken["Properties"]["CodeUri"]
    with pytest.raises(TranslationError, match="Lonely"):
        translate(template(Lonely=broken), REGION, ACCOUNT)


def test_no_resource_of_the_assembly_is_left_to_the_transform(assembly):
    left = [
        f"{stack}/{logical}"
        for stack, made in assembly.translated.items()
        for logical, resource in made["Resources"].items()
        if resource["Type"].startswith("AWS::Serverless::")
    ]
    assert left == []
    assert "AWS::Serverless::Function" in json.dumps(assembly.templates), "the test must see Chalice's part"


@pytest.mark.parametrize(
    ("region", "name"), [("ap-southeast-3", "aws"), ("cn-north-1", "aws-cn"), ("us-gov-west-1", "aws-us-gov")]
)
def test_a_region_belongs_to_a_partition(region, name):
    assert partition(region) == name
