"""What learns from searches, and tells people of vacancies that meet those that they saved."""

from chalicelib.resources import ALERTS, ALERTS_DUE
from infra_cdk.functions.grants import Index, Searches, Sends, Table, Verb
from infra_cdk.functions.sources import QueueSource, ScheduleSource, StreamSource
from infra_cdk.functions.specs.function import WRITES_INDEX, Function, Share

_READS_QUERIES = Table("learned-words", (Verb.GET,))

FUNCTIONS: tuple[Function, ...] = (
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
        grants=(WRITES_INDEX, _READS_QUERIES),
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
)
