"""What a call of an AWS client needs in a policy: actions on resources, under names that are the same in every test."""

import functools
from collections.abc import Iterator, Mapping, Set
from typing import Any, NamedTuple

from chalicelib.resources import QUEUES, STREAM_FAILURES
from chalicelib.tables import all_tables
from infra_cdk.functions.surroundings import Arns

Parameters = Mapping[str, Any]

_IN_TRANSACTIONS = {
    "ConditionCheck": "ConditionCheckItem",
    "Delete": "DeleteItem",
    "Get": "GetItem",
    "Put": "PutItem",
    "Update": "UpdateItem",
}
_WITHOUT_CREDENTIALS = {("cognito-idp", "RevokeToken")}
"""Calls that carry a token instead of a signature; policies say nothing about them."""


class Need(NamedTuple):
    """One action on one resource, with what conditions look at."""

    action: str
    resource: str
    context: tuple[tuple[str, str], ...] = ()


def needs(arns: Arns, service: str, operation: str, parameters: Parameters) -> Iterator[Need]:
    """Yield what ``operation`` of ``service`` needs; raises ``LookupError`` for a resource that nobody knows."""
    if (service, operation) in _WITHOUT_CREDENTIALS:
        return
    yield from _NEEDS[service](arns, operation, parameters)


def _dynamodb(arns: Arns, operation: str, parameters: Parameters) -> Iterator[Need]:
    if operation.startswith("Transact"):
        for each in parameters["TransactItems"]:
            for kind, item in each.items():
                yield Need(f"dynamodb:{_IN_TRANSACTIONS[kind]}", arns.table(_table(item["TableName"])))
    elif operation.startswith("Batch"):
        for name in parameters["RequestItems"]:
            yield Need(f"dynamodb:{operation}", arns.table(_table(name)))
    else:
        table, index = _table(parameters["TableName"]), parameters.get("IndexName")
        resource = arns.index(table, index) if index else arns.table(table)
        yield Need(f"dynamodb:{operation}", resource)


def _sqs(arns: Arns, operation: str, parameters: Parameters) -> Iterator[Need]:
    physical = parameters.get("QueueName") or parameters["QueueUrl"].rpartition("/")[2]
    known = {name for queue in QUEUES for name in (queue.name, queue.dead_letter)} | {STREAM_FAILURES.name}
    yield Need(f"sqs:{operation.removesuffix('Batch')}", arns.queue(_logical(physical, known)))


def _s3(arns: Arns, operation: str, parameters: Parameters) -> Iterator[Need]:
    bucket = arns.bucket(_logical(parameters["Bucket"], {"audit", "documents", "matches", "payloads"}))
    of_bucket = {"HeadBucket": "ListBucket", "ListObjectVersions": "ListBucketVersions"}
    if operation in of_bucket:
        yield Need(f"s3:{of_bucket[operation]}", bucket)
    elif operation == "DeleteObjects":
        for entry in parameters["Delete"]["Objects"]:
            verb = "DeleteObjectVersion" if "VersionId" in entry else "DeleteObject"
            yield Need(f"s3:{verb}", f"{bucket}/{entry['Key']}")
    else:
        yield Need(f"s3:{operation}", f"{bucket}/{parameters['Key']}")


def _kms(arns: Arns, operation: str, parameters: Parameters) -> Iterator[Need]:
    key = arns.around.audit_key if operation in {"GetPublicKey", "Sign"} else arns.around.vault_key
    wrapped = parameters.get("EncryptionContext", {})
    yield Need(f"kms:{operation}", key, tuple((f"kms:EncryptionContext:{name}", wrapped[name]) for name in wrapped))


def _accounts(arns: Arns, operation: str, parameters: Parameters) -> Iterator[Need]:
    yield Need(f"cognito-idp:{operation}", arns.around.user_pool_arn)


def _mail(arns: Arns, operation: str, parameters: Parameters) -> Iterator[Need]:
    deployment = arns.place.deployment
    sender = (("ses:FromAddress", deployment.mail_sender),)
    yield Need(f"ses:{operation}", arns.of("ses", f"identity/{deployment.domain}"), sender)


def _texting(arns: Arns, operation: str, parameters: Parameters) -> Iterator[Need]:
    yield Need(f"sns:{operation}", parameters.get("TopicArn") or parameters["PhoneNumber"])


def _secret(arns: Arns, operation: str, parameters: Parameters) -> Iterator[Need]:
    name = _logical(parameters["SecretId"], {"lookup", "cursor"})
    yield Need(f"secretsmanager:{operation}", arns.secret(name).replace("??????", "a1B2c3"))


def _table(physical: str) -> str:
    return _logical(physical, _tables())


@functools.cache
def _tables() -> frozenset[str]:
    """The names of all tables: looked for once, since that walks through all packages."""
    return frozenset(model.Meta.logical_name for model in all_tables())


def _logical(physical: str, known: Set[str]) -> str:
    """The longest known name that ``physical`` is, or ends with after a dash."""
    found = [name for name in known if physical == name or physical.endswith(f"-{name}")]
    if not found:
        raise LookupError(f"{physical} is none of {sorted(known)}")
    return max(found, key=len)


_NEEDS = {
    "cognito-idp": _accounts,
    "dynamodb": _dynamodb,
    "kms": _kms,
    "s3": _s3,
    "secretsmanager": _secret,
    "sesv2": _mail,
    "sns": _texting,
    "sqs": _sqs,
}
