"""Everything that watches a place, composed: in two parts, for one stack has not room for every alarm."""

from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_kms as kms
from constructs import Construct

from infra_cdk.deployment import Place
from infra_cdk.monitoring.alarms import service_alarms, store_alarms
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
    """Also the alarms of stores, counted lines, traces, dashboards and the canary of a place that serves."""

    def __init__(self, scope: Construct, id: str, watched: Watched, key: kms.IKey) -> None:
        """Watch what ``watched`` names."""
        place = watched.place
        super().__init__(scope, id, place, key)
        self.alarms = Alarms(self, "Alarms", place, self.topics, store_alarms(watched), ())
        self.lines = Lines(self, "Lines", watched)
        self.tracing = Tracing(self, "Tracing", place)
        self.dashboards = Dashboards(self, "Dashboards", watched)
        self.canary = Canary(self, "Canary", watched, key)


class ServiceAlarms(Construct):
    """Alarms of what serves a place, on its objectives, and those that wake someone; they tell ``topics``."""

    def __init__(self, scope: Construct, id: str, watched: Watched, topics: Topics) -> None:
        """Watch what ``watched`` names. Composites listen to alarms of stores too, whose stack has to come first."""
        super().__init__(scope, id)
        alarms = (*service_alarms(watched), *burn_alarms(watched))
        stores = {alarm.name for alarm in store_alarms(watched)}
        self.alarms = Alarms(self, "Alarms", watched.place, topics, alarms, composites(watched), stores)


def gateways_of(vpc: ec2.IVpc) -> tuple[str, ...]:
    """Return the identifiers of the NAT gateways of a network, which the CDK's construct does not tell."""
    gateways = (found for found in vpc.node.find_all() if isinstance(found, ec2.CfnNatGateway))
    return tuple(gateway.attr_nat_gateway_id for gateway in gateways)
