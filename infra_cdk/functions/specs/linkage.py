"""What asks public registers to confirm what somebody said, and acts on their answers."""

from chalicelib.linkage.following import TOPICS
from infra_cdk.functions.grants import Index, Secret, Table, Vault, Verb
from infra_cdk.functions.sources import ScheduleSource, StreamSource
from infra_cdk.functions.specs.function import Function, Share

_CONFIRMABLE = {
    "eventName": ["INSERT"],
    "dynamodb": {"NewImage": {"event": {"M": {"topic": {"S": list(TOPICS)}}}}},
}

FUNCTIONS: tuple[Function, ...] = (
    Function(
        name="ask_registers",
        memory=1024,
        timeout=300,
        source=StreamSource(table="outbox", batch=50, pattern=_CONFIRMABLE),
        grants=(
            Table("confirmations", (Verb.GET, Verb.PUT)),
            Table("employers", (Verb.GET,)),
            Table("applications", (Verb.GET,)),
            Table("people", (Verb.CHECK, Verb.GET)),
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
)
