"""The one scoring function, used in both directions."""

from collections.abc import Iterable, Iterator

from chalicelib.matching.features import CREDIT, FITS, FULL
from chalicelib.matching.knowledge import WHOLE, Knowledge
from chalicelib.matching.model import Contribution, Demand, Match, Seeker
from chalicelib.matching.reasons import reasons
from chalicelib.matching.remarks import blocked_by, conditions, gaps

FORMULA = 3
"""Raised with every change of a weight, a constant or a feature: what was reckoned with another one is not compared."""
UNSTATED = CREDIT * FULL // WHOLE
"""Fit of a feature that the vacancy does not state: less than most that do, so that vagueness is no advantage."""
HUNDRED = 100


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
        score=0.0 if blocks else total(contributions),
        eligible=not blocks,
        contributions=contributions,
        reasons=tuple(reasons(seeker, demand, contributions, knowledge)),
        gaps=(*blocks, *gaps(seeker, demand, contributions, knowledge)),
        conditions=conditions(demand, knowledge),
    )


def quick(seeker: Seeker, demand: Demand, knowledge: Knowledge) -> float | None:
    """Return the score alone, as `score` states it, or ``None`` when a hard constraint is not met."""
    if blocked_by(seeker, demand, knowledge):
        return None
    fits = ((weight, measure(seeker, demand, knowledge)) for weight, measure in FITS.values())
    return sum(weight * (UNSTATED if fit is None else fit) for weight, fit in fits) / (FULL * HUNDRED)


def total(contributions: Iterable[Contribution]) -> float:
    """Return the sum of the contributions in 0..1, summed in whole hundredths of millionths."""
    return sum(round(part.points * FULL * HUNDRED) for part in contributions) / (FULL * HUNDRED)


def _contributions(seeker: Seeker, demand: Demand, knowledge: Knowledge) -> Iterator[Contribution]:
    for feature, (weight, measure) in FITS.items():
        fit = measure(seeker, demand, knowledge)
        known = UNSTATED if fit is None else fit
        yield Contribution(
            feature=feature,
            stated=fit is not None,
            fit=known / FULL,
            weight=weight / HUNDRED,
            points=weight * known / (FULL * HUNDRED),
        )
