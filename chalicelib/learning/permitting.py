"""Who may read what is learned from use, and who decides what is made of it."""

from security.policy import Action, Resource, ResourceKind, require
from security.principal import Principal

_REPORT, _PROPOSAL = Resource(kind=ResourceKind.SEARCH_REPORT), Resource(kind=ResourceKind.PROPOSAL)


def require_reading(principal: Principal) -> None:
    """Raise unless the caller may read reports on searches."""
    require(principal, Action.READ, _REPORT)


def require_proposals(principal: Principal) -> None:
    """Raise unless the caller may read proposals."""
    require(principal, Action.READ, _PROPOSAL)


def require_decision(principal: Principal) -> None:
    """Raise unless the caller may decide on proposals."""
    require(principal, Action.DECIDE, _PROPOSAL)
