"""Keeps everything that a platform in this process writes: what it asks of AWS, indexes, logs, measures, traces.

What was written and removed again is kept too; so it is more than a dump at the end, which is taken as well.
"""

import contextlib
import json
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from aws_lambda_powertools.metrics import base as emf
from botocore.client import BaseClient

from chalicelib import observability
from local.platform import Platform
from local.resources import client

READS = ("Get", "BatchGet", "Query", "Scan", "Describe", "List", "Head", "Receive", "Filter")
NOT_KEPT = frozenset({"cognito-idp", "kms", "sts"})
"""Accounts hold identifiers alone, which `dumped` checks; the key service gets data keys and nothing else."""
TOLD = frozenset({"ses", "sesv2", "sns"})
"""Messages go to the person themselves: their address and name have to be in them."""


class Watch:
    """Pieces of what was written, each under the name of where it went."""

    def __init__(self) -> None:
        self.pieces: list[tuple[str, str]] = []

    def keep(self, place: str, piece: Any) -> None:
        """Keep one piece."""
        self.pieces.append((place, piece if isinstance(piece, str) else _text(piece)))

    def called(self, service: str, operation: str, parameters: Any) -> None:
        """Keep a call that writes."""
        if service in NOT_KEPT | TOLD or operation.startswith(READS):
            return
        if operation == "TransactWriteItems":
            for each in parameters["TransactItems"]:
                for write in each.values():
                    self.keep(f"{service} {operation} {write['TableName']}", write)
            return
        if operation == "BatchWriteItem":
            for table, writes in parameters["RequestItems"].items():
                self.keep(f"{service} {operation} {table}", writes)
            return
        where = parameters.get("TableName") or parameters.get("QueueUrl") or parameters.get("Bucket") or ""
        key = f" {parameters['Key']}" if service == "s3" and "Key" in parameters else ""
        self.keep(f"{service} {operation} {where}{key}", parameters)


class Tracer:
    """Takes what would go to X-Ray."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self.provider = self

    @contextlib.contextmanager
    def in_subsegment(self, name: str) -> Iterator[None]:
        self._watch.keep("trace", name)
        yield

    def put_annotation(self, key: str, value: object) -> None:
        self._watch.keep("trace", f"{key}={value}")


def watching(watch: Watch, patch: pytest.MonkeyPatch) -> None:
    """Keep calls, documents of the indices, metrics and traces from now on."""
    ask = BaseClient._make_api_call

    def asked(self: BaseClient, operation: str, parameters: Any) -> Any:
        watch.called(self.meta.service_model.service_name, operation, parameters)
        return ask(self, operation, parameters)

    patch.setattr(BaseClient, "_make_api_call", asked)
    _watch_indices(watch, patch)
    # Metrics and traces are for a deployment; here they are read.
    patch.setattr(observability, "_LOCAL", False)
    patch.setattr(observability, "_tracer", lambda: Tracer(watch))
    patch.setattr(emf, "print", lambda line: watch.keep("metrics", line), raising=False)


def _watch_indices(watch: Watch, patch: pytest.MonkeyPatch) -> None:
    from search.embedded.generations import EmbeddedIndex
    from search.embedded.percolator import EmbeddedPercolator
    from search.opensearch.index import OpenSearchIndex

    for kind in (EmbeddedIndex, EmbeddedPercolator, OpenSearchIndex):
        put = kind.put

        def kept(self: Any, documents: Any, *, generation: Any = None, put: Any = put) -> Any:
            watch.keep(f"index {type(self).__name__}", msgspec.json.encode(documents).decode())
            return put(self, documents, generation=generation)

        patch.setattr(kind, "put", kept)


def dumped(platform: Platform) -> Iterator[tuple[str, str]]:
    """Yield everything that lies in the emulator, and the files that the platform wrote."""
    url = platform.emulator.url
    yield from stored(url)
    cognito = client("cognito-idp", url)
    for pool in cognito.list_user_pools(MaxResults=60)["UserPools"]:
        for user in cognito.list_users(UserPoolId=pool["Id"])["Users"]:
            yield "account", _text(user)
    for file in sorted(platform.folder.path.glob("*.log")):
        yield f"log {file.name}", file.read_text(encoding="utf-8")


def stored(url: str, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield what lies in tables, queues and buckets whose names begin with ``prefix``."""
    tables = client("dynamodb", url)
    for name in tables.get_paginator("list_tables").paginate().build_full_result()["TableNames"]:
        if not name.startswith(prefix):
            continue
        for page in tables.get_paginator("scan").paginate(TableName=name):
            for item in page["Items"]:
                yield f"table {name}", _text(item)
    yield from _queues(client("sqs", url), prefix)
    yield from _objects(client("s3", url), prefix)


def _queues(sqs: Any, prefix: str) -> Iterator[tuple[str, str]]:
    for url in sqs.list_queues(QueueNamePrefix=prefix).get("QueueUrls", []):
        answer = sqs.receive_message(
            QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=0, MessageAttributeNames=["All"]
        )
        for message in answer.get("Messages", []):
            yield f"queue {url.rpartition('/')[2]}", _text(message)


def _objects(s3: Any, prefix: str) -> Iterator[tuple[str, str]]:
    for bucket in (found for found in s3.list_buckets()["Buckets"] if found["Name"].startswith(prefix)):
        for found in s3.list_objects_v2(Bucket=bucket["Name"]).get("Contents", []):
            answer = s3.get_object(Bucket=bucket["Name"], Key=found["Key"])
            place = f"object {bucket['Name']}/{found['Key']}"
            yield place, answer["Body"].read().decode("latin-1")
            yield f"{place} headers", _text(answer["ResponseMetadata"]["HTTPHeaders"])


def _text(piece: Any) -> str:
    return json.dumps(piece, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes | bytearray) else str(value)
