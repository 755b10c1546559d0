"""Where vacancies come from: how far a source is trusted, and how good what it sends is, with the reasons."""

from typing import TYPE_CHECKING

from chalicelib.deferred import exports

if TYPE_CHECKING:
    from chalicelib.sources.following import follow, record
    from chalicelib.sources.scoring import Part, Score, Tally, added, scored
    from chalicelib.sources.trusting import quality, trust

__all__ = ["Part", "Score", "Tally", "added", "follow", "quality", "record", "scored", "trust"]

__getattr__ = exports(__name__)
