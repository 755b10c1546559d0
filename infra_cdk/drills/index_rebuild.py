"""Index rebuild: the rate at which vacancies go from the table into a real OpenSearch, and what that means for many."""

import msgspec

from infra_cdk.drills.playing import Played, Player
from infra_cdk.rehearsal.rehearsal import Rehearsal

MANY = 10_000_000


class IndexRebuild(msgspec.Struct, frozen=True, kw_only=True):
    """``rate`` in vacancies a second by one process; ``hours`` that it takes for ten million."""

    vacancies: int
    seconds: float
    rate: float
    hours: float
    commands: tuple[Played, ...]


def play(rehearsal: Rehearsal) -> IndexRebuild:
    """Rebuild the indices by the runbook's commands."""
    player = Player(rehearsal)
    player.play("index-rebuild")
    told = next(answer for command, answer in player.answers if "rebuild-index" in command)
    built = msgspec.json.decode(told)
    rate = built["vacancies"] / built["seconds"]
    return IndexRebuild(
        vacancies=built["vacancies"],
        seconds=built["seconds"],
        rate=round(rate, 1),
        hours=round(MANY / rate / 3600, 2),
        commands=tuple(player.played),
    )
