"""The dashboards in CloudFormation's words."""

from aws_cdk import Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from constructs import Construct

from infra_cdk.monitoring.dashboards.operations import operations_dashboard
from infra_cdk.monitoring.dashboards.service import service_dashboard
from infra_cdk.monitoring.watched import Watched


class Dashboards(Construct):
    """``service`` for whoever answers for it, ``operations`` for whoever runs it; named so, with the place's role."""

    def __init__(self, scope: Construct, id: str, watched: Watched) -> None:
        """Make both. Dashboards are global to an account, so their names say whose place they show."""
        super().__init__(scope, id)
        bodies = {"service": service_dashboard(watched), "operations": operations_dashboard(watched)}
        for name, body in bodies.items():
            cloudwatch.CfnDashboard(
                self,
                name.capitalize(),
                dashboard_name=watched.place.stack(name),
                dashboard_body=Stack.of(self).to_json_string(body),
            )
