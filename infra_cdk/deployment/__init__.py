"""What an administrator decides about a deployment, and what follows from it."""

from infra_cdk.deployment.model import Deployment, Place, Role
from infra_cdk.deployment.reading import DeploymentError, deployment_or_end, read_deployment
from infra_cdk.deployment.sizes import SIZES, Capacity

__all__ = [
    "SIZES",
    "Capacity",
    "Deployment",
    "DeploymentError",
    "Place",
    "Role",
    "deployment_or_end",
    "read_deployment",
]
