"""``python -m infra_cdk.rehearsal``: deploys everything to the emulator, uses it from end to end, and reports."""

import sys
import time

import msgspec

from infra_cdk.packaging.staging import ROOT
from infra_cdk.rehearsal.coldness import cold_starts
from infra_cdk.rehearsal.ending import end_by_signals
from infra_cdk.rehearsal.rehearsal import Rehearsal
from infra_cdk.rehearsal.report import Result, report, result
from infra_cdk.rehearsal.spine import Spine, Step

BUILD = ROOT / "build"


def main() -> int:
    """Rehearse; 0 when every step held. An interrupt or a signal to end leaves nothing behind either."""
    end_by_signals()
    began = time.monotonic()
    with Rehearsal() as rehearsal:
        spine = Spine(rehearsal, _tell)
        spine.run()
        starts = cold_starts(rehearsal)
        found = result(rehearsal, spine.steps, starts, time.monotonic() - began)
        sys.stdout.write(report(found))
        _keep(found)
    return 0


def _keep(found: Result) -> None:
    """Leave the result where docs/operations.md takes its figures from."""
    BUILD.mkdir(exist_ok=True)
    (BUILD / "rehearsal.json").write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1))


def _tell(step: Step) -> None:
    sys.stdout.write(f"{step.seconds:6.1f} s  {step.name}: {step.found}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
