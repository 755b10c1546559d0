"""Regions as official lists name them: by code, or by the name in full."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from chalicelib.reference.files import TableFile
from chalicelib.reference.importing.forms import BadCell
from search.normalise import normalise

_SHORT = (("kab ", "kabupaten "), ("kab. ", "kabupaten "), ("provinsi ", ""), ("prov. ", ""), ("prov ", ""))


class RegionNames:
    """The codes and official names of a table of regions."""

    def __init__(self, regions: TableFile) -> None:
        """Read the names of ``regions``."""
        self._regions = regions

    @property
    def codes(self) -> frozenset[str]:
        """Every code."""
        return frozenset(line[0] for line in self._regions.lines)

    @property
    def provinces(self) -> tuple[str, ...]:
        """The codes of the provinces."""
        return tuple(line[0] for line in self._regions.lines if "." not in line[0])

    def code(self, cell: str) -> str:
        """Return the code of a region given by code or official name. Raises `BadCell` for none or several."""
        if cell in self._known:
            return cell
        found = self._by_name.get(_named(cell), ())
        if len(found) > 1:
            raise BadCell("ambiguous_region", value=cell, known=", ".join(found))
        if not found:
            raise BadCell("unknown_region", value=cell)
        return found[0]

    @cached_property
    def _known(self) -> frozenset[str]:
        return self.codes

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[str, ...]]:
        place = self._regions.columns.index("label.id")
        names: dict[str, list[str]] = defaultdict(list)
        for line in self._regions.lines:
            names[_named(line[place])].append(line[0])
        return {name: tuple(codes) for name, codes in names.items()}


def _named(text: str) -> str:
    plain = text.casefold()
    for short, full in _SHORT:
        if plain.startswith(short):
            plain = full + plain.removeprefix(short)
    return normalise(plain)
