"""From a peak in requests a second to what each service has to bear, and what is reached first.

Calls and units of each operation are measured (`bench.capacity`), quotas and peaks are data with their sources. What is
needed over its limit is *short*: then more is to be asked for, or a larger size to be chosen.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from chalicelib.limits import limits
from infra_cdk.deployment.sizes import Capacity

_FOLDER = Path(__file__).parent

LIMITER_UNITS = 1.0
"""Write units of counting one request, at most: processes lease several requests at once (docs/limits.md)."""


class Operation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one request asks: seconds in the function, write and read units, and calls by service.

    ``hottest``: units written to the busiest single key (a partner's, an employer's), 0 where keys are people's own.
    """

    seconds: float
    write_units: float
    read_units: float
    hottest: float = 0.0
    calls: dict[str, float] = {}


class Peak(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Requests a second of each operation, and the source of the figure."""

    requests: dict[str, float]
    source: str


class Quota(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A limit of AWS: calls a second (or at once), for which calls it counts, where it comes from."""

    limit: float
    calls: tuple[str, ...]
    source: str
    adjustable: bool = True


class Engine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the index takes: milliseconds of a core for a search and a suggestion, cores by node, share to be used."""

    search_milliseconds: float
    suggestion_milliseconds: float
    cores: dict[str, int]
    utilisation: float
    source: str


class Figures(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All data of the model."""

    operations: dict[str, Operation]
    peaks: dict[str, Peak]
    quotas: dict[str, Quota]
    index: Engine


class Demand(msgspec.Struct, frozen=True, kw_only=True):
    """One figure of a peak: ``needed`` against ``limit``."""

    name: str
    needed: float
    limit: float
    source: str

    @property
    def share(self) -> float:
        """How much of the limit is used."""
        return self.needed / self.limit if self.limit else float("inf")

    @property
    def short(self) -> bool:
        """Whether the limit is reached first."""
        return self.needed > self.limit


def read_figures() -> Figures:
    """Return the measured operations, the peaks, the quotas and the index."""
    measured = msgspec.toml.decode((_FOLDER / "operations.toml").read_bytes(), type=dict[str, Operation])
    stated = msgspec.toml.decode((_FOLDER / "stated.toml").read_bytes(), type=_Stated)
    return Figures(operations=measured, peaks=stated.peak, quotas=stated.quota, index=stated.index)


class _Stated(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    peak: dict[str, Peak]
    quota: dict[str, Quota]
    index: Engine


def demands(peak: Peak, figures: Figures, capacity: Capacity) -> tuple[Demand, ...]:
    """Return what ``peak`` asks of the quotas and of a deployment of this ``capacity``, the fullest first."""
    found = (*_of_size(peak, figures, capacity), *_of_quotas(peak, figures))
    return tuple(sorted(found, key=lambda each: -each.share))


def _of_size(peak: Peak, figures: Figures, capacity: Capacity) -> Iterator[Demand]:
    yield Demand(name="requests a second", needed=_requests(peak), limit=capacity.requests, source="size")
    busy = _sum(peak, figures, lambda operation: operation.seconds)
    yield Demand(name="functions at once", needed=busy, limit=capacity.api_concurrency, source="size")
    yield Demand(
        name="cores of the index", needed=cores(peak, figures.index), limit=_cores(figures, capacity), source="size"
    )


def _of_quotas(peak: Peak, figures: Figures) -> Iterator[Demand]:
    for name, quota in figures.quotas.items():
        needed = sum(_called(peak, figures, call) for call in quota.calls)
        yield Demand(name=name, needed=needed, limit=quota.limit, source=quota.source)


def _called(peak: Peak, figures: Figures, call: str) -> float:
    """Return how often ``call`` happens in a second; ``requests``, ``write_units``, … stand for what is not a call."""
    if call == "requests":
        return _requests(peak)
    if call in ("write_units", "read_units", "seconds", "hottest"):
        amounts = [count * float(getattr(figures.operations[name], call)) for name, count in peak.requests.items()]
        counting = LIMITER_UNITS * _requests(peak) if call == "write_units" else 0.0
        return max(*amounts, busiest_caller()) if call == "hottest" else sum(amounts) + counting
    return _sum(peak, figures, lambda operation: operation.calls.get(call, 0.0))


def busiest_caller() -> float:
    """Return the write units a second of the item that counts one caller, were each request to write."""
    return max(limit.most / limit.seconds for _, _, limit in limits()) * LIMITER_UNITS


def cores(peak: Peak, index: Engine) -> float:
    """Return how many cores of data nodes the searches and suggestions of ``peak`` keep busy."""
    search, suggestion = peak.requests.get("search", 0.0), peak.requests.get("suggestion", 0.0)
    work = search * index.search_milliseconds + suggestion * index.suggestion_milliseconds
    return work / 1_000 / index.utilisation


def _cores(figures: Figures, capacity: Capacity) -> float:
    return float(capacity.search.data_nodes * figures.index.cores[capacity.search.data_type])


def _requests(peak: Peak) -> float:
    return sum(peak.requests.values())


def _sum(peak: Peak, figures: Figures, amount: Callable[[Operation], float]) -> float:
    return sum(count * amount(figures.operations[name]) for name, count in peak.requests.items())
