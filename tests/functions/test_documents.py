"""Documents through the interface: announced, uploaded to the bucket, checked from the queue, read, removed."""

import json

import httpx
import pytest

from chalicelib import settings, uniqueness
from chalicelib.aws import client
from chalicelib.documents import store
from chalicelib.documents.files import BucketFiles
from chalicelib.documents.scanning import TAG
from chalicelib.people import erasure
from chalicelib.settings import Objects, read
from functions.documents import check_uploads
from local.http.context import LambdaContext
from tests.documents import crafted, files
from tests.functions.people_fixtures import active, api, registered, someone
from tests.platform_fixtures import platform

__all__ = ["active", "api", "platform", "someone"]
pytestmark = pytest.mark.emulator
PATH = "/v1/people/me/documents"


def announcement(content=b"x", **more):
    return {"kind": "certificate", "file_name": "ijazah.pdf", "media_type": "application/pdf", "size": 1, **more} | {
        "size": more.get("size", len(content))
    }


def announce(person, content, **more):
    reply = person.api("POST", PATH, announcement(content, **more))
    assert reply.status == 201, reply.text
    return reply.body


def upload(form, content):
    return httpx.post(form["url"], data=form["fields"], files={"file": ("berkas", content)})


def check(person_id, *document_ids):
    records = [
        {
            "messageId": document_id,
            "body": json.dumps({"Records": [{"s3": {"object": {"key": f"people/{person_id}/{document_id}"}}}]}),
        }
        for document_id in document_ids
    ]
    return check_uploads({"Records": records}, LambdaContext("check_uploads", 60))


def test_uploads_checks_downloads_and_removes(someone, platform):
    content = files.pdf("Ijazah SMK")
    made = announce(someone, content)
    document_id = made["document"]["id"]
    assert made["document"]["state"] == "awaited"
    assert upload(made["upload"], content).status_code == 204
    assert check(someone.id, document_id) == {"batchItemFailures": []}
    shown = someone.api("GET", f"{PATH}/{document_id}").body
    assert shown["state"] == "accepted", shown
    downloaded = httpx.get(shown["download"])
    assert (downloaded.content, downloaded.headers["content-type"]) == (content, "application/pdf")
    assert [item["id"] for item in someone.api("GET", PATH).body["items"]] == [document_id]
    assert someone.api("DELETE", f"{PATH}/{document_id}").status == 204
    assert someone.api("GET", f"{PATH}/{document_id}").status == 404
    assert httpx.get(shown["download"]).status_code == 404


def test_whoever_is_erased_while_announcing_leaves_no_document_behind(someone, monkeypatch):
    real = store._free_slot

    def erased_meanwhile(person_id):
        free = real(person_id)
        erasure.erase(person_id, actor=person_id)
        return free

    monkeypatch.setattr(store, "_free_slot", erased_meanwhile)
    reply = someone.api("POST", PATH, announcement(file_name="KTP Sekar Ayuningtyas.pdf"))
    assert reply.status == 404, reply.text
    assert store.listed(someone.id) == ()
    assert [uniqueness.holder(store.SLOT, f"{someone.id}#{slot}") for slot in range(store.MOST_DOCUMENTS)] == (
        [None] * store.MOST_DOCUMENTS
    )


def test_a_refused_file_is_explained_and_gone(someone, platform):
    made = announce(someone, b"x" * 30)
    document_id = made["document"]["id"]
    assert upload(made["upload"], b"MZ not a document at all").status_code == 204
    check(someone.id, document_id)
    shown = someone.api("GET", f"{PATH}/{document_id}").body
    assert (shown["state"], shown["refusal"]["code"]) == ("refused", "wrong_type")
    assert shown["refusal"]["detail"]
    assert "download" not in shown
    found = platform.client("s3").list_objects_v2(Bucket="padan-documents", Prefix=f"people/{someone.id}")
    assert found["KeyCount"] == 0


def test_what_is_put_in_place_of_a_checked_file_is_given_to_nobody_before_its_own_check(someone, platform):
    good, evil = files.pdf("Ijazah SMK"), b"MZ put there afterwards"
    made = announce(someone, good)
    document_id = made["document"]["id"]
    upload(made["upload"], good)
    check(someone.id, document_id)
    signed_before = someone.api("GET", f"{PATH}/{document_id}").body["download"]
    assert upload(made["upload"], evil).status_code == 204
    signed_after = someone.api("GET", f"{PATH}/{document_id}").body["download"]
    exported = someone.api("GET", "/v1/people/me/export").body["documents"][0]["download"]
    assert [httpx.get(address).content for address in (signed_before, signed_after, exported)] == [good] * 3
    check(someone.id, document_id)
    assert someone.api("GET", f"{PATH}/{document_id}").body["state"] == "refused"
    assert [httpx.get(address).status_code for address in (signed_before, signed_after)] == [404, 404]


