"""How a person wants to be told: reading and changing it, and when they are to be told next."""

from datetime import datetime, timezone

import msgspec

from chalicelib import people, tables
from chalicelib.alerts import table
from chalicelib.alerts.model import AlertChannel, Alerts, AlertSettings
from chalicelib.alerts.timing import next_slot, zone_of
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import FieldError, InvalidInput, NotFound, PreconditionFailed, Unavailable
from chalicelib.people.model import Person, PersonState
from chalicelib.people.verification_model import Channel
from chalicelib.texts import Text
from security.consent import CURRENT, ConsentType
from security.policy import Action, Resource, ResourceKind, require
from security.principal import Principal

_ATTEMPTS = 5
_WAYS = {
    AlertChannel.EMAIL: (Channel.EMAIL, ConsentType.CONTACT_BY_EMAIL),
    AlertChannel.SMS: (Channel.PHONE, ConsentType.CONTACT_BY_SMS),
}
"""E-mail costs nothing, holds more, and comes first."""


class Set(msgspec.Struct, frozen=True):
    """A person's settings, their version (0 before the first change), and by what messages go now (``None``: none)."""

    settings: AlertSettings
    version: int
    reaches: AlertChannel | None


def settings_of(principal: Principal) -> Set:
    """Return how the caller is told."""
    require(principal, Action.READ, _own(principal.id))
    return _set(principal.id, table.find_alerts(principal.id))


def change_settings(principal: Principal, settings: AlertSettings, expected: int, clock: Clock = SYSTEM_CLOCK) -> Set:
    """Replace how the caller is told; raises `InvalidInput`, `PreconditionFailed`.

    What waits to be told waits no longer, and no shorter, than the new settings say.
    """
    require(principal, Action.UPDATE, _own(principal.id))
    _check(settings)
    found = table.find_alerts(principal.id)
    if (int(found.version) if found is not None else 0) != expected:
        raise PreconditionFailed
    item = _with_settings(principal.id, found, settings, clock.now())
    if not tables.saved(item):
        raise PreconditionFailed
    return _set(principal.id, item)


def stop_all(person_id: str, clock: Clock = SYSTEM_CLOCK) -> None:
    """Tell a person of nothing any more, until they say otherwise; may be repeated. Raises `Unavailable`."""
    for _ in range(_ATTEMPTS):
        found = table.find_alerts(person_id)
        settings = found.alerts.settings if found is not None else AlertSettings()
        if settings.stopped:
            return
        stopped = msgspec.structs.replace(settings, stopped=True)
        if tables.saved(_with_settings(person_id, found, stopped, clock.now())):
            return
    raise Unavailable


def reach(person: Person, settings: AlertSettings) -> AlertChannel | None:
    """Return by what a message to the person goes: chosen, proven and agreed to; ``None`` when nothing is all three."""
    for channel, (contact, consent) in _WAYS.items():
        agreed = person.consents.get(consent.value) == CURRENT[consent]
        if channel in settings.channels and contact.value in person.verified and agreed:
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
    if alerts.settings.stopped:
        return None
    return next_slot(alerts.settings, zone_for(person), now, alerts.sent_at)


def living(person_id: str) -> Person | None:
    """Return the person, ``None`` when there is none (any more)."""
    try:
        person, _ = people.get(person_id)
    except NotFound:
        return None
    return None if person.state is PersonState.ERASED else person


def _with_settings(
    person_id: str, found: table.AlertsItem | None, settings: AlertSettings, now: datetime
) -> table.AlertsItem:
    alerts = msgspec.structs.replace(found.alerts if found is not None else Alerts(), settings=settings)
    item = table.alerts_item(person_id, found, alerts)
    # Who stopped is due no more; when they begin again, what was found last wakes them.
    person = living(person_id) if alerts.woken_at is not None else None
    if person is not None:
        item.be_due(slot(person, alerts, now))
    return item


def _set(person_id: str, item: table.AlertsItem | None) -> Set:
    settings = item.alerts.settings if item is not None else AlertSettings()
    person = living(person_id)
    reaches = reach(person, settings) if person is not None and not settings.stopped else None
    return Set(settings, int(item.version) if item is not None else 0, reaches)


def _check(settings: AlertSettings) -> None:
    errors = []
    if len(set(settings.channels)) != len(settings.channels):
        twice = Text("Saluran disebut dua kali.", "A channel is named twice.")
        errors.append(FieldError(pointer="/channels", code="repeated", detail=twice))
    if settings.paused_until is not None and settings.paused_until.tzinfo is None:
        zone = Text("Sertakan zona waktu.", "Give the time with its offset.")
        errors.append(FieldError(pointer="/paused_until", code="malformed", detail=zone))
    if errors:
        raise InvalidInput(errors[0].detail, errors)


def _own(person_id: str) -> Resource:
    return Resource(kind=ResourceKind.SAVED_SEARCH, owner=person_id)
