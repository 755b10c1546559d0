"""How often somebody may ask: sliding windows over all functions, counted in a table, leased by each process."""

from typing import TYPE_CHECKING

from chalicelib.deferred import exports

if TYPE_CHECKING:
    from chalicelib.limits.asking import ask, forget
    from chalicelib.limits.limiter import Limiter
    from chalicelib.limits.model import Caller, Limit, RouteClass, Standing
    from chalicelib.limits.policy import limit_of, limits

__all__ = [
    "Caller",
    "Limit",
    "Limiter",
    "RouteClass",
    "Standing",
    "ask",
    "forget",
    "limit_of",
    "limits",
]

__getattr__ = exports(__name__)
