"""Deploys, compares and describes a deployment: ``python -m infra_cdk.command ACTION FILE [CDK options]``.

A thin front of the CDK's command line, which comes with the environment: it checks the deployment file before anything
else happens and names the three regions that a bootstrap needs.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from infra_cdk import node
from infra_cdk.deployment import Deployment, deployment_or_end
from infra_cdk.packaging.staging import ROOT

EDGE_REGION = "us-east-1"
"""Where CloudFront takes its certificate and firewall from."""

ACTIONS = ("bootstrap", "synth", "diff", "deploy", "import", "destroy")
_NAMING = ("deploy", "destroy")
"""Actions that want to hear that all stacks are meant; synth and diff mean all by themselves."""
_OPTIONS = {"deploy": "--require-approval=broadening", "synth": "--quiet"}


def environments(deployment: Deployment) -> list[str]:
    """Return the account's regions that a deployment uses, in the CDK's words."""
    regions = dict.fromkeys((deployment.home_region, deployment.recovery_region, EDGE_REGION))
    return [f"aws://{deployment.account}/{region}" for region in regions]


def command(action: str, file: Path, deployment: Deployment, more: list[str]) -> list[str]:
    """Return the CDK command line of ``action`` on the deployment that ``file`` describes; ``more`` goes on to it.

    In ``more``, values of options stand behind ``=``; what stands alone names a stack, and without any all are meant.
    """
    begin = [*node.cdk_command(), action]
    if action == "bootstrap":
        return [*begin, *environments(deployment), *more]
    app = ["--app", f"{sys.executable} -m infra_cdk", "-c", f"deployment={file.resolve()}", "--no-notices"]
    named = any(not part.startswith("-") for part in more)
    chosen = ["--all"] if action in _NAMING and not named else []
    given = {part.partition("=")[0] for part in more}
    usual = [option for option in _usual(action) if option.partition("=")[0] not in given]
    return [*begin, *app, *usual, *chosen, *more]


def _usual(action: str) -> list[str]:
    folder = f"--output={ROOT / 'build' / 'cdk.out'}"
    return [folder, *([_OPTIONS[action]] if action in _OPTIONS else [])]


def main(arguments: list[str] | None = None) -> int:
    """Run one action and return what the CDK answers; ends the program when the deployment file is wrong."""
    parser = argparse.ArgumentParser(prog="python -m infra_cdk.command", description=__doc__)
    parser.add_argument("action", choices=ACTIONS)
    parser.add_argument("file", type=Path, help="deployment file (TOML); see infra_cdk/deployments/pilot.toml")
    options, more = parser.parse_known_args(arguments)
    deployment = deployment_or_end(options.file)
    line = command(options.action, options.file, deployment, more)
    environment = {**os.environ, "AWS_REGION": deployment.home_region, "CDK_DISABLE_CLI_TELEMETRY": "true"}
    return subprocess.run(line, env=environment, check=False).returncode  # noqa: S603 - our own arguments


if __name__ == "__main__":
    sys.exit(main())
