"""How the interface knows that a request comes by the edge, which has judged it by its caller's address already."""

from infra_cdk.deployment import Deployment

SECRET = "edge-proof-1"  # noqa: S105 - its name; raise the number to make a new one
"""Logical name of the secret that the edge sends along; see docs/firewall.md."""

REGION = "us-east-1"
"""Where the stack of the edge stands: CloudFront takes its certificate and its firewall from there alone."""


def edge_proof(deployment: Deployment) -> str:
    """Return a reference to the secret, which CloudFormation resolves in the stack's own region; no template has it."""
    return f"{{{{resolve:secretsmanager:{deployment.prefix}{SECRET}:SecretString:::}}}}"
