"""Fixtures that every test may use."""

import base64
import os

pytest_plugins = ["tests.engines_fixtures", "tests.store_fixtures"]

os.environ.update(
    {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": "ap-southeast-3",
        "AWS_DEFAULT_REGION": "ap-southeast-3",
        "AWS_EC2_METADATA_DISABLED": "true",
        "POWERTOOLS_DEV": "false",
        "PADAN_STAGE": "local",
        "PADAN_LOG_LEVEL": "WARNING",
        "PADAN_CURSOR_SECRET": base64.b64encode(bytes(32)).decode(),
        "PADAN_LOOKUP_SECRET": base64.b64encode(bytes(range(32))).decode(),
    }
)
