"""A command line of AWS's tool means one call with typed parameters."""

import pytest

from infra_cdk.drills.aws_commands import UnknownCommandError, play, understood


def test_texts_numbers_flags_lists_and_json():
    command = understood(
        [
            "dynamodb",
            "update-table",
            "--table-name",
            "vacancies",
            "--no-deletion-protection-enabled",
            "--region",
            "ap-southeast-1",
        ]
    )
    assert (command.service, command.operation, command.region) == ("dynamodb", "update_table", "ap-southeast-1")
    assert command.parameters == {"TableName": "vacancies", "DeletionProtectionEnabled": False}
    sqs = understood(["sqs", "receive-message", "--queue-url", "q", "--max-number-of-messages", "10"])
    assert sqs.parameters["MaxNumberOfMessages"] == 10
    attributes = understood(["sqs", "get-queue-attributes", "--queue-url", "q", "--attribute-names", "A", "B"])
    assert attributes.parameters["AttributeNames"] == ["A", "B"]
    tags = understood(["dynamodb", "tag-resource", "--resource-arn", "a", "--tags", '[{"Key": "k", "Value": "v"}]'])
    assert tags.parameters["Tags"] == [{"Key": "k", "Value": "v"}]


def test_a_structure_must_be_json():
    with pytest.raises(UnknownCommandError, match="JSON"):
        understood(["dynamodb", "update-time-to-live", "--table-name", "t", "--time-to-live-specification", "Enabled"])


def test_an_option_without_value_or_name_is_refused():
    with pytest.raises(UnknownCommandError, match="needs a value"):
        understood(["dynamodb", "delete-table", "--table-name"])
    with pytest.raises(UnknownCommandError, match="no option"):
        understood(["dynamodb", "delete-table", "vacancies"])


class _Table:
    def __init__(self):
        self.asked = []

    def can_paginate(self, operation):
        return False

    def describe_table(self, **parameters):
        self.asked.append(parameters)
        return {"Table": {"TableStatus": "ACTIVE", "Tags": ["a", "b"]}}


@pytest.mark.parametrize(("query", "wanted"), [("Table.TableStatus", "ACTIVE"), ("Table.Tags", "a b")])
def test_a_query_picks_from_the_answer_in_the_region_that_is_named(query, wanted):
    table, regions = _Table(), []

    def clients(service, region):
        regions.append((service, region))
        return table

    words = ["dynamodb", "describe-table", "--table-name", "t", "--query", query]
    assert play(understood(words), clients, "ap-southeast-3") == wanted
    assert regions == [("dynamodb", "ap-southeast-3")]
    assert table.asked == [{"TableName": "t"}]
