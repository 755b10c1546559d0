"""Places: provinces, regencies and cities, and what a name of a place may mean."""

from enum import StrEnum

import msgspec

from chalicelib.texts import Text


class RegionKind(StrEnum):
    """The two upper levels of Indonesian government: provinces, and regencies or cities within them."""

    PROVINCE = "province"
    REGENCY = "regency"
    CITY = "city"


class Region(msgspec.Struct, frozen=True, kw_only=True):
    """A province or regency by the ministry's code (``32``, ``32.73``), with the point that stands for it (WGS 84)."""

    code: str
    kind: RegionKind
    label: Text
    seat: str
    latitude: float
    longitude: float
    island: str

    @property
    def name(self) -> str:
        """The official Indonesian name."""
        return self.label.id

    @property
    def province(self) -> str:
        """Code of the province that it is, or lies in."""
        return self.code[:2]


class RegionMatch(msgspec.Struct, frozen=True, kw_only=True):
    """One reading of a place name. ``confidence`` is in 0..1.

    Matches with ``together`` are not alternatives: the name means all of them (``jabodetabek``).
    """

    code: str
    confidence: float
    matched: str
    together: bool = False
