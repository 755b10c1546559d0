"""What the audit keeps of one event."""

from datetime import datetime, timedelta

import msgspec

KEPT = timedelta(days=1_826)
"""How long an entry stays: five years, which Permenkominfo 20/2016 article 15 has where no rule names another time."""


class AuditEntry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who did what to whose data, why and when. Identifiers only, never the data itself.

    ``actor``: a person, a partner, an operator or ``system``; ``subject``: whom or what it is about; ``at`` in UTC.
    ``roles`` and ``regions`` are those that the actor held then, as far as they acted on somebody else: what somebody
    is told of who read their data says the office and not the officer. ``behalf``: the employer for whom they acted,
    where that is known; entries from before it was kept name none. ``refused``: why nothing came of a request, as a
    code, and ``times``: how many of the actor's were refused in that minute until then (`functions.privileged`).

    What is empty is no part of the canonical form (`security.auditing.chain.canonical`): a field that is added at the
    end leaves the hashes of older entries as they are.
    """

    id: str
    actor: str
    action: str
    subject: str
    purpose: str
    at: datetime
    correlation_id: str
    roles: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    behalf: str = ""
    refused: str = ""
    times: int = 0
