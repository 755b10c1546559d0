"""Which vacancies are compared at all: those that share a block. Several keys, so that no one field decides.

Every vacancy has up to `FAMILIES` keys. A block of more than `FULL` vacancies tells nothing (a chain that looks for
cashiers everywhere, a text that everybody copies) and is passed over; narrower keys of the same vacancies go on. So
nothing grows with the square of the corpus: a vacancy meets at most ``FAMILIES * FULL`` others.
"""

from chalicelib.duplicates.model import Fingerprint
from chalicelib.duplicates.sketching import BANDS, FEWEST, bands

FULL = 48
"""Vacancies in the largest block that is compared."""
FAMILIES = 3 + BANDS
NOWHERE = "00"
UNCODED = "---"


def keys_of(found: Fingerprint) -> tuple[str | None, ...]:
    """Return the key of each family, ``None`` where the vacancy has nothing to make it of.

    By employer, province and minor group of the occupation (whatever the title says); by employer and title (whatever
    the codes say); by employer, title and exact region (for chains); by each band of the text in the province (whatever
    employer and title say).
    """
    province = (found.region or NOWHERE)[:2]
    return (*_by_employer(found, province), *_by_text(found, province))


def _by_employer(found: Fingerprint, province: str) -> tuple[str | None, ...]:
    if not found.employer:
        return (None, None, None)
    minor = (found.occupation or UNCODED)[:3]
    titled = f"{found.employer}|{' '.join(found.title)}"
    return (f"o|{found.employer}|{province}|{minor}", f"t|{titled}", f"r|{titled}|{found.region or NOWHERE}")


def _by_text(found: Fingerprint, province: str) -> tuple[str | None, ...]:
    if found.shingles < FEWEST:
        return (None,) * BANDS
    return tuple(f"{band}|{province}" for band in bands(found.sketch))
