"""What the audit keeps of one event."""

from datetime import datetime

import msgspec


class AuditEntry(msgspec.Struct, frozen=True, kw_only=True):
    """Who did what to whose data, why and when. Identifiers only, never the data itself.

    ``actor``: a person, a partner or ``system``; ``subject``: whom or what it is about; ``at`` in UTC.
    """

    id: str
    actor: str
    action: str
    subject: str
    purpose: str
    at: datetime
    correlation_id: str
