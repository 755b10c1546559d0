"""One client per AWS service and process, with time-outs and bounded retries."""

import functools
from typing import Any

import boto3
from botocore.config import Config

_CONFIG = Config(
    connect_timeout=2,
    read_timeout=5,
    retries={"mode": "standard", "total_max_attempts": 4},
    max_pool_connections=32,
    s3={"addressing_style": "path"},
)
_HASTY = Config(
    connect_timeout=0.5, read_timeout=1, retries={"mode": "standard", "total_max_attempts": 1}, max_pool_connections=32
)
_ONCE = _CONFIG.merge(Config(retries={"mode": "standard", "total_max_attempts": 1}))
_MESSENGERS = frozenset({"sesv2", "sns"})
"""Services without a token to repeat a request by: what they took and did not confirm would leave twice."""


@functools.cache
def client(service: str) -> Any:  # noqa: ANN401 - boto3 makes its clients at run time
    """Return the client of ``service`` (``sqs``, ``s3``, ``kms`` …); address and region come from AWS's variables."""
    config = _ONCE if service in _MESSENGERS else _CONFIG
    return boto3.client(service, config=config)  # type: ignore[call-overload]


@functools.cache
def hasty_client(service: str) -> Any:  # noqa: ANN401
    """Return a client of ``service`` for what may as well not be done: it gives up within a second and a half."""
    return boto3.client(service, config=_HASTY)  # type: ignore[call-overload]


def forget() -> None:
    """Make new clients at the next use; for tests and for a process that prepares its own environment."""
    client.cache_clear()
    hasty_client.cache_clear()
