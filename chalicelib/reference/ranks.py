"""The group of those who lead a trade: a marketing manager is a manager, not a marketer."""

from collections.abc import Collection
from functools import cache

from chalicelib.reference import files
from chalicelib.reference.model_occupations import Rank, RankGroup, RankWord

VERSION = "2"
LED = 0.9
"""How sure a group of leaders is, compared with the trade that they lead."""
DOUBTFUL = 0.7
"""How sure a trade is that has an assistant, or a manager but no group for one: it may be another group's work."""
_MANAGERS = "1"
_MEANT = {
    Rank.MANAGER: (Rank.MANAGER,),
    Rank.HEAD: (Rank.HEAD, Rank.MANAGER, Rank.SUPERVISOR),
    Rank.SUPERVISOR: (Rank.SUPERVISOR,),
}
"""What each rank that leads may be, the surest first; the head of a trade of hands is its supervisor."""


def placed(trade: str, ranks: Collection[Rank]) -> tuple[str, float]:
    """Return the group of a person with ``ranks`` beside group ``trade``, and how sure that step is in 0..1."""
    group = _leaders(trade, ranks)
    if group:
        return group, LED
    if Rank.ASSISTANT in ranks or (Rank.MANAGER in ranks and not trade.startswith(_MANAGERS)):
        return trade, DOUBTFUL
    return trade, 1.0


def _leaders(trade: str, ranks: Collection[Rank]) -> str | None:
    highest = next((meant for rank, meant in _MEANT.items() if rank in ranks), ())
    return next((group for rank in highest if (group := _leading(trade, rank))), None)


@cache
def words() -> dict[str, Rank]:
    """Return the words of rank. Raises BadTable."""
    return {row.word: row.rank for row in files.typed("rank_words", VERSION, RankWord)}


@cache
def groups() -> dict[tuple[str, Rank], str]:
    """Return the leaders' group by the beginning of the trade's code, and rank. Raises BadTable."""
    return {(row.trade, row.rank): row.group for row in files.typed("rank_groups", VERSION, RankGroup)}


def _leading(trade: str, rank: Rank) -> str | None:
    return next((group for end in range(len(trade), 0, -1) if (group := groups().get((trade[:end], rank)))), None)
