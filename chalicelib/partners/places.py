"""Where the work of a posting is: the surest reading of its addresses."""

import re
from collections.abc import Iterator

import msgspec

from chalicelib import reference
from chalicelib.partners import amounts
from chalicelib.partners.amounts import Wrong
from chalicelib.partners.posting_types import Country, GeoCoordinates, JobPosting, Place, PostalAddress
from chalicelib.vacancies.model import Point

SURE = 0.3
"""Below this confidence a name is not taken for a region."""

_CODE = re.compile(r"\d{2}(?:\.\d{2})?")
_HERE = frozenset({"", "id", "idn", "indonesia", "republic of indonesia", "republik indonesia"})


class Located(msgspec.Struct, frozen=True, kw_only=True):
    """A region's code and point, the text that was read, and how many places were named."""

    region: str | None = None
    point: Point | None = None
    text: str = ""
    count: int = 0


def located(posting: JobPosting) -> Located:
    """Return the first place that is recognised; raises `Wrong` for coordinates or codes that do not exist."""
    given = posting.job_location
    places = given if isinstance(given, list) else [given] if given is not None else []
    readings = [
        _reading(place, f"/jobLocation{f'/{at}' if len(places) > 1 else ''}") for at, place in enumerate(places)
    ]
    chosen = next((reading for reading in readings if reading.region), None)
    chosen = chosen or (readings[0] if readings else Located())
    return msgspec.structs.replace(chosen, count=len(places))


def _reading(place: str | Place, pointer: str) -> Located:
    texts = [text for text in _descriptions(place) if text.strip()]
    point = _point(place.geo, f"{pointer}/geo") if isinstance(place, Place) and place.geo else None
    for text in texts:
        if region := _region(text, pointer):
            return Located(region=region, point=point, text=text)
    return Located(point=point, text=texts[0] if texts else "")


def _descriptions(place: str | Place) -> Iterator[str]:
    """What may name the region, the most telling first."""
    if isinstance(place, str):
        yield place
        return
    address = place.address
    if isinstance(address, str):
        yield address
    if isinstance(address, PostalAddress):
        if not _in_indonesia(address):
            return
        parts = (address.address_locality, address.address_region)
        yield ", ".join(part for part in parts if part)
        yield address.address_locality or ""
        yield address.street_address or ""
        yield address.address_region or ""
    yield place.name or ""


def _in_indonesia(address: PostalAddress) -> bool:
    country = address.address_country
    name = country.name if isinstance(country, Country) else country or ""
    return name.strip().lower() in _HERE


def _region(text: str, pointer: str) -> str | None:
    bare = text.strip()
    if _CODE.fullmatch(bare):
        if bare not in reference.regions():
            raise Wrong(pointer, "unknown_region", f"Wilayah {bare} tidak dikenal.", f"The region {bare} is not known.")
        return bare
    matches = [match for match in reference.regions().resolve(text[:200]) if match.confidence >= SURE]
    return matches[0].code if matches and not matches[0].together else None


def _point(geo: GeoCoordinates, pointer: str) -> Point:
    latitude = float(amounts.number(geo.latitude, f"{pointer}/latitude"))
    longitude = float(amounts.number(geo.longitude, f"{pointer}/longitude"))
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise Wrong(pointer, "out_of_range", "Koordinat tidak sah.", "The coordinates are not valid.")
    return Point(lat=latitude, lon=longitude)
