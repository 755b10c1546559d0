"""Builds the deployment package.

``python -m infra_cdk.packaging.package [--architecture arm64|x86_64] [--out FOLDER]``.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from infra_cdk.packaging.staging import ROOT, Target, stage_source

BUDGET = 50 * 1024 * 1024
"""Largest zip in bytes that Lambda takes by direct upload."""


_CHALICE = "from chalice.cli import main; main()"


class PackageTooLarge(RuntimeError):
    """The zip is over Lambda's limit."""


def build(out: Path, target: Target) -> Path:
    """Stage the source, let Chalice package it into ``out`` and return the zip.

    Raises ``subprocess.CalledProcessError`` when Chalice fails and `PackageTooLarge` above the budget.
    """
    staged = stage_source(out / "source", target)
    packaged = out / "packaged"
    command = [sys.executable, "-c", _CHALICE, "package", "--pkg-format", "cloudformation"]
    command += ["--stage", target.stage, str(packaged)]
    subprocess.run(command, cwd=staged, env=_environment(), check=True)  # noqa: S603 - our own arguments
    asset = packaged / "deployment.zip"
    if (size := asset.stat().st_size) > BUDGET:
        raise PackageTooLarge(f"{size} bytes, the limit is {BUDGET}")
    return asset


def main(arguments: list[str] | None = None) -> int:
    """Build and say what was built."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--architecture", choices=("arm64", "x86_64"), default="arm64")
    parser.add_argument("--out", type=Path, default=ROOT / "build")
    options = parser.parse_args(arguments)
    asset = build(options.out.resolve(), Target(architecture=options.architecture))
    sys.stdout.write(f"{asset} {asset.stat().st_size / 2**20:.1f} MB for {options.architecture}\n")
    return 0


def _environment() -> dict[str, str]:
    return {**os.environ, "AWS_DEFAULT_REGION": os.environ.get("AWS_DEFAULT_REGION", "ap-southeast-3")}


if __name__ == "__main__":
    sys.exit(main())
