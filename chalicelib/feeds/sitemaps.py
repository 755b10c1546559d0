"""Sitemaps (sitemaps.org, protocol 0.9): the pages of a portal, and the sitemaps that an index names."""

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from xml.etree import ElementTree

import msgspec

MOST_ENTRIES = 50_000
"""Of one sitemap, as the protocol bounds it."""
_LONGEST = 2_048
_DEEPEST = 6
_MOST_WITHIN = 5_000
"""Elements of one entry; the protocol's extensions name a thousand pictures at most."""
_MOST_MARKS = 3_000_000
"""Attributes, and signs that look so, of a whole sitemap."""


class BadSitemap(Exception):
    """A sitemap cannot be read; the message is one word that says why."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An address of a sitemap and when it changed, if that is told in a form that can be read."""

    url: str
    changed: datetime | None = None


class Sitemap(msgspec.Struct, frozen=True, kw_only=True):
    """What a sitemap lists: pages, or other sitemaps."""

    pages: tuple[Entry, ...] = ()
    sitemaps: tuple[Entry, ...] = ()


def read_sitemap(content: bytes) -> Sitemap:
    """Return what a sitemap lists, each address once, in order; raises `BadSitemap`.

    A document type is refused: entities have no place in a sitemap. A sitemap of plain addresses, one on a line, is
    read as well.
    """
    bare = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not bare.startswith(b"<"):
        return Sitemap(pages=_plain(bare))
    if b"\0" in bare or b"<!DOCTYPE" in bare or b"<!ENTITY" in bare:
        raise BadSitemap("document_type")
    if bare.count(b"=") > _MOST_MARKS:
        raise BadSitemap("swollen_xml")
    try:
        return _sitemap(bare)
    except (ElementTree.ParseError, ValueError, LookupError):
        # The last two: an encoding that is unknown, or that the parser cannot read.
        raise BadSitemap("broken_xml") from None


def _sitemap(content: bytes) -> Sitemap:
    parser = ElementTree.iterparse(io.BytesIO(content), events=("start", "end"))  # noqa: S314 - no entities, bounded
    _, root = next(parser)
    kind = _name(root)
    if kind not in _KINDS:
        raise BadSitemap("no_sitemap")
    entries = _once(_entries(parser, root, _KINDS[kind]))
    return Sitemap(pages=entries) if kind == "urlset" else Sitemap(sitemaps=entries)


_KINDS = {"urlset": "url", "sitemapindex": "sitemap"}


def _entries(
    parser: Iterator[tuple[str, ElementTree.Element]], root: ElementTree.Element, kind: str
) -> Iterator[Entry]:
    """Yield the entries one after the other, each forgotten before the next is read."""
    for element in _children(parser, root):
        if _name(element) != kind:
            continue
        told = {_name(child): (child.text or "").strip() for child in element}
        if _is_address(address := told.get("loc", "")):
            yield Entry(url=address, changed=moment(told.get("lastmod", "")))


def _children(
    parser: Iterator[tuple[str, ElementTree.Element]], root: ElementTree.Element
) -> Iterator[ElementTree.Element]:
    depth, within = 1, 0
    for event, element in parser:
        depth += 1 if event == "start" else -1
        within += 1
        if depth > _DEEPEST or within > 2 * _MOST_WITHIN:
            raise BadSitemap("swollen_xml")
        if event == "end" and depth == 1:
            yield element
            root.clear()
            within = 0


def moment(text: str) -> datetime | None:
    """Return a W3C date or time in UTC, ``None`` for what is none; a bare day is its end, so that no change is lost."""
    try:
        if len(text) == len("2026-05-04"):
            return datetime.combine(date.fromisoformat(text), time(23, 59, 59), UTC)
        found = datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _plain(content: bytes) -> tuple[Entry, ...]:
    try:
        lines = content.decode("utf-8").split()
    except UnicodeDecodeError:
        raise BadSitemap("no_sitemap") from None
    if not lines or not all(_is_address(line) for line in lines):
        raise BadSitemap("no_sitemap")
    return _once(Entry(url=line) for line in lines)


def _once(entries: Iterator[Entry]) -> tuple[Entry, ...]:
    found: dict[str, Entry] = {}
    for entry in entries:
        found.setdefault(entry.url, entry)
        if len(found) > MOST_ENTRIES:
            raise BadSitemap("too_many_entries")
    return tuple(found.values())


def _is_address(text: str) -> bool:
    return text.startswith(("https://", "http://")) and len(text) <= _LONGEST


def _name(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()
