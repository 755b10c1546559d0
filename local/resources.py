"""Creates in the emulator what the stacks create in the cloud; calling it again changes nothing."""

import functools
import json
from typing import Any

import msgspec
from botocore.exceptions import ClientError

from local.emulator import ACCOUNT, CREDENTIALS, REGION
from local.table_stores import create_tables
from security.auditing.signing import KEY_SPEC
from security.passwords import POOL_POLICY

_POOL = "padan"
_KEY_ALIAS = "alias/padan-vault"
_AUDIT_ALIAS = "alias/padan-audit"
_GROUPS = ("seeker", "employer", "officer", "monitor", "analyst", "admin")
_FLOWS = ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
_DEAD_LETTERS_KEPT = 14 * 24 * 3600


class Identifiers(msgspec.Struct, frozen=True, kw_only=True):
    """What the emulator named by itself and the settings must know."""

    user_pool_id: str
    user_pool_client_id: str
    vault_key_id: str
    audit_key_id: str

    @property
    def issuer(self) -> str:
        """The issuer in the tokens of the user pool."""
        return f"https://cognito-idp.{REGION}.amazonaws.com/{self.user_pool_id}"


@functools.cache
def client(service: str, endpoint: str) -> Any:  # noqa: ANN401 - boto3 makes its clients at run time
    """A boto3 client of the emulator."""
    import boto3

    return boto3.client(  # type: ignore[call-overload]
        service,
        endpoint_url=endpoint,
        region_name=REGION,
        aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
    )


def create_identifiers(endpoint: str, sender: str) -> Identifiers:
    """Find or create the user pool with its client and groups, the key, and the verified sender."""
    cognito = client("cognito-idp", endpoint)
    pool = _pool(cognito)
    _create_groups(cognito, pool)
    client("ses", endpoint).verify_email_identity(EmailAddress=sender)
    return Identifiers(
        user_pool_id=pool,
        user_pool_client_id=_pool_client(cognito, pool),
        vault_key_id=_key(client("kms", endpoint), _KEY_ALIAS, Description="Wraps personal data"),
        audit_key_id=_key(client("kms", endpoint), _AUDIT_ALIAS, KeySpec=KEY_SPEC, KeyUsage="SIGN_VERIFY"),
    )


def create_stores(endpoint: str) -> None:
    """Create every table, queue and bucket. The settings must be in the environment, `app` imported."""
    from chalicelib.settings import Objects, read

    create_tables(client("dynamodb", endpoint))
    _create_queues(client("sqs", endpoint))
    objects = read(Objects)
    for bucket in (objects.documents_bucket, objects.payloads_bucket):
        _create_bucket(client("s3", endpoint), bucket)
    _keep_versions(client("s3", endpoint), objects.documents_bucket)
    _create_bucket(client("s3", endpoint), objects.audit_bucket, ObjectLockEnabledForBucket=True)
    _announce_uploads(client("s3", endpoint), objects.documents_bucket)


def _pool(cognito: Any) -> str:  # noqa: ANN401
    for pool in cognito.list_user_pools(MaxResults=60)["UserPools"]:
        if pool["Name"] == _POOL:
            return str(pool["Id"])
    policies = {"PasswordPolicy": dict(POOL_POLICY)}
    return str(cognito.create_user_pool(PoolName=_POOL, Policies=policies)["UserPool"]["Id"])


def _pool_client(cognito: Any, pool: str) -> str:  # noqa: ANN401
    for found in cognito.list_user_pool_clients(UserPoolId=pool, MaxResults=60)["UserPoolClients"]:
        if found["ClientName"] == _POOL:
            return str(found["ClientId"])
    made = cognito.create_user_pool_client(UserPoolId=pool, ClientName=_POOL, ExplicitAuthFlows=_FLOWS)
    return str(made["UserPoolClient"]["ClientId"])


def _create_groups(cognito: Any, pool: str) -> None:  # noqa: ANN401
    there = {group["GroupName"] for group in cognito.list_groups(UserPoolId=pool)["Groups"]}
    for name in _GROUPS:
        if name not in there:
            cognito.create_group(UserPoolId=pool, GroupName=name)


def _key(kms: Any, alias: str, **wanted: str) -> str:  # noqa: ANN401
    try:
        return str(kms.describe_key(KeyId=alias)["KeyMetadata"]["KeyId"])
    except ClientError as error:
        if error.response["Error"]["Code"] != "NotFoundException":
            raise
    key = str(kms.create_key(**wanted)["KeyMetadata"]["KeyId"])
    kms.create_alias(AliasName=alias, TargetKeyId=key)
    return key


def _create_queues(sqs: Any) -> None:  # noqa: ANN401
    from chalicelib.resources import QUEUES, STREAM_FAILURES, physical_name

    _create_queue(sqs, physical_name(STREAM_FAILURES.name), {"MessageRetentionPeriod": str(_DEAD_LETTERS_KEPT)})
    for queue in QUEUES:
        dead = physical_name(queue.dead_letter)
        _create_queue(sqs, dead, {"MessageRetentionPeriod": str(_DEAD_LETTERS_KEPT)})
        redrive = {
            "deadLetterTargetArn": f"arn:aws:sqs:{REGION}:{ACCOUNT}:{dead}",
            "maxReceiveCount": queue.max_receives,
        }
        attributes = {"VisibilityTimeout": str(queue.visibility), "RedrivePolicy": json.dumps(redrive)}
        _create_queue(sqs, physical_name(queue.name), attributes)


def _create_queue(sqs: Any, name: str, attributes: dict[str, str]) -> None:  # noqa: ANN401
    try:
        sqs.create_queue(QueueName=name, Attributes=attributes)
    except ClientError as error:
        if error.response["Error"]["Code"] not in {"QueueAlreadyExists", "QueueNameExists"}:
            raise
        url = sqs.get_queue_url(QueueName=name)["QueueUrl"]
        sqs.set_queue_attributes(QueueUrl=url, Attributes=attributes)


def _create_bucket(s3: Any, name: str, **wanted: Any) -> None:  # noqa: ANN401
    there = {bucket["Name"] for bucket in s3.list_buckets()["Buckets"]}
    if name not in there:
        s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION}, **wanted)


def _keep_versions(s3: Any, bucket: str) -> None:  # noqa: ANN401
    """As in the cloud, so that a checked file is told from what is put in its place later."""
    if s3.get_bucket_versioning(Bucket=bucket).get("Status") != "Enabled":
        s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})


def _announce_uploads(s3: Any, bucket: str) -> None:  # noqa: ANN401
    """Have every upload to the bucket put a message into the queue of documents to check."""
    from chalicelib.resources import DOCUMENTS, physical_name

    queue = f"arn:aws:sqs:{REGION}:{ACCOUNT}:{physical_name(DOCUMENTS.name)}"
    wanted = [{"Id": "uploads", "QueueArn": queue, "Events": ["s3:ObjectCreated:*"]}]
    there = s3.get_bucket_notification_configuration(Bucket=bucket).get("QueueConfigurations", [])
    if [entry["QueueArn"] for entry in there] != [queue]:
        s3.put_bucket_notification_configuration(
            Bucket=bucket, NotificationConfiguration={"QueueConfigurations": wanted}, SkipDestinationValidation=True
        )
