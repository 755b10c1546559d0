"""Every function of the platform: how large it is, what calls it, and what it may do. A test holds it to Chalice's own.

Time-outs of queue functions are a sixth of their queue's visibility, as AWS advises, so that a batch that Lambda tries
again is not delivered to somebody else meanwhile.
"""

from enum import StrEnum

import msgspec

from chalicelib.linkage.following import TOPICS
from chalicelib.resources import (
    ALERTS,
    ALERTS_DUE,
    DOCUMENTS,
    DUPLICATES,
    NOTIFICATIONS,
    PARTNER_ITEMS,
    STREAM_FAILURES,
    UPLOADED_ROWS,
)
from infra_cdk.functions.api import API_GRANTS
from infra_cdk.functions.grants import (
    Accounts,
    Consumes,
    Describes,
    Grant,
    Index,
    Mail,
    Objects,
    Searches,
    Secret,
    Sends,
    SetsAside,
    ShortMessages,
    SignsAudit,
    StartsMatching,
    Stream,
    Table,
    Vault,
    Verb,
)
from infra_cdk.functions.machine import JOIN, PART
from infra_cdk.functions.sources import QueueSource, ScheduleSource, Source, StreamSource

API = "api_handler"
"""The name that Chalice gives to the function of the interface."""
PREPARE_INDICES = "prepare_indices"
FIND_STREAMS = "find_streams"


class Share(StrEnum):
    """How many of a function may run at once: as the size says for the interface, for a worker, or one alone."""

    INTERFACE = "interface"
    WORKER = "worker"
    ALONE = "alone"


class Function(msgspec.Struct, frozen=True, kw_only=True):
    """One function under the name that Chalice gives it: ``memory`` in MB, ``timeout`` in seconds.

    A ``numeric`` one reckons with NumPy, which comes as a layer.
    """

    name: str
    memory: int = 512
    timeout: int = 60
    share: Share = Share.WORKER
    numeric: bool = False
    source: Source | None = None
    grants: tuple[Grant, ...] = ()

    @property
    def all_grants(self) -> tuple[Grant, ...]:
        """Its own grants, and those that follow from what calls it."""
        return (*self.grants, *_implied(self.source))


def _implied(source: Source | None) -> tuple[Grant, ...]:
    if isinstance(source, StreamSource):
        return (Stream(source.table), SetsAside(STREAM_FAILURES.name))
    if isinstance(source, QueueSource):
        return (Consumes(source.queue),)
    return (SetsAside(STREAM_FAILURES.name),) if source is not None else ()


_ERASED = {"dynamodb": {"NewImage": {"person": {"M": {"state": {"S": ["erased"]}}}}}}
_PERSON_ERASED = {
    "eventName": ["INSERT"],
    "dynamodb": {"NewImage": {"event": {"M": {"topic": {"S": ["person_erased"]}}}}},
}
_CONFIRMABLE = {
    "eventName": ["INSERT"],
    "dynamodb": {"NewImage": {"event": {"M": {"topic": {"S": list(TOPICS)}}}}},
}
_NEW = {"eventName": ["INSERT"]}
_WRITES_INDEX = Searches(("Get", "Post"))
_READS_QUERIES = Table("learned-words", (Verb.GET,))
_SEALS = (
    Table("audit-blocks", (Verb.PUT,)),
    Table("audit-heads", (Verb.GET, Verb.PUT)),
    Table("audit-marks", (Verb.BATCH_GET, Verb.PUT)),
)

_FOLLOWED = ("applications", "audit", "outbox", "people", "saved-searches", "vacancies")

