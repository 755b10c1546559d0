"""The tables of employers and of memberships; both are written in one transaction."""

from collections.abc import Iterable

from pynamodb.attributes import UnicodeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.attributes import StructAttribute
from chalicelib.employers.model import Employer
from chalicelib.errors import NotFound
from chalicelib.identifiers import is_identifier
from chalicelib.tables import Item, TableMeta


class EmployerItem(Item):
    """One employer with its members."""

    class Meta(TableMeta):
        logical_name = "employers"

    employer = StructAttribute(Employer)


class MembershipItem(Item):
    """That a person (``pk``) acts for an employer, so that a person's employers are found without a search."""

    class Meta(TableMeta):
        logical_name = "memberships"

    employer_id = UnicodeAttribute(range_key=True)


def load(employer_id: str) -> EmployerItem:
    """Return the stored employer, read consistently; raises `NotFound`."""
    if not is_identifier(employer_id, "emp"):
        raise NotFound
    try:
        return EmployerItem.get(employer_id, consistent_read=True)
    except EmployerItem.DoesNotExist:
        raise NotFound from None


def load_many(identifiers: Iterable[str]) -> dict[str, Employer]:
    """Return those of the employers that exist, by identifier."""
    return {item.pk: item.employer for item in EmployerItem.batch_get(identifiers, consistent_read=True)}


def put(transaction: TransactWrite, employer: Employer, version: int | None = None) -> None:
    """Add the employer to ``transaction``: at ``version``, or for the first time."""
    item = EmployerItem(employer.id, employer=employer)
    if version is not None:
        item.version = version
    transaction.save(item)


def join(transaction: TransactWrite, person_id: str, employer_id: str) -> None:
    """Add a new membership to ``transaction``."""
    transaction.save(MembershipItem(person_id, employer_id))


def leave(transaction: TransactWrite, person_id: str, employer_id: str) -> None:
    """Remove a membership in ``transaction``."""
    transaction.delete(MembershipItem(person_id, employer_id), add_version_condition=False)


def employers_of(person_id: str) -> tuple[str, ...]:
    """Return the identifiers of the employers that a person acts for, read consistently."""
    return tuple(item.employer_id for item in MembershipItem.query(person_id, consistent_read=True))
