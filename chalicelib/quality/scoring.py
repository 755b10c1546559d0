"""From counts to shares: of each cell, of each dimension, and of a source as a whole. Pure.

A cell's share is ``good / of`` (ISO/IEC 25024: X = A / B). A dimension's is that of its cells together, each by its
weight: the sum of weight times ``good`` over the sum of weight times ``of``. The whole is the mean of the dimensions
that could be measured: none of them makes up for another by having more fields.
"""

from collections.abc import Iterable

import msgspec

from chalicelib.quality.cells import CELLS
from chalicelib.quality.model import VACANCIES, Cell, Counts, Dimension, Field

FEWEST = 10
"""Of fewer vacancies nothing is told in public: a share of three says nothing, and may point at one employer."""


class CellShare(msgspec.Struct, frozen=True, kw_only=True):
    """How good a field is in one dimension: ``good`` of ``of`` vacancies to which the measure applies."""

    cell: Cell
    good: int
    of: int

    @property
    def share(self) -> float:
        """Between 0 and 1."""
        return self.good / self.of


class DimensionShare(msgspec.Struct, frozen=True, kw_only=True):
    """How good vacancies are in one dimension, 0..1, and in its fields."""

    dimension: Dimension
    share: float
    cells: tuple[CellShare, ...]


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """How good a number of vacancies are; ``overall`` is ``None`` where nothing could be measured."""

    vacancies: int
    overall: float | None
    dimensions: tuple[DimensionShare, ...]


def scored(counts: Counts, fewest: int = 1, fields: Iterable[Field] = ()) -> Scores | None:
    """Return the shares that follow from counts, ``None`` of fewer than ``fewest`` vacancies.

    Measures that apply to fewer are left out; with ``fields`` those of other fields too, and dimensions are then told
    of these fields alone.
    """
    vacancies = counts.get(VACANCIES, 0)
    if vacancies < fewest:
        return None
    wanted = frozenset(fields)
    cells = [cell for cell in CELLS.values() if not wanted or cell.field in wanted]
    shares = [share for cell in cells if (share := _share(cell, counts, fewest)) is not None]
    dimensions = tuple(found for each in Dimension if (found := _dimension(each, shares)) is not None)
    overall = sum(each.share for each in dimensions) / len(dimensions) if dimensions else None
    return Scores(vacancies=vacancies, overall=overall, dimensions=dimensions)


def _share(cell: Cell, counts: Counts, fewest: int) -> CellShare | None:
    good, of = counts.get(f"{cell.code}_good", 0), counts.get(f"{cell.code}_of", 0)
    return CellShare(cell=cell, good=good, of=of) if of >= max(1, fewest) else None


def _dimension(dimension: Dimension, shares: Iterable[CellShare]) -> DimensionShare | None:
    own = tuple(share for share in shares if share.cell.dimension is dimension)
    of = sum(share.cell.weight * share.of for share in own)
    if not of:
        return None
    good = sum(share.cell.weight * share.good for share in own)
    return DimensionShare(dimension=dimension, share=good / of, cells=own)
