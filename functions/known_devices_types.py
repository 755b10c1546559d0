"""Devices as their owner sees them."""

import msgspec

from chalicelib.people.device_model import Device


class DeviceList(msgspec.Struct, frozen=True, kw_only=True):
    """The devices that are known, the one used last first; ten at most."""

    items: tuple[Device, ...]
