"""What every message is made of."""

import msgspec

from chalicelib.texts import Text


class Template(msgspec.Struct, frozen=True, kw_only=True):
    """One message. Gaps are ``{names}``; `chalicelib.notifications.rendering` fills and, for SMS, shortens them."""

    subject: Text
    body: Text
    sms: Text
