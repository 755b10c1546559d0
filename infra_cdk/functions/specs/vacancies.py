"""What follows a vacancy from its first version to its end: its changes, duplicates, reviews, quality and last day."""

from chalicelib.resources import ALERTS, DUPLICATES
from infra_cdk.functions.grants import Accounts, Index, Sends, Table, Verb
from infra_cdk.functions.sources import QueueSource, ScheduleSource, StreamSource
from infra_cdk.functions.specs.function import Function, Share

FUNCTIONS: tuple[Function, ...] = (
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
)
