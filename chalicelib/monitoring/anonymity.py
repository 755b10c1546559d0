"""Reports of people without an account: how many are taken, and what tells one device from another for a day.

An address is hashed under a secret key together with the day, so that neither it nor whether the same device came on
another day can be found in what is kept. Behind a mobile operator many people share one address: the device is told by
the browser too, and the address alone has a far wider limit.
"""

import hashlib
import hmac

from chalicelib.clock import Clock, day_of
from chalicelib.errors import TooManyRequests, Unauthenticated
from chalicelib.monitoring import policy
from chalicelib.monitoring.model import Device
from chalicelib.people.limits import Limit, take
from chalicelib.secrets import lookup_secret
from chalicelib.texts import Text

_DAY = 24 * 3600
GRAIN = 3600
"""Counts of reports keep the hour alone: by the moment itself they would tell which reports are of the same person."""
_DEVICE = Text(
    "Batas laporan tanpa akun hari ini sudah tercapai. Masuk ke akun untuk melapor lagi.",
    "The limit of reports without an account is reached for today. Sign in to report more.",
)
_VACANCY = Text(
    "Lowongan ini sudah banyak dilaporkan hari ini dan akan diperiksa. Masuk ke akun untuk menambah laporan.",
    "This vacancy was reported many times today and will be looked at. Sign in to add a report.",
)


def admitted(device: Device, vacancy_id: str, clock: Clock) -> str:
    """Count a report without an account and return its key: the same for one device, vacancy and day.

    Raises `TooManyRequests`, `Unauthenticated` when the policy takes none.
    """
    rules = policy.current().reports
    if not rules.device_a_day:
        raise Unauthenticated(Text("Masuk dahulu.", "Sign in first."))
    day = day_of(clock.now()).isoformat()
    who = keyed("report-device", day, device.address, device.agent)
    _take("reports-device", rules.device_a_day, who, _DEVICE, clock)
    _take("reports-address", rules.address_a_day, keyed("report-address", day, device.nearest), _DEVICE, clock)
    _take("reports-vacancy", rules.vacancy_a_day, vacancy_id, _VACANCY, clock)
    return keyed("report-without-account", vacancy_id, who)


def keyed(*parts: str) -> str:
    """Return a hash under the platform's secret of ``parts``, none of which holds a line break in earnest."""
    return hmac.new(lookup_secret(), "\n".join(parts).encode(errors="replace"), hashlib.sha256).hexdigest()


def _take(name: str, most: int, subject: str, detail: Text, clock: Clock) -> None:
    try:
        take(Limit(name=name, most=most, seconds=_DAY, grain=GRAIN), subject, clock)
    except TooManyRequests as error:
        raise TooManyRequests(error.retry_after, detail) from None
