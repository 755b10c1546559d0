"""The CDK app: ``cdk synth --app 'python -m infra_cdk' -c deployment=FILE``."""

import os
import sys
from pathlib import Path

from infra_cdk import node

DEFAULT_REGION = "ap-southeast-3"


def main() -> int:
    """Synthesize the deployment that the context names; ends the program when the file is wrong."""
    node.use()
    os.environ.setdefault("AWS_DEFAULT_REGION", DEFAULT_REGION)
    from aws_cdk import App

    from infra_cdk.compose import Composition
    from infra_cdk.deployment import deployment_or_end

    app = App()
    file = app.node.try_get_context("deployment")
    if not file:
        sys.stderr.write("Name the deployment file: -c deployment=FILE (see docs/operations.md).\n")
        return 2
    deployment = deployment_or_end(Path(str(file)))
    Composition(app, deployment)
    app.synth()
    return 0


if __name__ == "__main__":
    sys.exit(main())
