"""Every alarm of a place, family by family."""

from infra_cdk.monitoring.alarms import (
    audit,
    breaches,
    feeds,
    functions,
    index,
    interface,
    lines,
    load,
    matching,
    messages,
    network,
    outside,
    queues,
    recovery,
    rights,
    streams,
    tables,
)
from infra_cdk.monitoring.model import Alarm
from infra_cdk.monitoring.watched import Watched

STORES = (tables, streams, recovery)
"""Modules with a function ``alarms(watched)``, each of one subject: these watch what keeps data."""

SERVICE = (
    *(interface, functions, queues, index, network, outside, messages, feeds, lines, load, matching),
    *(audit, breaches, rights),
)
"""Those that watch what serves."""


def store_alarms(watched: Watched) -> tuple[Alarm, ...]:
    """Return every alarm on what keeps data in a place."""
    return tuple(alarm for family in STORES for alarm in family.alarms(watched))


def service_alarms(watched: Watched) -> tuple[Alarm, ...]:
    """Return every alarm on a condition of what serves; those on objectives are in `infra_cdk.monitoring.slo`."""
    return tuple(alarm for family in SERVICE for alarm in family.alarms(watched))
