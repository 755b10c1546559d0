import io
import zipfile

import pytest

from chalicelib.documents import extraction, isolation
from chalicelib.documents.content import ContentRefused
from chalicelib.documents.extraction import text_of
from chalicelib.documents.model import FileType, Refusal
from tests.documents import files


def refusal_of(content, kind):
    with pytest.raises(ContentRefused) as caught:
        text_of(content, kind)
    return caught.value.reason


def test_reads_pdf_and_word():
    assert "Kasir di Toko Contoh" in text_of(files.pdf("Kasir di Toko Contoh", "2019 - 2021"), FileType.PDF)
    words = text_of(files.word("Sopir truk", "SIM B1"), FileType.DOCX)
    assert "Sopir truk\nSIM B1" in words
    assert "dalam tabel" in words


def test_reads_no_more_pages_and_signs_than_the_bounds(monkeypatch):
    monkeypatch.setattr(extraction, "MOST_PAGES", 2)
    assert text_of(files.pdf("halaman", pages=4), FileType.PDF).count("halaman") == 2
    monkeypatch.setattr(extraction, "MOST_CHARACTERS", 25)
    assert len(text_of(files.word(*["kata " * 10] * 20), FileType.DOCX)) <= 25


def test_refuses_locked_files():
    assert refusal_of(files.pdf("rahasia", password="kunci"), FileType.PDF) is Refusal.ENCRYPTED


@pytest.mark.parametrize("content", [b"%PDF-1.7\nrusak", b"%PDF-1.4\n%%EOF", files.pdf("halo")[:200]])
def test_refuses_broken_pdfs(content):
    assert refusal_of(content, FileType.PDF) is Refusal.UNREADABLE


def test_refuses_an_archive_that_unpacks_to_too_much():
    bomb = files.archive(word_media=b"\0" * (70 * 1024 * 1024))
    assert len(bomb) < 200_000
    assert refusal_of(bomb, FileType.DOCX) is Refusal.TOO_COMPLEX


def test_refuses_too_many_entries():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for number in range(1_100):
            target.writestr(f"word/{number}.bin", b"x")
    assert refusal_of(out.getvalue(), FileType.DOCX) is Refusal.TOO_COMPLEX


def test_refuses_entities():
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><document>&b;</document>'
    assert refusal_of(files.archive(word_styles=b"", **{"word_x.xml": laughs}), FileType.DOCX) is Refusal.UNREADABLE


def test_refuses_an_archive_that_is_no_document():
    assert refusal_of(files.archive(), FileType.DOCX) is Refusal.UNREADABLE


def test_reads_in_a_process_of_its_own():
    assert "Pelayan" in isolation.read_text(files.pdf("Pelayan"), FileType.PDF)
    with pytest.raises(ContentRefused) as caught:
        isolation.read_text(files.pdf("x", password="kunci"), FileType.PDF)
    assert caught.value.reason is Refusal.ENCRYPTED


def test_gives_up_on_a_file_that_takes_too_long():
    with pytest.raises(ContentRefused) as caught:
        isolation.read_text(files.pdf("x"), FileType.PDF, seconds=0.001)
    assert caught.value.reason is Refusal.TOO_COMPLEX


def test_a_child_that_dies_refuses_the_file(monkeypatch):
    monkeypatch.setattr(isolation.sys, "executable", "/bin/false")
    with pytest.raises(ContentRefused) as caught:
        isolation.read_text(files.pdf("x"), FileType.PDF)
    assert caught.value.reason is Refusal.TOO_COMPLEX
