"""Text of PDF and DOCX files within bounds. Runs in a child process of its own; see `chalicelib.documents.isolation`.

A file is written by a stranger. Pages, characters and unpacked bytes are bounded here; processor time and memory by
the process that this runs in.
"""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from chalicelib.documents.active_pdf import refuse_active
from chalicelib.documents.archive import refuse_dangerous
from chalicelib.documents.content import ContentRefused
from chalicelib.documents.model import FileType, Refusal

MOST_PAGES = 30
MOST_CHARACTERS = 200_000


def text_of(content: bytes, kind: FileType) -> str:
    """Return the text of a PDF or DOCX file, cut at `MOST_CHARACTERS`; raises `ContentRefused`."""
    pieces = _pdf_pieces(content) if kind is FileType.PDF else _docx_pieces(content)
    taken: list[str] = []
    room = MOST_CHARACTERS
    for piece in pieces:
        taken.append(piece[:room])
        room -= len(taken[-1]) + 1
        if room <= 0:
            break
    return "\n".join(taken)


def _pdf_pieces(content: bytes) -> Iterator[str]:
    from pypdf import PdfReader
    from pypdf.errors import LimitReachedError, PyPdfError

    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted:
            raise ContentRefused(Refusal.ENCRYPTED)
        refuse_active(reader, content)
        if not len(reader.pages):
            raise ContentRefused(Refusal.UNREADABLE)
        for number in range(min(len(reader.pages), MOST_PAGES)):
            yield reader.pages[number].extract_text()
    except LimitReachedError:
        raise ContentRefused(Refusal.TOO_COMPLEX) from None
    except (PyPdfError, *_DAMAGE):
        raise ContentRefused(Refusal.UNREADABLE) from None


_DAMAGE = (
    ValueError, KeyError, IndexError, TypeError, AttributeError, EOFError, AssertionError, OverflowError,
    OSError, NotImplementedError, struct.error, zlib.error, lzma.LZMAError,
)  # fmt: skip
"""What parsers raise at damaged files besides their own errors."""


def _docx_pieces(content: bytes) -> Iterator[str]:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    try:
        refuse_dangerous(content)
        document = docx.Document(BytesIO(content))
        for block in document.iter_inner_content():
            yield from _block_texts(block)
    except (OpcError, LxmlError, zipfile.BadZipFile, *_DAMAGE):
        raise ContentRefused(Refusal.UNREADABLE) from None


def _block_texts(block: Any) -> Iterator[str]:  # noqa: ANN401 - python-docx has no types
    if hasattr(block, "rows"):
        for row in block.rows:
            yield " \t".join(cell.text for cell in row.cells)
    else:
        yield block.text
