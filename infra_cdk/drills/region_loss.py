"""Region loss: under load the home region stops answering, the recovery region takes over by the runbook's commands."""

import time
from typing import Any

import httpx
import msgspec

from infra_cdk.drills.load import Load
from infra_cdk.drills.playing import Played, Player
from infra_cdk.rehearsal.cloud_server import LOST
from infra_cdk.rehearsal.journey import JourneyError, answered, eventually
from infra_cdk.rehearsal.rehearsal import Rehearsal
from infra_cdk.rehearsal.spine import Spine

_PUSHES = 8
_AFTERWARDS = 20


class RegionLoss(msgspec.Struct, frozen=True, kw_only=True):
    """What was measured.

    - ``acknowledged`` pushes before the loss, ``unknown``: receipts of them that the replica does not have, ``open``:
      receipts that were accepted and not worked on when the region went, so that their partners push again.
    - ``written``: vacancies in the home table at the loss, ``missing``: those that the replica does not have.
    - ``rpo``: seconds between the loss and the newest acknowledged write that the replica lacks; 0: it lacks none.
    - ``searchable``, ``rto``: seconds from the loss until searches are answered by the recovery region, and until a
      push is taken, checked, published and found there.
    """

    acknowledged: int
    unknown: int
    open: int
    written: int
    missing: int
    rpo: float
    searchable: float
    rto: float
    commands: tuple[Played, ...]


def play(rehearsal: Rehearsal, spine: Spine) -> RegionLoss:
    """Lose the home region and take over; the platform must have been filled by ``spine``."""
    with Load(spine.portal) as load:
        eventually(lambda: len(load.acknowledged) >= _PUSHES, "acknowledged pushes")
        written = identifiers(rehearsal, rehearsal.deployment.home_region)
        lost_at = time.monotonic()
        lose(rehearsal)
        states = receipts(rehearsal)
        before = [push for push in load.acknowledged if push.at <= lost_at]
        eventually(lambda: load.refused, "refusals of the lost region")
    recovery = rehearsal.public(rehearsal.deployment.recovery_place)
    eventually(lambda: _serves(recovery), "searches in the recovery region")
    searchable = time.monotonic() - lost_at
    player = Player(rehearsal)
    player.play("region-loss")
    _takes_pushes(rehearsal, spine, recovery)
    rto = time.monotonic() - lost_at
    unknown = [push for push in before if push.receipt not in states]
    replica = identifiers(rehearsal, rehearsal.deployment.recovery_region)
    return RegionLoss(
        acknowledged=len(before),
        unknown=len(unknown),
        open=sum(not states.get(push.receipt, True) for push in before),
        written=len(written),
        missing=len(written - replica),
        rpo=round(max((lost_at - push.at for push in unknown), default=0.0), 2),
        searchable=round(searchable, 1),
        rto=round(rto, 1),
        commands=tuple(player.played),
    )


def lose(rehearsal: Rehearsal, *, back: bool = False) -> None:
    """Let the home region answer no more, or again."""
    method = "DELETE" if back else "PUT"
    params = {"region": rehearsal.deployment.home_region}
    httpx.request(method, rehearsal.endpoint + LOST, params=params, trust_env=False).raise_for_status()


def identifiers(rehearsal: Rehearsal, region: str) -> set[str]:
    """Return the keys of all vacancies in the table of ``region``."""
    table = rehearsal.deployment.home.named("vacancies")
    pages = rehearsal.clients("dynamodb", region).get_paginator("scan")
    found = pages.paginate(TableName=table, ProjectionExpression="pk")
    return {item["pk"]["S"] for page in found for item in page["Items"]}


def receipts(rehearsal: Rehearsal) -> dict[str, bool]:
    """Return whether each receipt in the recovery region's replica was worked on to the end."""
    table = rehearsal.deployment.home.named("receipts")
    pages = rehearsal.clients("dynamodb", rehearsal.deployment.recovery_region).get_paginator("scan")
    items = [item for page in pages.paginate(TableName=table) for item in page["Items"]]
    return {item["pk"]["S"]: _is_done(item) for item in items}


def _is_done(item: dict[str, Any]) -> bool:
    told = item["receipt"]["M"]
    chunks = -(-int(told["items"]["N"]) // int(told["chunk"]["N"]))
    return int(item["chunks_done"]["N"]) >= chunks


def _serves(client: httpx.Client) -> bool:
    found = client.get("/v1/vacancies", params={"limit": 1})
    return found.status_code == 200 and found.json()["total"] > 0


def _takes_pushes(rehearsal: Rehearsal, spine: Spine, recovery: httpx.Client) -> None:
    """A push to the recovery region is worked on to the end there."""
    before = int(answered(recovery.get("/v1/vacancies", params={"limit": 1}))["total"])
    spine.portal.turn_to(rehearsal.public(rehearsal.deployment.recovery_place))
    counts = spine.portal.push(_AFTERWARDS, seed=77, mark="R-")
    if not counts.get("created"):
        raise JourneyError(f"nothing that was pushed to the recovery region is published: {counts}")
    wanted = before + counts["created"]
    eventually(
        lambda: int(answered(recovery.get("/v1/vacancies", params={"limit": 1}))["total"]) >= wanted,
        f"{wanted} vacancies in the recovery region's index",
    )
