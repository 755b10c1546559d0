"""``python -m infra_cdk.drills``: deploys, fills, plays table restore, index rebuild and region loss, and measures.

The last line of the output, and build/drill.json, are the result for programs.
"""

import argparse
import sys
from collections.abc import Iterator
from typing import TypeVar

import msgspec

from infra_cdk.drills import index_rebuild, region_loss, table_restore
from infra_cdk.drills.index_rebuild import IndexRebuild
from infra_cdk.drills.region_loss import RegionLoss
from infra_cdk.drills.table_restore import TableRestore
from infra_cdk.packaging.staging import ROOT
from infra_cdk.rehearsal.ending import end_by_signals
from infra_cdk.rehearsal.rehearsal import Rehearsal
from infra_cdk.rehearsal.spine import Spine

BUILD = ROOT / "build"
T = TypeVar("T", bound=msgspec.Struct)


class Drill(msgspec.Struct, frozen=True, kw_only=True):
    """What the three drills measured."""

    table_restore: TableRestore
    index_rebuild: IndexRebuild
    region_loss: RegionLoss


def mistakes(found: Drill) -> Iterator[str]:
    """Yield what a drill did not achieve, a sentence for each."""
    restore, loss = found.table_restore, found.region_loss
    if restore.restored != restore.items or restore.replicated != restore.items:
        yield f"Of {restore.items} items {restore.restored} were restored and {restore.replicated} replicated."
    if restore.lacks:
        yield f"The restored table lacks {', '.join(restore.lacks)}."
    if not restore.alarms:
        yield "No alarm watches the restored table."
    if loss.unknown or loss.missing:
        yield f"The replica lacks {loss.missing} vacancies and {loss.unknown} acknowledged receipts."


def main(arguments: list[str] | None = None) -> int:
    """Play all drills; 0 when each ended as it should."""
    parser = argparse.ArgumentParser(prog="python -m infra_cdk.drills", description=__doc__)
    parser.add_argument("--vacancies", type=int, default=2_000, help="how many the index is rebuilt with")
    options = parser.parse_args(arguments)
    end_by_signals()
    with Rehearsal() as rehearsal:
        spine = Spine(rehearsal)
        spine.run()
        rehearsal.module("infra_cdk.drills.filling", str(rehearsal.file), str(options.vacancies))
        found = Drill(
            table_restore=_told(table_restore.play(rehearsal, spine)),
            index_rebuild=_told(index_rebuild.play(rehearsal)),
            region_loss=_told(region_loss.play(rehearsal, spine)),
        )
    BUILD.mkdir(exist_ok=True)
    (BUILD / "drill.json").write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1))
    sys.stdout.write(msgspec.json.encode(found).decode() + "\n")
    failed = list(mistakes(found))
    sys.stderr.write("".join(f"{mistake}\n" for mistake in failed))
    return 1 if failed else 0


def _told(found: T) -> T:
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(found), indent=1).decode() + "\n")
    sys.stdout.flush()
    return found


if __name__ == "__main__":
    sys.exit(main())
