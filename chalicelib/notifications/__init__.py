"""Messages to people by e-mail and SMS, in their language, each event told once."""

from typing import TYPE_CHECKING

from chalicelib.deferred import exports

if TYPE_CHECKING:
    from chalicelib.notifications.delivering import deliver, relay
    from chalicelib.notifications.telling import forget_person, told_to

__all__ = ["deliver", "forget_person", "relay", "told_to"]

__getattr__ = exports(__name__)
