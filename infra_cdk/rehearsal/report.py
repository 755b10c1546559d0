"""What a rehearsal found, as a page and as data."""

from collections.abc import Sequence

import msgspec

from infra_cdk.rehearsal.coldness import ColdStart
from infra_cdk.rehearsal.differences import ATTRIBUTES, PERMISSIONS, PROPERTIES, TAKEN_OUT, VARIABLES
from infra_cdk.rehearsal.rehearsal import Rehearsal, Took, of_type
from infra_cdk.rehearsal.spine import Step


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """Counts by type, seconds, and what held."""

    stacks: int
    made: dict[str, int]
    taken_out: dict[str, int]
    took: Took
    seconds: float
    steps: tuple[Step, ...]
    cold_starts: tuple[ColdStart, ...]


def result(rehearsal: Rehearsal, steps: Sequence[Step], starts: Sequence[ColdStart], seconds: float) -> Result:
    """Return the rehearsal's result."""
    return Result(
        stacks=len(rehearsal.stacks),
        made=of_type(rehearsal.stacks),
        taken_out=of_type(rehearsal.stacks, taken_out=True),
        took=rehearsal.took,
        seconds=round(seconds, 1),
        steps=tuple(steps),
        cold_starts=tuple(starts),
    )


def report(found: Result) -> str:
    """Return a page to read."""
    reasons = {each.type: each.reason for each in TAKEN_OUT}
    took = found.took
    lines = [
        f"{found.stacks} stacks, {sum(found.made.values())} resources of {len(found.made)} types made, "
        f"{sum(found.taken_out.values())} of {len(found.taken_out)} taken out, in {found.seconds} s "
        f"(synthesis {took.synthesis:.1f}, bootstrap {took.bootstrap:.1f}, deployment {took.deployment:.1f})",
        "made:",
        *(f"  {count:4} {kind}" for kind, count in found.made.items()),
        "taken out:",
        *(f"  {count:4} {kind}: {reasons[kind]}" for kind, count in found.taken_out.items()),
        "told otherwise:",
        *(f"  {given.type}.{given.name}: {given.reason}" for given in ATTRIBUTES),
        *(f"  {changed.type}.{changed.name}: {changed.reason}" for changed in PROPERTIES),
        *(f"  {permission.action}: {permission.reason}" for permission in PERMISSIONS),
        *(f"  {each.name}: {each.reason}" for each in VARIABLES),
        "cold start, and how many times the bare interpreter's:",
        *(f"  {each.seconds:6.3f} s {each.times_bare:5.1f}x {each.function}" for each in found.cold_starts),
    ]
    return "\n".join(lines) + "\n"
