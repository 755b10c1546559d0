"""What a deployment owes beside serving: a record of who did what, eyes on the account, and a limit to its costs."""

from aws_cdk import aws_kms as kms
from constructs import Construct

from infra_cdk.constructs.posture import Posture
from infra_cdk.constructs.spending import Spending
from infra_cdk.constructs.trail import Trail
from infra_cdk.deployment import Place


class Governance(Construct):
    """The trail at home, costs in the recovery region, and in both what watches the account, if this one does."""

    def __init__(self, scope: Construct, id: str, place: Place, key: kms.IKey) -> None:
        """Make what belongs to ``place``; ``key`` is its key for stores."""
        super().__init__(scope, id)
        self.trail = Trail(self, "Trail", place, key) if place.is_home else None
        self.spending = None if place.is_home else Spending(self, "Spending", place.deployment)
        self.posture = Posture(self, "Posture", place, key) if place.deployment.account_wide else None
