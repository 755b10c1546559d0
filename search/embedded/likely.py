"""Which of many hits may be among the best: the formula of `search.ranking` over all of them at once, in NumPy.

Array arithmetic may differ from Python's in the last digits, and by the length of the array. So it only leaves out
what cannot be among the best by far more than that; over the few that stay the exact formula decides.
"""

from collections.abc import Sequence
from typing import Any

from search import ranking
from search.document import Coordinates
from search.embedded.schema import QUALITY_BITS, SEED_BITS
from search.plan import Position, Signals
from search.weights import weights

SLACK = 1e-6
"""What an estimate may differ by from the exact score; both are sums and products of a dozen numbers below ten."""
Points = tuple[Sequence[float | None], Sequence[float | None]]
"""Latitudes and longitudes."""
Array = Any


def likely(
    texts: Sequence[float],
    columns: Sequence[int],
    points: Points | None,
    signals: Signals,
    wanted: int,
    after: Position | None,
) -> list[int]:
    """Return the places of all hits that may be among the ``wanted`` best behind ``after``, or equal to it."""
    import numpy as np

    scores = _factored(texts, columns, signals)
    if points is not None and signals.centre is not None:
        scores *= _nearness(points, signals.centre, signals.radius_km)
    most = np.inf if after is None else after.value + SLACK
    surely_below = scores if after is None else scores[scores < after.value - SLACK]
    least = -np.inf
    if 0 < wanted < len(surely_below):
        least = float(np.partition(surely_below, -wanted)[-wanted]) - 2 * SLACK
    kept: list[int] = np.flatnonzero((scores >= least) & (scores <= most)).tolist()
    return kept


def _factored(texts: Sequence[float], columns: Sequence[int], signals: Signals) -> Array:
    """Return ``text × freshness × quality × lot`` of each hit; ``columns`` are packed as in the schema."""
    import numpy as np

    own, steps = weights(), ranking.LOT_STEPS
    packed = np.array(columns, dtype=np.uint64)
    seeds = (packed >> np.uint64(QUALITY_BITS) & np.uint64((1 << SEED_BITS) - 1)).astype(np.int64)
    scores = np.round(np.array(texts), 4) * (
        1 + own.lot / steps * (seeds * ranking.day_multiplier(signals.now) % steps)
    )
    if not signals.fit_only:
        age = np.maximum(0, signals.now - (packed >> np.uint64(QUALITY_BITS + SEED_BITS)).astype(np.int64))
        fading = np.exp2(-age / (own.half_life_days * ranking.DAY))
        scores *= own.freshness_floor + (1 - own.freshness_floor) * fading
        scores *= (packed & np.uint64((1 << QUALITY_BITS) - 1)).astype(np.float64) / 1000
    return scores


def _nearness(points: Points, centre: Coordinates, radius_km: float) -> Array:
    """Return each hit's factor of distance, by the same great circle as `search.ranking.distance_km`."""
    import numpy as np

    latitudes, longitudes = (np.radians(np.array(values, dtype=np.float64)) for values in points)
    lat, lon = np.radians(centre.lat), np.radians(centre.lon)
    across = np.cos(lat) * np.cos(latitudes)
    half = np.sin((latitudes - lat) / 2) ** 2 + across * np.sin((longitudes - lon) / 2) ** 2
    away = 2 * ranking.EARTH_KM * np.arcsin(np.sqrt(np.minimum(1.0, half)))
    radii = np.where(np.isnan(away), 1.0, away / radius_km)
    floor = weights().nearness_floor
    return floor + (1 - floor) * np.exp2(-radii)
