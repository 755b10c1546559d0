"""Devices that somebody signed in with, as they see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalice.app import Blueprint

from functions.calls import Answer, Call
from functions.http import endpoint
from functions.sessions import SIGNED_IN, Done

if TYPE_CHECKING:
    from functions.known_devices_types import DeviceList

blueprint = Blueprint(__name__)


@endpoint(blueprint, "GET", "/v1/people/me/devices", audience=SIGNED_IN)
def show_all(call: Call) -> Answer[DeviceList]:
    """The devices on which one has signed in; a ``device_token`` begins with the ``id`` of its device."""
    from chalicelib.people import devices
    from functions.known_devices_types import DeviceList

    return Answer(body=DeviceList(items=devices.of_person(call.principal.id)), headers={"Cache-Control": "no-store"})


@endpoint(blueprint, "DELETE", "/v1/people/me/devices/{device_id}", audience=SIGNED_IN, status=204)
def forget(call: Call, device_id: str) -> Answer[Done]:
    """Forget a device: on it two proofs may be needed to sign in again. Its sessions go on; they are ended apart."""
    from chalicelib.people import devices

    devices.forget(call.principal.id, device_id)
    return Answer(body=Done())
