"""How a person wants to be told: reading and changing it, and when they are to be told next."""

from collections.abc import Iterator
from datetime import datetime, timezone

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import people, tables
from chalicelib.alerts import table
from chalicelib.alerts.model import LONGEST_PAUSE, AlertChannel, Alerts, AlertSettings
from chalicelib.alerts.timing import next_slot, zone_of
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import FieldError, InvalidInput, NotFound, PreconditionFailed, Unavailable
from chalicelib.people.model import Person
from chalicelib.people.uses import Use, permitted
from chalicelib.people.verification_model import Channel
from chalicelib.texts import Text
from security.policy import Action, Resource, ResourceKind, require
from security.principal import Principal

_ATTEMPTS = 5
_WAYS = {
    AlertChannel.EMAIL: (Channel.EMAIL, Use.MAILED),
    AlertChannel.SMS: (Channel.PHONE, Use.TEXTED),
}
"""E-mail costs nothing, holds more, and comes first."""


class Set(msgspec.Struct, frozen=True):
    """A person's settings, their version (0 before the first change), and by what messages go now (``None``: none)."""

    settings: AlertSettings
    version: int
    reaches: AlertChannel | None


def settings_of(principal: Principal) -> Set:
    """Return how the caller is told; raises `NotFound` for who was erased."""
    require(principal, Action.READ, _own(principal.id))
    people.living(principal.id)
    return _set(principal.id, table.find_alerts(principal.id))


def change_settings(principal: Principal, settings: AlertSettings, expected: int, clock: Clock = SYSTEM_CLOCK) -> Set:
    """Replace how the caller is told; raises `InvalidInput`, `PreconditionFailed`, `NotFound` for who was erased.

    What waits to be told waits no longer, and no shorter, than the new settings say.
    """
    require(principal, Action.UPDATE, _own(principal.id))
    for _ in range(_ATTEMPTS):
        found = table.find_alerts(principal.id)
        _check(settings, found.alerts.settings.paused_until if found is not None else None, clock.now())
        if (int(found.version) if found is not None else 0) != expected:
            raise PreconditionFailed
        item = _replaced(principal.id, found, settings, clock.now())
        if item is not None:
            return _set(principal.id, item)
    raise Unavailable


def stop_all(person_id: str, clock: Clock = SYSTEM_CLOCK) -> None:
    """Tell a person of nothing any more, until they say otherwise; may be repeated.

    Raises `Unavailable`, `NotFound` for who was erased.
    """
    for _ in range(_ATTEMPTS):
        found = table.find_alerts(person_id)
        settings = found.alerts.settings if found is not None else AlertSettings()
        if settings.stopped:
            return
        stopped = msgspec.structs.replace(settings, stopped=True)
        if _replaced(person_id, found, stopped, clock.now()) is not None:
            return
    raise Unavailable


def reach(person: Person, settings: AlertSettings) -> AlertChannel | None:
    """Return by what a message to the person goes: chosen, proven and agreed to; ``None`` when nothing is all three."""
    for channel, (contact, use) in _WAYS.items():
        if channel in settings.channels and contact.value in person.verified and permitted(person, use):
            return channel
    return None


def settings_in_force(person_id: str) -> AlertSettings:
    """Return how a person is told now; for whoever is about to write to them."""
    found = table.find_alerts(person_id)
    return found.alerts.settings if found is not None else AlertSettings()


def contact_of(channel: AlertChannel) -> Channel:
    """Return the contact that a channel writes to."""
    return _WAYS[channel][0]


def zone_for(person: Person) -> timezone:
    """Return the time by which a person lives."""
    return zone_of(person.profile.region)


def slot(person: Person, alerts: Alerts, now: datetime) -> datetime | None:
    """Return when the person is to be told of what is found ``now``, ``None`` when they do not want to be."""
    if alerts.settings.stopped or not permitted(person, Use.ALERTED):
        return None
    return next_slot(alerts.settings, zone_for(person), now, alerts.sent_at)


def living(person_id: str) -> Person | None:
    """Return the person, ``None`` when there is none (any more)."""
    try:
        return people.living(person_id)[0]
    except NotFound:
        return None


def _replaced(
    person_id: str, found: table.AlertsItem | None, settings: AlertSettings, now: datetime
) -> table.AlertsItem | None:
    """Store new settings of a living person; ``None`` when the settings or the person changed meanwhile."""
    person, version = people.living(person_id)
    item = _with_settings(person, found, settings, now)

    def build(transaction: TransactWrite) -> None:
        people.demand(transaction, person_id, version)
        table.put_alerts(transaction, item)

    return item if tables.committed(build) else None


def _with_settings(
    person: Person, found: table.AlertsItem | None, settings: AlertSettings, now: datetime
) -> table.AlertsItem:
    alerts = msgspec.structs.replace(found.alerts if found is not None else Alerts(), settings=settings)
    item = table.alerts_item(person.id, found, alerts)
    # Who stopped is due no more; when they begin again, what was found last wakes them.
    if alerts.woken_at is not None:
        item.be_due(slot(person, alerts, now))
    return item


def _set(person_id: str, item: table.AlertsItem | None) -> Set:
    settings = item.alerts.settings if item is not None else AlertSettings()
    person = living(person_id)
    reaches = reach(person, settings) if person is not None and not settings.stopped else None
    return Set(settings, int(item.version) if item is not None else 0, reaches)


def _check(settings: AlertSettings, before: datetime | None, now: datetime) -> None:
    errors = []
    if len(set(settings.channels)) != len(settings.channels):
        twice = Text("Saluran disebut dua kali.", "A channel is named twice.")
        errors.append(FieldError(pointer="/channels", code="repeated", detail=twice))
    # A pause that ran out meanwhile may come back with all the rest.
    if settings.paused_until is not None and settings.paused_until != before:
        errors.extend(_pause_errors(settings.paused_until, now))
    if errors:
        raise InvalidInput(errors[0].detail, errors)


def _pause_errors(until: datetime, now: datetime) -> Iterator[FieldError]:
    if until.tzinfo is None:
        zone = Text("Sertakan zona waktu.", "Give the time with its offset.")
        yield FieldError(pointer="/paused_until", code="malformed", detail=zone)
    elif until <= now:
        over = Text("Jeda harus berakhir di waktu mendatang.", "A pause must end in the future.")
        yield FieldError(pointer="/paused_until", code="past", detail=over)
    elif until > now + LONGEST_PAUSE:
        longest = Text(
            "Jeda paling lama setahun; bila ingin lebih lama, berhentilah menerima kabar.",
            "A pause lasts a year at most; to hear nothing for longer, stop the messages.",
        )
        yield FieldError(pointer="/paused_until", code="too_far", detail=longest)


def _own(person_id: str) -> Resource:
    return Resource(kind=ResourceKind.SAVED_SEARCH, owner=person_id)
