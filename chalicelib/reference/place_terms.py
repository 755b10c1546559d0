"""What the places are called: provinces, regencies, cities and districts, and how surely a name alone means each."""

from collections import Counter
from collections.abc import Iterator, Mapping

from chalicelib.reference.districts import District, districts
from chalicelib.reference.regions import regions
from chalicelib.texts import Text
from search.normalise import normalise
from search.vocabulary import Kind, Term

ALONE = 0.6
"""How surely the name of a district means it where neither ``kecamatan`` nor its regency stands beside it."""
BESIDE_A_REGION = 0.3
"""And how surely when a region bears the name as well, which is meant far more often."""


def region_terms(ordinary: Mapping[str, float]) -> Iterator[Term]:
    """Yield the names of provinces, regencies and cities. ``ordinary``: how surely a word of everyday is a name."""
    for surface, readings in regions().surfaces.entries():
        for reading in readings:
            weight = reading.weight * ordinary.get(surface, 1.0)
            yield Term(surface=surface, kind=Kind.REGION, code=reading.code, weight=weight)


def district_terms(ordinary: Mapping[str, float]) -> Iterator[Term]:
    """Yield the names of districts; hundreds recur in several regencies, and each of those is meant as seldom."""
    surfaces = {district.code: normalise(district.name) for district in districts()}
    shared = Counter(surfaces.values())
    for code, surface in surfaces.items():
        sure = (BESIDE_A_REGION if regions().surfaces.get(surface) else ALONE) * ordinary.get(surface, 1.0)
        yield Term(surface=surface, kind=Kind.DISTRICT, code=code, weight=sure / shared[surface])


def label_of(district: District) -> Text:
    """Return a district's name with that of its regency, which tells it from others of the name."""
    regency = regions().get(district.regency)
    if regency is None:
        return Text(district.name, district.name)
    return Text(f"{district.name}, {regency.label.id}", f"{district.name}, {regency.label.en}")
