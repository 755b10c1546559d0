"""Finds a known value in anything, however it is spelt: spaced, encoded, escaped, or as a plain digest."""

import base64
import hashlib
import html
import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote, unquote_plus

_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[ .()/\-\u00a0]{1,3}(?=[0-9])")
_ESCAPED = re.compile(r"\\+u([0-9a-fA-F]{4})")
_QUOTED = re.compile(r"=([0-9A-F]{2})")
_DIGESTS = ("md5", "sha1", "sha256", "sha512")
Found = tuple[str, str]
"""Which value was found, and in which spelling."""


def forms(text: str) -> dict[str, str]:
    """The haystack as it is and as whoever reads it would undo what was done to it."""
    folded = text.casefold()
    undone = {
        "plain": folded,
        "percent": unquote_plus(unquote_plus(folded)),
        "escaped": _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text).casefold(),
        "entities": html.unescape(folded),
        "quoted": _QUOTED.sub(lambda found: chr(int(found[1], 16)), text).casefold(),
    }
    squeezed = {f"{name} digits": _BETWEEN_DIGITS.sub("", form) for name, form in undone.items()}
    spread = {"spread": folded.replace(" ", "")}
    return undone | squeezed | spread


def needles(value: str) -> dict[str, str]:
    """What to look for: the value in its spellings, its encodings, and its digests without a key."""
    spelt = {each.casefold() for each in _spelt(value)}
    found = {f"as {each}": each for each in spelt}
    for each in _spelt(value):
        raw = each.encode()
        found |= {f"hex of {each}": raw.hex(), f"percent of {each}": quote(each, safe="").casefold()}
        found |= {f"base64 of {each} at {offset}": core for offset, core in enumerate(_base64(raw))}
        for name in _DIGESTS:
            digest = hashlib.new(name, raw, usedforsecurity=False)
            found[f"{name} of {each}"] = digest.hexdigest()
            found[f"{name} of {each} in base64"] = base64.b64encode(digest.digest()).decode().rstrip("=").casefold()
    return found


def _spelt(value: str) -> set[str]:
    digits = re.sub(r"\D", "", value)
    if digits.startswith("62") and value.startswith("+"):
        national = digits[2:]
        return {value, digits, f"0{national}", national}
    if len(digits) == len(value):
        return {digits}
    return {value, value.lower(), value.upper()}


def _base64(raw: bytes) -> Iterable[str]:
    """The middle part of its base64, which is the same whatever stands around it, for each of three alignments."""
    for offset in range(3):
        encoded = base64.b64encode(b"\0" * offset + raw + b"\0\0").decode()
        first = -(-offset * 8 // 6)
        last = (offset + len(raw)) * 8 // 6
        yield encoded[first:last].casefold()


def find(haystack: str | bytes, values: Mapping[str, str]) -> list[Found]:
    """Return which of the named ``values`` are in ``haystack``, and how."""
    text = haystack.decode("utf-8", "replace") if isinstance(haystack, bytes) else haystack
    read = forms(text)
    return [
        (name, f"{spelling} ({form})")
        for name, value in values.items()
        for spelling, needle in needles(value).items()
        for form, content in read.items()
        if needle in content
    ]
