"""Removes national ids, phone numbers and e-mail addresses from text that leaves for logs."""

import functools
import json
import re
from collections.abc import Mapping
from typing import Any

# Repetitions are bounded or over digits alone: a long line takes time in proportion to its length and no more.
_GAP = r"[ .()/-]{0,3}"
_WORD = r"[^\s@<>\"',;:()\[\]{}\\|=]"
_EMAIL = rf"(?P<email>{_WORD}{{1,64}}@{_WORD}{{1,255}})"
_KEPT = r"(?P<kept>(?:[a-z]{3}_[0-9a-hjkmnp-tv-z]{26}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})(?![0-9]))"
_NIK = rf"(?P<nik>[0-9](?:{_GAP}[0-9]){{15,}})"
_PREFIXED = rf"(?:\+[0-9]|(?<![0-9])(?:62|0{_GAP}[1-9]))(?:{_GAP}[0-9]){{6,14}}"
_BARE_MOBILE = rf"(?<![0-9])8(?:{_GAP}[0-9]){{8,12}}"
_PHONE = rf"(?P<phone>{_PREFIXED}|{_BARE_MOBILE})"
_PERSONAL = "|".join((_EMAIL, _KEPT, _NIK, _PHONE))
"""Identifiers of ours and of AWS's requests come before numbers, so that their digits are not taken for one."""
_YEAR = r"(?:19|20)[0-9]{2}"
_DAY_OR_MONTH = r"(?:[0-3]?[0-9][ ./-]){0,2}"
_DATE = rf"{_DAY_OR_MONTH}{_YEAR}"
_DATES = rf"(?<![0-9+])(?<![0-9][ ./-]){_DATE}(?:[ ]?[-/–][ ]?{_DATE})?(?![0-9])(?![ .()/-]{{1,3}}[0-9])"
"""Alone, with no further digits beside them: a number that is written in groups may begin or end like a year."""


def redact(text: str) -> str:
    """Return ``text`` with ``[email]``, ``[nik]`` and ``[phone]`` in the place of personal data.

    Any sixteen digits count as a NIK, and any number in an Indonesian or international form as a phone: a log line
    that hides too much is a nuisance, one that hides too little is a leak.
    """
    return _pattern().sub(_replacement, text)


@functools.cache
def _pattern() -> re.Pattern[str]:
    """Compile when something is first logged: it is the most costly pattern of a cold start."""
    return re.compile(_PERSONAL)


def kinds_in(text: str) -> frozenset[str]:
    """Return which of ``email``, ``nik`` and ``phone`` `redact` would hide in ``text``.

    Dates and spans of years are none: words about oneself have them, and a reader of them is not told of a phone.
    """
    found = _pattern().finditer(_dates().sub(" ; ", text))
    return frozenset(each.lastgroup or "" for each in found if each.lastgroup != "kept" and _is_address(each))


def redacted(value: Any) -> Any:  # noqa: ANN401 - whatever a caller logs
    """Return ``value`` with every text and whole number in it redacted, keys of mappings included."""
    match value:
        case str():
            return redact(value)
        case bool() | None | float():
            return value
        case int():
            hidden = redact(str(value))
            return value if hidden == str(value) else hidden
        case Mapping():
            return {redact(str(key)): redacted(entry) for key, entry in value.items()}
        case list() | tuple() | set() | frozenset():
            return [redacted(entry) for entry in value]
    return redact(str(value))


def redacted_json(record: Mapping[str, Any]) -> str:
    """Return one line of JSON for a log record, with nothing personal in it."""
    return json.dumps(redacted(record), ensure_ascii=False, separators=(",", ":"))


@functools.cache
def _dates() -> re.Pattern[str]:
    return re.compile(_DATES)


def _is_address(found: "re.Match[str]") -> bool:
    """Tell an address from ``Kasir@Toko``: without a dot in the host nothing is delivered there."""
    return found.lastgroup != "email" or "." in found[0].rpartition("@")[2].strip(".")


def _replacement(found: "re.Match[str]") -> str:
    return found[0] if found.lastgroup == "kept" else f"[{found.lastgroup}]"
