"""How well one side's statement fits the other's: pure functions into 0..1, ``None`` where the vacancy says nothing.

A feature that the vacancy does not state counts the same for everybody: what a person adds to their profile can then
never lower a score, and a vacancy gains nothing by leaving things out.
"""

import math
from collections.abc import Callable

from chalicelib.matching.knowledge import Knowledge
from chalicelib.matching.model import Demand, Feature, Place, Seeker

EARTH_KM = 6371.0
REACH_KM = 40.0
"""Distance at which commuting is worth 1/e; half of Jabodetabek's commuters travel less than 20 km a way."""
MOVE = 0.6
"""Fit of a place beyond reach for somebody who would move."""
HELD = 0.9
"""Fit of an occupation held, against one wished for."""
KINSHIP = {4: 1.0, 3: 0.7, 2: 0.4, 1: 0.15, 0: 0.0}
"""Fit of two occupations by how many leading digits of the classification they share."""

Fit = Callable[[Seeker, Demand, Knowledge], float | None]


def skills(seeker: Seeker, demand: Demand, knowledge: Knowledge) -> float | None:
    """Share of the skills asked for that the person has, each weighed by its rarity."""
    if not demand.skills:
        return None
    weights = [(knowledge.rarity(skill), skill in seeker.skills) for skill in demand.skills]
    return math.fsum(weight for weight, has in weights if has) / math.fsum(weight for weight, _ in weights)


def occupation(seeker: Seeker, demand: Demand, _: Knowledge) -> float | None:
    """Nearness in the classification of the nearest occupation that is wished for or was held."""
    if demand.occupation is None:
        return None
    wished = [_kinship(code, demand.occupation) for code in seeker.wished_occupations]
    held = [HELD * _kinship(code, demand.occupation) for code in seeker.occupations]
    return max([*wished, *held], default=0.0)


def experience(seeker: Seeker, demand: Demand, _: Knowledge) -> float | None:
    """Share of the months asked for; more than asked for is worth no more."""
    if not demand.experience_months:
        return None
    return min(1.0, seeker.experience_months / demand.experience_months)


def education(seeker: Seeker, demand: Demand, _: Knowledge) -> float | None:
    """Whole when the level is reached, half for each level below."""
    if demand.education_rank is None:
        return None
    missing = max(0, demand.education_rank - (seeker.education_rank or 0))
    return 0.5**missing


def place(seeker: Seeker, demand: Demand, knowledge: Knowledge) -> float | None:
    """Best of: remote work, a wished region, the commute from home, the will to move."""
    if demand.remote:
        return 1.0
    if demand.place is None:
        return None
    fits = [MOVE if seeker.willing_to_move else 0.0]
    fits += [_region_fit(code, demand.place, knowledge) for code in seeker.wished_regions]
    if seeker.place is not None:
        fits.append(_commute(seeker.place, demand.place, knowledge))
    return max(fits)


def pay(seeker: Seeker, demand: Demand, _: Knowledge) -> float | None:
    """Whole when the vacancy may pay what is wished, else the share of it that it may pay."""
    most = demand.pay_maximum or demand.pay_minimum
    if most is None:
        return None
    return min(1.0, most / seeker.pay_minimum) if seeker.pay_minimum else 1.0


def contract(seeker: Seeker, demand: Demand, _: Knowledge) -> float | None:
    """Whether the contract form is among those wished; whoever names none takes any."""
    if demand.employment_type is None:
        return None
    return 1.0 if not seeker.employment_types or demand.employment_type in seeker.employment_types else 0.0


def languages(seeker: Seeker, demand: Demand, _: Knowledge) -> float | None:
    """Share of the languages asked for."""
    if not demand.languages:
        return None
    return sum(language in seeker.languages for language in demand.languages) / len(demand.languages)


def kilometres(one: Place, other: Place) -> float | None:
    """Great-circle distance by the haversine formula, or ``None`` without both points."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    north, south = math.radians(one.lat), math.radians(other.lat)
    half_width = math.radians(other.lon - one.lon) / 2
    half_height = (south - north) / 2
    chord = math.sin(half_height) ** 2 + math.cos(north) * math.cos(south) * math.sin(half_width) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, chord)))


def _kinship(one: str, other: str) -> float:
    shared = 0
    for mine, theirs in zip(one[:4], other[:4], strict=False):
        if mine != theirs:
            break
        shared += 1
    if shared == len(one) < 4:
        return 1.0
    return KINSHIP[shared]


def _region_fit(wished: str, offered: Place, knowledge: Knowledge) -> float:
    if offered.code.startswith(wished):
        return 1.0
    return 0.8 if wished in knowledge.neighbours(offered.code) else 0.0


def _commute(home: Place, work: Place, knowledge: Knowledge) -> float:
    if home.code == work.code:
        return 1.0
    distance = kilometres(home, work)
    by_distance = math.exp(-distance / REACH_KM) if distance is not None else 0.0
    return max(by_distance, _region_fit(home.code, work, knowledge) if len(home.code) > 2 else 0.0)


FITS: dict[Feature, tuple[float, Fit]] = {
    Feature.SKILLS: (0.30, skills),
    Feature.OCCUPATION: (0.30, occupation),
    Feature.PLACE: (0.14, place),
    Feature.EXPERIENCE: (0.08, experience),
    Feature.EDUCATION: (0.06, education),
    Feature.PAY: (0.06, pay),
    Feature.LANGUAGES: (0.03, languages),
    Feature.CONTRACT: (0.03, contract),
}
"""Every feature with its weight; the weights sum to 1."""
