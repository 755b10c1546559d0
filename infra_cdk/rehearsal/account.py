"""Clients of the emulated account."""

import functools
from typing import Any

from local.emulator import CREDENTIALS


@functools.cache
def client(service: str, endpoint: str, region: str) -> Any:  # noqa: ANN401 - boto3 makes its clients at run time
    """Return a client of ``service`` in ``region`` with the account's root credentials."""
    import boto3
    from botocore.config import Config

    return boto3.client(  # type: ignore[call-overload]
        service,
        endpoint_url=endpoint,
        region_name=region,
        aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
        config=Config(read_timeout=60, retries={"total_max_attempts": 2}, s3={"addressing_style": "path"}),
    )
