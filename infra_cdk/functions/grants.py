"""What a function may do, each grant in the platform's words and as statements of a policy.

A grant names what it is about; the statements carry the exact ARNs of the place. Tables, buckets and secrets are
encrypted with the deployment's key, which a function may use through their services alone.
"""

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from infra_cdk.functions.machine import machine_arn
from infra_cdk.functions.statements import Condition, Statement
from infra_cdk.functions.surroundings import Arns
from security.sealed import DataKeyUse


class Verb(StrEnum):
    """What is done with a table's items; in a transaction the same names count."""

    GET = "GetItem"
    BATCH_GET = "BatchGetItem"
    QUERY = "Query"
    SCAN = "Scan"
    PUT = "PutItem"
    UPDATE = "UpdateItem"
    DELETE = "DeleteItem"
    CHECK = "ConditionCheckItem"


class Grant(msgspec.Struct, frozen=True):
    """Base of all grants."""

    def statements(self, arns: Arns) -> Iterator[Statement]:
        """Yield the statements of the grant in one place."""
        raise NotImplementedError


class Table(Grant, frozen=True):
    """Items of a table."""

    name: str
    verbs: tuple[Verb, ...]

    def statements(self, arns: Arns) -> Iterator[Statement]:
        """Yield the table's own statement, and the use of its key."""
        actions = tuple(f"dynamodb:{verb}" for verb in self.verbs)
        yield Statement(sid="Tables", actions=actions, resources=(arns.table(self.name),))
        yield _key(arns, "dynamodb")


class Describes(Grant, frozen=True):
    """What a table is, not what it holds."""

    table: str

    def statements(self, arns: Arns) -> Iterator[Statement]:
        """Yield the statement."""
        yield Statement(sid="Describes", actions=("dynamodb:DescribeTable",), resources=(arns.table(self.table),))


class Index(Grant, frozen=True):
    """Queries of one index of a table."""

    table: str
    name: str

    def statements(self, arns: Arns) -> Iterator[Statement]:
        """Yield the index' own statement, and the use of its table's key."""
        yield Statement(sid="Indexes", actions=("dynamodb:Query",), resources=(arns.index(self.table, self.name),))
        yield _key(arns, "dynamodb")


class Stream(Grant, frozen=True):
    """Being called for the changes of a table."""

    table: str

    def statements(self, arns: Arns) -> Iterator[Statement]:
        """Yield what Lambda's poller does in the function's name; a list of streams is of no stream."""
        stream = arns.around.streams.get(self.table)
        if stream is None:
            return
        actions = ("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator")
        yield Statement(sid="Streams", actions=actions, resources=(stream,))
        yield Statement(sid="ListStreams", actions=("dynamodb:ListStreams",), resources=("*",))
        yield _key(arns, "dynamodb")


class Consumes(Grant, frozen=True):
    """Being called for the messages of a queue."""

    queue: str

    def statements(self, arns: Arns) -> Iterator[Statement]:
        """Yield what Lambda's poller does in the function's name."""
        actions = ("sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage")
        yield Statement(sid="Consumes", actions=actions, resources=(arns.queue(self.queue),))


class Sends(Grant, frozen=True):
    """Sending to a queue, whose address is asked for by name."""

    queue: str

    def statements(self, arns: Arns) -> Iterator[Statement]:
        """Yield the statement."""
        actions = ("sqs:GetQueueUrl", "sqs:SendMessage")
        yield Statement(sid="Sends", actions=actions, resources=(arns.queue(self.queue),))


class SetsAside(Grant, frozen=True):
    """What Lambda itself sends to a queue when the function failed for good."""

    queue: str

    def statements(self, arns: Arns) -> Iterator[Statement]:
        """Yield the statement."""
        yield Statement(sid="SetsAside", actions=("sqs:SendMessage",), resources=(arns.queue(self.queue),))


class Objects(Grant, frozen=True):
    """Objects of a bucket: ``verbs`` such as ``GetObject``; ``lists`` such as ``ListBucketVersions`` of the bucket."""

    bucket: str
    verbs: tuple[str, ...]
    lists: tuple[str, ...] = ()

    def statements(self, arns: Arns) -> Iterator[Statement]:
        """Yield the statements on objects and bucket, and the use of its key to read or to write."""
        bucket = arns.bucket(self.bucket)
        if self.verbs:
            actions = tuple(f"s3:{verb}" for verb in self.verbs)
            yield Statement(sid="Objects", actions=actions, resources=(f"{bucket}/*",))
        if self.lists:
            actions = tuple(f"s3:{verb}" for verb in self.lists)
            yield Statement(sid="Buckets", actions=actions, resources=(bucket,))
        if {"GetObject", "PutObject"} & set(self.verbs):
            yield _key(arns, "s3", writes="PutObject" in self.verbs)


