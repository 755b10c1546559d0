"""Who may see and change a vacancy that is not published, as the policy decides it."""

from chalicelib import employers
from chalicelib.vacancies.model import State, Vacancy
from security.policy import Action, Resource, ResourceKind
from security.principal import Audience, Principal


def resource_of(vacancy: Vacancy) -> Resource:
    """Return the vacancy as the policy sees it: public when it is published, its poster's and office's otherwise."""
    kind = ResourceKind.VACANCY if vacancy.state is State.PUBLISHED else ResourceKind.DRAFT
    return Resource(kind=kind, employer=vacancy.employer_id, region=vacancy.content.region or "")


def require_change(principal: Principal, vacancy: Vacancy) -> None:
    """Return when the caller may change the vacancy; raises `Forbidden`, or `NotFound` when it is not to be known."""
    employers.require(principal, Action.UPDATE, resource_of(vacancy))


def require_reading(principal: Principal, vacancy: Vacancy) -> None:
    """Return when the caller may see the vacancy; raises `NotFound`."""
    employers.require(principal, Action.READ, resource_of(vacancy))


def sees_inside(principal: Principal, vacancy: Vacancy) -> bool:
    """Tell whether the caller sees findings and history: the poster's side and the offices do."""
    if principal.has(Audience.MONITOR) or principal.has(Audience.ADMIN):
        return True
    return employers.allowed(principal, Action.UPDATE, resource_of(vacancy))
