"""How tables are paid for: by request with a ceiling, or by capacity that follows the load."""

from aws_cdk import aws_dynamodb as dynamodb

from infra_cdk.deployment import Capacity

_TARGET_PERCENT = 70
"""Of the capacity in use before more is added: leaves time for the minutes that scaling takes."""


def billing(capacity: Capacity) -> dynamodb.Billing:
    """Return the billing of a table and of each of its indices; the ceiling guards the bill against a runaway loop."""
    if capacity.table_mode == "on-demand":
        return dynamodb.Billing.on_demand(
            max_read_request_units=capacity.most_units, max_write_request_units=capacity.most_units
        )
    return dynamodb.Billing.provisioned(read_capacity=_autoscaled(capacity), write_capacity=_autoscaled(capacity))


def _autoscaled(capacity: Capacity) -> dynamodb.Capacity:
    return dynamodb.Capacity.autoscaled(
        min_capacity=capacity.least_units,
        max_capacity=capacity.most_units,
        seed_capacity=capacity.least_units,
        target_utilization_percent=_TARGET_PERCENT,
    )
