"""What looks after people and officers, keeps and forgets what is known of them, and watches over their rights."""

from infra_cdk.functions.grants import Accounts, Index, Objects, Secret, Table, Vault, Verb
from infra_cdk.functions.sources import ScheduleSource, StreamSource
from infra_cdk.functions.specs.function import Function, Share

_ERASED = {"dynamodb": {"NewImage": {"person": {"M": {"state": {"S": ["erased"]}}}}}}
_PERSON_ERASED = {
    "eventName": ["INSERT"],
    "dynamodb": {"NewImage": {"event": {"M": {"topic": {"S": ["person_erased"]}}}}},
}

FUNCTIONS: tuple[Function, ...] = (
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
        name="watch_rights",
        memory=256,
        timeout=120,
        share=Share.ALONE,
        source=ScheduleSource(expression="rate(1 hour)"),
        grants=(Index("rights-requests", "by_open"),),
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
)
