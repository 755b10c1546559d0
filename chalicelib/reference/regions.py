"""Provinces and regencies."""

from collections.abc import Iterator, Mapping
from functools import cache, cached_property

from chalicelib.reference import adjacency, files, places
from chalicelib.reference.model_places import Region, RegionMatch
from chalicelib.reference.phrases import PhraseBook

VERSION = "2025.1"
NAMES = "2026.2"
"""The version of the everyday names, which are added to more often than regions change."""


class RegionTable:
    """All regions of one version, by code."""

    def __init__(self, version: str, regions: Mapping[str, Region]) -> None:
        """Keep ``regions`` under their codes."""
        self.version = version
        self._regions = regions

    def __iter__(self) -> Iterator[Region]:
        return iter(self._regions.values())

    def __len__(self) -> int:
        return len(self._regions)

    def __contains__(self, code: object) -> bool:
        return code in self._regions

    def get(self, code: str) -> Region | None:
        """Return the region, None for an unknown code."""
        return self._regions.get(code)

    def province_of(self, code: str) -> Region | None:
        """Return the province that ``code`` is or lies in, None for an unknown code."""
        region = self.get(code)
        return self.get(region.province) if region else None

    def children(self, code: str) -> tuple[Region, ...]:
        """Return the regencies and cities of a province; none for anything else."""
        return tuple(region for region in self if region.code.startswith(f"{code}."))

    def neighbours(self, code: str) -> tuple[str, ...]:
        """Return the codes of the regencies beside this one by land or sea, nearest first; none for a province."""
        return tuple(row.neighbour for row in adjacency.neighbours().get(code, ()))

    def resolve(self, text: str) -> tuple[RegionMatch, ...]:
        """Return what a place name may mean, the surest first: ``Kab. Bandung``, ``West Jakarta``, ``jabodetabek``."""
        return places.resolve(self.surfaces, text)

    @cached_property
    def surfaces(self) -> PhraseBook[places.Readings]:
        """Every way of naming the regions."""
        return places.surfaces(self, NAMES)


@cache
def regions(version: str = VERSION) -> RegionTable:
    """Return the provinces and regencies of ``version``. Raises BadTable when there is no such version."""
    return RegionTable(version, {region.code: region for region in files.typed("regions", version, Region)})
