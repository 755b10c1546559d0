"""Fixtures that every test may use."""

import base64
import os

from hypothesis import HealthCheck, settings

pytest_plugins = [
    "tests.engines_fixtures",
    "tests.store_fixtures",
    "tests.function_policies",
    "tests.environment_fixtures",
]

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

# Machines are shared and noisy: no property fails for taking long. In CI the same examples are drawn every time; on a
# developer's machine new ones are.
settings.register_profile("developer", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("developer"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "developer")
