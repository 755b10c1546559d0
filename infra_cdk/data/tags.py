"""The tags that every resource of a deployment carries, for bills, backups and whoever finds it."""

from aws_cdk import Tags
from constructs import IConstruct

from infra_cdk.data.classification import TAG, DataClass
from infra_cdk.deployment import Deployment

APPLICATION, STAGE, OWNER = "application", "stage", "owner"
BACKUP, PLANNED = "backup", "planned"
"""Tables and buckets with it are backed up (see `infra_cdk.data.backups`)."""

_BEFORE_PARTS = 90
"""Priority below that of a tag which a construct sets for itself (100)."""


def tags(deployment: Deployment, data_class: DataClass = DataClass.OPERATIONAL) -> dict[str, str]:
    """Return the tags of a resource that holds data of ``data_class``, or none."""
    return {
        APPLICATION: deployment.name,
        STAGE: deployment.stage,
        OWNER: deployment.operations_email,
        TAG: data_class.value,
    }


def mark_backed_up(construct: IConstruct) -> None:
    """Have the backup plans take what ``construct`` stores."""
    Tags.of(construct).add(BACKUP, PLANNED)


def tag_all(scope: IConstruct, deployment: Deployment) -> None:
    """Tag everything in ``scope`` that can be tagged; parts that hold personal data say so by themselves."""
    for key, value in tags(deployment).items():
        Tags.of(scope).add(key, value, priority=_BEFORE_PARTS)
