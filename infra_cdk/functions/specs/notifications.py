"""What carries events out of the outbox and tells people of them."""

from chalicelib.resources import NOTIFICATIONS
from infra_cdk.functions.grants import Index, Mail, Secret, Sends, ShortMessages, Table, Vault, Verb
from infra_cdk.functions.sources import QueueSource, StreamSource
from infra_cdk.functions.specs.function import NEW, Function

FUNCTIONS: tuple[Function, ...] = (
    Function(
        name="relay_events",
        memory=256,
        source=StreamSource(table="outbox", batch=100, parallel=4, pattern=NEW),
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
)
