"""What seals, keeps and watches the audit, and the clocks of breaches."""

from infra_cdk.functions.grants import Objects, SignsAudit, Table, Verb
from infra_cdk.functions.sources import ScheduleSource, StreamSource
from infra_cdk.functions.specs.function import Function, Share

_SEALS = (
    Table("audit-blocks", (Verb.PUT,)),
    Table("audit-heads", (Verb.GET, Verb.PUT)),
    Table("audit-marks", (Verb.BATCH_GET, Verb.PUT)),
)

FUNCTIONS: tuple[Function, ...] = (
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
)
