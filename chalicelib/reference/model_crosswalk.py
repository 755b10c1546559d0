"""What says how the codes of two editions of a classification correspond."""

from enum import StrEnum

import msgspec

from chalicelib.texts import Text


class Relation(StrEnum):
    """What a code of the other edition is to the code that was asked for, as in SKOS mapping.

    ``exact``: the same; ``narrower``: a part of it; ``broader``: it and more; ``partial``: some of it, and more.
    """

    EXACT = "exact"
    NARROWER = "narrower"
    BROADER = "broader"
    PARTIAL = "partial"

    @property
    def inverse(self) -> "Relation":
        """What the code that was asked for is to the other one."""
        return _INVERSE.get(self, self)

    def then(self, following: "Relation") -> "Relation":
        """Return what is certain after two steps: never more than the weaker of them says."""
        if Relation.EXACT in (self, following):
            return following if self is Relation.EXACT else self
        return self if self is following else Relation.PARTIAL


_INVERSE = {Relation.NARROWER: Relation.BROADER, Relation.BROADER: Relation.NARROWER}


class Correspondence(msgspec.Struct, frozen=True, kw_only=True):
    """``code`` of edition ``to_version`` is ``relation`` than, or to, a code of edition ``from_version``."""

    code: str
    relation: Relation
    from_version: str
    to_version: str


class CrosswalkRow(msgspec.Struct, frozen=True, kw_only=True, rename={"origin": "from", "target": "to"}):
    """A line of a crosswalk file: ``target`` of edition ``to_version`` is ``relation`` to ``origin``.

    A retired code has no target, a code that is new has no origin; both have no relation, and the ``note`` says why.
    """

    from_version: str
    to_version: str
    origin: str = ""
    target: str = ""
    relation: Relation | None = None
    note: Text = Text("", "")
