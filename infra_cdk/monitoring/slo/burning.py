"""Alarms on how fast an error budget burns: a long window proves that it matters, a short one that it still goes on.

Burn rates, windows and shares of the budget after "The Site Reliability Workbook" (Beyer et al., O'Reilly 2018),
chapter 5, "Multiwindow, Multi-Burn-Rate Alerts", table 5-8; the day between its rows is ours (docs/decisions/0126).
"""

from collections.abc import Iterator

import msgspec

from infra_cdk.monitoring.model import DAY, Alarm, Comparison, Composite, Severity
from infra_cdk.monitoring.slo.objectives import BUDGET_DAYS, Objective, objectives
from infra_cdk.monitoring.watched import Watched

_HOUR = 3_600
_MINUTE = 60


class Burn(msgspec.Struct, frozen=True, kw_only=True):
    """Budget spent ``factor`` times too fast over ``long`` and over ``short`` seconds."""

    name: str
    factor: float
    long: int
    short: int
    severity: Severity

    @property
    def spent(self) -> float:
        """Share of the whole budget that is gone when the long window has burnt at this rate."""
        return self.factor * self.long / (BUDGET_DAYS * DAY)


BURNS = (
    Burn(name="hour", factor=14.4, long=_HOUR, short=5 * _MINUTE, severity=Severity.PAGE),
    Burn(name="six-hours", factor=6, long=6 * _HOUR, short=30 * _MINUTE, severity=Severity.PAGE),
    Burn(name="day", factor=3, long=DAY, short=2 * _HOUR, severity=Severity.TICKET),
    Burn(name="three-days", factor=1, long=3 * DAY, short=6 * _HOUR, severity=Severity.TICKET),
)


def burn_alarms(watched: Watched) -> Iterator[Alarm]:
    """Return the alarm of each window of each objective; each is part of a composite."""
    for objective in objectives(watched):
        for burn in BURNS:
            yield _window(objective, burn, "long", burn.long, objective.burn(objective.least))
            yield _window(objective, burn, "short", burn.short, objective.burn())


def burn_composites(watched: Watched) -> Iterator[Composite]:
    """Return, for each objective and rate, the alarm that both windows raise together."""
    for objective in objectives(watched):
        for burn in BURNS:
            yield Composite(
                name=burning(objective.name, burn),
                runbook="slo-burn",
                meaning=(
                    f"{objective.title} ({objective.target:.1%}): the error budget burns {burn.factor:g} times too "
                    f"fast; {burn.spent:.0%} of a month's went in {burn.long // _HOUR} hours."
                ),
                severity=burn.severity,
                groups=tuple((_named(objective.name, burn, window),) for window in ("long", "short")),
            )


def burning(objective: str, burn: Burn) -> str:
    """Logical name of the alarm of an objective at a rate."""
    return f"slo-{objective}-{burn.name}"


def _named(objective: str, burn: Burn, window: str) -> str:
    return f"{burning(objective, burn)}-{window}"


def _window(objective: Objective, burn: Burn, window: str, seconds: int, rate: str) -> Alarm:
    """CloudWatch's longest period is a day: three days burn when each of them does."""
    days = max(1, seconds // DAY)
    return Alarm(
        name=_named(objective.name, burn, window),
        runbook="slo-burn",
        meaning=f"{objective.title}: the error budget burns {burn.factor:g} times too fast in the {window} window.",
        severity=Severity.SIGNAL,
        metrics=objective.metrics,
        expression=rate,
        comparison=Comparison.ABOVE,
        threshold=burn.factor,
        period=min(seconds, DAY),
        windows=days,
        breaches=days,
    )
