"""Any one thing that is changed in an archive is found, and nothing is found in an archive that was left alone."""

import functools

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from security.audit import Span
from security.auditing.checking import verify_copy
from security.auditing.comparing import Seen
from security.auditing.findings import MOST, Fault, Findings
from security.auditing.manifest import Export, Signed, name_of, sealed, signing_digest
from security.auditing.signing import trusting
from security.auditing.verifying import Verifier
from tests.security.auditing.worlds import (
    KEY,
    MOMENT,
    MemoryArchive,
    OwnSigner,
    changed,
    exported,
    public,
    rounds_of,
    signed_by_us,
)

EVER = Span()


@functools.cache
def sample() -> tuple[MemoryArchive, Export]:
    """Three exports of 9, 0 and 6 entries about five people."""
    return exported(rounds_of([9, 0, 6]))


def findings(archive: MemoryArchive, state: Export | None = None, span: Span = EVER) -> list[tuple[Fault, str]]:
    found = Findings()
    Verifier(archive, signed_by_us(), found, Seen(span, found).add, lambda _: True).run(state)
    return [(each.fault, each.where) for each in found.kept]


def faults(archive: MemoryArchive, state: Export | None = None) -> set[Fault]:
    return {fault for fault, _ in findings(archive, state)}


@given(st.lists(st.integers(0, 8), max_size=5), st.integers(1, 9))
@settings(max_examples=30)
def test_what_was_left_alone_is_sound(counts, subjects):
    archive, state = exported(rounds_of(counts, subjects))
    assert findings(archive, state) == []
    report = verify_copy(archive, signed_by_us(), head=f"{state.number}:{state.hash}")
    assert report.sound
    assert (report.links, report.manifests) == (sum(counts), len(counts))
    assert report.head == f"{state.number}:{state.hash}"


@given(st.data())
@settings(max_examples=300)
def test_one_flipped_bit_is_found(data):
    original, state = sample()
    archive = original.copy()
    name = data.draw(st.sampled_from(sorted(archive.objects)))
    content = bytearray(archive.read(name))
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= 1 << data.draw(st.integers(0, 7))
    archive.objects[name] = [bytes(content)]
    assert findings(archive)
    assert findings(archive, state)


@given(st.data())
@settings(max_examples=150)
def test_bytes_that_are_taken_out_or_put_in_are_found(data):
    archive = sample()[0].copy()
    name = data.draw(st.sampled_from(sorted(archive.objects)))
    content = archive.read(name)
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, len(content)))
    put = data.draw(st.binary(max_size=4))
    other = content[:start] + put + content[end:]
    archive.objects[name] = [other]
    assert bool(findings(archive)) == (other != content)


@pytest.mark.parametrize("name", sorted(sample()[0].objects))
def test_an_object_that_is_gone_is_found_and_named(name):
    original, state = sample()
    archive = original.copy()
    del archive.objects[name]
    assert name in [where for _, where in findings(archive, state)]


@given(st.data())
@settings(max_examples=60)
def test_lines_that_change_places_or_come_twice_are_found(data):
    archive = sample()[0].copy()
    name = data.draw(st.sampled_from(sorted(each for each in archive.objects if each.startswith("segments/"))))
    found = archive.read(name).splitlines(keepends=True)
    other = data.draw(st.lists(st.sampled_from(found), max_size=len(found) + 1))
    archive.objects[name] = [b"".join(other)]
    assert bool(findings(archive)) == (other != found)


@given(st.data())
def test_objects_that_change_places_are_found(data):
    archive = sample()[0].copy()
    one, other = data.draw(st.lists(st.sampled_from(sorted(archive.objects)), min_size=2, max_size=2, unique=True))
    archive.objects[one], archive.objects[other] = archive.objects[other], archive.objects[one]
    assert findings(archive)


def test_the_first_broken_link_is_named_with_its_entry():
    archive, _ = exported(rounds_of([12], subjects=1))
    (name,) = [each for each in archive.objects if each.startswith("segments/")]
    found = archive.read(name).splitlines(keepends=True)
    found[6] = found[6].replace(b"read_phone", b"read_email")
    archive.objects[name] = [b"".join(found)]
    collected = Findings()
    Verifier(archive, signed_by_us(), collected, lambda *_: None, lambda _: True).run(None)
    first = collected.kept[0]
    assert (first.fault, first.where) == (Fault.BROKEN_LINK, f"{name.split('/')[1]}:7")
    assert "aud_" in first.detail


def test_a_cut_tail_is_found_by_the_table_and_by_a_noted_head():
    original, state = sample()
    archive = original.copy()
    last = archive.read(name_of(3))
    for segment in msgspec.json.decode(msgspec.json.decode(last, type=Signed).body)["segments"]:
        del archive.objects[f"segments/{segment['chain']}/{segment['first']:012}-{segment['last']:012}.ndjson"]
    del archive.objects[name_of(3)]
    assert findings(archive) == []  # by itself a shorter archive is as good as a whole one
    assert Fault.TRUNCATED in faults(archive, state)
    report = verify_copy(archive, signed_by_us(), head=f"3:{state.hash}")
    assert [each.fault for each in report.findings] == [Fault.TRUNCATED]


