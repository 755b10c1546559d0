"""A bucket of the emulator for the tests of stores."""

import pytest

from tests.platform_fixtures import forget


@pytest.fixture(scope="module")
def batch_bucket(emulator):
    """The name of a bucket of these tests."""
    from local import resources

    with pytest.MonkeyPatch.context() as patch:
        for name, value in (resources.CREDENTIALS | {"AWS_ENDPOINT_URL": emulator.url}).items():
            patch.setenv(name, value)
        forget()
        client = resources.client("s3", emulator.url)
        client.create_bucket(
            Bucket="batch-tests-matches", CreateBucketConfiguration={"LocationConstraint": "ap-southeast-3"}
        )
        yield "batch-tests-matches"
    forget()
