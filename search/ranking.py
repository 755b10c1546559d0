"""The ranking formula: the only place that states it. Both engines compute exactly this, with `search.weights`.

    score = text × freshness × quality × nearness × lot

*text* is the sum over the clauses that match of the best leaf's weight (and ``also`` × its other leaves'), plus the
boosts that match; 1 when nothing was asked in words. The factors:

- *freshness* halves every ``half_life_days`` between 1 and its floor;
- *quality* = completeness × fair exposure, both facts of the document alone and therefore indexed (as thousandths):
  completeness between its floor and 1, exposure falls as applications per opening rise;
- *nearness* falls with the distance from the centre that was asked for, halving every radius; 1 when none was asked;
  a document without a point counts as one at the circle's edge;
- *lot* lies in [1, 1 + ``lot``): drawn from identifier and day, it lets equals share the top without reshuffling pages.
"""

import hashlib
import math

from search.document import Coordinates, VacancyDocument
from search.weights import weights

DAY = 86_400
EARTH_KM = 6371.0088
NOWHERE_KM = 40_100.0
"""Where a list by distance puts what has no point: farther away than any place on earth."""
LOT_STEPS = 1 << 20
_MULTIPLIER = 2_654_435_761


def freshness(posted_at: int, now: int) -> float:
    """Return the factor for a vacancy posted at ``posted_at``; 1 for one that is dated in the future."""
    own = weights()
    days = max(0, now - posted_at) / DAY
    return float(own.freshness_floor + (1 - own.freshness_floor) * 2.0 ** (-days / own.half_life_days))


def quality(document: VacancyDocument) -> int:
    """Return completeness × fair exposure in thousandths, as it is indexed."""
    own = weights()
    complete = own.completeness_floor + (1 - own.completeness_floor) * min(1.0, max(0.0, document.completeness))
    crowding = document.applications / max(1, document.openings) / own.exposure_half
    exposed = own.exposure_floor + (1 - own.exposure_floor) / (1 + crowding)
    return round(1000 * complete * exposed)


def nearness(distance_km: float | None, radius_km: float) -> float:
    """Return the factor for a vacancy ``distance_km`` from the centre."""
    radii = 1.0 if distance_km is None else distance_km / radius_km
    floor = weights().nearness_floor
    return float(floor + (1 - floor) * 2.0**-radii)


def seed(identifier: str) -> int:
    """Return the number below `LOT_STEPS` that a document is indexed with for drawing lots."""
    return int.from_bytes(hashlib.blake2b(identifier.encode(), digest_size=4).digest(), "big") % LOT_STEPS


def day_multiplier(now: int) -> int:
    """Return the day's odd multiplier below `LOT_STEPS`.

    A lot is 1 + ``lot`` × (seed × multiplier mod LOT_STEPS) / LOT_STEPS. The product stays below 2**40, so it is
    exact in 64 bits.
    """
    return (now // DAY * _MULTIPLIER % LOT_STEPS) | 1


def lot(seed_number: int, now: int) -> float:
    """Return the factor that a document drew for the day of ``now``."""
    return 1 + weights().lot * (seed_number * day_multiplier(now) % LOT_STEPS) / LOT_STEPS


def distance_km(one: Coordinates, other: Coordinates) -> float:
    """Return the great-circle distance (haversine, on a sphere of the earth's mean radius)."""
    north = math.radians(other.lat - one.lat)
    east = math.radians(other.lon - one.lon)
    across = math.cos(math.radians(one.lat)) * math.cos(math.radians(other.lat))
    half = math.sin(north / 2) ** 2 + across * math.sin(east / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
