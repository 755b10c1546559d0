"""A role that a service of AWS assumes for one purpose, with a policy that can be read apart."""

from collections.abc import Sequence

from aws_cdk import aws_iam as iam
from constructs import Construct

from infra_cdk.deployment import Place


class ServiceRole(Construct):
    """``role`` for a service in this account, and ``policy``: all that it may do."""

    def __init__(
        self, scope: Construct, id: str, place: Place, service: str, statements: Sequence[iam.PolicyStatement]
    ) -> None:
        """Make the role for ``service`` (such as ``ssm``), which assumes it for this account alone."""
        super().__init__(scope, id)
        own = {"StringEquals": {"aws:SourceAccount": place.deployment.account}}
        principal = iam.ServicePrincipal(f"{service}.amazonaws.com", conditions=own)
        self.role = iam.Role(self, "Role", assumed_by=principal)
        self.policy = iam.ManagedPolicy(self, "Policy", statements=list(statements), roles=[self.role])
