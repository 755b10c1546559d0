"""Who calls: roles and the caller that a verified token or signature stands for."""

from enum import StrEnum

import msgspec


class Audience(StrEnum):
    """Who may call a route. ``PUBLIC`` needs no proof; every other value is a role."""

    PUBLIC = "public"
    SEEKER = "seeker"
    EMPLOYER = "employer"
    OFFICER = "officer"
    MONITOR = "monitor"
    ANALYST = "analyst"
    ADMIN = "admin"
    PARTNER = "partner"


class Principal(msgspec.Struct, frozen=True, kw_only=True):
    """A proven caller. ``id`` is a person (``per_``), a partner (``par_``) or empty for the public.

    ``regions`` are the codes (or prefixes) that an officer serves; nobody else has any. ``session``: the one that the
    token is of, empty for signatures.
    """

    id: str = ""
    roles: frozenset[Audience] = frozenset()
    regions: tuple[str, ...] = ()
    session: str = ""

    def has(self, role: Audience) -> bool:
        """Tell whether the caller holds ``role``."""
        return role in self.roles


ANONYMOUS = Principal()
