"""The table, the chains and the archive are held to each other."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from chalicelib import aws
from security import audit
from security.audit import Span
from security.audit_chain_table import AuditBlockItem, AuditExportItem, AuditHeadItem
from security.audit_table import AuditItem
from security.auditing.archive import BucketArchive, FolderArchive
from security.auditing.chain import chain_of
from security.auditing.checking import Wish, verify, verify_copy, verify_present
from security.auditing.comparing import GRACE
from security.auditing.exporting import THE_EXPORT, export
from security.auditing.findings import Fault
from security.auditing.sealing import head_of, seal
from security.auditing.signing import KEY_SPEC, KmsSigner
from tests.security.auditing.worlds import MemoryArchive, OwnSigner, changed, signed_by_us

pytestmark = pytest.mark.emulator


@pytest.fixture
def archive(write, clock) -> MemoryArchive:
    """Twelve entries in the archive, five more in the chains, all older than the grace."""
    found = MemoryArchive()
    seal(write(12))
    export(found, OwnSigner(), clock)
    clock.advance(timedelta(seconds=1))
    seal(write(5))
    clock.advance(GRACE + timedelta(seconds=1))
    return found


def found(archive, clock, **more) -> list[tuple[Fault, str]]:
    report = verify(archive, signed_by_us(), clock=clock, **more)
    assert report.sound == (not report.findings)
    return [(each.fault, each.where) for each in report.findings]


def test_an_untouched_audit_is_sound(archive, clock):
    report = verify(archive, signed_by_us(), clock=clock)
    assert report.findings == ()
    assert (report.links, report.entries) == (17, 17)


def test_eight_who_write_seal_export_and_verify_at_once_raise_no_alarm(write, clock):
    archive = MemoryArchive()

    def work(number: int) -> bool:
        if number % 8 == 7:
            return verify(archive, signed_by_us(), clock=clock).sound
        seal(write(6, people=4, actor=f"per_{number}"))
        if number % 3 == 0:
            export(archive, OwnSigner(), clock)
        return True

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(32)))
    report = verify(archive, signed_by_us(), clock=clock)
    assert report.findings == ()
    assert report.entries == report.links == 28 * 6


@pytest.mark.parametrize("exported", [True, False], ids=["exported", "sealed"])
def test_an_entry_that_is_changed_or_removed_from_the_table_is_named(archive, clock, exported):
    items = sorted(AuditItem.scan(), key=lambda item: item.id)
    one, other = (items[0], items[1]) if exported else (items[-1], items[-2])
    one.entry = changed(one.entry, actor="per_somebody_else")
    one.save()
    other.delete(add_version_condition=False)
    assert found(archive, clock) == [(Fault.CHANGED_ENTRY, one.id), (Fault.REMOVED_ENTRY, other.id)]


def test_an_entry_in_no_chain_is_told_after_a_while(archive, write, clock):
    (late,) = write(1)
    clock.advance(GRACE)
    assert found(archive, clock) == []
    clock.advance(timedelta(seconds=1))
    assert found(archive, clock) == [(Fault.UNSEALED, late.id)]
    seal([late])
    assert found(archive, clock) == []


def test_an_entry_that_was_smuggled_into_the_chains_is_told(archive, clock):
    forged = changed(next(iter(AuditItem.scan())).entry, id="aud_0forged")
    seal([forged])
    assert found(archive, clock) == [(Fault.REMOVED_ENTRY, "aud_0forged")]


def test_a_block_that_is_not_exported_yet_is_held_to_its_links_and_head(archive, clock):
    block = max(AuditBlockItem.scan(), key=lambda each: each.first)
    block.lines = block.lines.replace("read_phone", "read_email")
    block.save()
    assert (Fault.BROKEN_LINK, f"{block.pk}:{int(block.first)}") in found(archive, clock)


def test_a_cut_chain_and_a_head_that_was_set_back_are_told(archive, clock):
    block = max(AuditBlockItem.scan(), key=lambda each: each.first)
    block.delete(add_version_condition=False)
    assert (Fault.TRUNCATED, f"{block.pk}:{int(block.first)}") in found(archive, clock)
    head = AuditHeadItem.get(block.pk)
    head.head = changed(head.head, seq=0)
    head.save()
    assert (Fault.TRUNCATED, f"{block.pk}:0") in found(archive, clock)


def test_an_archive_behind_the_table_is_told_and_so_is_a_table_set_back(archive, clock):
    state = AuditExportItem.get(THE_EXPORT)
    assert (Fault.TRUNCATED, "manifests/0000000001.json") in found(MemoryArchive(), clock)
    state.delete(add_version_condition=False)
    assert Fault.REPLACED in {fault for fault, _ in found(archive, clock)}


def test_a_span_compares_what_lies_in_it(archive, write, clock):
    begin = clock.now()
    late = write(3)
    seal(late)
    clock.advance(GRACE * 2)
    old = min(AuditItem.scan(), key=lambda item: item.id)
    old.delete(add_version_condition=False)
    assert found(archive, clock, span=Span(first=begin)) == []
    assert found(archive, clock, span=Span(last=begin)) == [(Fault.REMOVED_ENTRY, old.id)]
    assert verify(archive, signed_by_us(), span=Span(first=begin), clock=clock).entries == 3


def test_a_noted_head_proves_that_nothing_was_taken_off(archive, write, clock):
    noted = verify(archive, signed_by_us(), clock=clock).head
    seal(write(2))
    export(archive, OwnSigner(), clock)
    clock.advance(GRACE * 2)
    assert found(archive, clock, head=noted) == []
    forged = f"1:{'0' * 64}"
    assert found(archive, clock, head=forged) == [(Fault.REPLACED, "manifests/0000000001.json")]


@pytest.fixture
def deployed(write, monkeypatch, prefix):
    """A locked bucket and a key of the emulator, as settings name them."""
    bucket = f"{prefix}archive"
    aws.client("s3").create_bucket(
        Bucket=bucket,
        ObjectLockEnabledForBucket=True,
        CreateBucketConfiguration={"LocationConstraint": "ap-southeast-3"},
    )
    key = aws.client("kms").create_key(KeySpec=KEY_SPEC, KeyUsage="SIGN_VERIFY")["KeyMetadata"]["KeyId"]
    monkeypatch.setenv("PADAN_AUDIT_BUCKET", bucket)
    monkeypatch.setenv("PADAN_AUDIT_KEY_ID", key)
    from chalicelib import settings

    settings.forget()
    return BucketArchive(bucket), KmsSigner(aws.client("kms"), key)


def test_a_bucket_with_a_key_of_the_key_service(deployed, write, tmp_path):
    archive, signer = deployed
    seal(write(9))
    assert export(archive, signer).links == 9
    seal(write(4))
    assert export(archive, signer).links == 4
    report = verify_present(Wish())
    assert report.findings == ()
    assert report.links == 13
    copy = FolderArchive(tmp_path)
    for name, _ in archive.versions():
        content = archive.read(name)
        assert content is not None
        assert copy.add(name, content)
        assert not archive.add(name, b"another")
        assert not copy.add(name, b"another")
        assert archive.read(name) == content
    from security.auditing.signing import trusted

    assert verify_copy(copy, trusted(), head=report.head).sound
    (folder := tmp_path / "segments").rename(tmp_path / "elsewhere")
    assert not folder.exists()
    assert Fault.MISSING_SEGMENT in {each.fault for each in verify_copy(copy, trusted()).findings}


def test_a_newer_version_and_a_mark_of_deletion_in_the_bucket_are_told(deployed, write):
    archive, signer = deployed
    seal(write(3, people=1))
    export(archive, signer)
    s3, bucket = aws.client("s3"), archive._bucket
    name = f"segments/{chain_of('per_0')}/000000000001-000000000003.ndjson"
    s3.delete_object(Bucket=bucket, Key=name)
    faults = {each.fault for each in verify_present(Wish()).findings}
    assert {Fault.REWRITTEN, Fault.MISSING_SEGMENT} <= faults
    assert head_of(chain_of("per_0")).seq == 3


def newest_first(entries):
    return tuple(sorted(entries, key=lambda each: each.id, reverse=True))


def test_acts_of_one_who_read_many_are_found_by_who_and_when(write, clock):
    first = write(3, actor="per_reader")
    clock.advance(timedelta(hours=1))
    later = write(2, actor="per_reader")
    write(2, actor="system")
    assert audit.acts_of("per_reader") == newest_first([*first, *later])
    assert audit.acts_of("per_reader", span=Span(first=clock.now())) == newest_first(later)
    assert audit.acts_of("per_reader", span=Span(last=clock.now())) == newest_first(first)
    page = audit.acts_of("per_reader", limit=2)
    assert audit.acts_of("per_reader", limit=9, before=page[-1].id) == newest_first([*first, *later])[2:]
    assert audit.acts_of("system") == ()
    assert audit.acts_of("per_reader", span=Span(first=clock.now() + timedelta(hours=1))) == ()
