"""Buckets are private, encrypted, versioned, logged and kept; documents are read by nobody before they are scanned."""

import pytest

from infra_cdk.constructs.buckets import Buckets
from infra_cdk.constructs.keys import Keys
from infra_cdk.data.classification import DataClass
from infra_cdk.data.stores import ACCESS_LOGS, AUDIT, DATA_STORES, DOCUMENTS, MATCHES, PAYLOADS, TRAIL
from tests.infra.alone import SIZES, alone, statements, tags_of

BUCKET, POLICY = "AWS::S3::Bucket", "AWS::S3::BucketPolicy"
ACCOUNT = "000000000000"


def made(place):
    def build(stack):
        key = Keys(stack, "Keys", place).data
        Buckets(stack, "Buckets", place, key)

    return alone(place, build)


@pytest.fixture(scope="module", params=[(size, abroad) for size in SIZES for abroad in (False, True)], ids=str)
def variant(request, pilot):
    from msgspec.structs import replace

    size, abroad = request.param
    deployment = replace(pilot, size=size, personal_data_abroad=abroad)
    return deployment, made(deployment.home), made(deployment.recovery_place)


@pytest.fixture(scope="module")
def home(pilot):
    return made(pilot.home)


def bucket(found, name):
    return found.named(BUCKET, f'"BucketName": "padan-pilot-{name}-')


def policy(found, name):
    """Statements of a bucket's policy."""
    for one in found.of(POLICY):
        if name.replace("-", "") in str(one["Bucket"]):
            return statements(one["PolicyDocument"])
    raise AssertionError(name)


def names(found):
    return {one["BucketName"].removeprefix("padan-pilot-").partition(f"-{ACCOUNT}")[0] for one in found.of(BUCKET)}


def test_the_recovery_region_has_what_may_be_there(variant):
    deployment, home, recovery = variant
    everything = {store.name for store in (*DATA_STORES, MATCHES, ACCESS_LOGS)}
    assert names(home) == everything
    assert names(recovery) == (everything if deployment.personal_data_abroad else {"payloads", "access-logs"})


def test_every_bucket_is_private_versioned_encrypted_and_kept(variant):
    _, *places = variant
    for found in places:
        for one in found.whole(BUCKET):
            properties = one["Properties"]
            assert set(properties["PublicAccessBlockConfiguration"].values()) == {True}
            assert properties["OwnershipControls"]["Rules"] == [{"ObjectOwnership": "BucketOwnerEnforced"}]
            assert properties["VersioningConfiguration"] == {"Status": "Enabled"}
            assert (one["DeletionPolicy"], one["UpdateReplacePolicy"]) == ("RetainExceptOnCreate", "Retain")


def test_our_key_encrypts_all_but_the_access_logs(home):
    for one in home.of(BUCKET):
        (rule,) = one["BucketEncryption"]["ServerSideEncryptionConfiguration"]
        by_default = rule["ServerSideEncryptionByDefault"]
        expected = "AES256" if "access-logs" in one["BucketName"] else "aws:kms"
        assert by_default["SSEAlgorithm"] == expected
        if expected == "aws:kms":
            assert "KeysData" in str(by_default["KMSMasterKeyID"])
            assert rule["BucketKeyEnabled"] is True


def test_every_bucket_but_the_logs_logs_its_access(home):
    for one in home.of(BUCKET):
        logging = one.get("LoggingConfiguration")
        if "access-logs" in one["BucketName"]:
            assert logging is None
        else:
            assert logging["DestinationBucketName"] == f"padan-pilot-access-logs-{ACCOUNT}-ap-southeast-3"


def test_s3_alone_writes_access_logs_for_this_deployments_buckets(home):
    admitted = policy(home, "access-logs")["AccessLogs"]
    assert admitted["Principal"] == {"Service": "logging.s3.amazonaws.com"}
    assert admitted["Condition"]["ArnLike"] == {"aws:SourceArn": "arn:aws:s3:::padan-pilot-*"}


def test_every_policy_refuses_plain_connections(variant):
    _, *places = variant
    for found in places:
        policies = found.of(POLICY)
        assert len(policies) == len(found.of(BUCKET))
        for one in policies:
            conditions = [s["Condition"] for s in one["PolicyDocument"]["Statement"] if s["Effect"] == "Deny"]
            assert {"Bool": {"aws:SecureTransport": "false"}} in conditions
            assert {"NumericLessThan": {"s3:TlsVersion": 1.2}} in conditions


@pytest.mark.parametrize("name", [store.name for store in (*DATA_STORES, MATCHES)])
def test_another_key_is_refused_and_none_is_ours(home, name):
    refusals = policy(home, name)
    header = "s3:x-amz-server-side-encryption"
    other = refusals["OtherEncryption"]
    assert other["Effect"] == "Deny"
    assert other["Condition"] == {"StringNotEquals": {header: "aws:kms"}, "Null": {header: "false"}}
    assert "KeysData" in str(refusals["OtherKey"]["Condition"]["StringNotEquals"])


def test_classes_and_backups_are_said_by_tags(home):
    for store in (*DATA_STORES, MATCHES, ACCESS_LOGS):
        tags = tags_of(bucket(home, store.name))
        assert tags["data-class"] == store.data_class
        assert tags.get("backup") == ("planned" if store in DATA_STORES else None)


def lifecycle(found, name):
    (rule,) = bucket(found, name)["LifecycleConfiguration"]["Rules"]
    return rule


