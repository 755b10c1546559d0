"""The points for experience over all vacancies: months of each job by how near its occupation is, then the share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from chalicelib.matching.batch.columns import Column, Reading
from chalicelib.matching.features import FITS, FULL, months_that_count
from chalicelib.matching.knowledge import WHOLE, Knowledge
from chalicelib.matching.model import Demand, Feature, Held, Seeker
from chalicelib.matching.scoring import UNSTATED

if TYPE_CHECKING:
    from chalicelib.matching.batch.columns import Figures, Positions

_WEIGHT = FITS[Feature.EXPERIENCE][0]
_OCCUPATIONS = Reading(fields=("occupation", "further_occupations"), parts=lambda seeker: (seeker,))


class Experience:
    """Points for experience by vacancy: `chalicelib.matching.features.experience`, many at once."""

    def __init__(self, demands: Sequence[Demand], knowledge: Knowledge) -> None:
        """Note what is asked for."""
        import numpy as np

        # What a month in an occupation counts, for every combination of occupations that a vacancy may mean.
        self._month = Column(_OCCUPATIONS, lambda part, demand: months_that_count(part, demand, knowledge), demands)
        self._asked: Figures = np.array([WHOLE * (demand.experience_months or 0) for demand in demands], np.float64)
        self._fresh = np.array([demand.fresh_graduate for demand in demands], np.bool_)

    def points(self, seeker: Seeker, positions: Positions) -> Figures:
        """Return the points for the vacancies at ``positions``."""
        import numpy as np

        asked = self._asked[positions]
        counting = self._counting(seeker)[self._month.keys[positions]]
        share = np.minimum(FULL, np.floor(counting * FULL / np.maximum(asked, 1)))
        share = np.where(self._fresh[positions], np.floor((FULL + share) / 2), share)
        found: Figures = _WEIGHT * np.where(asked > 0, share, UNSTATED)
        return found

    def _counting(self, seeker: Seeker) -> Figures:
        """Return thousandths of months that count, by the occupations that a vacancy may mean."""
        import numpy as np

        months: dict[str | None, int] = {}
        for job in seeker.jobs:
            months[job.occupation] = months.get(job.occupation, 0) + job.months
        found = np.zeros(len(self._month.kinds))
        for occupation, count in months.items():
            found += count * self._month.part(Seeker(id="", jobs=(Held(occupation, 1),)))
        return found
