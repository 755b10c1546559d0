"""Which files of the web folder are published, under which names, and how long they are kept."""

import mimetypes
from collections.abc import Iterator
from pathlib import Path

import msgspec

from infra_cdk.packaging.staging import ROOT

WEB = ROOT / "web"
INDEX = "index.html"
_BELOW = "app"
CACHING = "public, max-age=0, s-maxage=31536000, must-revalidate"
"""The edge keeps a page until the next deployment makes it forget; a browser asks the edge each time."""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One file under the name that it is published by."""

    file: Path
    key: str
    content_type: str


def pages(folder: Path = WEB) -> tuple[Page, ...]:
    """Return every page: ``/`` is the index, everything else is below ``/app/``, as on one machine."""
    return tuple(sorted(_pages(folder), key=lambda page: page.key))


def _pages(folder: Path) -> Iterator[Page]:
    for file in folder.rglob("*"):
        inside = file.relative_to(folder)
        if file.is_file() and not any(part.startswith(".") for part in inside.parts):
            kind = _content_type(file)
            yield Page(file=file, key=f"{_BELOW}/{inside.as_posix()}", content_type=kind)
            if inside.as_posix() == INDEX:
                yield Page(file=file, key=INDEX, content_type=kind)


def _content_type(file: Path) -> str:
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    text = kind.startswith("text/") or "javascript" in kind or kind == "application/json"
    return f"{kind}; charset=utf-8" if text else kind
