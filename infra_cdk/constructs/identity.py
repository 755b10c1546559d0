"""The user pool that people, officers and operators sign in to. See docs/decisions/0117-user-pool.md."""

from typing import cast

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_cognito as cognito
from constructs import Construct

from infra_cdk.data.classification import DataClass, mark
from infra_cdk.deployment import Place
from security.passwords import POOL_POLICY

GROUPS = ("seeker", "employer", "officer", "monitor", "analyst", "admin")
"""One for each role of a bearer token. Those of officers' regions are made when needed (`security.cognito`)."""

BEARER = Duration.hours(1)
"""Life of access and identity tokens: so long can nobody take them back (docs/decisions/0062-sessions.md)."""
REFRESH = Duration.days(30)
"""How long a session goes on without signing in again, unless it is ended."""

_NO_PERSONAL_DATA = cognito.ClientAttributes().with_standard_attributes(last_update_time=True)
"""A bearer may read and write this of their own user; an empty list would mean every standard attribute."""


class Identity(Construct):
    """``pool`` and ``client``; the platform signs in for its clients with administrative calls alone."""

    def __init__(self, scope: Construct, id: str, place: Place) -> None:
        """Make the pool, its one client, and a group for each role."""
        super().__init__(scope, id)
        self.pool = self._pool(place)
        self.client = self._client()
        if place.holds_personal_data:
            mark(self, DataClass.PERSONAL)
        for group in GROUPS:
            cognito.CfnUserPoolGroup(self, group, user_pool_id=self.pool.user_pool_id, group_name=group)

    @property
    def issuer(self) -> str:
        """Issuer in the tokens of the pool."""
        return self.pool.user_pool_provider_url

    def _pool(self, place: Place) -> cognito.UserPool:
        pool = cognito.UserPool(
            self,
            "Pool",
            user_pool_name=place.named("people"),
            self_sign_up_enabled=False,
            sign_in_aliases=cognito.SignInAliases(username=True),
            account_recovery=cognito.AccountRecovery.NONE,
            mfa=cognito.Mfa.OFF,
            feature_plan=cognito.FeaturePlan.LITE,
            deletion_protection=place.deployment.protected,
            removal_policy=RemovalPolicy.RETAIN if place.deployment.protected else RemovalPolicy.DESTROY,
        )
        # The rule itself, in the pool's own words: it is written once, beside the code that checks it first.
        plain = cast("cognito.CfnUserPool", pool.node.default_child)
        plain.add_property_override("Policies.PasswordPolicy", {**POOL_POLICY, "TemporaryPasswordValidityDays": 1})
        return pool

    def _client(self) -> cognito.UserPoolClient:
        """Return the client that only knows what `security.cognito` uses: two flows, and no page to sign in at."""
        return self.pool.add_client(
            "Platform",
            auth_flows=cognito.AuthFlow(admin_user_password=True),
            generate_secret=False,
            disable_o_auth=True,
            supported_identity_providers=[cognito.UserPoolClientIdentityProvider.COGNITO],
            access_token_validity=BEARER,
            id_token_validity=BEARER,
            refresh_token_validity=REFRESH,
            enable_token_revocation=True,
            prevent_user_existence_errors=True,
            read_attributes=_NO_PERSONAL_DATA,
            write_attributes=_NO_PERSONAL_DATA,
        )
