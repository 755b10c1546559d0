"""How long a synthesis takes, how large the package is, and how near each template comes to CloudFormation's limits.

    python -m bench.synthesis [--sizes pilot national worknet]

The first synthesis builds the package unless it is there for this state of the source; the second never does.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from bench.report import figure, heading, timed
from infra_cdk import node
from infra_cdk.assembly import SynthesizedStack, read_assembly, synthesize
from infra_cdk.deployment import SIZES, Deployment, read_deployment
from infra_cdk.packaging.package import BUDGET
from infra_cdk.properties.limits import measures

EXAMPLE = Path("infra_cdk/deployments/pilot.toml")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print figures and one table for each size."""
    parser = argparse.ArgumentParser(prog="python -m bench.synthesis", description=__doc__)
    parser.add_argument("--sizes", nargs="+", choices=sorted(SIZES), default=["pilot"])
    given = parser.parse_args(arguments)
    node.use()
    base = read_deployment(EXAMPLE)
    for size in given.sizes:
        _size(msgspec.structs.replace(base, size=size))


def _size(deployment: Deployment) -> None:
    heading("synthesis", f"{deployment.size}, {deployment.recovery} recovery", "AWS CDK, both regions and the edge")
    with TemporaryDirectory() as folder:
        for turn in ("first", "second"):
            figure(f"{turn} synthesis", timed(lambda: synthesize(deployment, Path(folder))) / 1000, "s")
        package = max(file.stat().st_size for file in Path(folder).glob("asset.*.zip"))
        figure("package", package / 2**20, "MB", f"limit {BUDGET / 2**20:.0f}")
        stacks = read_assembly(Path(folder))
    print("\n" + "\n".join(table(stacks)))


def table(stacks: Sequence[SynthesizedStack]) -> list[str]:
    """Return what each stack uses of CloudFormation's limits, in Markdown."""
    head = [f"{measure.name} (of {measure.limit:,})" for measure in measures(stacks[0])]
    rows = [[stack.name, *(f"{measure.used:,}" for measure in measures(stack))] for stack in stacks]
    return [f"| {' | '.join(row)} |" for row in (["stack", *head], ["---"] * (len(head) + 1), *rows)]


if __name__ == "__main__":
    main()
