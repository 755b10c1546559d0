"""Whatever somebody sends as a document, it is read or refused with a reason, and no check of it fails."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.documents import extraction
from chalicelib.documents.content import ContentRefused, check_image, sniff
from chalicelib.documents.model import FileType, Refusal
from tests.documents import files

PDF, WORD = files.pdf("Kasir di Toko Contoh"), files.word("Sopir truk", "SIM B1")
PNG, JPEG = files.png(), files.jpeg()
BEGINNINGS = [b"", PNG[:8], JPEG[:3], b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"]
PICTURES = {FileType.PNG, FileType.JPEG}
REFUSED = {Refusal.UNREADABLE, Refusal.TOO_COMPLEX, None}


def looked_at(content: bytes) -> FileType | Refusal | None:
    """What the bytes are, or why they are refused."""
    kind = sniff(content)
    if kind is None:
        return None
    try:
        if kind.has_text:
            extraction.text_of(content, kind)
        else:
            check_image(content, kind)
    except ContentRefused as refused:
        return refused.reason
    return kind


def changed(content: bytes, data: st.DataObject, most: int = 12) -> bytes:
    """The content with some bytes of any value."""
    raw = bytearray(content)
    for place in data.draw(st.lists(st.integers(0, len(raw) - 1), max_size=most)):
        raw[place] = data.draw(st.integers(0, 255))
    return bytes(raw)


@pytest.mark.parametrize(("content", "kind"), [(PNG, FileType.PNG), (JPEG, FileType.JPEG), (PDF, FileType.PDF)])
def test_what_is_whole_is_what_it_is(content, kind):
    assert looked_at(content) is kind


@given(
    st.binary(max_size=2_000),
    st.sampled_from(BEGINNINGS),
)
def test_any_bytes_are_a_document_or_none_or_refused(content, begin):
    found = looked_at(begin + content)
    assert found is None or isinstance(found, FileType | Refusal)


@given(st.sampled_from([PNG, JPEG]), st.data())
def test_a_picture_with_any_bytes_changed_is_one_or_refused(content, data):
    assert looked_at(changed(content, data)) in {
        FileType.PNG,
        FileType.JPEG,
        Refusal.UNREADABLE,
        Refusal.TOO_COMPLEX,
        None,
    }


@given(st.sampled_from([PNG, JPEG]), st.integers(0, 200))
def test_a_picture_that_breaks_off_is_refused(content, length):
    if length < len(content) - 12:
        assert looked_at(content[:length]) in {None, Refusal.UNREADABLE}


@settings(max_examples=40)
@given(st.data())
def test_a_letter_with_any_bytes_changed_is_read_or_refused(data):
    assert looked_at(changed(WORD, data)) in {FileType.DOCX, *Refusal, None}


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_letter_whose_parts_are_damaged_is_to_be_sent_again(method):
    """It is not said to be too complex, which would mean that sending it again helps nobody."""
    raw = bytearray(packed(method))
    for place in range(70, 120):
        raw[place] ^= 0x5A
    assert looked_at(bytes(raw)) is Refusal.UNREADABLE


def packed(method: int, **parts: bytes) -> bytes:
    """A letter in an archive of another method, with parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORD)) as source, zipfile.ZipFile(out, "w", method) as made:
        for name in source.namelist():
            made.writestr(name, parts.get(name.replace("/", "_").replace(".", "_"), source.read(name)))
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 100,
        WORD[: len(WORD) // 2],
        b"%PDF-1.7\n" + WORD,
        b"MZ" + WORD,
        packed(zipfile.ZIP_DEFLATED, word_document_xml=b"hello"),
        packed(zipfile.ZIP_DEFLATED, word_document_xml=b"<a>" * 10_000),
        packed(zipfile.ZIP_DEFLATED, word_document_xml='<?xml version="1.0"?><a/>'.encode("utf-16")),
        packed(zipfile.ZIP_DEFLATED, word_document_xml=b'<?xml version="1.0" encoding="nonsense"?><a/>'),
        packed(zipfile.ZIP_DEFLATED, _rels__rels=b""),
        b"%PDF-1.7\n" + b"1 0 obj <<" * 2_000,
        b"%PDF-1.7\n%%EOF" * 500,
        PDF[:-30],
        PDF.replace(b"/Kids", b"/Kidz"),
        PNG[:12],
        JPEG[:-2],
        JPEG[:4] + b"\0\0" + JPEG[6:],
    ],
    ids=range(17),
)
def test_a_broken_document_is_none_or_refused_or_as_much_as_can_be_read(content):
    found = looked_at(content)
    assert found is None or isinstance(found, FileType | Refusal)
