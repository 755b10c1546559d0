"""Who may see and change a vacancy that is not published, as the policy decides it."""

import msgspec

from chalicelib import employers
from chalicelib.errors import invalid
from chalicelib.texts import Text
from chalicelib.vacancies.model import State, Vacancy
from security.policy import Action, Resource, ResourceKind
from security.principal import Principal


def resource_of(vacancy: Vacancy) -> Resource:
    """Return the vacancy as the policy sees it: public when it is published, its poster's and office's otherwise."""
    kind = ResourceKind.VACANCY if vacancy.state is State.PUBLISHED else ResourceKind.DRAFT
    return Resource(kind=kind, employer=vacancy.employer_id, region=vacancy.content.region or "")


def require_change(principal: Principal, vacancy: Vacancy) -> None:
    """Return when the caller may change the vacancy; raises `Forbidden`, or `NotFound` when it is not to be known."""
    employers.require(principal, Action.UPDATE, resource_of(vacancy))


def require_reach(principal: Principal, vacancy: Vacancy) -> None:
    """Return when the caller may still change what they made of a vacancy; raises `InvalidInput` on ``/region``.

    An officer who could move a vacancy to another office's region would decide there.
    """
    if not employers.allowed(principal, Action.UPDATE, resource_of(vacancy)):
        raise invalid("/region", "foreign_region", Text("Bukan wilayah kerja Anda.", "Not one of your regions."))


def require_reading(principal: Principal, vacancy: Vacancy) -> None:
    """Return when the caller may see the vacancy; raises `NotFound`."""
    employers.require(principal, Action.READ, resource_of(vacancy))


def sees_inside(principal: Principal, vacancy: Vacancy) -> bool:
    """Tell whether the caller sees findings and history: the poster's side and the offices do."""
    record = msgspec.structs.replace(resource_of(vacancy), kind=ResourceKind.VACANCY_RECORD)
    return employers.allowed(principal, Action.READ, record)