FUNCTIONS: tuple[Function, ...] = (
    Function(name=API, memory=1024, timeout=29, share=Share.INTERFACE, grants=API_GRANTS),
    Function(
        name="index_vacancies",
        source=StreamSource(table="vacancies", batch=100, parallel=2, follows=True),
        grants=(_WRITES_INDEX,),
    ),
    Function(
        name="index_people",
        source=StreamSource(table="people", batch=100, parallel=2, follows=True),
        grants=(_WRITES_INDEX,),
    ),
    Function(
        name="reconcile_indices",
        memory=2048,
        timeout=900,
        share=Share.ALONE,
        source=ScheduleSource(expression="cron(0 19 * * ? *)", follows=True),
        grants=(
            Table("vacancies", (Verb.SCAN,)),
            Table("people", (Verb.SCAN,)),
            Searches(("Delete", "Get", "Post")),
        ),
    ),
    Function(
        name="record_changes",
        source=StreamSource(table="vacancies", batch=100),
        grants=(
            Table("feed", (Verb.PUT,)),
            Table("feed-heads", (Verb.GET, Verb.PUT)),
            Table("feed-marks", (Verb.BATCH_GET, Verb.PUT)),
            Table("review-cases", (Verb.GET, Verb.PUT)),
            Table("review-counts", (Verb.UPDATE,)),
            Table("monitor-samples", (Verb.PUT,)),
            Table("quality-counts", (Verb.GET, Verb.UPDATE)),
            Table("quality-marks", (Verb.BATCH_GET, Verb.PUT)),
            Table("source-marks", (Verb.BATCH_GET, Verb.PUT)),
            Table("source-tallies", (Verb.UPDATE,)),
            Sends(DUPLICATES.name),
            Sends(ALERTS.name),
        ),
    ),
    Function(
        name="link_duplicates",
        timeout=120,
        source=QueueSource(queue=DUPLICATES.name, batch=5),
        grants=(
            Table("duplicate-blocks", (Verb.BATCH_GET, Verb.CHECK, Verb.DELETE, Verb.PUT, Verb.QUERY)),
            Table("duplicates", (Verb.BATCH_GET, Verb.CHECK, Verb.PUT)),
            Table("partners", (Verb.GET,)),
            Table("source-tallies", (Verb.GET,)),
            Table("vacancies", (Verb.BATCH_GET, Verb.PUT)),
        ),
    ),
    Function(
        name="relay_events",
        memory=256,
        source=StreamSource(table="outbox", batch=100, parallel=4, pattern=_NEW),
        grants=(Sends(NOTIFICATIONS.name),),
    ),
    Function(
        name="send_messages",
        timeout=30,
        source=QueueSource(queue=NOTIFICATIONS.name, batch=10),
        grants=(
            Table("deliveries", (Verb.PUT, Verb.DELETE)),
            Table("breach-notices", (Verb.GET,)),
            Table("breaches", (Verb.GET,)),
            Index("applications", "by_person"),
            Table("alerts", (Verb.GET,)),
            Table("verifications", (Verb.GET,)),
            Table("former-contacts", (Verb.QUERY,)),
            Table("people", (Verb.GET,)),
            Table("personal", (Verb.GET,)),
            Table("owner-keys", (Verb.GET,)),
            Table("applications", (Verb.GET,)),
            Table("vacancies", (Verb.BATCH_GET, Verb.GET)),
            Table("employers", (Verb.GET,)),
            Table("audit", (Verb.PUT,)),
            Vault(seals=False),
            Secret("lookup"),
            Mail(),
            ShortMessages(),
        ),
    ),
    Function(
        name="take_partner_items",
        memory=1024,
        source=QueueSource(queue=PARTNER_ITEMS.name, batch=5),
        grants=(
            Objects("payloads", ("GetObject",)),
            Table("partners", (Verb.GET, Verb.UPDATE)),
            Table("receipts", (Verb.GET, Verb.UPDATE)),
            Table("receipt-outcomes", (Verb.BATCH_GET, Verb.PUT)),
            Table("vacancies", (Verb.BATCH_GET, Verb.PUT)),
            Table("employers", (Verb.BATCH_GET, Verb.PUT)),
            Table("uniqueness", (Verb.BATCH_GET, Verb.PUT, Verb.DELETE)),
        ),
    ),
    Function(
        name="pull_feeds",
        memory=2048,
        timeout=840,
        share=Share.ALONE,
        source=ScheduleSource(expression="rate(15 minutes)"),
        grants=(
            Index("partner-feeds", "by_due"),
            Table("partner-feeds", (Verb.GET, Verb.PUT)),
            Table("partner-feed-states", (Verb.PUT, Verb.QUERY)),
            Table("partners", (Verb.GET,)),
            Objects("payloads", ("PutObject",)),
            Table("receipts", (Verb.GET, Verb.PUT)),
            Table("receipt-outcomes", (Verb.BATCH_GET,)),
            Table("idempotency", (Verb.GET, Verb.PUT)),
            Sends(PARTNER_ITEMS.name),
            Index("vacancies", "by_source"),
            Table("vacancies", (Verb.BATCH_GET, Verb.GET, Verb.PUT)),
            Table("uniqueness", (Verb.DELETE, Verb.GET)),
        ),
    ),
    Function(
        name="take_uploaded_rows",
        memory=1024,
        source=QueueSource(queue=UPLOADED_ROWS.name, batch=5),
        grants=(
            Objects("payloads", ("GetObject",)),
            Table("uploads", (Verb.GET, Verb.UPDATE)),
            Table("upload-outcomes", (Verb.BATCH_GET, Verb.PUT)),
            Table("vacancies", (Verb.GET, Verb.PUT)),
            Table("employers", (Verb.GET,)),
            Table("uniqueness", (Verb.GET, Verb.PUT)),
            Table("outbox", (Verb.PUT,)),
        ),
    ),
    Function(
        name="check_uploads",
        memory=1024,
        source=QueueSource(queue=DOCUMENTS.name, batch=5),
        grants=(
            Objects(
                "documents",
                ("DeleteObject", "DeleteObjectVersion", "GetObject", "GetObjectTagging", "PutObject"),
                ("ListBucketVersions",),
            ),
            Table("documents", (Verb.GET, Verb.PUT)),
        ),
    ),
    Function(
        name="count_applications",
        memory=256,
        source=StreamSource(table="applications", batch=100, pattern=_NEW),
        grants=(Table("application-counts", (Verb.BATCH_GET,)), Table("vacancies", (Verb.GET, Verb.UPDATE))),
    ),
    Function(
        name="forget_people",
        source=StreamSource(table="outbox", batch=10, parallel=2, pattern=_PERSON_ERASED),
        grants=(
            Index("applications", "by_person"),
            Table("applications", (Verb.GET, Verb.PUT)),
            Table("uniqueness", (Verb.DELETE,)),
            Table("memberships", (Verb.QUERY, Verb.DELETE)),
            Table("employers", (Verb.GET, Verb.PUT)),
            Table("confirmations", (Verb.QUERY, Verb.DELETE)),
            Table("saved-searches", (Verb.QUERY, Verb.DELETE)),
            Table("alerts", (Verb.QUERY, Verb.DELETE)),
            Table("alert-matches", (Verb.QUERY, Verb.DELETE)),
            Table("people", (Verb.GET,)),
            Table("deliveries", (Verb.DELETE,)),
            Index("deliveries", "by_person"),
            Table("rights-requests", (Verb.PUT,)),
            Index("rights-requests", "by_person"),
            Objects("matches", ("GetObject", "PutObject"), ("ListBucket",)),
        ),
    ),
    Function(
        name="finish_erasures",
        source=StreamSource(table="people", batch=10, parallel=2, pattern=_ERASED),
        grants=(
            Table("people", (Verb.GET,)),
            Table("personal", (Verb.GET, Verb.DELETE)),
            Table("owner-keys", (Verb.DELETE,)),
            Table("uniqueness", (Verb.GET, Verb.DELETE)),
            Table("documents", (Verb.QUERY, Verb.DELETE)),
            Table("verifications", (Verb.DELETE,)),
            Index("verifications", "by_person"),
            Table("former-contacts", (Verb.DELETE, Verb.QUERY)),
            Table("office-roles", (Verb.DELETE,)),
            Table("devices", (Verb.DELETE, Verb.QUERY)),
            Objects("documents", ("DeleteObject", "DeleteObjectVersion"), ("ListBucketVersions",)),
            Table("session-ends", (Verb.UPDATE,)),
            Table("sessions", (Verb.DELETE, Verb.QUERY)),
            Accounts(("AdminDeleteUser",)),
        ),
    ),
    Function(
        name="sweep_abandoned_accounts",
        memory=256,
        timeout=300,
        share=Share.ALONE,
        source=ScheduleSource(expression="rate(1 hour)"),
        grants=(
            Table("pending-accounts", (Verb.GET, Verb.SCAN, Verb.UPDATE, Verb.DELETE)),
            Table("session-ends", (Verb.UPDATE,)),
            Table("owner-keys", (Verb.DELETE,)),
            Accounts(("AdminDeleteUser",)),
        ),
    ),
    Function(
        name="take_off_vacancies",
        timeout=600,
        share=Share.ALONE,
        source=ScheduleSource(expression="rate(15 minutes)"),
        grants=(
            Index("vacancies", "by_due"),
            Table("employers", (Verb.GET,)),
            Table("vacancies", (Verb.GET, Verb.PUT)),
            Table("uniqueness", (Verb.DELETE,)),
            Table("outbox", (Verb.PUT,)),
        ),
    ),
    Function(
        name="ask_registers",
        memory=1024,
        timeout=300,
        source=StreamSource(table="outbox", batch=50, pattern=_CONFIRMABLE),
        grants=(
            Table("confirmations", (Verb.GET, Verb.PUT)),
            Table("employers", (Verb.GET,)),
            Table("applications", (Verb.GET,)),
            Table("people", (Verb.GET,)),
            Table("personal", (Verb.GET,)),
            Table("audit", (Verb.PUT,)),
            Index("vacancies", "by_employer"),
            Table("vacancies", (Verb.BATCH_GET, Verb.GET, Verb.PUT)),
        ),
    ),
    Function(
        name="resolve_confirmations",
        timeout=60,
        share=Share.ALONE,
        source=ScheduleSource(expression="rate(1 minute)"),
        grants=(
            Index("confirmations", "by_due"),
            Table("confirmations", (Verb.GET, Verb.PUT, Verb.DELETE)),
            Table("employers", (Verb.GET, Verb.PUT)),
            Table("people", (Verb.GET, Verb.PUT)),
            Table("personal", (Verb.GET,)),
            Table("owner-keys", (Verb.GET,)),
            Table("applications", (Verb.GET,)),
            Table("vacancies", (Verb.GET, Verb.PUT)),
            Table("outbox", (Verb.PUT,)),
            Vault(seals=False),
            Secret("lookup"),
            Table("audit", (Verb.PUT,)),
            Secret("registers"),
        ),
    ),
    Function(
        name="remind_employers",
        timeout=600,
        share=Share.ALONE,
        source=ScheduleSource(expression="rate(1 hour)"),
        grants=(
            Index("vacancies", "by_due"),
            Table("vacancies", (Verb.BATCH_GET, Verb.GET, Verb.PUT)),
            Table("renewal-digests", (Verb.GET, Verb.PUT)),
            Table("outbox", (Verb.PUT,)),
        ),
    ),
    Function(
        name="look_after_people",
        timeout=600,
        share=Share.ALONE,
        source=ScheduleSource(expression="rate(1 hour)"),
        grants=(
            Index("people", "by_due"),
            Table("people", (Verb.GET, Verb.PUT)),
            Table("outbox", (Verb.PUT,)),
            Table("audit", (Verb.PUT,)),
        ),
    ),
    Function(
        name="forget_applications",
        timeout=600,
        share=Share.ALONE,
        source=ScheduleSource(expression="cron(30 21 * * ? *)"),
        grants=(
            Table("applications", (Verb.GET, Verb.PUT, Verb.SCAN)),
            Table("uniqueness", (Verb.DELETE,)),
            Table("sweeps", (Verb.GET, Verb.PUT)),
        ),
    ),
    Function(
        name="renew_personal",
        timeout=900,
        share=Share.ALONE,
        source=ScheduleSource(expression="cron(0 22 * * ? *)"),
        grants=(
            Table("personal", (Verb.GET, Verb.PUT, Verb.SCAN)),
            Table("owner-keys", (Verb.GET, Verb.PUT)),
            Table("uniqueness", (Verb.DELETE, Verb.PUT)),
            Table("sweeps", (Verb.GET, Verb.PUT)),
            Vault(),
            Secret("lookup"),
        ),
    ),
    Function(
        name="keep_office_roles",
        timeout=600,
        share=Share.ALONE,
        source=ScheduleSource(expression="rate(1 hour)"),
        grants=(
            Table("office-roles", (Verb.DELETE, Verb.GET, Verb.PUT, Verb.SCAN)),
            Accounts(("AdminListGroupsForUser", "ListUsersInGroup")),
        ),
    ),
    Function(
        name="watch_rights",
        memory=256,
        timeout=120,
        share=Share.ALONE,
        source=ScheduleSource(expression="rate(1 hour)"),
        grants=(Index("rights-requests", "by_open"),),
    ),
    Function(
        name="escalate_reviews",
        timeout=600,
        share=Share.ALONE,
        source=ScheduleSource(expression="rate(1 hour)"),
        grants=(
            Index("vacancies", "by_review"),
            Table("review-cases", (Verb.GET, Verb.PUT)),
            Table("review-counts", (Verb.UPDATE,)),
            Table("outbox", (Verb.PUT,)),
            Accounts(("ListUsersInGroup",)),
        ),
    ),
    Function(
        name="fold_quality",
        timeout=900,
        share=Share.ALONE,
        source=ScheduleSource(expression="cron(30 19 * * ? *)"),
        grants=(Table("quality-counts", (Verb.DELETE, Verb.GET, Verb.QUERY, Verb.UPDATE)),),
    ),
    Function(
        name="learn_from_use",
        memory=2048,
        timeout=900,
        share=Share.ALONE,
        source=ScheduleSource(expression="cron(10 20 * * ? *)"),
        grants=(
            Table("search-events", (Verb.QUERY,)),
            Table("search-terms", (Verb.BATCH_GET,)),
            Table("search-days", (Verb.PUT, Verb.QUERY)),
            Table("proposals", (Verb.GET, Verb.PUT)),
            Table("vacancies", (Verb.SCAN,)),
        ),
    ),
    Function(
        name="index_searches",
        source=StreamSource(table="saved-searches", batch=100, parallel=2, follows=True),
        grants=(_WRITES_INDEX, _READS_QUERIES),
    ),
    Function(
        name="check_searches",
        memory=2048,
        timeout=900,
        share=Share.ALONE,
        source=ScheduleSource(expression="cron(15 20 * * ? *)", follows=True),
        grants=(
            Table("saved-searches", (Verb.QUERY, Verb.SCAN)),
            _READS_QUERIES,
            Searches(("Delete", "Get", "Post", "Put")),
        ),
    ),
    Function(
        name="match_searches",
        memory=1024,
        timeout=120,
        source=QueueSource(queue=ALERTS.name, batch=10),
        grants=(
            Table("vacancies", (Verb.BATCH_GET,)),
            Table("people", (Verb.GET,)),
            Table("alerts", (Verb.GET, Verb.PUT)),
            Table("alert-matches", (Verb.DELETE, Verb.PUT)),
            Sends(ALERTS.name),
            Searches(("Get", "Post")),
        ),
    ),
    Function(
        name="announce_alerts",
        timeout=600,
        share=Share.ALONE,
        source=ScheduleSource(expression="rate(15 minutes)"),
        grants=(Index("alerts", "by_due"), Sends(ALERTS_DUE.name)),
    ),
    Function(
        name="tell_people",
        memory=1024,
        timeout=120,
        source=QueueSource(queue=ALERTS_DUE.name, batch=2),
        grants=(
            Table("alerts", (Verb.DELETE, Verb.GET, Verb.PUT, Verb.QUERY)),
            Index("alert-matches", "by_untold"),
            Table("alert-matches", (Verb.BATCH_GET, Verb.DELETE, Verb.QUERY, Verb.UPDATE)),
            Table("saved-searches", (Verb.DELETE, Verb.QUERY)),
            Table("people", (Verb.GET,)),
            Table("vacancies", (Verb.BATCH_GET,)),
            Table("outbox", (Verb.PUT,)),
            _READS_QUERIES,
            Searches(("Get", "Post")),
        ),
    ),
    Function(
        name="prepare_matching",
        memory=3_008,
        timeout=900,
        share=Share.ALONE,
        source=ScheduleSource(expression="cron(0 17 * * ? *)"),
        grants=(
            Table("vacancies", (Verb.SCAN,)),
            Table("people", (Verb.SCAN,)),
            Objects("matches", ("PutObject",)),
            StartsMatching(),
        ),
    ),
    # The state machine that the function before starts calls these two.
    Function(
        name=PART,
        memory=2_048,
        timeout=900,
        numeric=True,
        grants=(Objects("matches", ("GetObject", "PutObject"), ("ListBucket",)),),
    ),
    Function(
        name=JOIN,
        memory=2_048,
        timeout=900,
        share=Share.ALONE,
        grants=(Objects("matches", ("DeleteObject", "GetObject", "PutObject"), ("ListBucket",)),),
    ),
    Function(
        name="seal_audit",
        source=StreamSource(table="audit", batch=500),
        grants=(*_SEALS,),
    ),
    Function(
        name="export_audit",
        memory=1024,
        timeout=600,
        share=Share.ALONE,
        source=ScheduleSource(expression="rate(15 minutes)"),
        grants=(
            Table("audit-blocks", (Verb.QUERY,)),
            Table("audit-exports", (Verb.GET, Verb.PUT)),
            Objects("audit", ("PutObject",)),
            SignsAudit(),
        ),
    ),
    Function(
        name="watch_audit",
        timeout=300,
        share=Share.ALONE,
        source=ScheduleSource(expression="rate(1 hour)"),
        grants=(Table("audit", (Verb.SCAN,)), Table("audit-exports", (Verb.GET, Verb.PUT)), *_SEALS),
    ),
    Function(
        name="watch_breaches",
        memory=256,
        share=Share.ALONE,
        source=ScheduleSource(expression="rate(1 hour)"),
        grants=(Table("breaches", (Verb.SCAN,)),),
    ),
    # CloudFormation calls these two while it deploys. The first runs as the master of the index (`SearchDomain`).
    Function(name=PREPARE_INDICES, timeout=300, share=Share.ALONE, grants=(Searches(("Get", "Put")),)),
    Function(
        name=FIND_STREAMS,
        timeout=120,
        share=Share.ALONE,
        grants=tuple(Describes(table) for table in _FOLLOWED),
    ),
)
"""All of them, the interface first."""
