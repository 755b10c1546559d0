"""What watches the edge: its own topics, for an alarm tells topics of its own region alone."""

from aws_cdk import aws_kms as kms
from constructs import Construct

from infra_cdk.constructs.edge_proof import REGION
from infra_cdk.constructs.key_policies import publishers
from infra_cdk.deployment import Deployment
from infra_cdk.monitoring.alarms.edge import edge_alarms
from infra_cdk.monitoring.constructs.alarms import Alarms
from infra_cdk.monitoring.constructs.findings import Findings
from infra_cdk.monitoring.constructs.topics import Topics
from infra_cdk.monitoring.findings import EDGE_FINDINGS
from infra_cdk.monitoring.somewhere import EdgePlace


class EdgeMonitoring(Construct):
    """Topics, alarms and findings of the edge."""

    def __init__(
        self, scope: Construct, id: str, deployment: Deployment, key: kms.Key, certificate: str, distribution: str
    ) -> None:
        """Watch ``certificate`` (ARN) and ``distribution`` (identifier); ``key`` is opened for those who send."""
        super().__init__(scope, id)
        place = EdgePlace(deployment=deployment)
        for statement in publishers(deployment, REGION):
            key.add_to_resource_policy(statement)
        self.topics = Topics(self, "Topics", place, key)
        self.alarms = Alarms(self, "Alarms", place, self.topics, edge_alarms(deployment, certificate, distribution), ())
        self.findings = Findings(self, "Findings", place, self.topics, EDGE_FINDINGS)
