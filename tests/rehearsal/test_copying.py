"""The rehearsal copy is the stacks, but for what is listed; a list that does not fit fails."""

import json

import pytest

from infra_cdk.rehearsal.copying import Addresses, UnknownTypeError, check, copy_assembly, known_types, rehearsed
from infra_cdk.rehearsal.differences import ATTRIBUTES, PERMISSIONS, PROPERTIES, SOURCES, TAKEN_OUT, VARIABLES
from infra_cdk.rehearsal.permitting import permit

HERE = Addresses(emulator="http://127.0.0.1:4566", search="http://127.0.0.1:9201")
OUT = "AWS::CodeDeploy::Application"
QUEUE = {"Type": "AWS::SQS::Queue", "Properties": {}}


def _every_listed_type(stack):
    kinds = sorted({each.type for each in TAKEN_OUT})
    return stack({f"R{number}": {"Type": kind, "Properties": {}} for number, kind in enumerate(kinds)})


def test_the_list_fits_the_emulator(stack):
    check((_every_listed_type(stack),), known_types())


def test_an_unknown_type_that_is_not_listed_fails(stack):
    more = stack({"New": {"Type": "AWS::Braket::Device", "Properties": {}}})
    with pytest.raises(UnknownTypeError, match="AWS::Braket::Device is not known"):
        check((_every_listed_type(stack), more), known_types())


def test_a_listed_type_that_the_emulator_learned_fails(stack):
    with pytest.raises(UnknownTypeError, match=f"{OUT} is known to the emulator now"):
        check((_every_listed_type(stack),), known_types() | {OUT})


def test_a_listed_type_that_no_stack_has_fails(stack):
    with pytest.raises(UnknownTypeError, match=f"{OUT} is listed, but no stack has it"):
        check((stack({"Queue": QUEUE}),), known_types())


def test_custom_resources_are_deployed_unless_listed(stack):
    check((_every_listed_type(stack), stack({"C": {"Type": "Custom::Anything", "Properties": {}}})), known_types())


def test_references_to_what_is_taken_out_become_plain_values(stack):
    made = stack(
        {
            "Gone": {"Type": OUT, "Properties": {}},
            "Queue": {
                "Type": "AWS::SQS::Queue",
                "DependsOn": ["Gone", "Other"],
                "Properties": {
                    "QueueName": {"Ref": "Gone"},
                    "Tags": [{"Key": "a", "Value": {"Fn::Sub": "x-${Gone}-${Other}-${AWS::Region}"}}],
                    "KmsMasterKeyId": {"Fn::GetAtt": ["Gone", "Arn"]},
                },
            },
            "Other": QUEUE,
        },
        outputs={"Told": {"Value": {"Ref": "Gone"}}},
    )
    copy = rehearsed(made, HERE)
    assert set(copy["Resources"]) == {"Queue", "Other"}
    queue = copy["Resources"]["Queue"]
    assert queue["DependsOn"] == ["Other"]
    assert queue["Properties"]["QueueName"] == "stand-in-gone"
    assert queue["Properties"]["KmsMasterKeyId"].startswith("arn:aws:stand-in:ap-southeast-3:")
    text, values = queue["Properties"]["Tags"][0]["Value"]["Fn::Sub"]
    assert text == "x-${StandInGone}-${Other}-${AWS::Region}"
    assert values == {"StandInGone": "stand-in-gone"}
    assert copy["Outputs"]["Told"]["Value"] == "stand-in-gone"


def test_only_alarms_that_compute_are_taken_out(stack):
    copy = rehearsed(
        stack(
            {
                "Plain": {"Type": "AWS::CloudWatch::Alarm", "Properties": {"MetricName": "Errors"}},
                "Computed": {"Type": "AWS::CloudWatch::Alarm", "Properties": {"Metrics": []}},
            }
        ),
        HERE,
    )
    assert set(copy["Resources"]) == {"Plain"}


