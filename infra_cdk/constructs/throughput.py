"""How tables are paid for: by request with a ceiling, or by capacity that follows the load."""

from aws_cdk import aws_dynamodb as dynamodb

from infra_cdk.deployment import Capacity, Deployment

_TARGET_PERCENT = 70
"""Of the capacity in use before more is added: leaves time for the minutes that scaling takes."""


def billing(deployment: Deployment) -> dynamodb.Billing:
    """Return the billing of a table; its indices inherit capacity that follows the load, but not the `ceiling`."""
    most = ceiling(deployment)
    if most is not None:
        return dynamodb.Billing.on_demand(max_read_request_units=most, max_write_request_units=most)
    capacity = deployment.capacity
    return dynamodb.Billing.provisioned(read_capacity=_autoscaled(capacity), write_capacity=_autoscaled(capacity))


def ceiling(deployment: Deployment) -> int | None:
    """Return the most units a second that are paid for by request, ``None`` where capacity is provisioned.

    It guards the bill against a loop that runs away.
    """
    return deployment.capacity.most_units if deployment.table_mode == "on-demand" else None


def _autoscaled(capacity: Capacity) -> dynamodb.Capacity:
    return dynamodb.Capacity.autoscaled(
        min_capacity=capacity.least_units,
        max_capacity=capacity.most_units,
        seed_capacity=capacity.least_units,
        target_utilization_percent=_TARGET_PERCENT,
    )
