"""Everything that watches a place, composed."""

from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_kms as kms
from constructs import Construct

from infra_cdk.deployment import Place
from infra_cdk.monitoring.alarms import single_alarms
from infra_cdk.monitoring.composites import composites
from infra_cdk.monitoring.constructs.alarms import Alarms
from infra_cdk.monitoring.constructs.canary import Canary
from infra_cdk.monitoring.constructs.dashboards import Dashboards
from infra_cdk.monitoring.constructs.findings import Findings
from infra_cdk.monitoring.constructs.lines import Lines
from infra_cdk.monitoring.constructs.topics import Topics
from infra_cdk.monitoring.constructs.tracing import Tracing
from infra_cdk.monitoring.findings import FINDINGS
from infra_cdk.monitoring.slo.burning import burn_alarms
from infra_cdk.monitoring.watched import Watched


class KeptMonitoring(Construct):
    """Topics and findings: what has to be heard of a place that keeps data, whether it serves or not."""

    def __init__(self, scope: Construct, id: str, place: Place, key: kms.IKey) -> None:
        """Listen in ``place``. The policy of ``key`` admits the services that send to encrypted topics."""
        super().__init__(scope, id)
        self.topics = Topics(self, "Topics", place, key)
        self.findings = Findings(self, "Findings", place, self.topics, FINDINGS)


class Monitoring(KeptMonitoring):
    """Also alarms, counted lines, traces, dashboards and the canary of a place that serves."""

    def __init__(self, scope: Construct, id: str, watched: Watched, key: kms.IKey) -> None:
        """Watch what ``watched`` names."""
        place = watched.place
        super().__init__(scope, id, place, key)
        alarms = (*single_alarms(watched), *burn_alarms(watched))
        self.alarms = Alarms(self, "Alarms", place, self.topics, alarms, composites(watched))
        self.lines = Lines(self, "Lines", watched)
        self.tracing = Tracing(self, "Tracing", place)
        self.dashboards = Dashboards(self, "Dashboards", watched)
        self.canary = Canary(self, "Canary", watched, key)


def gateways_of(vpc: ec2.IVpc) -> tuple[str, ...]:
    """Return the identifiers of the NAT gateways of a network, which the CDK's construct does not tell."""
    gateways = (found for found in vpc.node.find_all() if isinstance(found, ec2.CfnNatGateway))
    return tuple(gateway.attr_nat_gateway_id for gateway in gateways)
