"""The ten best as the on-line scorer gives them, pair by pair: what the batch is held to."""

from collections.abc import Iterable

from chalicelib.matching.batch.market import MOST
from chalicelib.matching.model import Demand, Match, Seeker
from chalicelib.matching.recommending import LEAST
from chalicelib.matching.scoring import score
from chalicelib.matching.world import KNOWLEDGE


def best_of(seeker: Seeker, demands: Iterable[Demand]) -> list[Match]:
    """Return the up to ten of ``demands`` that are recommended first."""
    scored = (score(seeker, demand, KNOWLEDGE) for demand in demands)
    worth = [match for match in scored if match.eligible and match.score >= LEAST]
    return sorted(worth, key=lambda match: (-match.score, match.vacancy_id))[:MOST]
