"""Bringing the secrets that are shared with partners under the present key of the key service, while they are used.

A secret itself stays what it is: partners sign on, and notice nothing.
"""

from datetime import datetime

import msgspec

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.observability import logger
from chalicelib.partners import table
from chalicelib.partners.changing import SYSTEM, Act, change
from chalicelib.partners.model import Partner, RegisteredKey
from security.shared_secrets import open_secret, seal_secret


class RenewedSecrets(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the partners: so many were ``seen``, ``renewed``, and ``failed``; these still need an old key."""

    seen: int = 0
    renewed: int = 0
    failed: tuple[str, ...] = ()


def renew_secrets(sealed_before: datetime, clock: Clock = SYSTEM_CLOCK, *, actor: str = SYSTEM) -> RenewedSecrets:
    """Seal every secret anew that was sealed before ``sealed_before``; twice changes nothing.

    Each partner is one transaction with an entry in the audit; one that fails keeps no other from it. Raises what the
    table raises.
    """
    seen, renewed = 0, 0
    failed: list[str] = []
    for partner in table.all_partners():
        seen += 1
        try:
            renewed += _renewed(partner, sealed_before, Act("renew_secrets", actor, clock))
        except Exception:
            logger.exception("the secrets of a partner were not renewed", extra={"partner": partner.id})
            failed.append(partner.id)
    return RenewedSecrets(seen=seen, renewed=renewed, failed=tuple(failed))


def _renewed(partner: Partner, before: datetime, act: Act) -> bool:
    if not any(_is_old(key, before) for key in partner.keys):
        return False

    def anew(present: Partner) -> Partner:
        keys = tuple(_sealed_anew(key, act.clock.now()) if _is_old(key, before) else key for key in present.keys)
        return msgspec.structs.replace(present, keys=keys)

    change(partner.id, anew, act)
    return True


def _is_old(key: RegisteredKey, before: datetime) -> bool:
    return key.secret is not None and (key.sealed_at or key.added_at) < before


def _sealed_anew(key: RegisteredKey, now: datetime) -> RegisteredKey:
    if key.secret is None:
        return key
    return msgspec.structs.replace(key, secret=seal_secret(open_secret(key.secret, key.id), key.id), sealed_at=now)
