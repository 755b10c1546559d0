"""What a workbook's archive holds, before anybody opens it: bounded, whole, without macros, without entities.

An XLSX file is a zip archive of XML parts (ECMA-376, part 2). Every part is unpacked here once, counted against a bound
and held to its checksum, so that what opens it later meets neither a bomb nor sizes that lie. No part may declare a
document type: entities are what XML attacks are made of, and spreadsheets never write one. Elements are counted too:
what opens the workbook keeps an object for each of a row, and of the styles for each there is.
"""

import io
import re
import zipfile
from collections.abc import Collection, Iterator

from chalicelib.uploads.problems import BadFile

MOST_PARTS = 1_000
MOST_UNPACKED = 40 * 1024 * 1024
MOST_MARKS = 1_000_000
"""Tags and attributes of a part with rows or texts; 2,000 rows with all our columns have less than half of them."""
MOST_MARKS_BESIDE = 100_000
"""Those of any other part, which is kept as a whole: styles, relations, names."""
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""First bytes of old Excel files and of encrypted new ones (MS-CFB)."""
ZIP = b"PK\x03\x04"

_MACROS = re.compile(r"vbaproject\.bin$|macrosheets/|vbadata\.xml$", re.IGNORECASE)
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]{0,200}?ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
_PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""The methods that the standard allows (ECMA-376, part 2, annex B); others ask for memory as they like."""
_ROWS = re.compile(r"worksheets/[^/]+\.xml$|sharedstrings\.xml$", re.IGNORECASE)
_PIECE = 1 << 16


def refuse_dangerous(content: bytes) -> None:
    """Return when the workbook may be opened; raises `BadFile`."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse(archive)
    except BadFile:
        raise
    except Exception:  # A damaged archive makes the library raise whatever its decoders do.
        raise BadFile("broken_workbook") from None


def merged_ranges(content: bytes, part: str) -> Iterator[str]:
    """Yield the ranges of merged cells that a sheet's part names, such as ``A2:A5``."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read(part)
    yield from (found.decode("ascii") for found in _MERGED.findall(sheet))


def _refuse(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise BadFile("swollen_workbook")
    names = [part.filename for part in parts]
    _refuse_kind(names)
    locked = any(part.flag_bits & 1 or part.compress_type not in _PACKED for part in parts)
    if locked or len(set(names)) != len(names):
        raise BadFile("broken_workbook")
    left = MOST_UNPACKED
    for part in parts:
        left -= _checked(archive, part, left)


def _refuse_kind(names: Collection[str]) -> None:
    if any(_MACROS.search(name) for name in names):
        raise BadFile("macros")
    if "[Content_Types].xml" not in names or not any(name.endswith("workbook.xml") for name in names):
        raise BadFile("other_document")


def _checked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    """Unpack a part to its end, which holds it to its checksum, and return its size."""
    size = marks = 0
    is_xml = part.filename.lower().endswith((".xml", ".rels"))
    most = MOST_MARKS if _ROWS.search(part.filename) else MOST_MARKS_BESIDE
    with archive.open(part) as stream:
        before = b""
        while piece := stream.read(_PIECE):
            size += len(piece)
            marks += piece.count(b"<") + piece.count(b"=") if is_xml else 0
            if size > left or marks > most:
                raise BadFile("swollen_workbook")
            if is_xml:
                _refuse_entities(before + piece, part.filename)
                before = piece[-16:]
    return size


def _refuse_entities(piece: bytes, name: str) -> None:
    # A zero byte: the part is in UTF-16, where a declaration could hide. Spreadsheets write UTF-8.
    if b"\0" in piece or b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
        raise BadFile("broken_workbook")
    if name == "[Content_Types].xml" and b"macroEnabled" in piece:
        raise BadFile("macros")
