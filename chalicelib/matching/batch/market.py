"""All open vacancies, laid out so that the best ones for a person are found without looking at every pair in full.

Vacancies stand by occupation. For each occupation an upper bound is known of what any of its vacancies can reach: the
points for the occupation itself, the most that one of them reaches for skills, and the most that any vacancy reaches
in each other feature. An occupation whose bound is below the tenth best found so far is left out. Nothing is lost by
that: bounds and totals are sums of the same whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from chalicelib.matching.batch.columns import READINGS, Column, constraint_column, feature_column
from chalicelib.matching.batch.experience import Experience
from chalicelib.matching.batch.skills import Skills
from chalicelib.matching.features import FITS, FULL
from chalicelib.matching.knowledge import Knowledge
from chalicelib.matching.model import Demand, Feature, Match, Seeker
from chalicelib.matching.recommending import LEAST
from chalicelib.matching.scoring import score

if TYPE_CHECKING:
    from chalicelib.matching.batch.columns import Figures, Positions

MOST = 10
"""Vacancies kept for a person."""
_LEAST_POINTS = int(LEAST * FULL * sum(weight for weight, _ in FITS.values())) - 1
"""No pair below is recommended; the on-line score of those above says whether they are."""
_SEED = 200
"""Vacancies looked at before the first bound; with too few the bound is weak, too many are looked at in vain."""


class Market:
    """The vacancies of one run, ready to be matched."""

    def __init__(self, demands: Iterable[Demand], knowledge: Knowledge) -> None:
        """Lay them out; seventy thousand take some seconds."""
        import numpy as np

        order = sorted(demands, key=lambda demand: (demand.occupation or "", demand.further_occupations, demand.id))
        self.demands: Sequence[Demand] = order
        self.knowledge = knowledge
        self.skills = Skills(order, knowledge)
        self.experience = Experience(order, knowledge)
        self.occupation = feature_column(Feature.OCCUPATION, order, knowledge)
        others = [feature for feature in READINGS if feature is not Feature.OCCUPATION]
        self.others: list[Column] = [feature_column(feature, order, knowledge) for feature in others]
        self.others.append(constraint_column(order, knowledge))
        self.positions: Positions = np.arange(len(order))
        by_id = sorted(range(len(order)), key=lambda position: order[position].id)
        self.ranks: Positions = np.empty(len(order), np.intp)
        self.ranks[by_id] = self.positions
        # Kinds of occupations are numbered in the order in which the vacancies stand: one run of positions each.
        self.starts: Positions = np.searchsorted(self.occupation.keys, np.arange(len(self.occupation.kinds)))
        self.sizes: Positions = np.diff(self.starts, append=len(order))

    def best(self, seeker: Seeker) -> tuple[Match, ...]:
        """Return the up to ten vacancies that `chalicelib.matching.recommending` would give first of them all."""
        if not self.demands:
            return ()
        chosen = _View(self, seeker).best()
        matches = (score(seeker, self.demands[position], self.knowledge) for position in chosen.tolist())
        return tuple(match for match in matches if match.eligible and match.score >= LEAST)


class _View:
    """The market as one person meets it."""

    def __init__(self, market: Market, seeker: Seeker) -> None:
        self._market, self._seeker = market, seeker
        self._skills = market.skills.points(seeker)
        self._occupation = market.occupation.row(seeker)
        self._rows = [(column.keys, column.row(seeker)) for column in market.others]

    def best(self) -> Positions:
        """Return the positions of the best, in order; equals by identifier."""
        import numpy as np

        bounds = self._bounds()
        least = self._threshold(self._totals(self._of(self._first(bounds))))
        positions = self._of((bounds >= least).nonzero()[0])
        totals = self._totals(positions)
        near = (totals >= self._threshold(totals)).nonzero()[0]
        order = np.lexsort((self._market.ranks[positions[near]], -totals[near]))
        best: Positions = positions[near[order[:MOST]]]
        return best

    def _bounds(self) -> Figures:
        """Return what no vacancy of an occupation exceeds."""
        import numpy as np

        skills = np.maximum.reduceat(self._skills, self._market.starts)
        most = sum(float(row.max()) for _, row in self._rows) + FITS[Feature.EXPERIENCE][0] * FULL
        found: Figures = self._occupation + skills + most
        return found

    def _first(self, bounds: Figures) -> Positions:
        """Return the occupations with the highest bounds, as many as have some vacancies together."""
        order = (-bounds).argsort(kind="stable")
        enough = int(self._market.sizes[order].cumsum().searchsorted(_SEED)) + 1
        return order[:enough]

    def _of(self, kinds: Positions) -> Positions:
        import numpy as np

        market = self._market
        if not len(kinds):
            return market.positions[:0]
        starts, ends = market.starts[kinds], market.starts[kinds] + market.sizes[kinds]
        runs = zip(starts.tolist(), ends.tolist(), strict=True)
        return np.concatenate([market.positions[start:end] for start, end in runs])

    def _totals(self, positions: Positions) -> Figures:
        total: Figures = self._skills[positions]
        total += self._occupation[self._market.occupation.keys[positions]]
        for keys, row in self._rows:
            total += row[keys[positions]]
        total += self._market.experience.points(self._seeker, positions)
        return total

    @staticmethod
    def _threshold(totals: Figures) -> float:
        """Return the tenth best, or what is recommended at all."""
        if len(totals) < MOST:
            return _LEAST_POINTS
        import numpy as np

        return max(_LEAST_POINTS, float(np.partition(totals, len(totals) - MOST)[len(totals) - MOST]))
