from datetime import UTC, datetime

import pytest

from chalicelib.clock import FixedClock
from chalicelib.documents.inspection import judged
from chalicelib.documents.model import MAXIMUM_BYTES, Document, DocumentKind, DocumentState, FileType, Refusal
from chalicelib.documents.queueing import uploaded_keys
from tests.documents import files

CLOCK = FixedClock(datetime(2026, 11, 22, 4, tzinfo=UTC))


def announced(media_type, kind=DocumentKind.CERTIFICATE):
    return Document(
        id="doc_1",
        person_id="per_1",
        kind=kind,
        file_name="berkas",
        media_type=media_type,
        size=10,
        state=DocumentState.AWAITED,
        created_at=CLOCK.now(),
    )


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (files.png(), FileType.PNG),
        (files.jpeg(), FileType.JPEG),
        (files.pdf("Ijazah"), FileType.PDF),
        (files.word("Ijazah"), FileType.DOCX),
    ],
)
def test_accepts_what_is_what_it_says(content, media_type):
    outcome = judged(announced(media_type), content, CLOCK)
    assert (outcome.state, outcome.refusal) == (DocumentState.ACCEPTED, None)
    assert (outcome.stored_size, outcome.checked_at) == (len(content), CLOCK.now())


@pytest.mark.parametrize(
    ("content", "media_type", "reason"),
    [
        (b"", FileType.PDF, Refusal.EMPTY),
        (b"%PDF-" + b"0" * MAXIMUM_BYTES, FileType.PDF, Refusal.TOO_LARGE),
        (files.png(), FileType.PDF, Refusal.WRONG_TYPE),
        (b"MZ" + b"\0" * 100, FileType.DOCX, Refusal.WRONG_TYPE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, FileType.DOCX, Refusal.ENCRYPTED),
        (files.pdf("x", password="kunci"), FileType.PDF, Refusal.ENCRYPTED),
        (b"%PDF-1.7 rusak", FileType.PDF, Refusal.UNREADABLE),
        (files.png()[:30], FileType.PNG, Refusal.UNREADABLE),
    ],
)
def test_refuses_with_a_reason(content, media_type, reason):
    outcome = judged(announced(media_type), content, CLOCK)
    assert (outcome.state, outcome.refusal) == (DocumentState.REFUSED, reason)
    assert outcome.proposals is None


def test_reads_the_keys_of_notifications():
    body = '{"Records": [{"eventName": "ObjectCreated:Post", "s3": {"object": {"key": "people/per_1/doc+a%2Bb"}}}]}'
    assert list(uploaded_keys(body)) == ["people/per_1/doc a+b"]
    assert list(uploaded_keys('{"Service": "Amazon S3", "Event": "s3:TestEvent"}')) == []
