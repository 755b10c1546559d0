"""The whole deployment, composed."""

from aws_cdk import App

from infra_cdk.constructs.network import zones_context
from infra_cdk.data.tags import tag_all
from infra_cdk.deployment import Deployment, Place
from infra_cdk.monitoring.constructs.monitoring import KeptMonitoring
from infra_cdk.stacks.edge import EdgeStack
from infra_cdk.stacks.home import Home
from infra_cdk.stacks.recovery import Recovery
from infra_cdk.stacks.recovery_foundation import RecoveryFoundation
from infra_cdk.stacks.stack import place_stack

_COMPACT = "@aws-cdk/core:suppressTemplateIndentation"
"""CloudFormation counts blanks too: without those of indentation a template has a quarter less."""


class Composition:
    """Every stack of a deployment."""

    def __init__(self, app: App, deployment: Deployment) -> None:
        """Compose the stacks of ``deployment`` into ``app``."""
        app.node.set_context(_COMPACT, True)
        for place in (deployment.home, deployment.recovery_place):
            for key, zones in zones_context(place).items():
                app.node.set_context(key, zones)
        tag_all(app, deployment)
        self.home = Home(app, deployment.home)
        self.foundation = RecoveryFoundation(app, deployment.recovery_place, self.home.keys)
        self.home.data.add_stack_dependency(self.foundation.stack)
        self.recovery = self._recovery(app, deployment.recovery_place)
        self.edge = EdgeStack(app, deployment)
        self.edge.stack.add_stack_dependency(self.home.data)

    def _recovery(self, app: App, place: Place) -> Recovery | None:
        """Return what serves in the recovery region; nothing while only the data are kept there."""
        if place.deployment.recovery == "cold":
            KeptMonitoring(place_stack(app, place, "monitoring"), "Monitoring", place, self.foundation.data_key)
            return None
        return Recovery(app, place, self.foundation, self.home.data)
