"""Who may act for an employer. Membership in the table is the truth; a token need not know of it yet."""

import msgspec

from chalicelib.employers import table
from chalicelib.employers.model import Employer, Role
from security.policy import Action, Resource, ResourceKind
from security.policy import allowed as policy_allows
from security.policy import require as policy_requires
from security.principal import Audience, Principal


def employers_of(principal: Principal) -> tuple[str, ...]:
    """Return the identifiers of the employers that the caller is a member of; none for the public."""
    return table.employers_of(principal.id) if principal.id.startswith("per_") else ()


def acting(principal: Principal) -> Principal:
    """Return the caller with the role of an employer when they are a member of one, whatever their token says."""
    return _acting(principal, employers_of(principal))


def require(principal: Principal, action: Action, resource: Resource) -> None:
    """Return when the caller may do ``action``; raises `Forbidden` or `NotFound` as the policy says."""
    employers = employers_of(principal)
    policy_requires(_acting(principal, employers), action, resource, employers)


def allowed(principal: Principal, action: Action, resource: Resource) -> bool:
    """Tell whether the caller may do ``action``."""
    employers = employers_of(principal)
    return policy_allows(_acting(principal, employers), action, resource, employers)


def resource_of(employer: Employer, kind: ResourceKind = ResourceKind.EMPLOYER, owner: str = "") -> Resource:
    """Return the employer, or ``kind`` of what belongs to it, as the policy sees it; ``owner``: whose it is there."""
    owners = tuple(member.person_id for member in employer.members if member.role is Role.OWNER)
    region = employer.details.region or ""
    return Resource(kind=kind, owner=owner, employer=employer.id, owners=owners, region=region)


def sees_inside(principal: Principal, employer: Employer) -> bool:
    """Tell whether the caller sees an employer's members and number, and how far it is trusted."""
    return allowed(principal, Action.READ, resource_of(employer, ResourceKind.EMPLOYER_RECORD))


def require_inside(principal: Principal, employer: Employer) -> None:
    """Return when the caller sees inside the employer; raises `Forbidden`."""
    require(principal, Action.READ, resource_of(employer, ResourceKind.EMPLOYER_RECORD))


def _acting(principal: Principal, employers: tuple[str, ...]) -> Principal:
    """Who is a member of an employer has the employer's role from that moment, whatever the token says."""
    if not employers:
        return principal
    return msgspec.structs.replace(principal, roles=principal.roles | {Audience.EMPLOYER})
