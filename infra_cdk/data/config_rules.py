"""What AWS Config watches, by the names of its managed rules, with the values that we ask for."""

import msgspec

from infra_cdk.data.classification import TAG
from infra_cdk.data.tags import APPLICATION, OWNER, STAGE


class ConfigRule(msgspec.Struct, frozen=True, kw_only=True):
    """A managed rule: its ``identifier`` in AWS's words, what it asks of, and values as text.

    ``types``: resource types that it judges, none for rules that AWS runs by the clock; ``once``: it judges what the
    account has once, so the home region alone asks.
    """

    identifier: str
    types: tuple[str, ...] = ()
    inputs: dict[str, str] = {}
    once: bool = False

    @property
    def name(self) -> str:
        """The rule's own name, without the deployment's prefix."""
        return self.identifier.lower().replace("_", "-")


_TABLE, _BUCKET, _KEY = "AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::KMS::Key"
_FUNCTION, _DOMAIN = "AWS::Lambda::Function", "AWS::OpenSearch::Domain"

RULES: tuple[ConfigRule, ...] = (
    ConfigRule(identifier="DYNAMODB_PITR_ENABLED", types=(_TABLE,)),
    ConfigRule(identifier="DYNAMODB_TABLE_ENCRYPTED_KMS", types=(_TABLE,)),
    ConfigRule(identifier="DYNAMODB_TABLE_DELETION_PROTECTION_ENABLED", types=(_TABLE,)),
    ConfigRule(identifier="DYNAMODB_RESOURCES_PROTECTED_BY_BACKUP_PLAN"),
    ConfigRule(identifier="S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED", types=(_BUCKET,)),
    ConfigRule(identifier="S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC", once=True),
    ConfigRule(identifier="S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED", types=(_BUCKET,)),
    ConfigRule(identifier="S3_BUCKET_SSL_REQUESTS_ONLY", types=(_BUCKET,)),
    ConfigRule(identifier="S3_BUCKET_VERSIONING_ENABLED", types=(_BUCKET,)),
    ConfigRule(identifier="KMS_CMK_NOT_SCHEDULED_FOR_DELETION", types=(_KEY,)),
    ConfigRule(identifier="CMK_BACKING_KEY_ROTATION_ENABLED", types=(_KEY,)),
    ConfigRule(identifier="LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED", types=(_FUNCTION,)),
    ConfigRule(identifier="OPENSEARCH_ENCRYPTED_AT_REST", types=(_DOMAIN,)),
    ConfigRule(identifier="OPENSEARCH_NODE_TO_NODE_ENCRYPTION_CHECK", types=(_DOMAIN,)),
    ConfigRule(identifier="OPENSEARCH_IN_VPC_ONLY", types=(_DOMAIN,)),
    ConfigRule(identifier="CLOUD_TRAIL_ENABLED"),
    ConfigRule(identifier="GUARDDUTY_ENABLED_CENTRALIZED"),
    ConfigRule(identifier="ROOT_ACCOUNT_MFA_ENABLED", once=True),
    ConfigRule(identifier="IAM_ROOT_ACCESS_KEY_CHECK", once=True),
    ConfigRule(identifier="MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS", once=True),
    ConfigRule(identifier="ACCESS_KEYS_ROTATED", inputs={"maxAccessKeyAge": "90"}, once=True),
    ConfigRule(
        identifier="REQUIRED_TAGS",
        types=(_TABLE, _BUCKET),
        inputs={"tag1Key": APPLICATION, "tag2Key": STAGE, "tag3Key": OWNER, "tag4Key": TAG},
    ),
)
