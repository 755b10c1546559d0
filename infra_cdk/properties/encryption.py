"""Whatever keeps data encrypts it with a key that the deployment owns."""

from infra_cdk.properties.law import Law, keys, own_key
from infra_cdk.properties.resource import Resource, each
from infra_cdk.properties.world import World

_SAYS = "is encrypted with a key of the deployment, in each region where it keeps data"


def _law(path: str) -> Law:
    return Law(name="Encrypted", says=_SAYS, holds=own_key(path))


def _table(resource: Resource, world: World) -> bool:
    replicas = each(resource.get("Replicas"))
    return resource.get("SSESpecification.SSEType") == "KMS" and all(
        keys(resource, world, replica.get("SSESpecification")) for replica in replicas
    )


def _bucket(resource: Resource, world: World) -> bool:
    default = resource.get("BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault") or {}
    return default.get("SSEAlgorithm") == "aws:kms" and bool(keys(resource, world, default.get("KMSMasterKeyID")))


def _queue(resource: Resource, world: World) -> bool:
    own = resource.get("KmsMasterKeyId")
    return resource.get("SqsManagedSseEnabled") is True if own is None else bool(keys(resource, world, own))


def _domain(resource: Resource, world: World) -> bool:
    inside = resource.get("NodeToNodeEncryptionOptions.Enabled") is True
    at_rest = resource.get("EncryptionAtRestOptions.Enabled") is True
    return inside and at_rest and own_key("EncryptionAtRestOptions.KmsKeyId")(resource, world)


def _rotated(resource: Resource, world: World) -> bool:  # noqa: ARG001 - a law takes both; KMS rotates no pairs
    signs = resource.get("KeyUsage") == "SIGN_VERIFY"
    return signs or resource.get("EnableKeyRotation") is True


TABLE = Law(name="Encrypted", says=_SAYS, holds=_table)
BUCKET = Law(name="Encrypted", says=_SAYS, holds=_bucket)
DOMAIN = Law(name="Encrypted", says=_SAYS + ", and between its nodes", holds=_domain)
QUEUE = Law(name="Encrypted", says="is encrypted, by a key of the deployment or by SQS itself", holds=_queue)
"""A queue carries ids and keys of objects, no personal data; S3 and EventBridge must be able to send to it."""

TOPIC = _law("KmsMasterKeyId")
LOG_GROUP = _law("KmsKeyId")
SECRET = _law("KmsKeyId")
VAULT = _law("EncryptionKeyArn")
TRAIL = _law("KMSKeyId")
CHANNEL = _law("S3KmsKeyArn")
ROTATED = Law(name="KeyRotated", says="rotates its material each year, unless it signs", holds=_rotated)
