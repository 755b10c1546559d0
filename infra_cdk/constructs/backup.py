"""Backups of tables and buckets: vaults, a plan for each class of data, tests of restoring."""

from aws_cdk import aws_backup as backup
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from constructs import Construct

from infra_cdk.constructs.backup_tests import RestoreTests
from infra_cdk.constructs.keys import in_region
from infra_cdk.constructs.roles import backup_role
from infra_cdk.constructs.vault import BACKUPS, SAFE, Vault, vault_arn
from infra_cdk.data.backups import PLANS, TIME_ZONE, Schedule
from infra_cdk.data.classification import TAG, DataClass
from infra_cdk.data.tags import APPLICATION, BACKUP, PLANNED, STAGE
from infra_cdk.deployment import Place

RESOURCES = ("arn:aws:dynamodb:*:*:table/*", "arn:aws:s3:::*")
_POLICIES = (
    "service-role/AWSBackupServiceRolePolicyForBackup",
    "service-role/AWSBackupServiceRolePolicyForRestores",
    "AWSBackupServiceRolePolicyForS3Backup",
    "AWSBackupServiceRolePolicyForS3Restore",
)
_START_MINUTES, _COMPLETE_MINUTES = 60, 12 * 60
Rule = backup.CfnBackupPlan.BackupRuleResourceTypeProperty


class Backup(Construct):
    """The vaults of a place and, where events are worked on, the plans that fill them.

    At home there are two vaults: ``backup``, and ``safe`` for what may not be copied abroad. The recovery region has
    ``safe`` for what is copied there, and ``backup`` for its own while it is the active one.
    """

    def __init__(self, scope: Construct, id: str, place: Place, key: kms.IKey) -> None:
        """Make them, encrypted with ``key``. Failed jobs are told of by `infra_cdk.monitoring`."""
        super().__init__(scope, id)
        self._place = place
        self.vaults = {name: Vault(self, name.capitalize(), place, name, key) for name in (BACKUPS, SAFE)}
        self.role = self._role(key)
        if place.is_active:
            for data_class, schedules in PLANS.items():
                self._plan(data_class, schedules)
            RestoreTests(self, "RestoreTests", place, self.role, tuple(self.vaults.values()))

    def _role(self, key: kms.IKey) -> iam.Role:
        using = ["kms:Decrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*", "kms:CreateGrant", "kms:DescribeKey"]
        keys = [key.key_arn]
        if self._place.is_home:
            # Copies are encrypted under the replica of the key in the recovery region.
            keys.append(in_region(self, key, self._place.deployment.recovery_region))
        statement = iam.PolicyStatement(actions=using, resources=keys)
        policies = [iam.ManagedPolicy.from_aws_managed_policy_name(name) for name in _POLICIES]
        return iam.Role(
            self,
            "Role",
            role_name=backup_role(self._place),
            assumed_by=iam.ServicePrincipal("backup.amazonaws.com"),
            managed_policies=[*policies, iam.ManagedPolicy(self, "MayUseKey", statements=[statement])],
        )

    def _plan(self, data_class: DataClass, schedules: tuple[Schedule, ...]) -> None:
        rules = [rule for schedule in schedules for rule in self._rules(schedule, data_class)]
        plan = backup.CfnBackupPlan(
            self,
            f"{data_class.value.capitalize()}Plan",
            backup_plan=backup.CfnBackupPlan.BackupPlanResourceTypeProperty(
                backup_plan_name=self._place.named(data_class.value), backup_plan_rule=rules
            ),
        )
        plan.node.add_dependency(*self.vaults.values())
        backup.CfnBackupSelection(
            self,
            f"{data_class.value.capitalize()}Selection",
            backup_plan_id=plan.attr_backup_plan_id,
            backup_selection=backup.CfnBackupSelection.BackupSelectionResourceTypeProperty(
                selection_name=data_class.value,
                iam_role_arn=self.role.role_arn,
                resources=list(RESOURCES),
                conditions={"StringEquals": self._tagged(data_class)},
            ),
        )

    def _tagged(self, data_class: DataClass) -> list[dict[str, str]]:
        """All of these tags: another deployment of the account has plans of its own."""
        deployment = self._place.deployment
        wanted = {
            APPLICATION: deployment.name,
            STAGE: deployment.stage,
            BACKUP: PLANNED,
            TAG: data_class.value,
        }
        return [{"ConditionKey": f"aws:ResourceTag/{key}", "ConditionValue": value} for key, value in wanted.items()]

    def _rules(self, schedule: Schedule, data_class: DataClass) -> list[Rule]:
        abroad = self._place.is_home and may_go_abroad(self._place, data_class)
        rules = [_rule(schedule, self.vaults[BACKUPS].name, self._copies(schedule) if abroad else [])]
        if schedule.safe and not abroad:
            rules.append(_rule(_second(schedule), self.vaults[SAFE].name, []))
        return rules

    def _copies(self, schedule: Schedule) -> list[backup.CfnBackupPlan.CopyActionResourceTypeProperty]:
        target = vault_arn(self._place.deployment.recovery_place, SAFE)
        return [
            backup.CfnBackupPlan.CopyActionResourceTypeProperty(
                destination_backup_vault_arn=target, lifecycle=_lifecycle(schedule)
            )
        ]


def may_go_abroad(place: Place, data_class: DataClass) -> bool:
    """Tell whether backups of ``data_class`` are copied to the recovery region."""
    return data_class is DataClass.OPERATIONAL or place.deployment.personal_data_abroad


def _rule(schedule: Schedule, vault: str, copies: list[backup.CfnBackupPlan.CopyActionResourceTypeProperty]) -> Rule:
    return Rule(
        rule_name=schedule.name,
        target_backup_vault=vault,
        schedule_expression=schedule.at,
        schedule_expression_timezone=TIME_ZONE,
        start_window_minutes=_START_MINUTES,
        completion_window_minutes=_COMPLETE_MINUTES,
        enable_continuous_backup=True if schedule.continuous else None,
        lifecycle=_lifecycle(schedule),
        copy_actions=copies or None,
    )


def _second(schedule: Schedule) -> Schedule:
    """The same backup for the other vault; a continuous one can lie in one vault only."""
    return Schedule(name=f"{schedule.name}-safe", at=schedule.at, kept=schedule.safe)


def _lifecycle(schedule: Schedule) -> backup.CfnBackupPlan.LifecycleResourceTypeProperty:
    return backup.CfnBackupPlan.LifecycleResourceTypeProperty(
        delete_after_days=schedule.kept, move_to_cold_storage_after_days=schedule.cold or None
    )
