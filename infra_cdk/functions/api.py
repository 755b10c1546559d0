"""What the function of the interface may do: the sum of what its routes do. No route reads or changes keys of partners,
removes a vacancy, an employer or an application, or takes anything away from the audit."""

from chalicelib.resources import DOCUMENTS, PARTNER_ITEMS, UPLOADED_ROWS
from infra_cdk.functions.grants import (
    Accounts,
    Grant,
    Index,
    Objects,
    Searches,
    Secret,
    Sends,
    Table,
    Vault,
    Verb,
)
from security.sealed import DataKeyUse

_PEOPLE: tuple[Grant, ...] = (
    Table("people", (Verb.BATCH_GET, Verb.CHECK, Verb.GET, Verb.PUT)),
    Table("personal", (Verb.DELETE, Verb.GET, Verb.PUT)),
    Table("owner-keys", (Verb.DELETE, Verb.GET, Verb.PUT)),
    Table("pending-accounts", (Verb.DELETE, Verb.GET, Verb.PUT)),
    Table("verifications", (Verb.DELETE, Verb.GET, Verb.PUT, Verb.UPDATE)),
    Table("former-contacts", (Verb.DELETE, Verb.PUT, Verb.QUERY)),
    Table("office-roles", (Verb.DELETE, Verb.GET)),
    Table("devices", (Verb.DELETE, Verb.GET, Verb.PUT, Verb.QUERY, Verb.UPDATE)),
    Table("person-limits", (Verb.DELETE, Verb.GET, Verb.UPDATE)),
    Table("documents", (Verb.DELETE, Verb.GET, Verb.PUT, Verb.QUERY)),
    Table("saved-searches", (Verb.DELETE, Verb.GET, Verb.PUT, Verb.QUERY)),
    Table("alerts", (Verb.GET, Verb.PUT)),
    Table("alert-matches", (Verb.QUERY,)),
    Table("audit", (Verb.PUT, Verb.QUERY)),
    Table("rights-requests", (Verb.GET, Verb.PUT)),
    Index("rights-requests", "by_open"),
    Index("rights-requests", "by_person"),
    Index("deliveries", "by_person"),
    Index("verifications", "by_person"),
    Objects("matches", ("GetObject",), ("ListBucket",)),
    Index("audit", "by_actor"),
    Index("breach-notices", "by_person"),
    Table("breaches", (Verb.GET,)),
    Table("session-ends", (Verb.BATCH_GET, Verb.GET, Verb.UPDATE)),
    Table("sessions", (Verb.DELETE, Verb.GET, Verb.PUT, Verb.QUERY)),
    Accounts(
        (
            "AdminAddUserToGroup",
            "AdminCreateUser",
            "AdminDeleteUser",
            "AdminInitiateAuth",
            "AdminListGroupsForUser",
            "AdminSetUserPassword",
            "AdminUserGlobalSignOut",
            "CreateGroup",
            "DescribeUserPool",
        )
    ),
    Vault(uses=(DataKeyUse.VAULT, DataKeyUse.PARTNER_KEYS)),
    Secret("lookup"),
    # Uploads and downloads are signed here and done by the browser in this function's name.
    Objects(
        "documents",
        ("DeleteObject", "DeleteObjectVersion", "GetObject", "GetObjectVersion", "PutObject"),
        ("ListBucketVersions",),
    ),
    Sends(DOCUMENTS.name),
)

_WORK: tuple[Grant, ...] = (
    Table("employers", (Verb.BATCH_GET, Verb.GET, Verb.PUT)),
    Table("memberships", (Verb.DELETE, Verb.PUT, Verb.QUERY)),
    Table("vacancies", (Verb.BATCH_GET, Verb.GET, Verb.PUT, Verb.SCAN)),
    Index("vacancies", "by_employer"),
    Index("vacancies", "by_review"),
    Index("vacancies", "by_source"),
    Table("review-cases", (Verb.BATCH_GET, Verb.GET, Verb.PUT)),
    Index("review-cases", "by_escalation"),
    Index("review-cases", "by_lease"),
    Index("review-cases", "by_proposal"),
    Table("review-counts", (Verb.BATCH_GET,)),
    Table("review-desks", (Verb.GET, Verb.PUT)),
    Table("monitor-samples", (Verb.BATCH_GET, Verb.GET, Verb.PUT)),
    Index("monitor-samples", "by_pending"),
    Table("monitor-sums", (Verb.BATCH_GET, Verb.GET, Verb.UPDATE)),
    Table("source-tallies", (Verb.GET, Verb.UPDATE)),
    Table("quality-counts", (Verb.GET, Verb.QUERY)),
    Table("reported-vacancies", (Verb.GET, Verb.PUT)),
    Table("reports", (Verb.BATCH_GET, Verb.PUT)),
    Table("applications", (Verb.GET, Verb.PUT)),
    Index("applications", "by_person"),
    Index("applications", "by_vacancy"),
    Table("application-counts", (Verb.UPDATE,)),
    Table("confirmations", (Verb.GET, Verb.PUT, Verb.QUERY)),
    Table("duplicate-blocks", (Verb.CHECK, Verb.QUERY)),
    Table("duplicates", (Verb.BATCH_GET, Verb.CHECK, Verb.PUT)),
    Table("feed", (Verb.GET, Verb.QUERY)),
    Table("feed-heads", (Verb.BATCH_GET, Verb.GET)),
    Searches(("Get", "Post")),
)

_LEARNING: tuple[Grant, ...] = (
    Table("search-events", (Verb.PUT,)),
    Table("search-terms", (Verb.UPDATE,)),
    Table("search-days", (Verb.QUERY,)),
    Table("proposals", (Verb.GET, Verb.PUT)),
    Index("proposals", "by_state"),
    Table("learned-words", (Verb.GET, Verb.PUT)),
)

_PARTNERS: tuple[Grant, ...] = (
    Table("partners", (Verb.GET, Verb.PUT, Verb.UPDATE)),
    Table("nonces", (Verb.PUT,)),
    Table("receipts", (Verb.GET, Verb.PUT)),
    Table("receipt-outcomes", (Verb.BATCH_GET,)),
    Objects("payloads", ("PutObject",), ("ListBucket",)),
    Sends(PARTNER_ITEMS.name),
)

_UPLOADS: tuple[Grant, ...] = (
    Table("uploads", (Verb.GET, Verb.PUT, Verb.UPDATE)),
    Table("upload-outcomes", (Verb.BATCH_GET, Verb.PUT)),
    Sends(UPLOADED_ROWS.name),
)

_SHARED: tuple[Grant, ...] = (
    Table("idempotency", (Verb.GET, Verb.PUT)),
    Table("rate-limits", (Verb.UPDATE,)),
    Table("outbox", (Verb.PUT,)),
    Table("uniqueness", (Verb.DELETE, Verb.GET, Verb.PUT)),
    Secret("cursor"),
)

API_GRANTS: tuple[Grant, ...] = (*_PEOPLE, *_WORK, *_LEARNING, *_PARTNERS, *_UPLOADS, *_SHARED)
"""All of it."""
