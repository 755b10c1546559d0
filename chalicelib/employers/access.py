"""Who may act for an employer. Membership in the table is the truth; a token need not know of it yet."""

import msgspec

from chalicelib.employers import table
from chalicelib.employers.model import Employer, Role
from chalicelib.errors import Forbidden
from chalicelib.texts import Text
from security.policy import Action, Resource, ResourceKind
from security.policy import allowed as policy_allows
from security.policy import require as policy_requires
from security.principal import Audience, Principal


def employers_of(principal: Principal) -> tuple[str, ...]:
    """Return the identifiers of the employers that the caller is a member of; none for the public."""
    return table.employers_of(principal.id) if principal.id.startswith("per_") else ()


def require(principal: Principal, action: Action, resource: Resource) -> None:
    """Return when the caller may do ``action``; raises `Forbidden` or `NotFound` as the policy says."""
    employers = employers_of(principal)
    policy_requires(_acting(principal, employers), action, resource, employers)


def allowed(principal: Principal, action: Action, resource: Resource) -> bool:
    """Tell whether the caller may do ``action``."""
    employers = employers_of(principal)
    return policy_allows(_acting(principal, employers), action, resource, employers)


def resource_of(employer: Employer) -> Resource:
    """Return the employer as the policy sees it."""
    return Resource(kind=ResourceKind.EMPLOYER, employer=employer.id, region=employer.details.region or "")


def require_owner(principal: Principal, employer: Employer) -> None:
    """Return when the caller owns the employer or is an officer of its region; raises `Forbidden` otherwise."""
    if employer.role_of(principal.id) is Role.OWNER:
        return
    if principal.has(Audience.OFFICER) and allowed(principal, Action.UPDATE, resource_of(employer)):
        return
    raise Forbidden(Text("Hanya pemilik akun perusahaan yang boleh.", "Only an owner of the employer may do this."))


def _acting(principal: Principal, employers: tuple[str, ...]) -> Principal:
    """Who is a member of an employer has the employer's role from that moment, whatever the token says."""
    if not employers:
        return principal
    return msgspec.structs.replace(principal, roles=principal.roles | {Audience.EMPLOYER})
