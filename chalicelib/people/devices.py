"""Devices that somebody signed in with before: something that they have, beside what they know.

A client keeps a token, the platform its keyed hash. Who shows it is on a device of theirs: what strangers fail at does
not lock it out (OWASP's device cookies), and with `chalicelib.settings.Proofs` a password is enough there alone. See
docs/decisions/0303-known-devices.md.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime

from pynamodb.exceptions import UpdateError
from pynamodb.expressions.update import Action

from chalicelib import tables
from chalicelib.clock import SYSTEM_CLOCK, Clock, epoch_seconds
from chalicelib.errors import NotFound
from chalicelib.identifiers import is_identifier, new_identifier
from chalicelib.people.device_model import KEPT, MOST, PREFIX, SECRET_BYTES, Device, Shown, shown_in
from chalicelib.people.table import DeviceItem
from chalicelib.secrets import lookup_secrets
from chalicelib.texts import Text

_LABEL = "device 1"


def known(person_id: str, token: str | None, clock: Clock = SYSTEM_CLOCK) -> str | None:
    """Return which device of the person ``token`` shows, ``None`` when it shows none of theirs, or none any more.

    The same work for a person who does not exist.
    """
    shown = shown_in(token)
    item = _find(person_id, shown.id) if shown is not None else None
    if shown is None or item is None or int(item.expires) <= epoch_seconds(clock.now()):
        return None
    right = [hmac.compare_digest(each, item.secret_hash or "") for each in _hashes(person_id, shown)]
    return shown.id if any(right) else None


def counted_as(device_id: str) -> str:
    """Return under which name attempts from a known device are counted."""
    return f"device-{device_id}"


def remember(person_id: str, device: str, clock: Clock = SYSTEM_CLOCK) -> str:
    """Know a new device from now on; returns the token for the client. `prune` keeps them few."""
    now = clock.now()
    shown = Shown(new_identifier(PREFIX, clock), secrets.token_urlsafe(SECRET_BYTES))
    item = DeviceItem(
        person_id,
        shown.id,
        secret_hash=_hashes(person_id, shown)[0],
        device=device or None,
        first_seen=epoch_seconds(now),
        last_seen=epoch_seconds(now),
        expires=epoch_seconds(now + KEPT),
    )
    tables.saved(item)
    return shown.token


def meet_again(person_id: str, token: str, device: str, clock: Clock = SYSTEM_CLOCK) -> None:
    """Note that a device that is known was used; one that was forgotten just now stays forgotten."""
    shown, now = shown_in(token), clock.now()
    if shown is None:
        return
    actions: list[Action] = [
        DeviceItem.last_seen.set(epoch_seconds(now)),
        DeviceItem.expires.set(epoch_seconds(now + KEPT)),
        # While the secret of the hashes takes another's place, this brings the device under the new one.
        DeviceItem.secret_hash.set(_hashes(person_id, shown)[0]),
    ]
    if device:
        actions.append(DeviceItem.device.set(device))
    try:
        DeviceItem(person_id, shown.id).update(
            actions, condition=DeviceItem.secret_hash.exists(), add_version_condition=False
        )
    except UpdateError as error:
        if not tables.was_refused(error):
            raise


def prune(person_id: str, leave: int = MOST) -> None:
    """Forget the devices that were used longest ago, so that at most ``leave`` are known."""
    by_use = sorted(_stored(person_id), key=lambda item: (int(item.last_seen), item.sk), reverse=True)
    for item in by_use[leave:]:
        item.delete(add_version_condition=False)


def of_person(person_id: str, clock: Clock = SYSTEM_CLOCK) -> tuple[Device, ...]:
    """Return the person's devices, the one used last first."""
    now = epoch_seconds(clock.now())
    found = (_device(item) for item in _stored(person_id) if int(item.expires) > now)
    return tuple(sorted(found, key=lambda device: (device.last_seen, device.id), reverse=True))


def forget(person_id: str, device_id: str) -> None:
    """Know a device of the person no longer; raises `NotFound` for what is none of theirs."""
    item = _find(person_id, device_id) if is_identifier(device_id, PREFIX) else None
    if item is None:
        raise NotFound(Text("Perangkat ini tidak dikenal.", "This device is not known."))
    item.delete(add_version_condition=False)


def forget_quietly(person_id: str, token: str) -> None:
    """Know the device of a token no longer; nothing for a text that is none."""
    shown = shown_in(token)
    if shown is not None:
        DeviceItem(person_id, shown.id).delete(add_version_condition=False)


def forget_all(person_id: str) -> None:
    """Forget all that the table has of the person; may be repeated."""
    for item in DeviceItem.query(person_id, consistent_read=True):
        item.delete(add_version_condition=False)


def _find(person_id: str, device_id: str) -> DeviceItem | None:
    try:
        return DeviceItem.get(person_id, device_id, consistent_read=True)
    except DeviceItem.DoesNotExist:
        return None


def _stored(person_id: str) -> Iterator[DeviceItem]:
    yield from DeviceItem.query(person_id, DeviceItem.sk.startswith(f"{PREFIX}_"), consistent_read=True)


def _device(item: DeviceItem) -> Device:
    return Device(
        id=item.sk,
        device=item.device or "",
        first_seen=datetime.fromtimestamp(int(item.first_seen), UTC),
        last_seen=datetime.fromtimestamp(int(item.last_seen), UTC),
    )


def _hashes(person_id: str, shown: Shown) -> tuple[str, ...]:
    """Return the keyed hash under each secret of the look-ups, the present one's first."""
    said = "\n".join((_LABEL, person_id, shown.id, shown.secret)).encode()
    return tuple(hmac.new(secret, said, hashlib.sha256).hexdigest() for secret in lookup_secrets())
