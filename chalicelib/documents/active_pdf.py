"""What runs, opens or hides within a PDF (ISO 32000-1, sections 7.11.4, 12.6.4, 13): found in every object it has."""

import re
from collections.abc import Iterator
from typing import Any

from chalicelib.documents.model import Refusal
from chalicelib.documents.refusing import ContentRefused

MOST_OBJECTS = 50_000
_DEEPEST = 30
_ACTIONS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/GoToE", "/Rendition", "/Movie", "/Sound"})
_HOLDERS = frozenset({"/JS", "/JavaScript", "/EF", "/EmbeddedFiles", "/XFA", "/RichMediaContent", "/RichMediaSettings"})
_KINDS = frozenset({"/EmbeddedFile", "/RichMedia", "/FileAttachment", "/3D", "/Movie", "/Screen"})
_PLAIN = re.compile(rb"/(?:JavaScript|EmbeddedFiles?|RichMedia|Launch|ImportData)(?=[\s/<>\[\]()%]|$)")
"""The same names where no parser finds an object; long enough not to come by chance in packed data."""
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")


def refuse_active(reader: Any, content: bytes) -> None:  # noqa: ANN401 - the reader of the library
    """Raise `ContentRefused` for scripts, programs to start, attached files and media, wherever they are."""
    if _PLAIN.search(_HEX.sub(lambda found: bytes([int(found[1], 16)]), content)):
        raise ContentRefused(Refusal.ACTIVE)
    for count, found in enumerate(_objects(reader)):
        if count > MOST_OBJECTS:
            raise ContentRefused(Refusal.TOO_COMPLEX)
        if _is_active(found, 0):
            raise ContentRefused(Refusal.ACTIVE)


def _objects(reader: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield every object that the file names, also those in packed streams; one that cannot be read is passed over.

    What cannot be read here does nothing here; its names, if they are plain, were looked for before.
    """
    from pypdf.errors import LimitReachedError, PyPdfError
    from pypdf.generic import IndirectObject

    numbers = {(number, generation) for generation, places in reader.xref.items() for number in places}
    for number, generation in sorted(numbers | {(number, 0) for number in reader.xref_objStm}):
        try:
            yield reader.get_object(IndirectObject(number, generation, reader))
        except LimitReachedError:
            raise
        except (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError):
            continue


def _is_active(found: Any, depth: int) -> bool:  # noqa: ANN401
    from pypdf.generic import IndirectObject

    if depth > _DEEPEST:
        raise ContentRefused(Refusal.TOO_COMPLEX)
    if isinstance(found, IndirectObject):
        return False
    if isinstance(found, dict):
        return _names_activity(found) or any(_is_active(value, depth + 1) for value in found.values())
    return isinstance(found, list) and any(_is_active(value, depth + 1) for value in found)


def _names_activity(found: dict[Any, Any]) -> bool:
    names = {str(name) for name in found}
    action, kind, subtype = (str(dict.get(found, name, "")) for name in ("/S", "/Type", "/Subtype"))
    return bool(names & _HOLDERS) or action in _ACTIONS or kind in _KINDS or subtype in _KINDS