class Vault(Grant, frozen=True):
    """The key of personal data: to open what is sealed, and where the function ``seals``, to seal.

    It works for data keys of these ``uses`` alone, which the key service keeps apart by their encryption context.
    """

    seals: bool = True
    uses: tuple[DataKeyUse, ...] = (DataKeyUse.VAULT,)

    def statements(self, arns: Arns) -> Iterator[Statement]:
        """Yield the statement; nothing in a place that has no such key."""
        if not arns.around.vault_key:
            return
        actions = ("kms:Decrypt", "kms:GenerateDataKey") if self.seals else ("kms:Decrypt",)
        conditions: tuple[Condition, ...] = (
            ("StringEquals", "kms:EncryptionContext:service", ("padan",)),
            ("StringEquals", "kms:EncryptionContext:use", tuple(use.value for use in self.uses)),
        )
        yield Statement(sid="Vault", actions=actions, resources=(arns.around.vault_key,), conditions=conditions)


class SignsAudit(Grant, frozen=True):
    """Signing with the key of the audit."""

    def statements(self, arns: Arns) -> Iterator[Statement]:
        """Yield the statement; nothing in a place that has no such key."""
        if arns.around.audit_key:
            yield Statement(sid="SignsAudit", actions=("kms:Sign",), resources=(arns.around.audit_key,))


class Secret(Grant, frozen=True):
    """The value of a shared secret."""

    name: str

    def statements(self, arns: Arns) -> Iterator[Statement]:
        """Yield the statement, and the use of the key it is stored with."""
        yield Statement(sid="Secrets", actions=("secretsmanager:GetSecretValue",), resources=(arns.secret(self.name),))
        yield _key(arns, "secretsmanager")


class Accounts(Grant, frozen=True):
    """Calls on the user pool, such as ``AdminCreateUser``."""

    verbs: tuple[str, ...]

    def statements(self, arns: Arns) -> Iterator[Statement]:
        """Yield the statement."""
        actions = tuple(f"cognito-idp:{verb}" for verb in self.verbs)
        yield Statement(sid="Accounts", actions=actions, resources=(arns.around.user_pool_arn,))


class Mail(Grant, frozen=True):
    """Mail from the deployment's sender, by the identity of its domain and the set that all mail goes by."""

    def statements(self, arns: Arns) -> Iterator[Statement]:
        """Yield the statement."""
        deployment = arns.place.deployment
        resources = (
            arns.of("ses", f"identity/{deployment.domain}"),
            arns.of("ses", f"configuration-set/{arns.place.named('mail')}"),
        )
        sender: Condition = ("StringEquals", "ses:FromAddress", (deployment.mail_sender,))
        yield Statement(sid="Mail", actions=("ses:SendEmail",), resources=resources, conditions=(sender,))


class ShortMessages(Grant, frozen=True):
    """SMS: to a number, which is no resource, and never to a topic."""

    def statements(self, arns: Arns) -> Iterator[Statement]:  # noqa: ARG002 - the same in every place
        """Yield the statement."""
        yield Statement(sid="ShortMessages", actions=("sns:Publish",), spared=("arn:aws:sns:*:*:*",))


class StartsMatching(Grant, frozen=True):
    """Starting the state machine of the nightly matching."""

    def statements(self, arns: Arns) -> Iterator[Statement]:
        """Yield the statement."""
        yield Statement(sid="Starts", actions=("states:StartExecution",), resources=(machine_arn(arns),))


class Searches(Grant, frozen=True):
    """Requests to the index by ``methods`` such as ``Get``; which of its indices, its own roles decide."""

    methods: tuple[str, ...]

    def statements(self, arns: Arns) -> Iterator[Statement]:
        """Yield the statement."""
        actions = tuple(f"es:ESHttp{method}" for method in self.methods)
        domain = arns.of("es", f"domain/{arns.place.named('search')}")
        yield Statement(sid="Search", actions=actions, resources=(f"{domain}/*",))


def _key(arns: Arns, service: str, *, writes: bool = False) -> Statement:
    """Return the use of the deployment's key by ``service`` in the function's name."""
    through: Condition = ("StringEquals", "kms:ViaService", (arns.service(service),))
    actions = ("kms:Decrypt", "kms:GenerateDataKey") if writes else ("kms:Decrypt",)
    if service == "dynamodb":
        # DynamoDB asks whether the key is still enabled before it opens a table that it has not served for a while.
        actions = (*actions, "kms:DescribeKey")
    sid = "KeyOf" + service.capitalize()
    return Statement(sid=sid, actions=actions, resources=(arns.around.data_key,), conditions=(through,))
