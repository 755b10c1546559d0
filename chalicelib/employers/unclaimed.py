"""Employers that are known only from a partner's vacancies: one for each partner and name, until somebody claims it."""

import threading
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from pynamodb.transactions import TransactWrite

from chalicelib import tables
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.employers.model import Employer, EmployerDetails
from chalicelib.employers.table import load_many, put
from chalicelib.identifiers import derived_identifier
from chalicelib.tables import ConditionRefused
from search.normalise import normalise

_LONGEST_NAME = 200
_TOGETHER = 50
_REMEMBERED = 50_000
_known: set[str] = set()
_lock = threading.Lock()


def unclaimed_identifier(partner: str, name: str) -> str:
    """Return the identifier that every employer called ``name`` by ``partner`` has, however it is spelt."""
    return derived_identifier("emp", partner, normalise(name))


def ensure_unclaimed(partner: str, names: Iterable[str], clock: Clock = SYSTEM_CLOCK) -> Mapping[str, str]:
    """Return the employer's identifier for each of ``names``, having made those that are new.

    Of several spellings of a new one the first is kept.
    """
    found = {name: unclaimed_identifier(partner, name) for name in names}
    place = tables.physical_name("employers")
    new: dict[str, str] = {}
    for name, identifier in found.items():
        if f"{place} {identifier}" not in _known:
            new.setdefault(identifier, name)
    present = load_many(new)
    missing = [(identifier, name) for identifier, name in new.items() if identifier not in present]
    for start in range(0, len(missing), _TOGETHER):
        _create(partner, missing[start : start + _TOGETHER], clock.now())
    with _lock:
        if len(_known) > _REMEMBERED:
            _known.clear()
        _known.update(f"{place} {identifier}" for identifier in new)
    return found


def forget() -> None:
    """Look again whether the employers exist; for tests that begin with new tables."""
    with _lock:
        _known.clear()


def _create(partner: str, names: Sequence[tuple[str, str]], now: datetime) -> None:
    """Make the employers together; when somebody else made one meanwhile, each on its own."""

    def build(transaction: TransactWrite) -> None:
        for identifier, name in names:
            put(transaction, _employer(partner, identifier, name, now))

    try:
        tables.write(build)
    except ConditionRefused:
        if len(names) > 1:
            for entry in names:
                _create(partner, [entry], now)


def _employer(partner: str, identifier: str, name: str, now: datetime) -> Employer:
    shown = name.strip()[:_LONGEST_NAME].strip().ljust(2, ".")
    return Employer(
        id=identifier,
        details=EmployerDetails(name=shown),
        members=(),
        created_at=now,
        updated_at=now,
        partner=partner,
    )
