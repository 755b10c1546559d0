"""Proof that backups can be restored, and that everything that should be is backed up."""

from aws_cdk import aws_backup as backup
from aws_cdk import aws_iam as iam
from constructs import Construct

from infra_cdk.constructs.vault import Vault
from infra_cdk.data.backups import LEAST_DAYS, MOST_DAYS, RESTORE_TEST, TIME_ZONE
from infra_cdk.data.tags import APPLICATION, BACKUP, PLANNED, STAGE
from infra_cdk.deployment import Place

_TYPES = ("DynamoDB", "S3")
_WINDOW_DAYS = 7
_START_HOURS = 8
_LOOKED_AT_HOURS = 24
_LONGEST_NAME = 50
_RECENT_DAYS = "2"
_EVERY_RESOURCE = (
    "BACKUP_RESOURCES_PROTECTED_BY_BACKUP_PLAN",
    "BACKUP_RESOURCES_PROTECTED_BY_BACKUP_VAULT_LOCK",
    "BACKUP_LAST_RECOVERY_POINT_CREATED",
)
_PARAMETERS = {
    "BACKUP_LAST_RECOVERY_POINT_CREATED": {"recoveryPointAgeUnit": "days", "recoveryPointAgeValue": _RECENT_DAYS},
    "BACKUP_RESOURCES_PROTECTED_BY_BACKUP_VAULT_LOCK": {
        "minRetentionDays": str(LEAST_DAYS),
        "maxRetentionDays": str(MOST_DAYS),
    },
}


class RestoreTests(Construct):
    """Once a month the last backup of every table and bucket is restored beside the original, looked at, removed."""

    def __init__(self, scope: Construct, id: str, place: Place, role: iam.IRole, vaults: tuple[Vault, ...]) -> None:
        """Plan the tests of what lies in ``vaults``, restored with ``role``."""
        super().__init__(scope, id)
        self._place, self._role = place, role
        properties = backup.CfnRestoreTestingPlan.RestoreTestingRecoveryPointSelectionProperty
        self.plan = backup.CfnRestoreTestingPlan(
            self,
            "Plan",
            restore_testing_plan_name=plan_name(place),
            schedule_expression=RESTORE_TEST,
            schedule_expression_timezone=TIME_ZONE,
            start_window_hours=_START_HOURS,
            recovery_point_selection=properties(
                algorithm="LATEST_WITHIN_WINDOW",
                include_vaults=[vault.vault.attr_backup_vault_arn for vault in vaults],
                recovery_point_types=["SNAPSHOT", "CONTINUOUS"],
                selection_window_days=_WINDOW_DAYS,
            ),
        )
        for kind in _TYPES:
            self._select(kind)

    def _select(self, kind: str) -> None:
        tagged = {
            APPLICATION: self._place.deployment.name,
            STAGE: self._place.deployment.stage,
            BACKUP: PLANNED,
        }
        pairs = [
            backup.CfnRestoreTestingSelection.KeyValueProperty(key=f"aws:ResourceTag/{key}", value=value)
            for key, value in tagged.items()
        ]
        selection = backup.CfnRestoreTestingSelection(
            self,
            kind,
            restore_testing_plan_name=self.plan.restore_testing_plan_name,
            restore_testing_selection_name=kind.lower(),
            protected_resource_type=kind,
            iam_role_arn=self._role.role_arn,
            protected_resource_arns=["*"],
            protected_resource_conditions=backup.CfnRestoreTestingSelection.ProtectedResourceConditionsProperty(
                string_equals=pairs
            ),
            validation_window_hours=_LOOKED_AT_HOURS,
        )
        selection.node.add_dependency(self.plan)


def plan_name(place: Place) -> str:
    """Return the name of the restore testing plan, which may have letters, digits and underscores."""
    return place.named(f"{place.role}-restores").replace("-", "_")[:_LONGEST_NAME]


def protected_framework(scope: Construct, place: Place) -> backup.CfnFramework:
    """Judge every day whether what is tagged for backups has them.

    Its checks are rules of AWS Config: nothing makes it before the account's record of configurations is there.
    """
    properties = backup.CfnFramework.FrameworkControlProperty
    framework = backup.CfnFramework(
        scope,
        "Framework",
        framework_name=place.named(f"{place.role}-backups").replace("-", "_"),
        framework_description="Tables and buckets are backed up, lately, into a locked vault",
        framework_controls=[
            *(properties(control_name=name, control_input_parameters=_inputs(name)) for name in _EVERY_RESOURCE),
            properties(control_name="BACKUP_RECOVERY_POINT_ENCRYPTED"),
        ],
    )
    for number in range(len(_EVERY_RESOURCE)):
        # The library would write the tags of a scope in lower case, which CloudFormation refuses.
        scoped = {"Tags": [{"Key": BACKUP, "Value": PLANNED}]}
        framework.add_property_override(f"FrameworkControls.{number}.ControlScope", scoped)
    return framework


def _inputs(control: str) -> list[backup.CfnFramework.ControlInputParameterProperty] | None:
    given = _PARAMETERS.get(control)
    if given is None:
        return None
    return [
        backup.CfnFramework.ControlInputParameterProperty(parameter_name=name, parameter_value=value)
        for name, value in given.items()
    ]
