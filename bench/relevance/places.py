"""How people name the places that the corpus knows by their codes."""

import re

from chalicelib import reference

_EVERYDAY = {
    "31": "jakarta",
    "31.71": "jakpus",
    "31.72": "jakut",
    "31.73": "jakbar",
    "31.74": "jaksel",
    "31.75": "jaktim",
    "34": "jogja",
    "34.71": "jogja",
    "36.74": "tangsel",
    "32.16": "cikarang",
    "33.72": "solo",
}
_FORMAL = re.compile(r"^(?:kota administrasi|kabupaten administrasi|kota|kabupaten|daerah khusus|daerah istimewa) ")


def spoken(code: str) -> str:
    """Return how a place is called in a query: by its everyday name, else without what its kind is. Raises KeyError."""
    if code in _EVERYDAY:
        return _EVERYDAY[code]
    region = reference.regions().get(code)
    if region is None:
        raise KeyError(code)
    return _FORMAL.sub("", region.label.id.lower())
