"""Backups are taken of everything that is marked, kept under lock, copied where the law allows, and tried."""

import re

import pytest

from infra_cdk.constructs.backup import Backup
from infra_cdk.constructs.keys import Keys
from infra_cdk.data.backups import LEAST_DAYS, MOST_DAYS, PLANS
from infra_cdk.data.classification import DataClass
from infra_cdk.deployment import Role
from tests.infra.alone import alone, variants

VAULT, PLAN, SELECTION = "AWS::Backup::BackupVault", "AWS::Backup::BackupPlan", "AWS::Backup::BackupSelection"
_COLD_DAYS = 90


def made(place):
    return alone(place, lambda stack: Backup(stack, "Backup", place, Keys(stack, "Keys", place).data))


variant = variants(made)


@pytest.fixture(scope="module")
def home(pilot):
    return made(pilot.home)


def rules(found, data_class):
    plan = found.named(PLAN, f'"BackupPlanName": "padan-pilot-{data_class}"')["BackupPlan"]
    return {rule["RuleName"]: rule for rule in plan["BackupPlanRule"]}


def test_two_vaults_are_encrypted_locked_and_kept(variant):
    deployment, found = variant
    vaults = found.whole(VAULT)
    names = {vault["Properties"]["BackupVaultName"] for vault in vaults}
    assert names == {"padan-pilot-backup", "padan-pilot-safe"}
    for vault in vaults:
        assert vault["DeletionPolicy"] == "Retain"
        assert "KeysData" in str(vault["Properties"]["EncryptionKeyArn"])
        assert vault["Properties"]["LockConfiguration"] == {
            "ChangeableForDays": deployment.lock_grace_days,
            "MinRetentionDays": LEAST_DAYS,
            "MaxRetentionDays": MOST_DAYS,
        }


def test_a_trials_lock_can_be_lifted(varied):
    found = made(varied(lock_grace_days=0).home)
    assert all("ChangeableForDays" not in vault["LockConfiguration"] for vault in found.of(VAULT))


def test_backups_are_deleted_before_their_time_with_a_second_factor_alone(home):
    for vault in home.of(VAULT):
        (refusal,) = vault["AccessPolicy"]["Statement"]
        assert refusal["Effect"] == "Deny"
        assert "backup:DeleteRecoveryPoint" in refusal["Action"]
        exempt = refusal["Condition"]["ArnNotEquals"]["aws:PrincipalArn"]
        assert exempt == "arn:aws:iam::000000000000:role/padan-pilot-break-glass"


@pytest.mark.parametrize("data_class", list(DataClass))
def test_every_class_is_backed_up_by_day_week_and_month(home, data_class):
    found = rules(home, data_class)
    assert {"daily", "weekly", "monthly"} <= set(found)
    assert found["daily"]["EnableContinuousBackup"] is True
    assert all(rule["ScheduleExpressionTimezone"] == "Asia/Jakarta" for rule in found.values())


@pytest.mark.parametrize("schedule", [one for plan in PLANS.values() for one in plan], ids=lambda one: one.name)
def test_periods_are_such_as_vaults_and_cold_storage_take(schedule):
    for kept in filter(None, (schedule.kept, schedule.safe)):
        assert LEAST_DAYS <= kept <= MOST_DAYS
    assert not schedule.cold or schedule.kept >= schedule.cold + _COLD_DAYS
    assert not schedule.continuous or schedule.kept <= 35
    assert re.fullmatch(r"cron\(\S+ \S+ \S+ \S+ \S+ \S+\)", schedule.at)


def test_an_erased_person_is_gone_from_the_last_backup_after_three_months():
    assert max(schedule.kept for schedule in PLANS[DataClass.PERSONAL]) <= 93


def test_each_plan_selects_its_class_of_this_deployment_alone(variant):
    _, found = variant
    for data_class in DataClass:
        selection = found.named(SELECTION, f'"SelectionName": "{data_class}"')["BackupSelection"]
        wanted = {
            one["ConditionKey"].removeprefix("aws:ResourceTag/"): one["ConditionValue"]
            for one in selection["Conditions"]["StringEquals"]
        }
        assert wanted == {"application": "padan", "stage": "pilot", "backup": "planned", "data-class": data_class}
        assert "ListOfTags" not in selection
        assert selection["Resources"] == ["arn:aws:dynamodb:*:*:table/*", "arn:aws:s3:::*"]


def copies(found, data_class):
    return [
        action["DestinationBackupVaultArn"]
        for rule in rules(found, data_class).values()
        for action in rule.get("CopyActions", ())
    ]


def test_backups_of_people_go_abroad_only_by_decision(variant):
    deployment, found = variant
    abroad = "arn:aws:backup:ap-southeast-1:000000000000:backup-vault:padan-pilot-safe"
    assert copies(found, DataClass.OPERATIONAL) == [abroad] * 3
    assert copies(found, DataClass.PERSONAL) == ([abroad] * 3 if deployment.personal_data_abroad else [])


def test_else_they_lie_in_a_second_vault_at_home(variant):
    deployment, found = variant
    by_vault = {name: rule["TargetBackupVault"] for name, rule in rules(found, DataClass.PERSONAL).items()}
    second = {name for name, vault in by_vault.items() if vault == "padan-pilot-safe"}
    assert second == (set() if deployment.personal_data_abroad else {"daily-safe", "weekly-safe"})
    assert {rule["TargetBackupVault"] for rule in rules(found, DataClass.OPERATIONAL).values()} == {
        "padan-pilot-backup"
    }


def test_restoring_is_tried_every_month_for_all_that_is_marked(home):
    plan = home.one("AWS::Backup::RestoreTestingPlan")
    assert re.fullmatch(r"\w{1,50}", plan["RestoreTestingPlanName"])
    assert len(plan["RecoveryPointSelection"]["IncludeVaults"]) == 2
    selections = home.of("AWS::Backup::RestoreTestingSelection")
    assert {one["ProtectedResourceType"] for one in selections} == {"DynamoDB", "S3"}
    for one in selections:
        assert one["RestoreTestingPlanName"] == plan["RestoreTestingPlanName"]
        wanted = {pair["Key"]: pair["Value"] for pair in one["ProtectedResourceConditions"]["StringEquals"]}
        assert wanted["aws:ResourceTag/backup"] == "planned"
        assert wanted["aws:ResourceTag/stage"] == "pilot"


@pytest.mark.parametrize(("active", "plans"), [(Role.HOME, 0), (Role.RECOVERY, 2)])
def test_the_recovery_region_makes_backups_while_it_is_active(varied, active, plans):
    found = made(varied(active=active).recovery_place)
    assert len(found.of(PLAN)) == plans
    assert len(found.of(VAULT)) == 2
    assert all(not copies(found, data_class) for data_class in DataClass if plans)


def test_the_role_of_backups_can_be_named_before_it_is_made(home):
    role = home.one("AWS::IAM::Role", RoleName="padan-pilot-home-backup")
    (trust,) = role["AssumeRolePolicyDocument"]["Statement"]
    assert trust["Principal"] == {"Service": "backup.amazonaws.com"}


def test_the_role_uses_the_key_here_and_where_copies_go(home):
    policy = home.named("AWS::IAM::ManagedPolicy", "kms:CreateGrant")
    (statement,) = policy["PolicyDocument"]["Statement"]
    here, abroad = statement["Resource"]
    assert "KeysData" in str(here)
    assert "ap-southeast-1" in str(abroad)
