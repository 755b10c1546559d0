"""What the service promises, as data."""

import msgspec

from infra_cdk.monitoring.alarms.interface import interface_metric
from infra_cdk.monitoring.indicators import own_metric
from infra_cdk.monitoring.model import Metric
from infra_cdk.monitoring.watched import Watched

BUDGET_DAYS = 30
"""Over which an error budget is counted."""

SEARCH = "searching_find_vacancies"
"""The operation behind ``GET /v1/vacancies``, as the code names it."""


class Objective(msgspec.Struct, frozen=True, kw_only=True):
    """A promise: ``target`` is the share of events that are good.

    ``bad_share`` is the expression, over the ids of ``metrics``, of the share of bad events (0 to 1); the metric
    ``total`` counts all. A long window with fewer than ``least`` events says nothing. ``judul`` is the title in
    Indonesian.
    """

    name: str
    title: str
    judul: str
    target: float
    metrics: tuple[Metric, Metric]
    bad_share: str
    least: int

    @property
    def budget(self) -> float:
        """Share of events that may be bad."""
        return 1 - self.target

    def burn(self, least: int = 1) -> str:
        """Return the expression of the burn rate: how many times too fast the budget is spent.

        Of fewer than ``least`` events it is 0.
        """
        return f"IF(total >= {least}, ({self.bad_share}) / {self.budget:.6f}, 0)"


class Promise(msgspec.Struct, frozen=True, kw_only=True):
    """A promise on durations: ``target`` of the values of an indicator are at most ``limit``, in its own unit."""

    name: str
    title: str
    judul: str
    target: float
    indicator: str
    limit: int
    least: int
    dimensions: dict[str, str] = {}


PROMISES = (
    Promise(
        name="searches-quick",
        title="Searches under 500 ms",
        judul="Pencarian di bawah 500 ms",
        target=0.999,
        indicator="Latency",
        limit=500,
        least=200,
        dimensions={"operation": SEARCH},
    ),
    Promise(
        name="pushes-receipted",
        title="Pushed items worked on within 5 minutes",
        judul="Kiriman mitra diproses dalam 5 menit",
        target=0.99,
        indicator="PushDelay",
        limit=300,
        least=20,
    ),
    Promise(
        name="index-fresh",
        title="Changes found by search within a minute",
        judul="Perubahan lowongan dapat dicari dalam semenit",
        target=0.99,
        indicator="IndexLag",
        limit=60,
        least=20,
        dimensions={"kind": "vacancy"},
    ),
)


def objectives(watched: Watched) -> tuple[Objective, ...]:
    """Return every promise."""
    available = Objective(
        name="api-available",
        title="Calls answered without a server error",
        judul="Panggilan tanpa kesalahan server",
        target=0.999,
        metrics=(
            interface_metric(watched, "Count", "Sum", "total"),
            interface_metric(watched, "5XXError", "Sum", "bad"),
        ),
        bad_share="FILL(bad, 0) / total",
        least=200,
    )
    return (available, *(_on_durations(watched, promise) for promise in PROMISES))


def _on_durations(watched: Watched, promise: Promise) -> Objective:
    """The percentile rank of the limit is the per cent of values up to it, the limit included."""
    name, dimensions = promise.indicator, promise.dimensions
    return Objective(
        name=promise.name,
        title=promise.title,
        judul=promise.judul,
        target=promise.target,
        metrics=(
            own_metric(watched, name, "SampleCount", "total", **dimensions),
            own_metric(watched, name, f"PR(:{promise.limit})", "within", **dimensions),
        ),
        bad_share="1 - within / 100",
        least=promise.least,
    )
