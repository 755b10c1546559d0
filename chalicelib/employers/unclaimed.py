"""Employers that are known only from a partner's vacancies: one for each partner and name, until somebody claims it."""

import threading
from collections.abc import Iterable, Mapping

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.employers.model import Employer, EmployerDetails
from chalicelib.employers.table import EmployerItem, load_many
from chalicelib.identifiers import derived_identifier
from search.normalise import normalise

_LONGEST_NAME = 200
_REMEMBERED = 50_000
_known: set[str] = set()
_lock = threading.Lock()


def unclaimed_identifier(partner: str, name: str) -> str:
    """Return the identifier that every employer called ``name`` by ``partner`` has, however it is spelt."""
    return derived_identifier("emp", partner, normalise(name))


def ensure_unclaimed(partner: str, names: Iterable[str], clock: Clock = SYSTEM_CLOCK) -> Mapping[str, str]:
    """Return the employer's identifier for each of ``names``, having made those that are new."""
    found = {name: unclaimed_identifier(partner, name) for name in names}
    new = {identifier: name for name, identifier in found.items() if identifier not in _known}
    for identifier in new.keys() - load_many(new).keys():
        _create(partner, identifier, new[identifier], clock)
    with _lock:
        if len(_known) > _REMEMBERED:
            _known.clear()
        _known.update(new)
    return found


def forget() -> None:
    """Look again whether the employers exist; for tests that begin with new tables."""
    with _lock:
        _known.clear()


def _create(partner: str, identifier: str, name: str, clock: Clock) -> None:
    from pynamodb.exceptions import PutError

    now = clock.now()
    shown = name.strip()[:_LONGEST_NAME].strip().ljust(2, ".")
    employer = Employer(
        id=identifier,
        details=EmployerDetails(name=shown),
        members=(),
        created_at=now,
        updated_at=now,
        partner=partner,
    )
    try:
        EmployerItem(identifier, employer=employer).save()
    except PutError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
