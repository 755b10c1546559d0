"""Where backups lie: encrypted by the customer's key, and locked so that nobody deletes them before their time."""

from aws_cdk import RemovalPolicy
from aws_cdk import aws_backup as backup
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from constructs import Construct

from infra_cdk.constructs.key_policies import break_glass_role
from infra_cdk.data.backups import LEAST_DAYS, MOST_DAYS
from infra_cdk.data.classification import DataClass, mark
from infra_cdk.deployment import Place

BACKUPS, SAFE = "backup", "safe"


def vault_arn(place: Place, name: str) -> str:
    """Return the ARN of a vault before it is made."""
    return f"arn:aws:backup:{place.region}:{place.deployment.account}:backup-vault:{place.named(name)}"


class Vault(Construct):
    """One vault. With ``lock_grace_days`` its lock is final after them, without it an administrator can lift it."""

    def __init__(self, scope: Construct, id: str, place: Place, name: str, key: kms.IKey) -> None:
        """Make the vault ``name`` of ``place``, encrypted with ``key``."""
        super().__init__(scope, id)
        self.name = place.named(name)
        self.vault = backup.CfnBackupVault(
            self,
            "Vault",
            backup_vault_name=self.name,
            encryption_key_arn=key.key_arn,
            access_policy=_policy(place),
            lock_configuration=backup.CfnBackupVault.LockConfigurationTypeProperty(
                min_retention_days=LEAST_DAYS,
                max_retention_days=MOST_DAYS,
                changeable_for_days=place.deployment.lock_grace_days or None,
            ),
        )
        self.vault.apply_removal_policy(RemovalPolicy.RETAIN)
        if place.holds_personal_data:
            mark(self, DataClass.PERSONAL)


def _policy(place: Place) -> iam.PolicyDocument:
    """Until the lock is final, backups are deleted before their time with a second factor alone."""
    deleting = ["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle", "backup:DeleteBackupVault"]
    others = {"ArnNotEquals": {"aws:PrincipalArn": break_glass_role(place)}}
    refusal = iam.PolicyStatement(
        sid="KeptUntilTheirTime",
        effect=iam.Effect.DENY,
        principals=[iam.AnyPrincipal()],
        actions=deleting,
        resources=["*"],
        conditions=others,
    )
    return iam.PolicyDocument(statements=[refusal])
