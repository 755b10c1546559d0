"""Saving searches, changing and removing them. Only one's own are there: those of others do not exist."""

from datetime import datetime

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import idempotency, people, tables
from chalicelib.alerts import table
from chalicelib.alerts.model import MOST_SEARCHES, Alerts, Draft, SavedSearch, Stored
from chalicelib.alerts.naming import name_of
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import Conflict, NotFound, PreconditionFailed, Unavailable, invalid
from chalicelib.finding.world import knowledge
from chalicelib.idempotency import IdempotencyKey
from chalicelib.identifiers import is_identifier, new_identifier
from chalicelib.identifying import refuse_identifiers
from chalicelib.texts import Text
from search.percolating.reading import admits_everything, standing_admission
from security.policy import Action, Resource, ResourceKind, require
from security.principal import Principal

_ATTEMPTS = 5


def save(principal: Principal, draft: Draft, key: IdempotencyKey | None = None, clock: Clock = SYSTEM_CLOCK) -> Stored:
    """Save a search of the caller's.

    Raises `InvalidInput` for one that asks for nothing or holds somebody's number or e-mail address, `Conflict` when
    there are fifty, `IdempotencyMismatch`, `NotFound` for who was erased.
    """
    require(principal, Action.CREATE, _own(principal.id))
    _require_sense(draft)
    now = clock.now()
    search_id = new_identifier("sav", clock)
    search = _search(search_id, principal.id, draft, now, now)
    return kept(principal, idempotency.once(key, lambda: _put(search, key, clock)))


def saved_by(principal: Principal) -> tuple[Stored, ...]:
    """Return the caller's saved searches, the oldest first; raises `NotFound` for who was erased."""
    require(principal, Action.READ, _own(principal.id))
    people.living(principal.id)
    return tuple(_stored(item) for item in table.searches_of(principal.id))


def kept(principal: Principal, search_id: str) -> Stored:
    """Return one saved search of the caller's; raises `NotFound`, also for who was erased."""
    require(principal, Action.READ, _own(principal.id))
    people.living(principal.id)
    if not is_identifier(search_id, "sav"):
        raise NotFound
    return _stored(table.find_search(principal.id, search_id))


def change(principal: Principal, search_id: str, draft: Draft, expected: int, clock: Clock = SYSTEM_CLOCK) -> Stored:
    """Replace a saved search of the caller's; raises `NotFound`, `InvalidInput`, `PreconditionFailed`."""
    require(principal, Action.UPDATE, _own(principal.id))
    found = kept(principal, search_id)
    _require_sense(draft)
    search = _search(search_id, principal.id, draft, found.search.created_at, clock.now())
    # What is erased meanwhile is not written again: the version that is demanded is gone with it.
    if found.version != expected or not tables.saved(table.search_item(search, expected)):
        raise PreconditionFailed
    return Stored(search, expected + 1)


def remove(principal: Principal, search_id: str) -> None:
    """Remove a saved search of the caller's; raises `NotFound` when it is none, or none any more."""
    require(principal, Action.DELETE, _own(principal.id))
    for _ in range(_ATTEMPTS):
        kept(principal, search_id)
        item, found = table.find_search(principal.id, search_id), table.find_alerts(principal.id)
        alerts = found.alerts if found is not None else Alerts()
        fewer = msgspec.structs.replace(alerts, searches=max(0, alerts.searches - 1))
        counted = table.alerts_item(principal.id, found, fewer)
        _, version = people.living(principal.id)

        def build(
            transaction: TransactWrite,
            item: tables.Item = item,
            counted: table.AlertsItem = counted,
            version: int = version,
        ) -> None:
            people.demand(transaction, principal.id, version)
            transaction.delete(item)
            table.put_alerts(transaction, counted)

        if tables.committed(build):
            return
    raise Unavailable


def _put(search: SavedSearch, key: IdempotencyKey | None, clock: Clock) -> str:
    for _ in range(_ATTEMPTS):
        _, version = people.living(search.person_id)
        found = table.find_alerts(search.person_id)
        alerts = found.alerts if found is not None else Alerts()
        if alerts.searches >= MOST_SEARCHES:
            raise Conflict(
                Text(
                    f"Paling banyak {MOST_SEARCHES} pencarian tersimpan; hapus salah satu.",
                    f"At most {MOST_SEARCHES} searches can be saved; remove one.",
                )
            )
        more = msgspec.structs.replace(alerts, searches=alerts.searches + 1)
        counted = table.alerts_item(search.person_id, found, more)

        def build(transaction: TransactWrite, counted: table.AlertsItem = counted, version: int = version) -> None:
            people.demand(transaction, search.person_id, version)
            transaction.save(table.search_item(search))
            table.put_alerts(transaction, counted)
            idempotency.remember(transaction, key, search.id, clock)

        if tables.committed(build):
            return search.id
        earlier = idempotency.earlier_result(key)
        if earlier is not None:
            return earlier
    raise Unavailable


def _search(search_id: str, person_id: str, draft: Draft, created_at: datetime, now: datetime) -> SavedSearch:
    return SavedSearch(
        id=search_id,
        person_id=person_id,
        name=draft.name or name_of(draft.parameters),
        parameters=draft.parameters,
        words=draft.words,
        criteria=draft.criteria,
        active=draft.active,
        created_at=created_at,
        updated_at=now,
    )


def _require_sense(draft: Draft) -> None:
    refuse_identifiers((("/name", draft.name or ""), ("/parameters/q", draft.parameters.q)))
    if admits_everything(standing_admission(knowledge(), draft.words, draft.criteria)):
        detail = Text(
            "Pencarian ini tidak menyaring apa pun; sertakan kata atau kriteria.",
            "This search asks for nothing; give words or criteria.",
        )
        raise invalid("/parameters/q", "too_wide", detail)


def _own(person_id: str) -> Resource:
    return Resource(kind=ResourceKind.SAVED_SEARCH, owner=person_id)


def _stored(item: table.SavedSearchItem) -> Stored:
    return Stored(item.search, int(item.version))
