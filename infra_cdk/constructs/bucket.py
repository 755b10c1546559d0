"""One bucket, as every bucket of a deployment is: versioned, encrypted, private, logged, and kept."""

from typing import cast

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra_cdk.constructs.bucket_policies import enforce_key
from infra_cdk.data.classification import mark
from infra_cdk.data.stores import ACCESS_LOGS, DATA_STORES, Store
from infra_cdk.data.tags import mark_backed_up
from infra_cdk.deployment import Place

_UPLOAD_DAYS = 1
_BROWSER_SECONDS = 3600
_TLS = 1.2


def make_bucket(scope: Construct, store: Store, place: Place, key: kms.IKey | None) -> s3.Bucket:
    """Return the bucket of ``store`` in ``place``; without ``key`` S3's own keys encrypt it, as access logs need."""
    bucket = s3.Bucket(
        scope,
        store.name,
        bucket_name=place.bucket(store.name),
        encryption=s3.BucketEncryption.KMS if key else s3.BucketEncryption.S3_MANAGED,
        encryption_key=key,
        bucket_key_enabled=True if key else None,
        block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
        object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
        enforce_ssl=True,
        minimum_tls_version=_TLS,
        versioned=True,
        lifecycle_rules=[_lifecycle(store)],
        object_lock_enabled=True if store.locked else None,
        object_lock_default_retention=_lock(store, place),
        cors=_browsers(place) if store.by_browsers else None,
        # What a first deployment made before it failed is empty, and in the way of the second.
        removal_policy=RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    )
    if key:
        enforce_key(bucket, key.key_arn)
    if store is not ACCESS_LOGS:
        _log(bucket, store, place)
    mark(bucket, store.data_class)
    if store in DATA_STORES:
        mark_backed_up(bucket)
    return bucket


def plain(bucket: s3.Bucket) -> s3.CfnBucket:
    """Return the resource itself, for what the construct cannot say."""
    return cast("s3.CfnBucket", bucket.node.default_child)


def _log(bucket: s3.Bucket, store: Store, place: Place) -> None:
    plain(bucket).logging_configuration = s3.CfnBucket.LoggingConfigurationProperty(
        destination_bucket_name=place.bucket(ACCESS_LOGS.name), log_file_prefix=f"{store.name}/"
    )


def _lifecycle(store: Store) -> s3.LifecycleRule:
    archived = s3.Transition(
        storage_class=s3.StorageClass.GLACIER_INSTANT_RETRIEVAL, transition_after=Duration.days(store.archived)
    )
    return s3.LifecycleRule(
        id="kept",
        enabled=True,
        abort_incomplete_multipart_upload_after=Duration.days(_UPLOAD_DAYS),
        noncurrent_version_expiration=Duration.days(store.superseded),
        expiration=Duration.days(store.expires) if store.expires else None,
        # An expiry by age takes the markers of deleted objects along.
        expired_object_delete_marker=None if store.expires else True,
        transitions=[archived] if store.archived else None,
    )


def _lock(store: Store, place: Place) -> s3.ObjectLockRetention | None:
    if not store.locked:
        return None
    days = Duration.days(store.locked)
    final = place.deployment.lock_grace_days > 0
    return s3.ObjectLockRetention.compliance(days) if final else s3.ObjectLockRetention.governance(days)


def _browsers(place: Place) -> list[s3.CorsRule]:
    return [
        s3.CorsRule(
            allowed_methods=[s3.HttpMethods.POST, s3.HttpMethods.GET],
            allowed_origins=[f"https://{place.deployment.domain}"],
            allowed_headers=["*"],
            exposed_headers=["ETag"],
            max_age=_BROWSER_SECONDS,
        )
    ]