def test_a_better_file_takes_the_place_of_the_checked_one_with_its_own_check(someone):
    first, second = files.pdf("Ijazah SMK"), files.pdf("Ijazah D3")
    made = announce(someone, first)
    document_id = made["document"]["id"]
    for content in (first, second):
        upload(made["upload"], content)
        check(someone.id, document_id)
        assert httpx.get(someone.api("GET", f"{PATH}/{document_id}").body["download"]).content == content


def test_the_form_takes_neither_more_bytes_nor_another_type_nor_another_key(someone):
    form = announce(someone, b"x")["upload"]
    assert upload(form, b"%PDF-" + b"0" * 5 * 1024 * 1024).status_code in (400, 413)
    other = {**form, "fields": {**form["fields"], "Content-Type": "text/html"}}
    assert upload(other, b"<html>").status_code == 403
    foreign = {**form, "fields": {**form["fields"], "key": "people/per_other/doc_other"}}
    assert upload(foreign, b"%PDF-").status_code == 403


def test_complete_asks_for_the_check(someone, platform):
    document_id = announce(someone, b"x")["document"]["id"]
    assert someone.api("POST", f"{PATH}/{document_id}/complete").status == 202
    sqs = platform.client("sqs")
    url = sqs.get_queue_url(QueueName="padan-documents")["QueueUrl"]
    bodies = []
    while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", []):
        bodies += [message["Body"] for message in messages]
    assert [body for body in bodies if document_id in body]
    assert someone.api("POST", f"{PATH}/doc_unknown/complete").status == 404


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"size": 5 * 1024 * 1024 + 1}, "/size"),
        ({"size": 0}, "/size"),
        ({"size": -1}, "/size"),
        ({"media_type": "application/x-msdownload"}, "/media_type"),
        ({"kind": "photo-album"}, "/kind"),
        ({"file_name": ""}, "/file_name"),
        ({"file_name": "../../etc/passwd"}, "/file_name"),
        ({"file_name": "a\u0000.pdf"}, "/file_name"),
        ({"file_name": "x" * 300}, "/file_name"),
        ({"person_id": "per_other"}, "/person_id"),
    ],
)
def test_names_the_wrong_field(someone, change, pointer):
    reply = someone.api("POST", PATH, announcement(**change))
    assert reply.status == 400
    assert list(reply.pointers) == [pointer]


def test_nobody_sees_the_documents_of_others(api, someone):
    document_id = announce(someone, b"x")["document"]["id"]
    other = registered(api)
    for method, path in (("GET", ""), ("DELETE", ""), ("POST", "/complete")):
        assert other.api(method, f"{PATH}/{document_id}{path}").status == 404
    assert other.api("GET", PATH).body == {"items": []}


def test_a_repeated_key_announces_once(someone):
    first, again = (
        someone.api("POST", PATH, announcement(), idempotency_key="doc-" + someone.id).body["document"]["id"]
        for _ in range(2)
    )
    assert first == again


def test_no_more_documents_than_the_limit(someone, monkeypatch):
    monkeypatch.setattr(store, "MOST_DOCUMENTS", 1)
    announce(someone, b"x")
    assert someone.api("POST", PATH, announcement()).status == 409


def test_a_broken_message_fails_alone(someone):
    content = files.pdf("Sertifikat")
    made = announce(someone, content)
    upload(made["upload"], content)
    good = {"Records": [{"s3": {"object": {"key": f"people/{someone.id}/{made['document']['id']}"}}}]}
    records = [{"messageId": "bad", "body": "{"}, {"messageId": "good", "body": json.dumps(good)}]
    answer = check_uploads({"Records": records}, LambdaContext("check_uploads", 60))
    assert answer == {"batchItemFailures": [{"itemIdentifier": "bad"}]}
    assert someone.api("GET", f"{PATH}/{made['document']['id']}").body["state"] == "accepted"


def test_files_that_nobody_knows_are_removed(someone, platform):
    s3 = platform.client("s3")
    key = f"people/{someone.id}/doc_gone"
    s3.put_object(Bucket="padan-documents", Key=key, Body=b"x")
    s3.put_object(Bucket="padan-documents", Key="elsewhere/x", Body=b"x")
    check(someone.id, "doc_gone")
    assert s3.list_objects_v2(Bucket="padan-documents", Prefix=key)["KeyCount"] == 0


def test_erasing_a_person_removes_their_files(someone, platform):
    content = files.png()
    made = announce(someone, content, media_type="image/png", file_name="foto.png")
    upload(made["upload"], content)
    assert someone.api("DELETE", "/v1/people/me").status == 204
    found = platform.client("s3").list_objects_v2(Bucket="padan-documents", Prefix=f"people/{someone.id}")
    assert found["KeyCount"] == 0


def found_by_the_scan(bucket, person_id, document_id, verdict):
    """Tag an object as the scan for malware does."""
    bucket.put_object_tagging(
        Bucket=read(Objects).documents_bucket,
        Key=f"people/{person_id}/{document_id}",
        Tagging={"TagSet": [{"Key": TAG, "Value": verdict}]},
    )


