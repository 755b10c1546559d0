"""Messages to people by e-mail and SMS, in their language, each event told once."""

from typing import TYPE_CHECKING

from chalicelib.deferred import exports

if TYPE_CHECKING:
    from chalicelib.notifications.delivering import deliver, relay

__all__ = ["deliver", "relay"]

__getattr__ = exports(__name__)
