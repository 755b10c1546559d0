"""Synthesizes and deploys with the CDK's own command line, pointed at the emulator."""

import json
import platform
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from infra_cdk import node
from infra_cdk.command import environments
from infra_cdk.deployment import Deployment, read_deployment
from infra_cdk.rehearsal.commands import of_account, run

PROJECT = Path(__file__).resolve().parent.parent.parent
REHEARSAL = PROJECT / "infra_cdk" / "deployments" / "rehearsal.toml"
_QUIET = ("--no-notices", "--ci")
_SYNTHESIS_SECONDS, _BOOTSTRAP_SECONDS, _DEPLOYMENT_SECONDS = 240, 120, 300
_ARCHITECTURES = {"x86_64": "x86_64", "amd64": "x86_64", "arm64": "arm64", "aarch64": "arm64"}


def variant(file: Path, **changes: object) -> Path:
    """Write the rehearsed deployment with ``changes`` to ``file``, for this machine's architecture; return it."""
    told = tomllib.loads(REHEARSAL.read_text()) | {"architecture": _ARCHITECTURES[platform.machine().lower()]} | changes
    # A value of JSON is one of TOML, as far as a deployment has any.
    file.write_text("".join(f"{name} = {json.dumps(value)}\n" for name, value in told.items()))
    return file


def synthesize(file: Path, folder: Path, log: Path) -> Path:
    """Let the CDK app write the assembly of the deployment in ``file`` to ``folder``; raises `CommandFailedError`."""
    environment = {
        "CDK_OUTDIR": str(folder),
        "CDK_CONTEXT_JSON": json.dumps({"deployment": str(file)}),
        "AWS_DEFAULT_REGION": read_deployment(file).home_region,
        "PYTHONPATH": str(PROJECT),
    }
    run([sys.executable, "-m", "infra_cdk"], log, environment, _SYNTHESIS_SECONDS)
    return folder


def bootstrap(deployment: Deployment, endpoint: str, log: Path) -> None:
    """Prepare the account's regions for the CDK; raises `CommandFailedError`."""
    command = [*node.cdk_command(), "bootstrap", *environments(deployment), *_QUIET]
    run(command, log, of_account(endpoint, deployment.home_region), _BOOTSTRAP_SECONDS)


def deploy(assembly: Path, endpoint: str, region: str, log: Path, stacks: Sequence[str] = ("--all",)) -> None:
    """Deploy the stacks of ``assembly``; raises `CommandFailedError`."""
    command = [*node.cdk_command(), "deploy", "--app", str(assembly), *stacks, "--require-approval", "never"]
    # One stack at a time: the emulator ends the workers of a function when one of the same name changes elsewhere.
    command += ["--concurrency", "1", "--method", "direct", *_QUIET]
    run(command, log, of_account(endpoint, region), _DEPLOYMENT_SECONDS)
