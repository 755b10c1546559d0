"""The emulator as an account: which region a request is for, and what a lost region answers."""

import httpx
import pytest

from infra_cdk.rehearsal import account
from infra_cdk.rehearsal.cloud import Cloud
from infra_cdk.rehearsal.cloud_server import LOST, region_of

HOME, AWAY = "ap-southeast-3", "ap-southeast-1"


@pytest.fixture(scope="module")
def cloud(tmp_path_factory):
    with Cloud(tmp_path_factory.mktemp("cloud")) as running:
        yield running


def _scope(headers=(), query=b"", path="/"):
    return {"type": "http", "path": path, "query_string": query, "headers": list(headers)}


def test_a_request_is_for_the_region_that_it_is_signed_for():
    header = b"AWS4-HMAC-SHA256 Credential=test/20261122/ap-southeast-1/dynamodb/aws4_request, SignedHeaders=host"
    assert region_of(_scope([(b"authorization", header)])) == AWAY
    assert region_of(_scope(query=b"X-Amz-Credential=test%2F20261122%2Fap-southeast-3%2Fs3%2Faws4_request")) == HOME
    assert region_of(_scope(path="/_ministack/health")) == ""


@pytest.mark.emulator
def test_a_lost_region_answers_nothing_and_comes_back(cloud):
    def queues(region):
        return account.client("sqs", cloud.url, region)

    queues(HOME).create_queue(QueueName="home")
    queues(AWAY).create_queue(QueueName="away")
    httpx.put(cloud.url + LOST, params={"region": HOME}, trust_env=False).raise_for_status()
    try:
        with pytest.raises(Exception, match="503"):
            queues(HOME).list_queues()
        assert "away" in queues(AWAY).list_queues()["QueueUrls"][0]
    finally:
        httpx.delete(cloud.url + LOST, params={"region": HOME}, trust_env=False)
    assert "home" in queues(HOME).list_queues()["QueueUrls"][0]


@pytest.mark.emulator
def test_rights_are_enforced_and_requests_count_as_encrypted(cloud):
    import boto3

    iam = account.client("iam", cloud.url, HOME)
    iam.create_user(UserName="nobody")
    key = iam.create_access_key(UserName="nobody")["AccessKey"]
    stranger = boto3.client(
        "sqs",
        endpoint_url=cloud.url,
        region_name=HOME,
        aws_access_key_id=key["AccessKeyId"],
        aws_secret_access_key=key["SecretAccessKey"],
    )
    with pytest.raises(stranger.exceptions.ClientError, match="not authorized"):
        stranger.list_queues()
    policy = (
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:*", '
        '"Resource": ["arn:aws:s3:::sealed", "arn:aws:s3:::sealed/*"], '
        '"Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}'
    )
    objects = account.client("s3", cloud.url, HOME)
    objects.create_bucket(Bucket="sealed", CreateBucketConfiguration={"LocationConstraint": HOME})
    objects.put_bucket_policy(Bucket="sealed", Policy=policy)
    assert objects.list_objects_v2(Bucket="sealed")["KeyCount"] == 0
