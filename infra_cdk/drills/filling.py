"""``python -m infra_cdk.drills.filling FILE COUNT``: invented vacancies straight into the tables, for a drill."""

import sys
from pathlib import Path

import msgspec

from infra_cdk.deployment import read_deployment
from infra_cdk.operate import prepare


def main(arguments: list[str]) -> int:
    """Fill the deployment that the file describes."""
    file, count = arguments
    deployment = read_deployment(Path(file))
    prepare(deployment, deployment.active)
    from local.seed.filling import fill

    sys.stdout.write(msgspec.json.encode(fill(int(count), 0, seed=5)).decode() + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
