"""A search that was saved, as an index of searches holds it."""

import hashlib

import msgspec

from search.plan import Admission


class StandingSearch(msgspec.Struct, frozen=True, kw_only=True):
    """What a saved search admits, whenever: of its ``admission`` nothing depends on the moment.

    ``version`` is the table's: an index write with an older one is ignored. Whose search it is does not stand here.
    """

    id: str
    version: int
    admission: Admission

    @property
    def reading(self) -> str:
        """A short name of what the search's words were taken to mean: another one after they are read otherwise."""
        return hashlib.blake2b(msgspec.json.encode(self.admission), digest_size=9).hexdigest()


class HeldReading(msgspec.Struct, frozen=True):
    """What reconciling compares: a live search, its version, and how it was read."""

    id: str
    version: int
    reading: str
