"""How figures are printed: one line each, the same everywhere."""

import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence

import msgspec


class Times(msgspec.Struct, frozen=True):
    """Durations in milliseconds."""

    all: tuple[float, ...]

    @property
    def p50(self) -> float:
        """The median."""
        return statistics.median(self.all)

    @property
    def p95(self) -> float:
        """The 95th percentile."""
        return statistics.quantiles(self.all, n=20, method="inclusive")[18] if len(self.all) > 1 else self.all[0]


def timed(work: Callable[[], object]) -> float:
    """Return how many milliseconds ``work`` takes."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def in_turn(works: Sequence[Callable[[], object]], others: Sequence[Callable[[], object]]) -> tuple[Times, Times]:
    """Time pairs of work in turn, A B A B, so that a drifting machine drifts under both."""
    pairs = [(timed(work), timed(other)) for work, other in zip(works, others, strict=True)]
    return Times(tuple(first for first, _ in pairs)), Times(tuple(second for _, second in pairs))


def machine() -> str:
    """Return what the figures were measured on, as far as it matters; the load tells how much others were at work."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}{load}"


def heading(title: str, corpus: str, engine: str) -> None:
    """Print what is measured on what."""
    print(f"\n== {title}\ncorpus: {corpus}\nengine: {engine}\nmachine: {machine()}")


def figure(name: str, value: float, unit: str, note: str = "") -> None:
    """Print one figure at once, for whoever waits."""
    print(f"{name:<44}{value:>12.2f} {unit}{'  ' + note if note else ''}", flush=True)


def ratio(name: str, above: float, below: float, aim: str = "") -> None:
    """Print a ratio with its aim."""
    print(f"{name:<44}{above / below:>12.2f} x{'  aim ' + aim if aim else ''}")