@pytest.mark.parametrize(
    ("verdict", "state", "refusal"),
    [("NO_THREATS_FOUND", "accepted", None), ("THREATS_FOUND", "refused", "malware")],
)
def test_where_documents_are_scanned_their_check_waits_for_the_result(
    someone, platform, monkeypatch, verdict, state, refusal
):
    monkeypatch.setenv("PADAN_DOCUMENTS_SCANNED", "true")
    settings.forget()
    content = files.pdf("Ijazah SMK")
    made = announce(someone, content)
    document_id = made["document"]["id"]
    upload(made["upload"], content)
    assert check(someone.id, document_id) == {"batchItemFailures": []}
    assert someone.api("GET", f"{PATH}/{document_id}").body["state"] == "awaited"
    found_by_the_scan(client("s3"), someone.id, document_id, verdict)
    assert check(someone.id, document_id) == {"batchItemFailures": []}
    shown = someone.api("GET", f"{PATH}/{document_id}").body
    assert (shown["state"], shown.get("refusal", {}).get("code")) == (state, refusal)
    assert ("download" in shown) is (state == "accepted")


def test_a_scan_that_failed_is_a_failure_of_its_message(someone, platform, monkeypatch):
    monkeypatch.setenv("PADAN_DOCUMENTS_SCANNED", "true")
    settings.forget()
    content = files.pdf("Ijazah SMK")
    made = announce(someone, content)
    document_id = made["document"]["id"]
    upload(made["upload"], content)
    found_by_the_scan(client("s3"), someone.id, document_id, "FAILED")
    assert check(someone.id, document_id) == {"batchItemFailures": [{"itemIdentifier": document_id}]}


PLACED = b"Exif\0\0MM\0*\0\0\0\x08\0\0 GPS 6.2088 S 106.8456 E"


@pytest.mark.parametrize("scanned", [False, True], ids=["unscanned", "scanned"])
def test_a_photo_is_kept_without_where_it_was_made(someone, platform, monkeypatch, scanned):
    """The picture that lies there, is given out and was scanned is the one without: no version has the place."""
    monkeypatch.setenv("PADAN_DOCUMENTS_SCANNED", "true" if scanned else "false")
    settings.forget()
    content = crafted.jpeg_with(0xE1, PLACED)
    made = announce(someone, content, media_type="image/jpeg", file_name="ijazah.jpg")
    document_id = made["document"]["id"]
    upload(made["upload"], content)
    if scanned:
        found_by_the_scan(client("s3"), someone.id, document_id, "NO_THREATS_FOUND")
        assert check(someone.id, document_id) == {"batchItemFailures": []}
        # The new file is one that nobody scanned yet.
        assert someone.api("GET", f"{PATH}/{document_id}").body["state"] == "awaited"
        found_by_the_scan(client("s3"), someone.id, document_id, "NO_THREATS_FOUND")
    assert check(someone.id, document_id) == {"batchItemFailures": []}
    shown = someone.api("GET", f"{PATH}/{document_id}").body
    assert (shown["state"], shown["size"]) == ("accepted", len(files.jpeg()))
    assert httpx.get(shown["download"]).content == files.jpeg()
    s3, bucket = platform.client("s3"), read(Objects).documents_bucket
    versions = s3.list_object_versions(Bucket=bucket, Prefix=f"people/{someone.id}/{document_id}").get("Versions", [])
    assert versions
    for version in versions:
        named = {"Bucket": bucket, "Key": version["Key"], "VersionId": version["VersionId"]}
        assert b"GPS" not in s3.get_object(**named)["Body"].read()


def test_a_photo_that_is_replaced_while_it_is_cleaned_is_not_lost(someone, platform, monkeypatch):
    """The upload in between wins, and is checked and cleaned in its turn."""
    first, second = crafted.jpeg_with(0xE1, PLACED), crafted.jpeg_with(0xFE, b"a later photo")
    made = announce(someone, first, media_type="image/jpeg", file_name="ijazah.jpg")
    document_id, put = made["document"]["id"], BucketFiles.replace
    upload(made["upload"], first)

    def meanwhile(self, key, file, content):
        platform.client("s3").put_object(Bucket=read(Objects).documents_bucket, Key=key, Body=second)
        return put(self, key, file, content)

    monkeypatch.setattr(BucketFiles, "replace", meanwhile)
    assert check(someone.id, document_id) == {"batchItemFailures": [{"itemIdentifier": document_id}]}
    monkeypatch.setattr(BucketFiles, "replace", put)
    assert check(someone.id, document_id) == {"batchItemFailures": []}
    shown = someone.api("GET", f"{PATH}/{document_id}").body
    assert httpx.get(shown["download"]).content == files.jpeg()


def test_numbers_in_the_name_of_a_file_are_not_kept(someone):
    named = announce(someone, b"x", file_name="CV Sari 0812-9876-5432, 3275014507880042, sari@contoh.invalid.pdf")
    assert named["document"]["file_name"] == "CV Sari [phone], [nik], [email]"
    assert announce(someone, b"x", file_name="CV 2019 - 2023.pdf")["document"]["file_name"] == "CV 2019 - 2023.pdf"
