"""``python -m infra_cdk.drills.filling FILE COUNT``: invented vacancies straight into the tables, for a drill."""

import sys
from pathlib import Path

import msgspec

from infra_cdk.deployment import deployment_or_end
from infra_cdk.operating.account import prepare


def main(arguments: list[str]) -> int:
    """Fill the deployment that the file describes."""
    file, count = arguments
    deployment = deployment_or_end(Path(file))
    prepare(deployment, deployment.active)
    from local.seed.filling import fill

    sys.stdout.write(msgspec.json.encode(fill(int(count), 0, seed=5)).decode() + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
