"""The points for skills over all vacancies: a sparse product of what people have and what vacancies ask for.

For each skill the vacancies that ask for it are listed with its rarity. A person's skills, and those that they stand in
for, each add to the vacancies of their lists; the sums, of whole numbers, are divided as on-line.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from chalicelib.matching.batch.errors import BatchError
from chalicelib.matching.features import CREDIT, FITS, FULL, UNTOLD
from chalicelib.matching.knowledge import WHOLE, Knowledge
from chalicelib.matching.model import Demand, Feature, Seeker

if TYPE_CHECKING:
    from chalicelib.matching.batch.columns import Figures, Positions

EXACT = 2**52
"""Below this a quotient of floats that hold whole numbers is rounded down rightly: see `.columns`."""
_WEIGHT = FITS[Feature.SKILLS][0]


class Skills:
    """Points for skills by vacancy: `chalicelib.matching.features.skills`, many at once."""

    def __init__(self, demands: Sequence[Demand], knowledge: Knowledge) -> None:
        """List who asks for which skill, and which skills stand in for which."""
        import numpy as np

        listed: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for position, demand in enumerate(demands):
            for skill, times in Counter(demand.skills).items():
                positions, weights = listed[skill]
                positions.append(position)
                weights.append(times * knowledge.rarity(skill) * FULL)
        self._listed: dict[str, tuple[Positions, Figures]] = {
            skill: (np.array(positions, np.intp), np.array(weights, np.float64))
            for skill, (positions, weights) in listed.items()
        }
        self._stands_for: dict[str, dict[str, int]] = defaultdict(dict)
        for wanted in listed:
            for mine, likeness in knowledge.alike(wanted).items():
                self._stands_for[mine][wanted] = likeness
        whole = [WHOLE * (UNTOLD + sum(knowledge.rarity(skill) for skill in demand.skills)) for demand in demands]
        if max(whole, default=0) * FULL > EXACT:
            raise BatchError("the skills of a vacancy weigh too much to be added up exactly")
        self._whole: Figures = np.array(whole, np.float64)
        self._points: Figures = np.empty(len(demands))

    def points(self, seeker: Seeker) -> Figures:
        """Return the points for each vacancy; the next call writes over them. Without skills they are the unstated."""
        import numpy as np

        found = self._points
        found.fill(UNTOLD * CREDIT * FULL)
        for wanted, likeness in self._standing_in(seeker).items():
            positions, weights = self._listed[wanted]
            found[positions] += likeness * weights
        np.floor(np.divide(found, self._whole, out=found), out=found)
        found *= _WEIGHT
        return found

    def _standing_in(self, seeker: Seeker) -> dict[str, int]:
        best: dict[str, int] = {}
        for mine in seeker.skills:
            for wanted, likeness in self._stands_for.get(mine, {}).items():
                if likeness > best.get(wanted, 0):
                    best[wanted] = likeness
        return best
