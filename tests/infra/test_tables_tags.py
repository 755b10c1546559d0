"""Tags say whose a resource is and what it holds; what a part says of itself comes before what is said of all."""

import pytest
from aws_cdk import aws_sns as sns

from infra_cdk.data.classification import DataClass, mark
from infra_cdk.data.tags import mark_backed_up, tags
from tests.infra.alone import alone, tags_of

TOPIC = "AWS::SNS::Topic"


def topic(place, *marks):
    def build(stack):
        made = sns.Topic(stack, "Topic")
        for one in marks:
            one(made)

    return tags_of(alone(place, build).one(TOPIC))


def test_everything_says_whose_it_is(pilot):
    assert topic(pilot.home) == {
        "application": "padan",
        "stage": "pilot",
        "owner": pilot.operations_email,
        "data-class": "operational",
    }


@pytest.mark.parametrize("data_class", list(DataClass))
def test_a_part_says_by_itself_what_it_holds(pilot, data_class):
    assert topic(pilot.home, lambda made: mark(made, data_class))["data-class"] == data_class


def test_backups_take_what_is_marked(pilot):
    assert topic(pilot.home, mark_backed_up)["backup"] == "planned"
    assert "backup" not in topic(pilot.home)


def test_deployments_of_one_account_are_told_apart(pilot, varied):
    one, other = tags(pilot), tags(varied(stage="national"))
    assert one != other
    assert {key for key in one if one[key] != other[key]} == {"stage"}
