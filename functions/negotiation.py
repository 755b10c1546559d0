"""What a client accepts and what it has already (RFC 9110, sections 12.5.1 and 13.1.2)."""

import re
from collections.abc import Sequence

from chalicelib.errors import NotAcceptable
from chalicelib.texts import Text
from functions.calls import Call

_TAG = re.compile(r'(?:W/)?("[^"]*")')


def chosen(call: Call, offered: Sequence[str]) -> str:
    """Return the media type of ``offered`` that the client likes best, the first among equals.

    Raises `NotAcceptable` when it accepts none of them.
    """
    ranges = _ranges(call.headers.get("accept", "*/*"))
    best, weight = "", 0.0
    for kind in offered:
        quality = _quality(kind, ranges)
        if quality > weight:
            best, weight = kind, quality
    if not best:
        names = ", ".join(offered)
        raise NotAcceptable(Text(f"Tersedia: {names}.", f"Available: {names}."))
    return best


def has_already(call: Call, version: int | str) -> bool:
    """Tell whether ``If-None-Match`` names ``version``."""
    given = call.headers.get("if-none-match", "")
    return given.strip() == "*" or f'"{version}"' in _TAG.findall(given)


def _ranges(accept: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for entry in accept.split(","):
        kind, *parameters = (part.strip().lower() for part in entry.split(";"))
        if kind:
            found[kind] = next((_weight(part[2:]) for part in parameters if part.startswith("q=")), 1.0)
    return found or {"*/*": 1.0}


def _weight(text: str) -> float:
    try:
        return min(1.0, max(0.0, float(text)))
    except ValueError:
        return 0.0


def _quality(kind: str, ranges: dict[str, float]) -> float:
    """The most specific range decides."""
    group = kind.partition("/")[0]
    return next((ranges[name] for name in (kind, f"{group}/*", "*/*") if name in ranges), 0.0)
