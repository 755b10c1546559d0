"""Confirmations for those whom they concern: the person, the employer's members, officers of its region."""

from chalicelib import employers
from chalicelib.linkage import table
from chalicelib.linkage.model import Confirmation
from security.principal import Principal


def own(principal: Principal) -> tuple[Confirmation, ...]:
    """Return the caller's own confirmations, by port."""
    return _of(principal.id)


def forget_person(person_id: str) -> None:
    """Remove every confirmation of a person who was erased; may be repeated."""
    table.remove_of(person_id)


def of_employer(principal: Principal, employer_id: str) -> tuple[Confirmation, ...]:
    """Return an employer's confirmations to its members, officers of its region and administrators.

    Raises `NotFound` for an employer that does not exist, `Forbidden` for everybody else.
    """
    employer = employers.stored(employer_id).employer
    employers.require_inside(principal, employer)
    return _of(employer.id)


def _of(subject: str) -> tuple[Confirmation, ...]:
    return tuple(item.confirmation for item in table.of_subject(subject))
