"""What is older than its term goes, from the table and from the archive, and whatever follows is still proven."""

import functools
from datetime import timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from security import audit
from security.audit import Span
from security.audit_chain_table import AuditMarkItem
from security.audit_model import KEPT
from security.audit_table import AuditItem
from security.auditing import exporting
from security.auditing.beginning import beginning, numbers_of
from security.auditing.checking import verify, verify_copy
from security.auditing.comparing import in_force
from security.auditing.exporting import export
from security.auditing.findings import Fault, Findings
from security.auditing.manifest import Export, Manifest, Signed, name_of
from security.auditing.sealing import MARKS_KEPT, seal
from security.auditing.verifying import Verifier
from security.auditing.watching import watch
from tests.security.auditing.worlds import MOMENT, MemoryArchive, OwnSigner, exported, rounds_of, signed_by_us

TERM = KEPT.days
DAYS = (0, 1, 2, 3, 4, 5, 6, TERM + 4)
"""Exports on the first seven days, and one when those of the first five have served their term."""
BEGINNING = 5
NOW = MOMENT + timedelta(days=TERM + 4)


@functools.cache
def sample() -> tuple[MemoryArchive, Export]:
    return exported(rounds_of([4] * len(DAYS), subjects=3), days=DAYS)


def manifest(archive: MemoryArchive, number: int) -> Manifest:
    signed = msgspec.json.decode(archive.read(name_of(number)) or b"", type=Signed)
    return msgspec.json.decode(signed.body, type=Manifest)


def over() -> set[str]:
    """Names of objects that a bucket may have taken away: segments up to the beginning, manifests before it."""
    archive, _ = sample()
    found = {name_of(number) for number in range(1, BEGINNING)}
    return found | {each.name for number in range(1, BEGINNING + 1) for each in manifest(archive, number).segments}


def faults(archive: MemoryArchive, now=NOW) -> list[tuple[Fault, str]]:
    found = Findings()
    Verifier(archive, signed_by_us(), found, lambda *_: None, lambda _: True, now).run(sample()[1])
    return [(each.fault, each.where) for each in found.kept]


@given(st.data())
@settings(max_examples=60)
def test_whatever_has_ended_may_be_there_or_gone_or_marked_as_gone(data):
    archive = sample()[0].copy()
    for name in data.draw(st.sets(st.sampled_from(sorted(over())))):
        archive.objects[name] *= data.draw(st.integers(0, 2))
    archive.objects = {name: found for name, found in archive.objects.items() if found}
    assert faults(archive) == []
    assert verify_copy(archive, signed_by_us()).sound, "a copy is judged as of its last manifest"


@pytest.mark.parametrize("name", sorted(set(sample()[0].objects) - over()))
def test_whatever_is_within_its_term_is_missed(name):
    archive = sample()[0].copy()
    for each in over():
        del archive.objects[each]
    assert faults(archive) == []
    del archive.objects[name]
    assert name in [where for _, where in faults(archive)]


@given(st.data())
@settings(max_examples=100)
def test_a_flipped_bit_behind_the_beginning_is_found(data):
    archive = sample()[0].copy()
    for each in over():
        del archive.objects[each]
    name = data.draw(st.sampled_from(sorted(archive.objects)))
    content = bytearray(archive.read(name))
    content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    archive.objects[name] = [bytes(content)]
    assert faults(archive)


def test_a_young_archive_begins_with_its_first_manifest():
    archive, _ = sample()
    assert beginning(archive, archive.objects, MOMENT + KEPT - timedelta(seconds=1)).number == 1
    assert faults(archive, NOW - timedelta(days=5)) == []
    short = archive.copy()
    del short.objects[name_of(1)]
    assert (Fault.MISSING_MANIFEST, name_of(1)) in faults(short, MOMENT + KEPT - timedelta(seconds=1))