def test_functions_are_led_to_this_machine(stack):
    told = {
        "PADAN_SEARCH_URL": {"Fn::Join": ["", ["https://", {"Ref": "Domain"}]]},
        "PADAN_KEYS_URL": "https://cognito/keys",
        "PADAN_USER_POOL_ID": {"Ref": "Pool"},
        "PADAN_INDEX_PREFIX": "padan-rehearsal-",
        "PADAN_STAGE": "rehearsal",
    }
    function = {"Type": "AWS::Lambda::Function", "Properties": {"Environment": {"Variables": told}}}
    found = rehearsed(stack({"F": function}), HERE)["Resources"]["F"]["Properties"]["Environment"]["Variables"]
    assert found["PADAN_SEARCH_URL"]["Fn::Join"][1] == [HERE.search, ""]
    assert found["PADAN_KEYS_URL"]["Fn::Join"][1] == [f"{HERE.emulator}/", {"Ref": "Pool"}, "/.well-known/jwks.json"]
    assert found["PADAN_INDEX_PREFIX"]["Fn::Join"][1] == ["padan-rehearsal-ap-southeast-3-", ""]
    assert found["PADAN_STAGE"] == "rehearsal"


def test_rules_wait_for_a_source_that_the_rehearsal_may_speak_for(stack):
    rule = {"Type": "AWS::Events::Rule", "Properties": {"EventPattern": {"source": ["aws.guardduty", "aws.ec2"]}}}
    pattern = rehearsed(stack({"R": rule}), HERE)["Resources"]["R"]["Properties"]["EventPattern"]
    assert pattern["source"] == [SOURCES[0].stand_in, "aws.ec2"]


def test_policies_lose_what_the_emulator_cannot_judge_and_nothing_else():
    mail = {
        "Effect": "Allow",
        "Action": "ses:SendEmail",
        "Resource": "arn:aws:ses:::identity/x",
        "Condition": {"StringEquals": {"ses:FromAddress": "a@x.example", "aws:SourceAccount": "1"}},
    }
    other = {"Effect": "Allow", "Action": ["sqs:SendMessage", "sqs:GetQueueUrl"], "Resource": "arn:aws:sqs:::q"}
    document = {"PolicyDocument": {"Statement": [mail, other]}}
    permit(document)
    assert mail["Resource"] == "*"
    assert mail["Condition"] == {"StringEquals": {"aws:SourceAccount": "1"}}
    assert other["Resource"] == "arn:aws:sqs:::q"
    assert other["Action"] == ["sqs:GetQueueUrl", "sqs:SendMessage", "sqs:SendMessageBatch"]


def test_a_copy_is_uploaded_under_its_own_fingerprint(tmp_path, monkeypatch):
    monkeypatch.setattr("infra_cdk.rehearsal.copying.check", lambda stacks, known: None)
    assembly = tmp_path / "assembly"
    assembly.mkdir()
    old = "a" * 64
    (assembly / "made.template.json").write_text(json.dumps({"Resources": {"Queue": QUEUE}}))
    source = {"source": {"path": "made.template.json"}, "destinations": {"here": {"objectKey": f"{old}.json"}}}
    (assembly / "made.assets.json").write_text(json.dumps({"files": {old: source}}))
    properties = {"templateFile": "made.template.json", "stackTemplateAssetObjectUrl": f"s3://x/{old}.json"}
    artifact = {
        "type": "aws:cloudformation:stack",
        "environment": "aws://000000000000/ap-southeast-3",
        "properties": properties,
    }
    (assembly / "manifest.json").write_text(json.dumps({"artifacts": {"made": artifact}}))
    (copied,) = copy_assembly(assembly, tmp_path / "copy", HERE)
    assert (copied.kept, copied.taken_out) == ({"AWS::SQS::Queue": 1}, {})
    for name in ("manifest.json", "made.assets.json"):
        assert old not in (tmp_path / "copy" / name).read_text()
    assert old in (assembly / "manifest.json").read_text()


def test_every_difference_has_a_reason():
    for each in (*TAKEN_OUT, *ATTRIBUTES, *PROPERTIES, *PERMISSIONS, *SOURCES, *VARIABLES):
        assert each.reason.endswith(".")
        assert len(each.reason) > 10
