"""Who acts in the request at hand, so that the audit can say in which role somebody did what they did."""

import contextlib
import contextvars
from collections.abc import Iterator

from security.principal import ANONYMOUS, Principal

_acting: contextvars.ContextVar[Principal] = contextvars.ContextVar("acting", default=ANONYMOUS)


@contextlib.contextmanager
def acting(principal: Principal) -> Iterator[None]:
    """Have ``principal`` act for the duration of the block."""
    token = _acting.set(principal)
    try:
        yield
    finally:
        _acting.reset(token)


def acts(identifier: str) -> Principal:
    """Return whoever acts, when that is the one with ``identifier``; of anybody else nothing is known here."""
    present = _acting.get()
    return present if identifier and present.id == identifier else ANONYMOUS
