"""CloudFormation's limits, with room to grow, and the order of stacks."""

from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

import msgspec

from infra_cdk.assembly import SynthesizedStack
from infra_cdk.nag.findings import Finding


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """One limit of a template, how much a stack uses of it, and what part of it may be used."""

    name: str
    limit: int
    used: int
    headroom: float = 0.8

    @property
    def fits(self) -> bool:
        """Tell whether there is room left."""
        return self.used <= self.limit * self.headroom


def measures(stack: SynthesizedStack) -> tuple[Measure, ...]:
    """Return what ``stack`` uses; the size is that of the template as it is uploaded, the rest after the transform."""
    made = stack.translated
    return (
        Measure(name="resources", limit=500, used=len(stack.resources)),
        Measure(name="bytes", limit=1_000_000, used=stack.size),
        Measure(name="outputs", limit=200, used=len(made.get("Outputs", {}))),
        Measure(name="parameters", limit=200, used=len(made.get("Parameters", {}))),
        Measure(name="mappings", limit=200, used=len(made.get("Mappings", {}))),
    )


def crowded(stacks: Iterable[SynthesizedStack]) -> Iterator[Finding]:
    """Yield the stacks that come near a limit."""
    for stack in stacks:
        for measure in measures(stack):
            if not measure.fits:
                says = f"uses {measure.used} of {measure.limit} {measure.name}; {measure.headroom:.0%} are ours to use"
                yield Finding(rule="Padan-Room", where=f"{stack.name}/*", kind="AWS::CloudFormation::Stack", what=says)


def cycles(stacks: Iterable[SynthesizedStack]) -> Iterator[Finding]:
    """Yield stacks that need one another, by export or by order, so that none could be the first."""
    try:
        TopologicalSorter({stack.name: stack.dependencies for stack in stacks}).prepare()
    except CycleError as error:
        circle = " → ".join(error.args[1])
        yield Finding(rule="Padan-Order", where=f"{error.args[1][0]}/*", kind="AWS::CloudFormation::Stack", what=circle)
