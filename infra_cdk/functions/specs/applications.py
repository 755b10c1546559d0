"""What counts applications, and forgets them when their time is over."""

from infra_cdk.functions.grants import Table, Verb
from infra_cdk.functions.sources import ScheduleSource, StreamSource
from infra_cdk.functions.specs.function import NEW, Function, Share

FUNCTIONS: tuple[Function, ...] = (
    Function(
        name="count_applications",
        memory=256,
        source=StreamSource(table="applications", batch=100, pattern=NEW),
        grants=(Table("application-counts", (Verb.BATCH_GET,)), Table("vacancies", (Verb.GET, Verb.UPDATE))),
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
)
