"""Districts (kecamatan, in Papua distrik): the third level, within regencies and cities."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property

import msgspec

from chalicelib.reference import files
from search.normalise import normalise

VERSION = "2025"
_FORMS = ("kecamatan ", "kec ", "distrik ", "district of ")


class District(msgspec.Struct, frozen=True, kw_only=True):
    """A district by the ministry's code (``32.73.01``), and the code of its ``regency``."""

    code: str
    name: str
    regency: str


class DistrictTable:
    """All districts of one version, by code and by name."""

    def __init__(self, version: str, entries: Iterable[District]) -> None:
        """Keep ``entries`` in the given order."""
        self.version = version
        self._entries = {entry.code: entry for entry in entries}

    def __iter__(self) -> Iterator[District]:
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, code: object) -> bool:
        return code in self._entries

    def get(self, code: str) -> District | None:
        """Return the district, None for an unknown code."""
        return self._entries.get(code)

    def within(self, region: str) -> tuple[District, ...]:
        """Return the districts of a regency or province by its code; none for anything else."""
        return tuple(entry for entry in self if entry.code.startswith(f"{region}."))

    def resolve(self, name: str, region: str = "") -> tuple[District, ...]:
        """Return the districts called ``name`` (``Kec. Coblong``), only those within ``region`` when it is given.

        Hundreds of names recur in several regencies, so that a name alone often has several readings.
        """
        surface = normalise(name)
        for form in _FORMS:
            surface = surface.removeprefix(form)
        found = self._names.get(surface, ())
        return tuple(entry for entry in found if not region or entry.code.startswith(f"{region}."))

    @cached_property
    def _names(self) -> Mapping[str, tuple[District, ...]]:
        names: dict[str, list[District]] = defaultdict(list)
        for entry in self:
            names[normalise(entry.name)].append(entry)
        return {name: tuple(entries) for name, entries in names.items()}


@cache
def districts(version: str = VERSION) -> DistrictTable:
    """Return the districts. Raises BadTable when there is no such version."""
    return DistrictTable(version, files.typed("districts", version, District))
