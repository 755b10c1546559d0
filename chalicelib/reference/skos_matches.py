"""Concepts of other editions that match those of one, as SKOS mapping relations (SKOS Reference 2009, section 10)."""

from collections.abc import Mapping, Sequence
from itertools import chain

from chalicelib.reference.corresponding import crosswalks_from
from chalicelib.reference.crosswalks import Crosswalk
from chalicelib.reference.model_crosswalk import Correspondence, Relation
from chalicelib.reference.skos_naming import Naming

Matches = Mapping[Relation, tuple[str, ...]]
"""URIs of matching concepts, by what they are to the concept."""


class Matching:
    """Finds the matching concepts of every other edition of a table."""

    def __init__(self, name: str, version: str) -> None:
        """Read the crosswalks to the other editions."""
        self._name = name
        self._crosswalks: Sequence[Crosswalk] = crosswalks_from(name, version)

    def of(self, code: str) -> Matches:
        """Return the concepts that match ``code``."""
        found = tuple(chain.from_iterable(each.map(code) for each in self._crosswalks))
        return {
            relation: tuple(self._uri(each) for each in found if each.relation is relation) for relation in Relation
        }

    def _uri(self, found: Correspondence) -> str:
        return Naming(self._name, found.to_version).concept(found.code)
