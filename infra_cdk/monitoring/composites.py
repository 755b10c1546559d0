"""Alarms over alarms: what wakes someone. Each says what people notice; its parts say why."""

from collections.abc import Iterator

import msgspec

from chalicelib.resources import NOTIFICATIONS, PARTNER_ITEMS
from infra_cdk.data.classification import TABLES
from infra_cdk.monitoring.alarms.outside import FAILING
from infra_cdk.monitoring.alarms.queues import filled, stalled
from infra_cdk.monitoring.alarms.streams import behind
from infra_cdk.monitoring.alarms.tables import failing, throttled
from infra_cdk.monitoring.model import Composite, Severity
from infra_cdk.monitoring.slo.burning import BURNS, burn_composites, burning
from infra_cdk.monitoring.watched import Watched

_FASTEST = BURNS[0]

STANDING = (
    Composite(
        name="search-down",
        runbook="search-down",
        meaning="Searches fail or miss vacancies: the index is red, blocked, or refuses requests.",
        severity=Severity.PAGE,
        groups=(("index-red", "index-blocked", "index-key", "index-key-lost", "index-refusing"),),
    ),
    Composite(
        name="intake-stalled",
        runbook="intake-stalled",
        meaning="What partners push is not worked on, or what was worked on is not found.",
        severity=Severity.PAGE,
        groups=(
            (stalled(PARTNER_ITEMS.name), behind("index_vacancies")),
            (
                "take_partner_items-errors",
                "take_partner_items-throttles",
                "index_vacancies-errors",
                "index_vacancies-throttles",
                filled(PARTNER_ITEMS.dead_letter),
                throttled("vacancies"),
                failing("vacancies"),
                "index-blocked",
            ),
        ),
    ),
    Composite(
        name="notifications-stalled",
        runbook="notifications-stalled",
        meaning="People wait for codes and messages that do not go out.",
        severity=Severity.PAGE,
        groups=((stalled(NOTIFICATIONS.name), behind("relay_events")),),
    ),
    Composite(
        name="region-impaired",
        runbook="region-impaired",
        meaning="People are not served, and services of AWS fail in this region.",
        severity=Severity.PAGE,
        groups=(
            (FAILING, "interface-errors", "interface-silence"),
            ("index-red", "index-master", *(failing(table) for table in ("outbox", "people", "vacancies"))),
        ),
    ),
    Composite(
        name="unreachable",
        runbook="outside-failing",
        meaning="Seen from outside the platform does not answer rightly, and the usual calls stay away or fail.",
        severity=Severity.PAGE,
        groups=((FAILING,), ("interface-silence", "interface-errors", burning("api-available", _FASTEST))),
    ),
)
"""Beside those that the objectives have of their own."""


def composites(watched: Watched) -> Iterator[Composite]:
    """Return every composite of a place, those first that others listen to.

    A place that holds no personal data has no alarms of such tables; nothing else may be missing (a test proves it).
    """
    absent = {failing(name) for name in TABLES if name not in watched.tables}
    yield from burn_composites(watched)
    for composite in STANDING:
        groups = tuple(tuple(part for part in group if part not in absent) for group in composite.groups)
        yield msgspec.structs.replace(composite, groups=groups)
