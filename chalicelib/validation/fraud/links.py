"""Signs about links: an address that hides where it leads."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from chalicelib.texts import Text
from chalicelib.validation.catalogue import Observation
from chalicelib.validation.fraud.hosts import HOSTS
from chalicelib.validation.fraud.model import Signal
from chalicelib.validation.model import Span
from chalicelib.validation.subject import Subject

_SHORT = re.compile(
    r"(?<![\w.@-])(?:https?://)?(?:www\.)?(?:"
    + "|".join(map(re.escape, sorted(HOSTS.shorteners, key=lambda host: (-len(host), host))))
    + r")/[\w./?=&%+-]+",
    re.IGNORECASE,
)
_DISGUISED = re.compile(
    r"https?://(?:[^\s/@]{1,80}@[^\s/]+|\d{1,3}(?:\.\d{1,3}){3}(?=[:/\s]|$)|[^\s/]{0,80}\bxn--[^\s/]+)\S{0,200}",
    re.IGNORECASE,
)
_TITLED = re.compile(r"\[([^\]\n]{3,120})\]\(\s{0,3}(https?://[^\s)]{3,200})\s{0,3}\)")
_PATH, _ADDRESS = re.compile(r"\.[A-Za-z]{2,4}/"), re.compile("://")
"""What a text must hold before the long patterns are tried."""

_HOST = re.compile(r"(?:https?://)?(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:[/:?#]\S{0,200})?", re.IGNORECASE)


def _found(subject: Subject, pattern: re.Pattern[str], signs: re.Pattern[str]) -> Iterator[Observation]:
    if match := pattern.search(subject.content.contact_url or ""):
        yield Observation(pointer="/contact_url", phrase=match[0])
    for passage in subject.texts:
        if signs.search(passage.original) is None:
            continue
        for match in pattern.finditer(passage.original):
            yield Observation(pointer=passage.pointer, phrase=match[0], span=Span(*match.span()))


def _shortened(subject: Subject) -> Iterator[Observation]:
    yield from _found(subject, _SHORT, _PATH)


def _disguised(subject: Subject) -> Iterator[Observation]:
    yield from _found(subject, _DISGUISED, _ADDRESS)
    for passage in subject.texts:
        if "](" not in passage.original:
            continue
        for match in _TITLED.finditer(passage.original):
            if _differs(match[1], match[2]):
                yield Observation(pointer=passage.pointer, phrase=match[0], span=Span(*match.span()))


def _differs(shown: str, target: str) -> bool:
    """Tell whether what is shown is an address on another host than the one that it leads to."""
    address = _HOST.fullmatch(shown.strip())
    if address is None:
        return False
    try:
        host = (urlsplit(target).hostname or "").removeprefix("www.")
    except ValueError:
        return True
    return address[1].lower() != host


LINK_SHORTENED = Signal(
    code="link_shortened",
    name=Text("tautan singkat (“{phrase}”)", "a shortened link (“{phrase}”)"),
    observe=_shortened,
)
LINK_DISGUISED = Signal(
    code="link_disguised",
    name=Text("tautan yang menyamarkan tujuannya (“{phrase}”)", "a link that disguises where it leads (“{phrase}”)"),
    observe=_disguised,
)
