"""Administrative tasks on a deployment: ``python -m infra_cdk.operate FILE TASK [ARGUMENT...]``.

Runs the platform's own use cases on the operator's machine, with the settings of the deployed interface and the
operator's credentials: whatever IAM lets the operator do. The index is reached from inside the network alone, so tasks
on it run in a shell there (CloudShell in the deployment's VPC).
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from infra_cdk.deployment import Deployment, Role, deployment_or_end
from infra_cdk.operating.account import operator, prepare
from infra_cdk.operating.tasks import TASKS


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one task in the active place, or in the one that is named; print its result as one line of JSON."""
    tasks = " | ".join(f"{name} {task.__doc__}" for name, task in TASKS.items())
    parser = argparse.ArgumentParser(prog="python -m infra_cdk.operate", description=__doc__, epilog=tasks)
    parser.add_argument("file", type=Path, help="deployment file (TOML)")
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("--in", dest="role", choices=list(Role), type=Role, help="home or recovery; else the active")
    options, more = parser.parse_known_args(arguments)
    deployment = deployment_or_end(options.file)
    prepare(deployment, options.role or deployment.active)
    _record(deployment, options.task)
    result = TASKS[options.task](deployment, more)
    sys.stdout.write(msgspec.json.encode(result).decode() + "\n")
    return 0


def _record(deployment: Deployment, task: str) -> None:
    """Have the audit say who runs which task, before it runs.

    Tasks are needed most when a region or a table is lost, and the audit with it: then it is said here, and the trail
    of the account alone keeps what the operator's role did.
    """
    from security import audit

    subject = deployment.prefix.rstrip("-")
    try:
        audit.record(actor=operator(deployment), action=f"operate_{task}", subject=subject, purpose="operation")
    except Exception as error:
        sys.stderr.write(f"not in the audit: {type(error).__name__}: {error}\n")


if __name__ == "__main__":
    sys.exit(main())