def test_the_last_segment_alone_cut_is_found():
    original, state = sample()
    archive = original.copy()
    name = max(each for each in archive.objects if each.startswith("segments/"))
    archive.objects[name] = [b"".join(archive.read(name).splitlines(keepends=True)[:-1])]
    assert {Fault.CHANGED_SEGMENT, Fault.WRONG_HEAD} <= faults(archive, state)


def rewritten(signer: OwnSigner) -> tuple[MemoryArchive, Export]:
    """Everything made anew with one entry changed."""
    rounds = rounds_of([9, 0, 6])
    rounds[0][4] = changed(rounds[0][4], actor="per_somebody_else")
    return exported(rounds, signer)


@pytest.mark.parametrize("signer", [OwnSigner("theirs"), OwnSigner("theirs", key="other-key")], ids=["ours", "theirs"])
def test_a_whole_chain_made_anew_lacks_our_signature(signer):
    archive, _ = rewritten(signer)
    assert {fault for fault, _ in findings(archive)} == {Fault.UNSIGNED}


def test_a_whole_chain_made_anew_with_the_true_key_is_not_what_the_table_knows():
    archive, _ = rewritten(OwnSigner())
    state = sample()[1]
    assert findings(archive) == []
    assert (Fault.REPLACED, name_of(3)) in findings(archive, state)
    report = verify_copy(archive, signed_by_us(), head=f"3:{state.hash}")
    assert [each.fault for each in report.findings] == [Fault.REPLACED]


def test_a_signature_of_another_manifest_does_not_do():
    archive = sample()[0].copy()
    one, other = (msgspec.json.decode(archive.read(name_of(number)), type=Signed) for number in (1, 2))
    archive.objects[name_of(1)] = [msgspec.json.encode(msgspec.structs.replace(one, signature=other.signature))]
    assert (Fault.UNSIGNED, name_of(1)) in findings(archive)


def test_a_manifest_of_the_true_key_in_the_wrong_place_is_found():
    archive = sample()[0].copy()
    body = bytes(msgspec.json.decode(archive.read(name_of(2)), type=Signed).body)
    archive.add(name_of(4), sealed(body, OwnSigner().sign(signing_digest(body))))
    assert (Fault.OUT_OF_ORDER, name_of(4)) in findings(archive)


def test_another_version_and_an_object_that_nobody_named_are_found():
    original, state = sample()
    archive = original.copy()
    name = max(archive.objects)
    archive.objects[name] = [archive.read(name)] * 2
    archive.objects["segments/00/000000000099-000000000100.ndjson"] = [b""]
    assert findings(archive, state) == [
        (Fault.EXTRA, "segments/00/000000000099-000000000100.ndjson"),
        (Fault.REWRITTEN, name),
    ]


def test_what_an_export_under_way_has_written_is_left_alone():
    archive, state = exported(rounds_of([4, 5]))
    before, earlier = exported(rounds_of([4]))
    manifest = msgspec.json.decode(msgspec.json.decode(archive.read(name_of(2)), type=Signed).body)
    from security.auditing.manifest import Manifest

    pending = msgspec.convert(manifest, Manifest)
    under_way = msgspec.structs.replace(earlier, pending=pending)
    written = sorted(set(archive.objects) - set(before.objects))
    for count in range(len(written) + 1):
        partly = before.copy()
        for name in sorted(written, reverse=True)[:count]:  # segments before the manifest
            partly.add(name, archive.read(name))
        assert findings(partly, under_way) == []
    assert Fault.REPLACED in faults(archive, earlier)
    assert state.number == 2


def test_nothing_is_trusted_without_a_key():
    archive, _ = sample()
    found = Findings()
    Verifier(archive, trusting({}), found, lambda *_: None, lambda _: True).run(None)
    assert {each.fault for each in found.kept} == {Fault.UNSIGNED}
    assert trusting({KEY: public()})(KEY, b"0" * 32, b"no signature") is False


def test_a_report_keeps_the_first_findings_and_counts_all():
    archive, _ = exported(rounds_of([1] * (MOST + 20), subjects=1), OwnSigner("theirs"))
    report = verify_copy(archive, signed_by_us())
    assert len(report.findings) == MOST
    assert report.faults == MOST + 20
    assert not report.sound


def test_segments_from_before_the_wanted_time_stay_closed():
    archive, _ = exported(rounds_of([5, 5, 5]))
    span = Span(first=MOMENT.replace(hour=10, minute=0))
    whole, part = verify_copy(archive, signed_by_us()), verify_copy(archive, signed_by_us(), span=span)
    assert part.sound
    assert part.segments < whole.segments
    closed = archive.copy()
    for name in [each for each in closed.objects if "000000000001-" in each]:
        closed.objects[name] = [b"changed"]
    assert not verify_copy(closed, signed_by_us()).sound
    assert verify_copy(closed, signed_by_us(), span=span).sound
