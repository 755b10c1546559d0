"""Every alarm of a place, family by family."""

from infra_cdk.monitoring.alarms import (
    functions,
    index,
    interface,
    lines,
    messages,
    network,
    outside,
    queues,
    recovery,
    streams,
    tables,
)
from infra_cdk.monitoring.model import Alarm
from infra_cdk.monitoring.watched import Watched

FAMILIES = (interface, functions, streams, queues, tables, index, recovery, network, outside, messages, lines)
"""Modules with a function ``alarms(watched)``; each is one subject."""


def single_alarms(watched: Watched) -> tuple[Alarm, ...]:
    """Return every alarm on a condition in a place; those on objectives are in `infra_cdk.monitoring.slo`."""
    return tuple(alarm for family in FAMILIES for alarm in family.alarms(watched))
