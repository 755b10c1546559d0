"""What refers to what, over stacks and regions: by reference, by export, by a physical name."""

import json

import pytest

from infra_cdk.assembly import SynthesizedStack, read_assembly
from infra_cdk.properties.resource import Resource, reach
from infra_cdk.properties.world import World

HOME, ABROAD = "ap-southeast-3", "ap-southeast-1"
ACCOUNT = "000000000000"


def stack(name, region=HOME, outputs=None, **resources):
    return SynthesizedStack(
        name=name,
        account=ACCOUNT,
        region=region,
        template={"Resources": resources, "Outputs": outputs or {}, "Parameters": {"Stage": {"Default": "pilot"}}},
        size=0,
        tags={"stage": "pilot", "owner": "x"},
        protected=True,
        dependencies=(),
    )


def queue(name):
    return {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": name}}


EXPORT = {"Out": {"Value": {"Fn::GetAtt": ["Items", "Arn"]}, "Export": {"Name": "events:Items"}}}


@pytest.fixture
def world(pilot):
    """Two stacks at home, one abroad with a queue of the same name."""
    return World(
        [
            stack("events", Items=queue("items"), outputs=EXPORT),
            stack("work"),
            stack("far", ABROAD, Items=queue("items")),
        ],
        pilot,
    )


def found(world, value, stack="work"):
    here = next(one for one in world.stacks if one.name == stack)
    return {target.where for target in world.targets(here, value)}


@pytest.mark.parametrize(
    ("value", "stack", "where"),
    [
        ({"Fn::GetAtt": ["Items", "Arn"]}, "events", "events/Items"),
        ({"Fn::GetAtt": "Items.Arn"}, "events", "events/Items"),
        ({"Ref": "Items"}, "events", "events/Items"),
        ({"Fn::ImportValue": "events:Items"}, "work", "events/Items"),
        ({"Fn::Sub": "arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:items"}, "work", "events/Items"),
        ({"Fn::Join": [":", ["arn:aws:sqs", HOME, ACCOUNT, "items"]]}, "work", "events/Items"),
        (f"arn:aws:sqs:{ABROAD}:{ACCOUNT}:items", "work", "far/Items"),
        ("items", "work", "events/Items"),
        ("items", "far", "far/Items"),
        ([{"a": {"Ref": "Items"}}], "events", "events/Items"),
    ],
)
def test_a_value_leads_to_what_it_means(world, value, stack, where):
    assert found(world, value, stack) == {where}


def test_an_arn_leads_to_a_resource_of_its_service_alone(pilot):
    table = {"Type": "AWS::DynamoDB::GlobalTable", "Properties": {"TableName": "items"}}
    world = World([stack("work", Items=queue("items"), Table=table)], pilot)
    assert found(world, f"arn:aws:sqs:{HOME}:{ACCOUNT}:items") == {"work/Items"}
    assert found(world, f"arn:aws:dynamodb:{HOME}:{ACCOUNT}:table/items/stream/*") == {"work/Table"}


@pytest.mark.parametrize("value", ["item", f"arn:aws:sqs:eu-west-1:{ACCOUNT}:items", {"Ref": "AWS::Region"}, 5, None])
def test_a_value_that_means_nothing_leads_nowhere(world, value):
    assert found(world, value) == set()


def test_text_is_written_as_cloudformation_would(world):
    here = world.stacks[0]
    assert world.text(here, {"Fn::Sub": ["${A}-${!B}-${Stage}", {"A": {"Ref": "AWS::Partition"}}]}) == "aws-${B}-pilot"
    assert world.text(here, {"Fn::GetAtt": ["Items", "Arn"]}) == "${events/Items.Arn}"


def test_an_export_is_one_of_its_region(world):
    assert set(world.exports) == {(HOME, "events:Items")}
    importing = Resource(
        stack=world.stacks[2], logical="X", body={"Type": "T", "Properties": {"A": {"Fn::ImportValue": "e"}}}
    )
    assert world.imports(importing) == {"e"}


@pytest.mark.parametrize(
    ("tags", "owner"), [([{"Key": "owner", "Value": "y"}], "y"), ({"owner": "y"}, "y"), (None, "x"), ([], "x")]
)
def test_tags_of_a_resource_go_over_those_of_its_stack(world, tags, owner):
    properties = {} if tags is None else {"Tags": tags}
    one = Resource(stack=world.stacks[0], logical="X", body={"Type": "T", "Properties": properties})
    assert one.tags == {"stage": "pilot", "owner": owner}


def test_a_path_reaches_into_lists_and_ends_quietly():
    value = {"a": [{"b": 1}]}
    assert reach(value, "a.0.b") == 1
    assert reach(value, "a.1.b") is None
    assert reach(value, "a.b") is None


def test_an_assembly_is_read_with_places_tags_and_order(tmp_path):
    manifest = {
        "artifacts": {
            "Tree": {"type": "cdk:tree"},
            "First": {
                "type": "aws:cloudformation:stack",
                "environment": f"aws://{ACCOUNT}/{HOME}",
                "properties": {"templateFile": "First.json", "tags": {"a": "b"}, "terminationProtection": True},
            },
            "Second": {
                "type": "aws:cloudformation:stack",
                "environment": f"aws://{ACCOUNT}/{ABROAD}",
                "dependencies": ["First", "Tree"],
                "properties": {"templateFile": "First.json", "stackName": "second"},
            },
        }
    }
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    (tmp_path / "First.json").write_text(json.dumps({"Resources": {"Items": queue("items")}}))
    first, second = read_assembly(tmp_path)
    assert (first.name, first.region, first.tags, first.protected) == ("First", HOME, {"a": "b"}, True)
    assert (second.name, second.region, second.dependencies, second.protected) == ("second", ABROAD, ("First",), False)
    assert first.size == (tmp_path / "First.json").stat().st_size
    assert set(first.resources) == {"Items"}
