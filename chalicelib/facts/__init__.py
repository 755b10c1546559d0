"""Facts from text: what the title and description of a vacancy state where its fields are empty."""

from typing import TYPE_CHECKING

from chalicelib.deferred import exports

if TYPE_CHECKING:
    from chalicelib.facts.model import Fact, Facts, PayRange
    from chalicelib.facts.reading import facts

__all__ = ["Fact", "Facts", "PayRange", "facts"]

__getattr__ = exports(__name__)
