"""The edge: the stack that CloudFront, its certificate and its firewall need to stand in us-east-1."""

from aws_cdk import App, Environment, Stack

from infra_cdk.constructs.edge import Edge
from infra_cdk.constructs.edge_log import EdgeLog
from infra_cdk.constructs.edge_parts import edge_key
from infra_cdk.constructs.firewall import Firewall, Kind
from infra_cdk.constructs.website import Website
from infra_cdk.deployment import Deployment
from infra_cdk.monitoring.constructs.edge import EdgeMonitoring

REGION = "us-east-1"


class EdgeStack:
    """``edge``, ``firewall`` and ``website``; the stack needs one secret of the home region's ``data``, by name."""

    def __init__(self, app: App, deployment: Deployment) -> None:
        """Compose them."""
        self.stack = Stack(
            app,
            f"{deployment.prefix}edge",
            env=Environment(account=deployment.account, region=REGION),
            termination_protection=deployment.protected,
        )
        key = edge_key(self.stack, "Key", deployment)
        self.firewall = Firewall(self.stack, "Firewall", deployment, Kind.CLOUDFRONT, key=key)
        self.website = Website(self.stack, "Website", deployment, key)
        self.edge = Edge(self.stack, "Edge", deployment, self.website, self.firewall.arn)
        self.website.publish(self.edge.distribution)
        EdgeLog(self.stack, "Log", deployment, self.edge.distribution)
        certificate, distribution = self.edge.certificate.certificate_arn, self.edge.distribution.distribution_id
        self.monitoring = EdgeMonitoring(self.stack, "Monitoring", deployment, key, certificate, distribution)
