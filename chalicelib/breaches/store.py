"""Reading and writing incidents and notices."""

from collections.abc import Callable, Iterator

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import outbox, tables
from chalicelib.breaches.incident import Incident
from chalicelib.breaches.model import Breach, PersonNotice
from chalicelib.breaches.table import BreachItem, BreachNoticeItem
from chalicelib.clock import Clock
from chalicelib.errors import NotFound, Unavailable
from chalicelib.identifiers import derived_identifier
from chalicelib.tables import saved
from chalicelib.texts import Text

TOPIC = "breach_notice"
_ATTEMPTS = 5


def find(reference: str) -> tuple[Breach, int] | None:
    """Return an incident with its version, ``None`` when it was not declared."""
    try:
        item = BreachItem.get(reference, consistent_read=True)
    except BreachItem.DoesNotExist:
        return None
    return item.breach, int(item.version)


def incident_of(reference: str) -> Incident:
    """Return a declared incident; raises `NotFound`."""
    found = find(reference)
    if found is None:
        raise NotFound(Text(f"Insiden {reference} tidak dikenal.", f"There is no incident {reference}."))
    return found[0].incident


def put(breach: Breach, version: int) -> bool:
    """Store ``breach`` over ``version`` (0: a new one); returns whether nobody was faster."""
    item = BreachItem(breach.incident.reference, breach=breach)
    if version:
        item.version = version
    return saved(item)


def change(reference: str, changed: Callable[[Breach], Breach]) -> Breach:
    """Change a declared incident; raises `NotFound`, and `Unavailable` when lost races outlast the attempts."""
    for _ in range(_ATTEMPTS):
        found = find(reference)
        if found is None:
            raise NotFound(Text(f"Insiden {reference} tidak dikenal.", f"There is no incident {reference}."))
        after = changed(found[0])
        if after == found[0] or put(after, found[1]):
            return after
    raise Unavailable


def all_breaches() -> Iterator[Breach]:
    """Yield every declared incident; there are few."""
    for item in BreachItem.scan(consistent_read=True):
        yield item.breach


def queue_notice(reference: str, person_id: str, kinds: tuple[str, ...], clock: Clock) -> bool:
    """Have a person told of an incident, once; returns whether they were not being told before."""
    notice = PersonNotice(kinds=kinds, queued_at=clock.now())

    def build(transaction: TransactWrite) -> None:
        item = BreachNoticeItem(reference, person_id, notice=notice)
        transaction.save(item, condition=BreachNoticeItem.pk.does_not_exist())
        outbox.add(
            transaction,
            topic=TOPIC,
            subject=person_id,
            details={"incident": reference},
            identifier=derived_identifier("evt", TOPIC, reference, person_id),
            clock=clock,
        )

    return tables.committed(build)


def still_to_tell(reference: str, person_id: str) -> tuple[Incident, PersonNotice]:
    """Return what a person is to be told; raises `NotFound` when nothing was queued for them."""
    try:
        item = BreachNoticeItem.get(reference, person_id, consistent_read=True)
    except BreachNoticeItem.DoesNotExist:
        raise NotFound from None
    return incident_of(reference), item.notice


def notices_to(person_id: str) -> tuple[tuple[Incident, PersonNotice], ...]:
    """Return the notices of a person with their incidents, the newest first."""
    found = [(incident_of(item.pk), item.notice) for item in BreachNoticeItem.by_person.query(person_id)]
    return tuple(sorted(found, key=lambda each: each[1].queued_at, reverse=True))


def replaced(breach: Breach, incident: Incident) -> Breach:
    """Return ``breach`` with what is known now."""
    return msgspec.structs.replace(breach, incident=incident)
