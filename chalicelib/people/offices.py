"""Roles of offices, kept beside the user pool: a pool is lost with its region, and the table is replicated.

Every hour the table is made to say what the pool says. Whoever signs in for the first time where the pool knows nobody
is given what is kept of them, if they have a second factor, which is replicated too: see
docs/decisions/0109-recovery-kept-warm.md.
"""

from collections.abc import Iterator

import msgspec

from chalicelib.people import second_factor
from chalicelib.people.table import OfficeItem
from chalicelib.settings import Identity, read
from chalicelib.tables import saved
from security.accounts import accounts
from security.principal import Audience
from security.session_lives import OFFICES


class OfficesKept(msgspec.Struct, frozen=True, kw_only=True):
    """What one run found: how many people have roles of an office, and of how many that was new, changed, or over."""

    known: int = 0
    changed: int = 0
    gone: int = 0


class KeptGroups:
    """The roles and regions that somebody is given in a pool that does not know them, read when they are asked for."""

    def __init__(self, person_id: str) -> None:
        """Be about one person."""
        self._person_id = person_id

    def __iter__(self) -> Iterator[str]:
        """Yield the role of a job seeker, and those of an office to whoever has a second factor."""
        yield Audience.SEEKER.value
        groups = _groups(self._person_id)
        if groups and second_factor.is_confirmed(self._person_id):
            yield from sorted(groups - {Audience.SEEKER.value})


def keep_offices() -> OfficesKept:
    """Make the table say what this region's pool says of the roles and regions of offices; twice changes nothing.

    Of people whom another region's pool named nothing is taken away: this one may not know them yet. Raises
    `Unavailable` when the provider does not answer: then nobody's roles are taken for gone.
    """
    pool, port = read(Identity).user_pool_id, accounts()
    people = sorted({person for role in sorted(OFFICES) for person in port.members(role.value)})
    changed = sum(_kept(person, frozenset(port.groups_of(person)), pool) for person in people)
    gone = [item for item in OfficeItem.scan() if item.pool == pool and item.pk not in people]
    for item in gone:
        item.delete()
    return OfficesKept(known=len(people), changed=changed, gone=len(gone))


def forget(person_id: str) -> None:
    """Forget the roles of somebody who is erased; may be repeated."""
    OfficeItem(person_id).delete(add_version_condition=False)


def _kept(person_id: str, groups: frozenset[str], pool: str) -> bool:
    item = _item(person_id) or OfficeItem(person_id)
    if (item.groups, item.pool) == (set(groups), pool):
        return False
    item.groups, item.pool = set(groups), pool
    return saved(item)


def _groups(person_id: str) -> frozenset[str]:
    item = _item(person_id)
    return frozenset(item.groups or ()) if item is not None else frozenset()


def _item(person_id: str) -> OfficeItem | None:
    try:
        return OfficeItem.get(person_id, consistent_read=True)
    except OfficeItem.DoesNotExist:
        return None
