import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.documents.content import ContentRefused, check_image, sniff
from chalicelib.documents.model import FileType, Refusal
from tests.documents import files


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (files.png(), FileType.PNG),
        (files.jpeg(), FileType.JPEG),
        (files.pdf("halo"), FileType.PDF),
        (b"\n\n" + files.pdf("halo"), FileType.PDF),
        (files.word("halo"), FileType.DOCX),
        (b"", None),
        (b"MZ\x90\0" + b"\0" * 100, None),
        (b"<html><script>", None),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', None),
        (b'<?xml version="1.0"?>\n<!DOCTYPE svg>\n<svg xmlns="http://www.w3.org/2000/svg"/>', None),
        (b"PK\x03\x04 not an archive", None),
        (files.archive()[:40], None),
        (b"GIF89a" + b"\0" * 50, None),
    ],
)
def test_knows_a_file_by_its_content(content, kind):
    assert sniff(content) is kind


def test_an_archive_without_a_document_is_no_word_file():
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr("virus.exe", b"MZ")
    assert sniff(out.getvalue()) is None


@pytest.mark.parametrize(("content", "kind"), [(files.png(), FileType.PNG), (files.jpeg(), FileType.JPEG)])
def test_takes_whole_images_and_refuses_cut_ones(content, kind):
    check_image(content, kind)
    with pytest.raises(ContentRefused) as caught:
        check_image(content[: len(content) // 2], kind)
    assert caught.value.reason is Refusal.UNREADABLE


@pytest.mark.parametrize(
    ("content", "kind", "reason"),
    [
        (files.png(100_000, 100_000), FileType.PNG, Refusal.TOO_COMPLEX),
        (files.jpeg(60_000, 60_000), FileType.JPEG, Refusal.TOO_COMPLEX),
        (files.png(0, 5), FileType.PNG, Refusal.UNREADABLE),
        (b"\xff\xd8\xff\xe0\x00\x01" + b"\xff\xd9", FileType.JPEG, Refusal.UNREADABLE),
        (b"\xff\xd8" + b"\xff\xd9", FileType.JPEG, Refusal.UNREADABLE),
    ],
)
def test_refuses_images_that_cannot_be(content, kind, reason):
    with pytest.raises(ContentRefused) as caught:
        check_image(content, kind)
    assert caught.value.reason is reason


@given(st.binary(max_size=300), st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"PK\x03\x04", b""]))
def test_any_bytes_are_judged_without_failing(noise, start):
    content = start + noise
    kind = sniff(content)
    if kind in (FileType.PNG, FileType.JPEG):
        with contextlib.suppress(ContentRefused):
            check_image(content, kind)
