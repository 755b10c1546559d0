"""What the recovery region must have before the home region can copy anything there: keys, buckets, vaults.

It stands between two stacks of the home region: its keys are replicas of those in ``keys``, and the tables and buckets
of ``data`` replicate to what is made here.
"""

from aws_cdk import App
from aws_cdk import aws_kms as kms

from infra_cdk.constructs.backup import Backup
from infra_cdk.constructs.buckets import Buckets
from infra_cdk.constructs.governance import Governance
from infra_cdk.constructs.keys import Keys, ReplicaKeys
from infra_cdk.deployment import Place
from infra_cdk.stacks.stack import place_stack


class RecoveryFoundation:
    """``stack`` of the recovery region with ``keys`` and ``buckets``; `Home` deploys its data after it."""

    def __init__(self, app: App, place: Place, primary: Keys) -> None:
        """Make the replicas of ``primary`` and what they encrypt."""
        self.stack = place_stack(app, place, "foundation")
        self.keys = ReplicaKeys(self.stack, "Keys", place, primary)
        self.buckets = Buckets(self.stack, "Buckets", place, self.data_key)
        self.backup = Backup(self.stack, "Backup", place, self.data_key)
        self.governance = place_stack(app, place, "governance")
        Governance(self.governance, "Governance", place, self.data_key)

    @property
    def data_key(self) -> kms.IKey:
        """Key for what services store here."""
        return self.keys.data

    @property
    def vault_key(self) -> kms.IKey | None:
        """Key that unwraps personal data; none where it may not be read."""
        return self.keys.vault

    @property
    def audit_key(self) -> kms.IKey | None:
        """Key that signs the audit; none where there is no audit."""
        return self.keys.audit