@pytest.mark.parametrize("store", [*DATA_STORES, MATCHES, ACCESS_LOGS], ids=lambda store: store.name)
def test_nothing_is_kept_for_ever_unless_it_is_meant(home, store):
    rule = lifecycle(home, store.name)
    assert rule["Status"] == "Enabled"
    assert rule["AbortIncompleteMultipartUpload"] == {"DaysAfterInitiation": 1}
    assert rule["NoncurrentVersionExpiration"] == {"NoncurrentDays": store.superseded}
    assert rule.get("ExpirationInDays", 0) == store.expires
    assert rule.get("ExpiredObjectDeleteMarker", False) is not bool(store.expires)


def test_matches_are_made_anew_every_night_and_kept_for_a_week_nowhere_else():
    assert (MATCHES.expires, MATCHES.superseded, MATCHES.replicated) == (7, 1, False)


def test_payloads_go_with_the_receipts_that_point_to_them():
    from chalicelib.partners.table import KEPT

    assert PAYLOADS.expires >= KEPT.days


def test_documents_stay_until_their_owner_removes_them():
    assert DOCUMENTS.expires == 0
    assert DOCUMENTS.superseded <= 30


@pytest.mark.parametrize("store", [AUDIT, TRAIL], ids=lambda store: store.name)
def test_what_is_locked_outlives_its_lock_and_no_longer(store):
    assert store.locked < store.expires <= store.locked + 40


@pytest.mark.parametrize(("days", "mode"), [(14, "COMPLIANCE"), (0, "GOVERNANCE")])
def test_the_audits_archive_is_locked_for_five_years(varied, days, mode):
    one = bucket(made(varied(lock_grace_days=days).home), "audit")
    assert one["ObjectLockEnabled"] is True
    retention = one["ObjectLockConfiguration"]["Rule"]["DefaultRetention"]
    assert retention == {"Days": 1826, "Mode": mode}


def test_documents_are_uploaded_from_our_pages_alone(home):
    (rule,) = bucket(home, "documents")["CorsConfiguration"]["CorsRules"]
    assert rule["AllowedOrigins"] == ["https://padan.example"]
    assert set(rule["AllowedMethods"]) == {"GET", "POST"}
    assert all("CorsConfiguration" not in one for one in home.of(BUCKET) if "documents" not in one["BucketName"])


def test_nobody_reads_a_document_that_was_not_found_clean(home):
    refusal = policy(home, "documents")["NotClean"]
    assert refusal["Effect"] == "Deny"
    assert refusal["Principal"] == {"AWS": "*"}
    assert set(refusal["Action"]) == {"s3:GetObject", "s3:GetObjectVersion"}
    assert refusal["Condition"]["StringNotEquals"] == {
        "s3:ExistingObjectTag/GuardDutyMalwareScanStatus": "NO_THREATS_FOUND"
    }


def test_nobody_but_the_scan_calls_a_document_clean(home):
    statements_ = policy(home, "documents")
    exempt = statements_["Tagging"]["Condition"]["ArnNotEquals"]["aws:PrincipalArn"]
    assert set(statements_["Tagging"]["Action"]) == {"s3:PutObjectTagging", "s3:PutObjectVersionTagging"}
    assert exempt == statements_["NotClean"]["Condition"]["ArnNotEquals"]["aws:PrincipalArn"]
    assert [arn.rpartition("/")[2] for arn in exempt] == [
        "padan-pilot-home-documents-scan",
        "padan-pilot-home-backup",
        "padan-pilot-documents-replication",
    ]


def rules(found):
    """Replication rules by the name of the bucket."""
    return {
        one["BucketName"].removeprefix("padan-pilot-").partition("-0")[0]: one["ReplicationConfiguration"]
        for one in found.of(BUCKET)
        if "ReplicationConfiguration" in one
    }


def test_copies_go_abroad_by_class_and_from_home_alone(variant):
    deployment, home, recovery = variant
    expected = {
        store.name
        for store in DATA_STORES
        if store.data_class is DataClass.OPERATIONAL or deployment.personal_data_abroad
    }
    assert set(rules(home)) == expected
    assert rules(recovery) == {}


def test_copies_are_encrypted_measured_and_take_removals_along(variant):
    _, home, _ = variant
    for name, configuration in rules(home).items():
        (rule,) = configuration["Rules"]
        assert rule["Status"] == "Enabled"
        assert rule["DeleteMarkerReplication"] == {"Status": "Enabled"}
        assert rule["SourceSelectionCriteria"]["SseKmsEncryptedObjects"] == {"Status": "Enabled"}
        target = rule["Destination"]
        assert target["Bucket"] == f"arn:aws:s3:::padan-pilot-{name}-{ACCOUNT}-ap-southeast-1"
        assert "ap-southeast-1" in str(target["EncryptionConfiguration"]["ReplicaKmsKeyID"])
        assert target["Metrics"] == {"Status": "Enabled", "EventThreshold": {"Minutes": 15}}
        assert target["ReplicationTime"] == {"Status": "Enabled", "Time": {"Minutes": 15}}


def test_the_copying_role_touches_its_two_buckets_and_the_key(home):
    document = home.named("AWS::IAM::ManagedPolicy", "s3:ReplicateObject")["PolicyDocument"]
    for statement in document["Statement"]:
        resource = str(statement["Resource"])
        assert "padan-pilot-payloads-" in resource or "KeysData" in resource
        assert statement["Resource"] != "*"
