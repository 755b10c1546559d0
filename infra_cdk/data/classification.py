"""Every table's and bucket's class of data. A test holds the list of tables to the models, in both directions.

The reasons for each are in docs/decisions/0110-classes-of-data.md.
"""

from enum import StrEnum

from aws_cdk import Tags
from constructs import IConstruct

TAG = "data-class"
"""Backup plans, restore tests and the audit of the deployment select by this tag."""


class DataClass(StrEnum):
    """How stored data relates to people.

    ``personal``: of or about identifiable people, sealed or not; it leaves the home region only by decision.
    ``operational``: employers, vacancies, partners and work in progress, with identifiers of people at most. Who such
    an identifier is can be told only from what is personal.
    """

    PERSONAL = "personal"
    OPERATIONAL = "operational"


TABLES: dict[str, DataClass] = {
    "alert-matches": DataClass.PERSONAL,
    "alerts": DataClass.PERSONAL,
    "application-counts": DataClass.OPERATIONAL,
    "applications": DataClass.PERSONAL,
    "audit": DataClass.PERSONAL,
    "audit-blocks": DataClass.PERSONAL,
    "audit-exports": DataClass.PERSONAL,
    "audit-heads": DataClass.PERSONAL,
    "audit-marks": DataClass.PERSONAL,
    "breach-notices": DataClass.PERSONAL,
    "breaches": DataClass.PERSONAL,
    "confirmations": DataClass.PERSONAL,
    "deliveries": DataClass.PERSONAL,
    "devices": DataClass.PERSONAL,
    "documents": DataClass.PERSONAL,
    "duplicate-blocks": DataClass.OPERATIONAL,
    "duplicates": DataClass.OPERATIONAL,
    "employers": DataClass.OPERATIONAL,
    "feed": DataClass.OPERATIONAL,
    "feed-heads": DataClass.OPERATIONAL,
    "feed-marks": DataClass.OPERATIONAL,
    "former-contacts": DataClass.PERSONAL,
    "idempotency": DataClass.PERSONAL,
    "learned-words": DataClass.OPERATIONAL,
    "memberships": DataClass.OPERATIONAL,
    "monitor-samples": DataClass.OPERATIONAL,
    "monitor-sums": DataClass.OPERATIONAL,
    "nonces": DataClass.OPERATIONAL,
    "office-roles": DataClass.PERSONAL,
    "outbox": DataClass.PERSONAL,
    "owner-keys": DataClass.PERSONAL,
    "partner-feed-states": DataClass.OPERATIONAL,
    "partner-feeds": DataClass.OPERATIONAL,
    "partners": DataClass.OPERATIONAL,
    "pending-accounts": DataClass.PERSONAL,
    "people": DataClass.PERSONAL,
    "person-limits": DataClass.PERSONAL,
    "personal": DataClass.PERSONAL,
    "proposals": DataClass.OPERATIONAL,
    "quality-counts": DataClass.OPERATIONAL,
    "quality-marks": DataClass.OPERATIONAL,
    "rate-limits": DataClass.OPERATIONAL,
    "receipt-outcomes": DataClass.OPERATIONAL,
    "receipts": DataClass.OPERATIONAL,
    "renewal-digests": DataClass.OPERATIONAL,
    "reported-vacancies": DataClass.OPERATIONAL,
    "reports": DataClass.PERSONAL,
    "review-cases": DataClass.OPERATIONAL,
    "review-counts": DataClass.OPERATIONAL,
    "review-desks": DataClass.OPERATIONAL,
    "rights-requests": DataClass.PERSONAL,
    "search-days": DataClass.OPERATIONAL,
    "search-events": DataClass.OPERATIONAL,
    "search-terms": DataClass.OPERATIONAL,
    "saved-searches": DataClass.PERSONAL,
    "session-ends": DataClass.PERSONAL,
    "sessions": DataClass.PERSONAL,
    "source-marks": DataClass.OPERATIONAL,
    "source-tallies": DataClass.OPERATIONAL,
    "sweeps": DataClass.OPERATIONAL,
    "uniqueness": DataClass.PERSONAL,
    "upload-outcomes": DataClass.OPERATIONAL,
    "uploads": DataClass.OPERATIONAL,
    "vacancies": DataClass.OPERATIONAL,
    "verifications": DataClass.PERSONAL,
}


APPEND_ONLY = ("audit", "audit-blocks", "audit-marks")
"""Tables of which nobody may change or delete an item: what they hold is evidence."""


def mark(construct: IConstruct, data_class: DataClass) -> None:
    """Tag everything that ``construct`` holds with its class; what a part of it says by itself comes first."""
    Tags.of(construct).add(TAG, data_class)
