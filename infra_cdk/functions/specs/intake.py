"""What takes in what came as files: partners' items and feeds, employers' rows, people's documents."""

from chalicelib.resources import DOCUMENTS, PARTNER_ITEMS, UPLOADED_ROWS
from infra_cdk.functions.grants import Index, Objects, Sends, Table, Verb
from infra_cdk.functions.sources import QueueSource, ScheduleSource
from infra_cdk.functions.specs.function import Function, Share

FUNCTIONS: tuple[Function, ...] = (
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
)
