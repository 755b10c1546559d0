"""Plainly invented people, a new one at each call, so that tests never meet each other's data."""

import itertools
import secrets
from datetime import date, timedelta

_serial = itertools.count(secrets.randbelow(10**6))


def email() -> str:
    """A new address in a domain that cannot exist."""
    return f"orang{next(_serial)}-{secrets.token_hex(3)}@contoh.invalid"


def phone() -> str:
    """A new Indonesian mobile number."""
    return f"+62812{secrets.randbelow(10**8):08d}"


def nik(birth: date | None = None) -> str:
    """A new well-formed NIK of Bekasi."""
    day = birth or date(1970, 1, 1) + timedelta(days=secrets.randbelow(365 * 30))
    return f"327501{day:%d%m%y}{secrets.randbelow(9999) + 1:04d}"


PASSWORD = "kuda-laut-biru-12"
