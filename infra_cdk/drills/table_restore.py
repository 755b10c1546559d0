"""Table restore: vacancies are lost from the table, which is restored and swapped by the runbook's commands."""

import time

import msgspec

from infra_cdk.assembly import read_assembly
from infra_cdk.drills.playing import Played, Player
from infra_cdk.drills.region_loss import identifiers
from infra_cdk.drills.table_completing import lacking
from infra_cdk.drills.table_settings import settings_of
from infra_cdk.rehearsal.journey import JourneyError, eventually
from infra_cdk.rehearsal.rehearsal import Rehearsal
from infra_cdk.rehearsal.spine import Spine

_AFTERWARDS = 10
_SHARE = 5


class TableRestore(msgspec.Struct, frozen=True, kw_only=True):
    """Items before, after, and in the replica; what the table lacked before it was completed, and lacks after."""

    items: int
    damaged: int
    restored: int
    replicated: int
    lacked: tuple[str, ...]
    lacks: tuple[str, ...]
    alarms: int
    followed: bool
    seconds: float
    commands: tuple[Played, ...]


def play(rehearsal: Rehearsal, spine: Spine) -> TableRestore:
    """Restore the table of vacancies; the platform must have been filled by ``spine``."""
    deployment = rehearsal.deployment
    name = deployment.home.named("vacancies")
    before = identifiers(rehearsal, deployment.home_region)
    began = time.monotonic()
    # The emulator restores what the table has now, whatever moment is asked for: the damage comes right afterwards.
    player = Player(rehearsal, {"restore-table-to-point-in-time": lambda: damage(rehearsal, before)})
    player.play("table-restore")
    seconds = time.monotonic() - began
    settings = settings_of(read_assembly(rehearsal.folder / "assembly"))[name]
    completed = next(answer for command, answer in player.answers if "complete-table" in command)
    return TableRestore(
        items=len(before),
        damaged=-(-len(before) // _SHARE),
        restored=len(identifiers(rehearsal, deployment.home_region) & before),
        replicated=len(identifiers(rehearsal, deployment.recovery_region) & before),
        lacked=tuple(msgspec.json.decode(completed)["applied"]),
        lacks=lacking(settings, rehearsal.clients),
        alarms=_alarms(rehearsal, name),
        followed=_follows(spine),
        seconds=round(seconds, 1),
        commands=tuple(player.played),
    )


def damage(rehearsal: Rehearsal, present: set[str]) -> None:
    """Delete a fifth of the vacancies behind the platform's back."""
    deployment = rehearsal.deployment
    tables = rehearsal.clients("dynamodb", deployment.home_region)
    for identifier in sorted(present)[::_SHARE]:
        tables.delete_item(TableName=deployment.home.named("vacancies"), Key={"pk": {"S": identifier}})


def _alarms(rehearsal: Rehearsal, table: str) -> int:
    """Return how many alarms watch the table by its name."""
    pages = rehearsal.clients("cloudwatch", rehearsal.deployment.home_region).get_paginator("describe_alarms")
    alarms = [alarm for page in pages.paginate() for alarm in page["MetricAlarms"]]
    return sum({"Name": "TableName", "Value": table} in alarm.get("Dimensions", []) for alarm in alarms)


def _follows(spine: Spine) -> bool:
    """Whether what is pushed after the swap reaches the index: the functions follow the new stream."""
    before = spine.total()
    created = spine.portal.push(_AFTERWARDS, seed=78, mark="T-").get("created", 0)
    if not created:
        raise JourneyError("nothing that was pushed after the restore is published")
    eventually(lambda: spine.total() >= before + created, "vacancies that were pushed after the restore")
    return True
