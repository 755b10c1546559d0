"""The keys: one for what the services store, one for the vault of personal data, one that signs the audit."""

from aws_cdk import Arn, ArnComponents, Duration, RemovalPolicy, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from constructs import Construct

from infra_cdk.constructs.key_policies import DESTRUCTION, audit_policy, data_policy, vault_policy
from infra_cdk.data.classification import DataClass, mark
from infra_cdk.deployment import Place

_DELETION_DAYS = 30
_DATA = "Encrypts tables, documents, queues and logs"
_VAULT = "Wraps the data keys of personal data"
_AUDIT = "Signs where the chains of the audit end"


class Keys(Construct):
    """Multi-region keys, made in the home region.

    ``data`` for stores, ``vault`` for personal data, ``audit`` for signatures: a pair, of which anybody who may read it
    has the public half. KMS does not rotate pairs; a new one is named in the settings beside the old one.
    """

    def __init__(self, scope: Construct, id: str, place: Place) -> None:
        """Make the keys with their aliases, and the role that alone may destroy them."""
        super().__init__(scope, id)
        self.data = self._key(place, "data", _DATA, data_policy(place))
        self.vault = self._key(place, "vault", _VAULT, vault_policy(place))
        mark(self.vault, DataClass.PERSONAL)
        self.audit = self._signing_key(place, "audit", _AUDIT, audit_policy(place))
        self.break_glass = self._break_glass(place)

    def _key(self, place: Place, name: str, description: str, policy: iam.PolicyDocument) -> kms.Key:
        return kms.Key(
            self,
            name.capitalize(),
            alias=f"alias/{place.named(name)}",
            description=description,
            enable_key_rotation=True,
            multi_region=True,
            pending_window=Duration.days(_DELETION_DAYS),
            policy=policy,
            removal_policy=RemovalPolicy.RETAIN,
        )

    def _signing_key(self, place: Place, name: str, description: str, policy: iam.PolicyDocument) -> kms.Key:
        return kms.Key(
            self,
            name.capitalize(),
            alias=f"alias/{place.named(name)}",
            description=description,
            key_spec=kms.KeySpec.ECC_NIST_P256,
            key_usage=kms.KeyUsage.SIGN_VERIFY,
            multi_region=True,
            pending_window=Duration.days(_DELETION_DAYS),
            policy=policy,
            removal_policy=RemovalPolicy.RETAIN,
        )

    def _break_glass(self, place: Place) -> iam.Role:
        """Somebody of the account with a second factor; every use is in the trail."""
        region = place.deployment.recovery_region
        keys = [*(key.key_arn for key in (self.data, self.vault, self.audit))]
        keys += [in_region(self, key, region) for key in (self.data, self.vault, self.audit)]
        may_destroy = iam.PolicyStatement(
            actions=[*DESTRUCTION, "kms:CancelKeyDeletion", "kms:EnableKey", "kms:DescribeKey"], resources=keys
        )
        return iam.Role(
            self,
            "BreakGlass",
            role_name=place.named("break-glass"),
            assumed_by=iam.AccountPrincipal(place.deployment.account).with_conditions(
                {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
            ),
            managed_policies=[iam.ManagedPolicy(self, "MayDestroyKeys", statements=[may_destroy])],
            max_session_duration=Duration.hours(1),
        )


class ReplicaKeys(Construct):
    """The same keys in the recovery region: ``data`` always, the others where personal data may be read abroad."""

    def __init__(self, scope: Construct, id: str, place: Place, primary: Keys) -> None:
        """Replicate ``primary``; the stacks of both must carry references between regions."""
        super().__init__(scope, id)
        self._place = place
        self.data = self._replica("data", _DATA, primary.data, data_policy(place))
        self.vault = (
            self._replica("vault", _VAULT, primary.vault, vault_policy(place)) if place.holds_personal_data else None
        )
        self.audit = (
            self._replica("audit", _AUDIT, primary.audit, audit_policy(place)) if place.holds_personal_data else None
        )

    def _replica(self, name: str, description: str, primary: kms.IKey, policy: iam.PolicyDocument) -> kms.IKey:
        replica = kms.CfnReplicaKey(
            self,
            name.capitalize(),
            primary_key_arn=primary.key_arn,
            key_policy=policy,
            description=description,
            enabled=True,
            pending_window_in_days=_DELETION_DAYS,
        )
        mark(replica, DataClass.PERSONAL if name == "vault" else DataClass.OPERATIONAL)
        replica.apply_removal_policy(RemovalPolicy.RETAIN)
        kms.CfnAlias(
            self,
            f"{name.capitalize()}Alias",
            alias_name=f"alias/{self._place.named(name)}",
            target_key_id=replica.attr_key_id,
        )
        return kms.Key.from_key_arn(self, f"{name.capitalize()}Key", replica.attr_arn)


def in_region(scope: Construct, key: kms.IKey, region: str) -> str:
    """Return the ARN that a multi-region key has in ``region``: its id is the same everywhere."""
    components = ArnComponents(service="kms", resource="key", resource_name=key.key_id, region=region)
    return Arn.format(components, Stack.of(scope))
