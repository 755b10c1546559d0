"""Where documents are scanned for malware, none is read before it was found clean, and what is not is refused."""

from datetime import UTC, datetime

import pytest

from chalicelib.clock import FixedClock
from chalicelib.documents import inspection
from chalicelib.documents.files import BucketFiles, StoredFile, key_of
from chalicelib.documents.model import REFUSAL_TEXTS, Document, DocumentKind, DocumentState, FileType, Refusal
from chalicelib.documents.scanning import TAG, ScanFailed, Verdict, refusal
from tests.documents import files

CLOCK = FixedClock(datetime(2026, 11, 22, 4, tzinfo=UTC))
KEY = key_of("per_1", "doc_1")


class Item:
    """A stored document."""

    def __init__(self):
        self.saved = 0
        self.document = Document(
            id="doc_1",
            person_id="per_1",
            kind=DocumentKind.CERTIFICATE,
            file_name="ijazah.png",
            media_type=FileType.PNG,
            size=10,
            state=DocumentState.AWAITED,
            created_at=CLOCK.now(),
        )

    def save(self):
        self.saved += 1


class FakeFiles:
    """A bucket with one file, which the scan has judged or not."""

    def __init__(self, verdict):
        self.found, self.reads, self.removed = verdict, 0, []

    def verdict(self, key):
        return self.found

    def read(self, key):
        self.reads += 1
        return StoredFile(content=files.png(), version="v7")

    def remove(self, person_id, document_id=""):
        self.removed.append((person_id, document_id))


@pytest.fixture
def item(monkeypatch):
    stored = Item()
    monkeypatch.setattr(inspection, "find", lambda person_id, document_id: stored)
    return stored


def test_what_is_not_scanned_yet_stays_as_it_is(item):
    bucket = FakeFiles(None)
    assert inspection.inspect(KEY, bucket, CLOCK).state is DocumentState.AWAITED
    assert (item.saved, bucket.reads, bucket.removed) == (0, 0, [])


def test_what_is_clean_is_read_and_judged(item):
    bucket = FakeFiles(Verdict.CLEAN)
    outcome = inspection.inspect(KEY, bucket, CLOCK)
    assert (outcome.state, outcome.stored_version) == (DocumentState.ACCEPTED, "v7")
    assert (item.saved, bucket.reads) == (1, 1)


@pytest.mark.parametrize(
    ("verdict", "reason"), [(Verdict.THREAT, Refusal.MALWARE), (Verdict.UNSUPPORTED, Refusal.TOO_COMPLEX)]
)
def test_what_is_not_clean_is_refused_unread_and_removed(item, verdict, reason):
    bucket = FakeFiles(verdict)
    outcome = inspection.inspect(KEY, bucket, CLOCK)
    assert (outcome.state, outcome.refusal, outcome.checked_at) == (DocumentState.REFUSED, reason, CLOCK.now())
    assert outcome.stored_version is None
    assert (item.saved, bucket.reads, bucket.removed) == (1, 0, [("per_1", "doc_1")])


@pytest.mark.parametrize("verdict", [Verdict.FAILED, Verdict.ACCESS_DENIED])
def test_a_scan_that_failed_is_tried_again_and_seen(item, verdict):
    bucket = FakeFiles(verdict)
    with pytest.raises(ScanFailed, match=verdict.value):
        inspection.inspect(KEY, bucket, CLOCK)
    assert (item.saved, bucket.reads, bucket.removed) == (0, 0, [])


def test_every_verdict_is_judged():
    outcomes = {}
    for verdict in Verdict:
        try:
            outcomes[verdict] = refusal(verdict)
        except ScanFailed:
            outcomes[verdict] = "failed"
    assert set(outcomes.values()) == {None, Refusal.MALWARE, Refusal.TOO_COMPLEX, "failed"}
    assert set(REFUSAL_TEXTS) == set(Refusal)


class Tags:
    """The part of an S3 client that tells tags."""

    def __init__(self, tags):
        self._tags, self.asked = tags, 0

    def get_object_tagging(self, *, Bucket, Key):  # noqa: N803 - boto3's names
        from botocore.exceptions import ClientError

        self.asked += 1
        if self._tags is None:
            raise ClientError({"Error": {"Code": "NoSuchKey"}}, "GetObjectTagging")
        return {"TagSet": [{"Key": key, "Value": value} for key, value in self._tags.items()]}


@pytest.mark.parametrize(
    ("tags", "verdict"),
    [
        ({TAG: "NO_THREATS_FOUND"}, Verdict.CLEAN),
        ({"other": "x", TAG: "THREATS_FOUND"}, Verdict.THREAT),
        ({"other": "NO_THREATS_FOUND"}, None),
        ({}, None),
        (None, None),
    ],
)
def test_the_tag_tells_the_verdict(tags, verdict):
    assert BucketFiles(Tags(tags), "b", scanned=True).verdict(KEY) is verdict


def test_where_nothing_is_scanned_nobody_asks():
    client = Tags(None)
    assert BucketFiles(client, "b").verdict(KEY) is Verdict.CLEAN
    assert client.asked == 0


class Versions:
    """The part of an S3 client that lists and removes versions."""

    def __init__(self, *entries):
        self.entries, self.removals = list(entries), []

    def get_paginator(self, name):
        assert name == "list_object_versions"
        return self

    def paginate(self, *, Bucket, Prefix):  # noqa: N803
        versions = [entry for entry in self.entries if entry["Key"].startswith(Prefix)]
        return iter([{"Versions": versions}])

    def delete_objects(self, *, Bucket, Delete):  # noqa: N803
        self.removals.append(Delete["Objects"])
        return {}


def test_removing_leaves_a_marker_that_copies_follow():
    client = Versions({"Key": KEY, "VersionId": "1"}, {"Key": KEY, "VersionId": "2"})
    BucketFiles(client, "b").remove("per_1")
    versions, markers = client.removals
    assert [entry["VersionId"] for entry in versions] == ["1", "2"]
    assert markers == [{"Key": KEY}]


def test_removing_what_is_not_there_leaves_nothing():
    client = Versions()
    BucketFiles(client, "b").remove("per_1", "doc_9")
    assert client.removals == []
