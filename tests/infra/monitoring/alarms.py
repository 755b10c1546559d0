"""The alarms of both stacks together."""

from infra_cdk.monitoring.alarms import service_alarms, store_alarms


def single_alarms(watched):
    """Return every alarm on a condition in a place."""
    return (*service_alarms(watched), *store_alarms(watched))
