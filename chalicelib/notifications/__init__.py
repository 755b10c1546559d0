"""Messages to people by e-mail and SMS, in their language, each event told once."""

from chalicelib.notifications.delivering import deliver, relay

__all__ = ["deliver", "relay"]
