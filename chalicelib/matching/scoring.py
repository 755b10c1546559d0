"""The one scoring function, used in both directions."""

from collections.abc import Iterator

from chalicelib.matching.features import FITS
from chalicelib.matching.knowledge import Knowledge
from chalicelib.matching.model import Contribution, Demand, Match, Seeker
from chalicelib.matching.remarks import blocked_by, gaps, reasons

UNSTATED = 0.3
"""Fit of a feature that the vacancy does not state: less than most that do, so that vagueness is no advantage."""


def score(seeker: Seeker, demand: Demand, knowledge: Knowledge) -> Match:
    """Return how well ``seeker`` and ``demand`` fit, with the contribution of each feature, reasons and gaps.

    The score depends on this pair alone. A hard constraint that is not met (a licence, or an education that the law
    requires) gives 0 and names what blocks.
    """
    blocks = blocked_by(seeker, demand, knowledge)
    contributions = tuple(_contributions(seeker, demand, knowledge))
    return Match(
        seeker_id=seeker.id,
        vacancy_id=demand.id,
        score=0.0 if blocks else _total(contributions),
        eligible=not blocks,
        contributions=contributions,
        reasons=tuple(reasons(seeker, demand, contributions)),
        gaps=(*blocks, *gaps(seeker, demand, contributions, knowledge)),
    )


def _contributions(seeker: Seeker, demand: Demand, knowledge: Knowledge) -> Iterator[Contribution]:
    for feature, (weight, measure) in FITS.items():
        fit = measure(seeker, demand, knowledge)
        known = UNSTATED if fit is None else fit
        yield Contribution(feature=feature, stated=fit is not None, fit=known, weight=weight, points=weight * known)


def _total(contributions: tuple[Contribution, ...]) -> float:
    return min(1.0, sum(part.points for part in contributions))
