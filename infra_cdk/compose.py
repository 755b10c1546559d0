"""The whole deployment, composed."""

from aws_cdk import App

from infra_cdk.constructs.network import zones_context
from infra_cdk.deployment import Deployment
from infra_cdk.stacks.home import Home


class Composition:
    """Every stack of a deployment."""

    def __init__(self, app: App, deployment: Deployment) -> None:
        """Compose the stacks of ``deployment`` into ``app``."""
        for place in (deployment.home, deployment.recovery_place):
            for key, zones in zones_context(place).items():
                app.node.set_context(key, zones)
        self.home = Home(app, deployment.home)
