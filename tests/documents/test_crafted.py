"""Files that would harm whoever opens them: each refused for its reason, and nothing of them kept."""

import contextlib
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf.generic import NameObject, TextStringObject

from chalicelib.documents import active_pdf, isolation
from chalicelib.documents.content import ContentRefused, check_image, sniff
from chalicelib.documents.extraction import text_of
from chalicelib.documents.foreign import refuse_mixed
from chalicelib.documents.inspection import judged
from chalicelib.documents.model import REFUSAL_TEXTS, DocumentState, FileType, Refusal
from tests.documents import crafted, files
from tests.documents.test_inspection import CLOCK, announced

PDF, DOCX, PNG, JPEG = FileType.PDF, FileType.DOCX, FileType.PNG, FileType.JPEG
ACTIVE, MIXED, UNREADABLE = Refusal.ACTIVE, Refusal.MIXED, Refusal.UNREADABLE
WRONG, COMPLEX, LOCKED = Refusal.WRONG_TYPE, Refusal.TOO_COMPLEX, Refusal.ENCRYPTED

HARMFUL = {
    "a PDF that is an archive too": (files.pdf("x") + crafted.zipped(a=b"x"), PDF, MIXED),
    "an archive before a PDF": (crafted.zipped(a=b"x") + files.pdf("x"), PDF, WRONG),
    "a page before a PDF": (crafted.HTML + files.pdf("x"), PDF, WRONG),
    "a page behind a PDF": (files.pdf("x") + crafted.HTML, PDF, MIXED),
    "a picture before a PDF": (b"GIF89a" + b"\0" * 20 + files.pdf("x"), PDF, WRONG),
    "a program behind a PDF": (files.pdf("x") + b"\x7fELF" + b"\0" * 40, PDF, MIXED),
    "a PDF behind a PDF": (files.pdf("x") + files.pdf("y"), PDF, None),
    "a script in a PDF": (crafted.pdf_script(), PDF, ACTIVE),
    "a script under a spelled name": (
        crafted.pdf_action("JavaScript", JS=TextStringObject("x")).replace(b"/JavaScript", b"/J#61vaScript"),
        PDF,
        ACTIVE,
    ),
    "a script in packed objects": (crafted.pdf_script_in_packed_objects(), PDF, ACTIVE),
    "a program to launch": (crafted.pdf_action("Launch", F=TextStringObject("cmd.exe")), PDF, ACTIVE),
    "data to import": (crafted.pdf_action("ImportData", F=TextStringObject("a.fdf")), PDF, ACTIVE),
    "an attached program": (crafted.pdf_attachment(), PDF, ACTIVE),
    "a film": (crafted.pdf_annotation("RichMedia"), PDF, ACTIVE),
    "a pinned file": (crafted.pdf_annotation("FileAttachment"), PDF, ACTIVE),
    "a form of XML": (crafted.pdf_form_of_xml(), PDF, ACTIVE),
    "a locked PDF": (files.pdf("x", password="kunci"), PDF, LOCKED),
    "half a PDF": (files.pdf("x")[:300], PDF, UNREADABLE),
    "macros": (crafted.word_with(word__vbaProject_DOT_bin=b"x"), DOCX, ACTIVE),
    "a type with macros": (
        crafted.word_with_named({"customXml/x.xml": b'<Override ContentType="application/x.macroEnabled.main+xml"/>'}),
        DOCX,
        ACTIVE,
    ),
    "a control that runs": (crafted.word_with(word__activeX__activeX1_DOT_bin=b"x"), DOCX, ACTIVE),
    "a program": (crafted.word_with_named({"word/media/setup.exe": b"x"}), DOCX, ACTIVE),
    "a program under another name": (crafted.word_with_named({"word/media/image1.png": b"MZ\x90\0"}), DOCX, ACTIVE),
    "an old Office file within": (
        crafted.word_with_named({"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}),
        DOCX,
        ACTIVE,
    ),
    "archives within archives": (crafted.nested, DOCX, ACTIVE),
    "a template from elsewhere": (crafted.outside_relation(b"attachedTemplate"), DOCX, ACTIVE),
    "an object from elsewhere": (crafted.outside_relation(b"oleObject"), DOCX, ACTIVE),
    "a frame from elsewhere": (crafted.outside_relation(b"frame"), DOCX, ACTIVE),
    "a bomb by ratio": (lambda: crafted.word_with(word__media__x_DOT_bin=bytes(50_000_000)), DOCX, COMPLEX),
    "a bomb by number": (lambda: crafted.word_with_named({f"word/{n}.bin": b"x" for n in range(1_100)}), DOCX, COMPLEX),
    "a size that lies": (crafted.lying_size(), DOCX, UNREADABLE),
    "a locked part": (crafted.encrypted_part(), DOCX, LOCKED),
    "another packing": (crafted.odd_method(), DOCX, UNREADABLE),
    "a way out": (crafted.word_with_named({"../../etc/cron.d/x": b"x"}), DOCX, UNREADABLE),
    "a way out in the middle": (crafted.word_with_named({"word/../../x": b"x"}), DOCX, UNREADABLE),
    "a place of its own": (crafted.word_with_named({"/etc/passwd": b"x"}), DOCX, UNREADABLE),
    "a drive": (crafted.word_with_named({"C:/windows/x.bin": b"x"}), DOCX, UNREADABLE),
    "back slashes": (crafted.word_with_named({"word\\..\\..\\x": b"x"}), DOCX, UNREADABLE),
    "a part twice": (crafted.word_twice("word/document.xml"), DOCX, UNREADABLE),
    "entities": (crafted.word_with_named({"a.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), DOCX, UNREADABLE),
    "entities far down": (
        crafted.word_with_named({"word/x.xml": b"<x>" + b" " * 70_000 + b'<!DOCTYPE x [<!ENTITY a "b">]></x>'}),
        DOCX,
        UNREADABLE,
    ),
    "entities in UTF-16": (
        crafted.word_with_named({"word/x.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x/>'.encode("utf-16")}),
        DOCX,
        UNREADABLE,
    ),
    "a page behind a DOCX": (files.word("x") + crafted.HTML, DOCX, MIXED),
    "a note of the archive": (files.word("x")[:-2] + b"\x05\0hallo", DOCX, MIXED),
    "half a DOCX": (files.word("x")[:-500], DOCX, WRONG),
    "an archive behind a PNG": (files.png() + crafted.zipped(a=b"x"), PNG, MIXED),
    "a page behind a PNG": (files.png() + crafted.HTML, PNG, MIXED),
    "a script in a PNG": (crafted.png_with(b"tEXt", b"Comment\0" + crafted.HTML), PNG, ACTIVE),
    "a damaged PNG": (files.png().replace(b"IDAT", b"IDAX"), PNG, UNREADABLE),
    "a PNG without pixels": (files.png()[:33] + files.png()[-12:], PNG, UNREADABLE),
    "half a PNG": (files.png()[:-6], PNG, UNREADABLE),
    "an archive behind a JPEG": (files.jpeg() + crafted.zipped(a=b"x"), JPEG, MIXED),
    "a film behind a JPEG": (files.jpeg() + b"\0\0\0\x18ftypmp42" + b"\0" * 40, JPEG, MIXED),
    "a page behind a JPEG": (files.jpeg() + crafted.HTML, JPEG, MIXED),
    "a script in a JPEG": (crafted.jpeg_with(0xFE, crafted.HTML), JPEG, ACTIVE),
    "a script in EXIF": (crafted.jpeg_with(0xE1, b"Exif\0\0<?php system($_GET[0]);"), JPEG, ACTIVE),
    "half a JPEG": (files.jpeg()[:-4], JPEG, UNREADABLE),
    "a GIF": (b"GIF89a" + b"/*" * 20 + b"*/=1;alert(1)", PNG, WRONG),
    "a drawing": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>', PNG, WRONG),
    "a page": (crafted.HTML, PDF, WRONG),
    "a PNG called a PDF": (files.png(), PDF, WRONG),
    "a workbook called a text": (crafted.zipped(**{"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"}), DOCX, WRONG),
}  # fmt: skip


IN_A_CHILD = {"a script in a PDF", "macros", "a size that lies", "a link in a DOCX"}
"""Read as in earnest, in a process of its own, which takes a second each; the others by the same code in this one."""


@pytest.fixture(autouse=True)
def _in_this_process(request, monkeypatch):
    parameters = request.node.callspec.params if hasattr(request.node, "callspec") else {}
    if parameters.get("name") not in IN_A_CHILD:
        monkeypatch.setattr(isolation, "read_text", text_of)


@pytest.mark.parametrize("name", HARMFUL)
def test_it_is_refused_for_its_reason(name):
    made, kind, reason = HARMFUL[name]
    content = made() if callable(made) else made
    outcome = judged(announced(kind), content, CLOCK)
    if reason is None:  # Both of them are whole documents of the one kind: a file saved in two steps looks so.
        assert outcome.refusal in (None, MIXED)
        return
    assert (outcome.state, outcome.refusal) == (DocumentState.REFUSED, reason)
    assert outcome.proposals is None
    assert REFUSAL_TEXTS[outcome.refusal].id != REFUSAL_TEXTS[outcome.refusal].en


HARMLESS = {
    "a link in a DOCX": (crafted.linked(), DOCX),
    "a picture in a DOCX": (crafted.word_with_named({"word/media/image1.png": files.png()}), DOCX),
    "a PDF saved in steps": (files.pdf("x") + b"\n\n\0", PDF),
    "blanks before a PDF": (b"\xef\xbb\xbf\r\n" + files.pdf("x"), PDF),
    "a PDF that goes to a page": (crafted.pdf_action("GoTo", D=TextStringObject("a")), PDF),
    "a PDF that leads to a site": (crafted.pdf_action("URI", URI=TextStringObject("https://contoh.example")), PDF),
    "a note in a PNG": (crafted.png_with(b"tEXt", b"Author\0Contoh"), PNG),
    "EXIF in a JPEG": (crafted.jpeg_with(0xE1, b"Exif\0\0II*\0"), JPEG),
    "a second picture in a JPEG": (files.jpeg() + files.jpeg(), JPEG),
    "zeros behind a JPEG": (files.jpeg() + b"\0" * 9, JPEG),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_harms_nobody_is_taken(name):
    content, kind = HARMLESS[name]
    outcome = judged(announced(kind), content, CLOCK)
    assert (outcome.state, outcome.refusal) == (DocumentState.ACCEPTED, None)


def test_every_refusal_has_words():
    assert set(REFUSAL_TEXTS) == set(Refusal)


def test_a_pdf_of_too_many_objects_is_given_up(monkeypatch):
    monkeypatch.setattr(active_pdf, "MOST_OBJECTS", 3)
    with pytest.raises(ContentRefused) as caught:
        text_of(files.pdf("x", pages=4), PDF)
    assert caught.value.reason is COMPLEX


def test_an_object_nested_without_end_is_given_up():
    from pypdf.generic import ArrayObject

    inner = ArrayObject()
    for _ in range(active_pdf._DEEPEST + 5):
        inner = ArrayObject([inner])
    with pytest.raises(ContentRefused):
        active_pdf._is_active(inner, 0)
    assert not active_pdf._is_active(ArrayObject([NameObject("/Font")]), 0)


WHOLE = {PDF: files.pdf("x"), DOCX: files.word("x"), PNG: files.png(), JPEG: files.jpeg()}


@given(st.binary(max_size=200), st.sampled_from(FileType))
def test_any_bytes_behind_a_file_are_judged_without_failing(noise, kind):
    whole = WHOLE[kind]
    for content in (whole + noise, noise + whole, whole[: len(noise)] + noise):
        with contextlib.suppress(ContentRefused):
            found = sniff(content)
            if found is not None:
                refuse_mixed(content, found)
            if found in (PNG, JPEG):
                check_image(content, found)


@given(st.integers(0, 10_000), st.integers(0, 7))
def test_one_damaged_bit_of_a_png_is_found(place, bit):
    whole = bytearray(crafted.png_with(b"tEXt", b"Author\0Contoh"))
    place %= len(whole)
    whole[place] ^= 1 << bit
    if sniff(bytes(whole)) is PNG:
        with pytest.raises(ContentRefused):
            check_image(bytes(whole), PNG)
    assert zlib.crc32(bytes(whole)) != zlib.crc32(crafted.png_with(b"tEXt", b"Author\0Contoh"))
