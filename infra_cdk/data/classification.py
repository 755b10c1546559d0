"""Every table's class of data. A test holds this list to the models, in both directions."""

from enum import StrEnum


class DataClass(StrEnum):
    """How a table's items relate to people.

    ``personal``: items of or about identifiable people, sealed or not; they leave the home region only by decision.
    ``operational``: employers, vacancies, partners and work in progress, with identifiers of people at most.
    """

    PERSONAL = "personal"
    OPERATIONAL = "operational"


TABLES: dict[str, DataClass] = {
    "application-counts": DataClass.OPERATIONAL,
    "applications": DataClass.PERSONAL,
    "audit": DataClass.PERSONAL,
    "deliveries": DataClass.PERSONAL,
    "documents": DataClass.PERSONAL,
    "employers": DataClass.OPERATIONAL,
    "feed": DataClass.OPERATIONAL,
    "feed-heads": DataClass.OPERATIONAL,
    "feed-marks": DataClass.OPERATIONAL,
    "idempotency": DataClass.PERSONAL,
    "memberships": DataClass.PERSONAL,
    "nonces": DataClass.OPERATIONAL,
    "outbox": DataClass.PERSONAL,
    "partners": DataClass.OPERATIONAL,
    "pending-accounts": DataClass.PERSONAL,
    "people": DataClass.PERSONAL,
    "person-limits": DataClass.PERSONAL,
    "personal": DataClass.PERSONAL,
    "receipt-outcomes": DataClass.OPERATIONAL,
    "receipts": DataClass.OPERATIONAL,
    "uniqueness": DataClass.PERSONAL,
    "vacancies": DataClass.OPERATIONAL,
    "verifications": DataClass.PERSONAL,
}