@pytest.mark.parametrize("number", [2, 6])
def test_a_manifest_that_claims_to_be_old_is_believed_by_its_signature_alone(number):
    """Whoever took the beginning away and wrote an earlier time would be told all the same."""
    archive, _ = exported(rounds_of([4] * 7, subjects=3))
    content = archive.read(name_of(number)).replace(b"2026-", b"2016-", 1)
    archive.objects[name_of(number)] = [content]
    for each in range(1, number):
        del archive.objects[name_of(each)]
    found = Findings()
    Verifier(archive, signed_by_us(), found, lambda *_: None, lambda _: True, MOMENT + timedelta(days=1)).run(None)
    assert Fault.UNSIGNED in {each.fault for each in found.kept}


@pytest.mark.parametrize("day", range(TERM - 1, TERM + 12))
def test_the_beginning_is_the_last_that_served_its_term(day):
    archive, _ = sample()
    found = beginning(archive, archive.objects, MOMENT + timedelta(days=day))
    assert found.number == max(1, min(day - TERM + 1, 7))
    assert {name for name in archive.objects if found.is_over(name)} >= {name_of(n) for n in range(1, found.number)}
    assert not found.is_over(name_of(found.number))


def test_other_names_are_never_over():
    found = beginning(sample()[0], sample()[0].objects, NOW)
    for name in ("elsewhere", "segments/00/1-2.ndjson", "manifests/1.json", "segments/zz/x", f"{name_of(1)}.txt"):
        assert not found.is_over(name)
    assert list(numbers_of(["manifests/1.json", name_of(7), "x"])) == [7]


@pytest.mark.emulator
def test_an_entry_and_its_mark_have_an_end(write, clock):
    (entry,) = write(1)
    seal([entry])
    ends = [AuditItem.get(entry.subject, entry.id).expires, AuditMarkItem.get(entry.id).expires]
    assert ends == [(entry.at + kept).timestamp() // 1 for kept in (KEPT, MARKS_KEPT)]
    assert ends[0] < ends[1], "a mark that went first would have the entry sealed again"


@pytest.mark.emulator
def test_entries_that_ended_are_not_missed_and_others_are(write, clock):
    archive = MemoryArchive()
    early = write(6)
    seal(early)
    export(archive, OwnSigner(), clock)
    clock.advance(timedelta(days=30))
    seal(write(4))
    clock.advance(KEPT - timedelta(days=10))
    export(archive, OwnSigner(), clock)
    for entry in early:
        AuditItem(entry.subject, entry.id).delete(add_version_condition=False)
        AuditMarkItem(entry.id).delete(add_version_condition=False)
    report = verify(archive, signed_by_us(), clock=clock)
    assert (report.findings, report.entries) == ((), 4)
    late = next(iter(AuditItem.scan()))
    late.delete(add_version_condition=False)
    report = verify(archive, signed_by_us(), clock=clock)
    assert [(each.fault, each.where) for each in report.findings] == [(Fault.REMOVED_ENTRY, late.id)]


@pytest.mark.emulator
def test_what_waits_to_be_taken_away_is_neither_missed_nor_sealed_again(write, clock):
    seal(write(5))
    for mark in AuditMarkItem.scan():
        mark.delete(add_version_condition=False)
    clock.advance(KEPT)
    assert watch(10, clock).unsealed == 0
    assert not list(AuditMarkItem.scan())


@pytest.mark.emulator
def test_two_segments_of_a_chain_that_stay_closed_follow_each_other(write, clock, monkeypatch):
    monkeypatch.setattr(exporting, "LARGEST", 1)
    archive = MemoryArchive()
    for _ in range(3):
        seal(write(4, people=1))
    assert export(archive, OwnSigner(), clock).segments == 3
    clock.advance(timedelta(hours=1))
    span = Span(first=clock.now())
    assert verify(archive, signed_by_us(), span=span, clock=clock).findings == ()
    assert verify_copy(archive, signed_by_us(), span=span).findings == ()


@given(st.integers(-10, 2 * TERM), st.integers(-10, 2 * TERM))
def test_only_what_is_in_the_table_is_compared(first, now):
    moment = MOMENT + timedelta(days=now)
    span = in_force(Span(first=MOMENT + timedelta(days=first), last=moment), moment)
    assert span.first >= moment - KEPT + timedelta(days=1)
    assert span.first >= MOMENT + timedelta(days=first)
    assert span.last == moment
    assert in_force(audit.EVER, moment).first == moment - KEPT + timedelta(days=1)
