"""A bucket of the emulator for the tests of stores."""

import secrets

import pytest

from tests.platform_fixtures import forget


@pytest.fixture(scope="module")
def batch_bucket(emulator):
    """The name of a bucket of these tests."""
    from local import resources

    with pytest.MonkeyPatch.context() as patch:
        for variable, value in (resources.CREDENTIALS | {"AWS_ENDPOINT_URL": emulator.url}).items():
            patch.setenv(variable, value)
        forget()
        client = resources.client("s3", emulator.url)
        # The emulator outlives a module: each one that asks has a bucket of its own.
        name = f"tests-{secrets.token_hex(4)}-matches"
        client.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "ap-southeast-3"})
        yield name
    forget()
