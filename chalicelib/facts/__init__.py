"""Facts from text: what the title and description of a vacancy state where its fields are empty."""

from typing import TYPE_CHECKING

from chalicelib.deferred import exports

if TYPE_CHECKING:
    from chalicelib.facts.confidence import ENOUGH, is_sure
    from chalicelib.facts.model import Fact, Facts, PayRange
    from chalicelib.facts.reading import KINDS, facts, skills_named

__all__ = ["ENOUGH", "KINDS", "Fact", "Facts", "PayRange", "facts", "is_sure", "skills_named"]

__getattr__ = exports(__name__)
