"""The whole deployment, composed."""

from aws_cdk import App

from infra_cdk.deployment import Deployment
from infra_cdk.stacks.home import Home


class Composition:
    """Every stack of a deployment."""

    def __init__(self, app: App, deployment: Deployment) -> None:
        """Compose the stacks of ``deployment`` into ``app``."""
        self.home = Home(app, deployment.home)
