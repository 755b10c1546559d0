"""Prints what three sizes cost: ``python -m infra_cdk.cost [FILE]``, with warm and with cold recovery."""

import argparse
import sys
from pathlib import Path

from infra_cdk import node
from infra_cdk.deployment import SIZES, deployment_or_end

EXAMPLE = Path(__file__).resolve().parent.parent / "deployments" / "pilot.toml"


def main(arguments: list[str] | None = None) -> int:
    """Synthesize each size of the deployment that ``FILE`` describes, price it, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m infra_cdk.cost", description=__doc__)
    parser.add_argument("deployment", type=Path, nargs="?", default=EXAMPLE)
    parser.add_argument("--sizes", nargs="+", choices=sorted(SIZES), default=list(SIZES))
    given = parser.parse_args(arguments)
    node.use()
    from infra_cdk.cost.cases import cases
    from infra_cdk.cost.prices import read_prices
    from infra_cdk.cost.report import report

    lines = report(cases(deployment_or_end(given.deployment), given.sizes), read_prices())
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
