"""Prints what rule packs and laws find in a deployment: ``python -m infra_cdk.nag FILE``; 1 if any is unanswered."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from infra_cdk import node
from infra_cdk.nag.exceptions import judge, read_exceptions


def main(arguments: list[str] | None = None) -> int:
    """Synthesize the deployment that ``FILE`` describes and judge its findings today."""
    parser = argparse.ArgumentParser(prog="python -m infra_cdk.nag", description=__doc__)
    parser.add_argument("deployment", type=Path)
    file = parser.parse_args(arguments).deployment
    node.use()
    from infra_cdk.assembly import synthesize
    from infra_cdk.deployment import deployment_or_end
    from infra_cdk.nag.findings import findings
    from infra_cdk.properties.check import violations
    from infra_cdk.properties.world import World

    deployment = deployment_or_end(file)
    with TemporaryDirectory() as folder:
        stacks = synthesize(deployment, Path(folder))
        found = (*findings(stacks), *violations(World(stacks, deployment)))
    verdict = judge(found, read_exceptions(), datetime.now(tz=UTC).date())
    for finding in verdict.unanswered:
        sys.stdout.write(f"{finding.rule} {finding.where} ({finding.kind}): {finding.what}\n")
    for entry in verdict.expired:
        sys.stdout.write(f"expired on {entry.expires}: {entry.rule} at {entry.where}\n")
    sys.stdout.write(f"{len(found)} findings, {len(verdict.unanswered)} unanswered\n")
    return 1 if verdict.unanswered or verdict.expired else 0


if __name__ == "__main__":
    sys.exit(main())
