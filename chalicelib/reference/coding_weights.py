"""What each evidence for a group counts when a title is coded."""

from functools import cache

import msgspec

from chalicelib.reference import files
from chalicelib.reference.model_occupations import CodingWeight
from search.coding.confidence import Weights

TABLE = "coding_weights"
VERSION = "2"


@cache
def coding_weights(version: str = VERSION) -> Weights:
    """Return the weights. Raises BadTable for a table that lacks one, or has one too many."""
    rows = files.typed(TABLE, version, CodingWeight)
    try:
        return msgspec.convert({row.evidence: row.weight for row in rows}, _Exactly)
    except msgspec.ValidationError as problem:
        raise files.BadTable(f"{TABLE} {version}: {problem}") from problem


class _Exactly(Weights, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass
