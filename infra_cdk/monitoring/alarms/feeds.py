"""The alarm of the feeds that the platform fetches: each portal fails by itself, and no function fails with it."""

from collections.abc import Iterator

from infra_cdk.monitoring.indicators import own_metric
from infra_cdk.monitoring.model import DAY, Alarm, Comparison, Metric, Missing, Severity
from infra_cdk.monitoring.watched import Watched

TROUBLED = "feeds-troubled"


def alarms(watched: Watched) -> Iterator[Alarm]:
    """One for all portals, over a day: a feed that failed often is looked at once a day alone."""
    if watched.place.is_active:
        yield Alarm(
            name=TROUBLED,
            runbook=TROUBLED,
            meaning="A partner's feed failed four times in a row, or lost more than a fifth of its vacancies at once.",
            severity=Severity.TICKET,
            metrics=(_troubled(watched),),
            comparison=Comparison.AT_LEAST,
            threshold=1,
            period=DAY,
            missing=Missing.FINE,
        )


def _troubled(watched: Watched) -> Metric:
    return own_metric(watched, "FeedTroubled", "Maximum")
