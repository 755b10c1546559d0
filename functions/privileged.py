"""What officers, monitors, analysts and administrators ask for is in the audit before it is done."""

from collections.abc import Mapping

from security.principal import Audience, Principal

PRIVILEGED = frozenset({Audience.OFFICER, Audience.MONITOR, Audience.ANALYST, Audience.ADMIN})
"""Roles that act on what is not their own."""

PREFIX = "ask_"
PURPOSE = "interface"


def note(
    method: str, audience: frozenset[Audience], name: str, principal: Principal, path_values: Mapping[str, str]
) -> None:
    """Record that a privileged caller asks for the operation ``name``, unless it only reads.

    What job seekers may do as well is about oneself, such as signing out.
    Before it is done: whatever becomes of it, that it was asked for is kept, and what cannot be recorded is not done.
    The subject is the first identifier in the path, or the operation itself. Raises PynamoDB's errors.
    """
    if method == "GET" or Audience.SEEKER in audience or not principal.roles & audience & PRIVILEGED:
        return
    from security import audit

    subject = next(iter(path_values.values()), "") or name
    audit.record(actor=principal.id, action=PREFIX + name, subject=subject, purpose=PURPOSE)
