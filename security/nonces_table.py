"""Nonces of partners' signatures, in a table whose items go by their time to live."""

import hashlib
from datetime import datetime

from pynamodb.attributes import NumberAttribute

from chalicelib.clock import epoch_seconds
from chalicelib.tables import Item, TableMeta, saved


class NonceItem(Item):
    """One used nonce; ``pk`` is a hash of key id and nonce, ``expires`` the time to live."""

    class Meta(TableMeta):
        logical_name = "nonces"

    expires = NumberAttribute()


class NonceTable:
    """The `security.signatures.NonceStore` of the platform."""

    def claim(self, key_id: str, nonce: str, until: datetime) -> bool:
        """Put the nonce on condition that it is new: one winner among concurrent requests, in every region alone."""
        place = hashlib.sha256(f"{key_id}\n{nonce}".encode()).hexdigest()
        return saved(NonceItem(place, expires=epoch_seconds(until)))
