"""A bucket of the emulator for the tests of stores, and results of few people that fill several files."""

import secrets

import pytest

from chalicelib.matching.batch import forgetting, joining, results
from tests.platform_fixtures import forget


@pytest.fixture(scope="module")
def small_pages():
    """Pages of three rows and files of two pages, so that few people fill several."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (joining, results, forgetting):
            patch.setattr(module, "PAGE", 3)
        patch.setattr(joining, "SHEET", 6)
        yield


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
