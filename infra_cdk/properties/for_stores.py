"""What must hold for whatever keeps data, and for the keys that it is encrypted with."""

from infra_cdk.properties import consumers, encryption, exposure, keeping, residency, secrecy
from infra_cdk.properties.law import Requirement, law, none, of

STORES: dict[str, Requirement] = {
    "AWS::DynamoDB::GlobalTable": of(
        encryption.TABLE, keeping.TABLE_KEPT, keeping.RETAINED, residency.CLASSED, residency.AT_HOME
    ),
    "AWS::S3::Bucket": of(
        encryption.BUCKET,
        exposure.PRIVATE_BUCKET,
        exposure.BUCKET_TLS,
        keeping.VERSIONED,
        keeping.LIFE_CYCLE,
        keeping.RETAINED,
        residency.CLASSED,
        residency.AT_HOME,
        residency.NO_COPY,
    ),
    "AWS::S3::BucketPolicy": of(exposure.NO_STRANGER),
    "AWS::SQS::Queue": of(
        encryption.QUEUE, exposure.QUEUE_TLS, consumers.DEAD_LETTERS, consumers.QUEUE_ALARM, residency.CLASSED
    ),
    "AWS::SQS::QueuePolicy": of(exposure.NO_STRANGER),
    "AWS::SNS::Topic": of(encryption.TOPIC, exposure.TOPIC_TLS),
    "AWS::SNS::TopicPolicy": of(exposure.NO_STRANGER),
    "AWS::SNS::Subscription": none("mails and queues that listen to topics of ours; the topics' laws hold"),
    "AWS::KMS::Key": of(encryption.ROTATED, keeping.RETAINED, exposure.NO_STRANGER),
    "AWS::KMS::ReplicaKey": of(keeping.RETAINED, exposure.NO_STRANGER),
    "AWS::KMS::Alias": none("a name of a key, whose laws hold"),
    "AWS::SecretsManager::Secret": of(
        encryption.SECRET, secrecy.GENERATED, keeping.RETAINED, residency.CLASSED, residency.NO_COPY
    ),
    "AWS::Cognito::UserPool": of(keeping.POOL_KEPT, keeping.RETAINED, residency.PERSONAL, residency.AT_HOME),
    "AWS::Cognito::UserPoolClient": of(
        law("NoGuessing", "does not tell whether an account exists", "PreventUserExistenceErrors", "ENABLED")
    ),
    "AWS::Cognito::UserPoolGroup": none("a name of a role"),
    "AWS::OpenSearchService::Domain": of(
        encryption.DOMAIN,
        exposure.DOMAIN_TLS,
        exposure.DOMAIN_PRIVATE,
        exposure.NO_STRANGER,
        residency.CLASSED,
        residency.AT_HOME,
        law("SpreadOut", "stands in several zones", "ClusterConfig.ZoneAwarenessEnabled", True),
        law("Masters", "has masters of its own", "ClusterConfig.DedicatedMasterEnabled", True),
        law("FineGrained", "knows who may do what", "AdvancedSecurityOptions.Enabled", True),
        law("Logged", "logs slow searches and errors", "LogPublishingOptions"),
    ),
    "AWS::Backup::BackupVault": of(
        encryption.VAULT,
        keeping.VAULT_LOCKED,
        keeping.RETAINED,
        residency.CLASSED,
        residency.AT_HOME,
        exposure.NO_STRANGER,
    ),
    "AWS::Backup::BackupPlan": of(residency.PLAN_AT_HOME),
    "AWS::Backup::BackupSelection": of(law("OwnRole", "backs up with a role of ours", "BackupSelection.IamRoleArn")),
    "AWS::Backup::Framework": none("checks backups and keeps nothing"),
    "AWS::Backup::RestoreTestingPlan": of(
        law("Regular", "runs on a schedule", "ScheduleExpression"),
    ),
    "AWS::Backup::RestoreTestingSelection": of(law("OwnRole", "restores with a role of ours", "IamRoleArn")),
}
