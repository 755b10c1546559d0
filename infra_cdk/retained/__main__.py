"""``python -m infra_cdk.retained check`` tells what the stacks would replace or lose; ``write`` records them anew."""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from infra_cdk import node
from infra_cdk.deployment import Deployment, read_deployment
from infra_cdk.retained.judging import losses
from infra_cdk.retained.model import FILE, Retained
from infra_cdk.retained.reading import combined, present, read_record
from infra_cdk.retained.writing import written

EXAMPLE = Path(__file__).resolve().parent.parent / "deployments" / "pilot.toml"


def main(arguments: list[str] | None = None) -> int:
    """Check the stacks against the record, or write it; 1 and a sentence for each loss."""
    parser = argparse.ArgumentParser(prog="python -m infra_cdk.retained", description=__doc__)
    parser.add_argument("task", choices=("check", "write"))
    task = parser.parse_args(arguments).task
    node.use()
    example = read_deployment(EXAMPLE)
    found = combined(_made(example, abroad=False), _made(example, abroad=True))
    if task == "write":
        FILE.write_text(written(found), "utf-8")
        return 0
    sentences = losses(read_record(), found, abroad=True)
    sys.stdout.writelines(f"{sentence}\n" for sentence in sentences)
    return 1 if sentences else 0


def _made(example: Deployment, *, abroad: bool) -> tuple[Retained, ...]:
    from infra_cdk.assembly import synthesize

    deployment = msgspec.structs.replace(example, personal_data_abroad=abroad)
    with TemporaryDirectory() as folder:
        stacks = synthesize(deployment, Path(folder))
        return present({stack.name: stack.template for stack in stacks}, deployment)


if __name__ == "__main__":
    sys.exit(main())
