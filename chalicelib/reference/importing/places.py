"""Regions as official lists name them: by code, by the name in full, or as everybody calls them (``DKI Jakarta``)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from chalicelib.reference.files import TableFile, several
from chalicelib.reference.importing.forms import BadCell
from search.normalise import normalise

_SHORT = (("kab ", "kabupaten "), ("kab. ", "kabupaten "), ("provinsi ", ""), ("prov. ", ""), ("prov ", ""))


class RegionNames:
    """The codes and names of a table of regions, with everyday names that mean one region and nothing else."""

    def __init__(self, regions: TableFile, everyday: TableFile | None = None) -> None:
        """Read the names."""
        self._regions, self._everyday = regions, everyday
        self.codes = frozenset(line[0] for line in regions.lines)
        self.provinces = tuple(line[0] for line in regions.lines if "." not in line[0])

    def code(self, cell: str) -> str:
        """Return the code of a region given by code or name. Raises `BadCell` for none or several."""
        if cell in self.codes:
            return cell
        found = self._official.get(_named(cell)) or self._usual.get(normalise(cell), ())
        if len(found) > 1:
            raise BadCell("ambiguous_region", value=cell, known=", ".join(found))
        if not found:
            raise BadCell("unknown_region", value=cell)
        return found[0]

    @cached_property
    def _official(self) -> Mapping[str, tuple[str, ...]]:
        place = self._regions.columns.index("label.id")
        return _collected((_named(line[place]), line[0]) for line in self._regions.lines)

    @cached_property
    def _usual(self) -> Mapping[str, tuple[str, ...]]:
        if self._everyday is None:
            return {}
        names, codes = (self._everyday.columns.index(column) for column in ("name", "codes[]"))
        lines = self._everyday.lines
        return _collected((line[names], code) for line in lines for code in several(line[codes]) if code in self.codes)


def _collected(pairs: Iterator[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    names: dict[str, list[str]] = defaultdict(list)
    for name, code in pairs:
        names[name].append(code)
    return {name: tuple(codes) for name, codes in names.items()}


def _named(text: str) -> str:
    plain = text.casefold()
    for short, full in _SHORT:
        if plain.startswith(short):
            plain = full + plain.removeprefix(short)
    return normalise(plain)
