"""A contact that somebody gave up, for as long as they may object to that."""

from datetime import datetime

import msgspec

from chalicelib.people.verification_model import Channel
from security.sealed import Sealed


class Former(msgspec.Struct, frozen=True, kw_only=True):
    """A proven contact that was replaced or removed at ``since``; it goes at ``until``. ``hash`` is its keyed hash."""

    id: str
    channel: Channel
    sealed: Sealed
    hash: str
    since: datetime
    until: datetime
