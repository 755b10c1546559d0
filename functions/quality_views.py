"""What a partner, and an employer, see of the trust in them."""

import msgspec

from chalicelib.quality import Scores
from chalicelib.sources import Part, Score, Tally
from chalicelib.texts import Language
from functions.quality_types import DimensionQuality, dimensions_view, overall_of


class CountsView(msgspec.Struct, frozen=True, kw_only=True):
    """What the vacancies of a partner or an employer have become.

    ``held`` wait to be mended or reviewed; ``duplicates`` were sent before; ``reports_upheld`` of users; ``stale``
    ended without its saying so; of those that the monitor ``sampled``, ``wrong`` should not have been published.
    """

    accepted: int
    held: int
    rejected: int
    duplicates: int
    reports_upheld: int
    stale: int
    sampled: int
    wrong: int


class PartView(Part, frozen=True, kw_only=True):
    """One reason: ``bad`` of ``of`` vacancies, the ``share`` that counts, and the ``factor`` that it leaves."""


class QualityView(msgspec.Struct, frozen=True, kw_only=True):
    """The trust in a partner, 0 to 1: the product of the factors of its parts. ``offered`` are all its vacancies.

    ``overall`` and ``dimensions`` tell how good the data of the last three months are, by field; ``null`` and none
    when nothing came.
    """

    score: float
    offered: int
    counts: CountsView
    parts: tuple[PartView, ...]
    overall: float | None
    dimensions: tuple[DimensionQuality, ...]


class TrustView(msgspec.Struct, frozen=True, kw_only=True):
    """The trust in an employer, 0 to 1, from what became of all that was posted here for it, by whichever channel."""

    score: float
    offered: int
    counts: CountsView
    parts: tuple[PartView, ...]


def trust_view(tally: Tally, score: Score) -> TrustView:
    """Return a score with its reasons; shares are rounded to four digits."""
    return TrustView(
        score=round(score.value, 4),
        offered=score.offered,
        counts=CountsView(**msgspec.structs.asdict(tally)),
        parts=tuple(_part(part) for part in score.parts),
    )


def quality_view(tally: Tally, score: Score, scores: Scores | None, language: Language) -> QualityView:
    """Return a score with its reasons, and the quality of the data; shares are rounded to four digits."""
    trust = trust_view(tally, score)
    return QualityView(
        score=trust.score,
        offered=trust.offered,
        counts=trust.counts,
        parts=trust.parts,
        overall=overall_of(scores),
        dimensions=dimensions_view(scores, language),
    )


def _part(part: Part) -> PartView:
    rounded = {"share": round(part.share, 4), "factor": round(part.factor, 4)}
    return PartView(**(msgspec.structs.asdict(part) | rounded))
