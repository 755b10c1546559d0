"""The user pool that people, officers and operators sign in to."""

from aws_cdk import RemovalPolicy
from aws_cdk import aws_cognito as cognito
from constructs import Construct

from infra_cdk.deployment import Place

GROUPS = ("seeker", "employer", "officer", "monitor", "analyst", "admin")
"""One for each role of a bearer token (see `security.identity`)."""


class Identity(Construct):
    """``pool`` and ``client``; the platform signs in for its clients with administrative calls alone."""

    def __init__(self, scope: Construct, id: str, place: Place) -> None:
        """Make the pool, its one client, and a group for each role."""
        super().__init__(scope, id)
        self.pool = cognito.UserPool(
            self,
            "Pool",
            user_pool_name=place.named("people"),
            self_sign_up_enabled=False,
            account_recovery=cognito.AccountRecovery.NONE,
            deletion_protection=True,
            removal_policy=RemovalPolicy.RETAIN,
        )
        self.client = self.pool.add_client(
            "Platform", auth_flows=cognito.AuthFlow(admin_user_password=True), prevent_user_existence_errors=True
        )
        for group in GROUPS:
            cognito.CfnUserPoolGroup(self, group, user_pool_id=self.pool.user_pool_id, group_name=group)

    @property
    def issuer(self) -> str:
        """Issuer in the tokens of the pool."""
        return self.pool.user_pool_provider_url
