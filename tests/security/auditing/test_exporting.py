"""Chains are exported whole and in order, wherever a process dies and however many export at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from security.audit_chain_table import AuditBlockItem
from security.auditing import exporting
from security.auditing.checking import verify
from security.auditing.exporting import QUIET, TornChain, export, present
from security.auditing.manifest import name_of
from security.auditing.sealing import seal
from tests.security.auditing.worlds import MemoryArchive, OwnSigner, signed_by_us

pytestmark = pytest.mark.emulator


class Dying(MemoryArchive):
    """An archive before which the process dies at the write with the number ``at``, before or after it."""

    def __init__(self, at: int, *, after: bool) -> None:
        super().__init__()
        self.left, self.after = at, after

    def add(self, name: str, content: bytes) -> bool:
        self.left -= 1
        if self.left == 0:
            if self.after:
                super().add(name, content)
            raise ConnectionError("the process is gone")
        return super().add(name, content)


def sound(archive, clock) -> bool:
    report = verify(archive, signed_by_us(), clock=clock)
    assert report.findings == ()
    return report.sound


def test_what_is_sealed_is_exported_once(write, clock):
    archive, signer = MemoryArchive(), OwnSigner()
    entries = write(20)
    seal(entries)
    first = export(archive, signer, clock)
    assert (first.manifests, first.links) == (1, 20)
    assert first.segments == len(archive.objects) - 1
    assert export(archive, signer, clock).manifests == 0
    assert signer.signed == 1
    seal(write(7))
    assert export(archive, signer, clock).links == 7
    assert sound(archive, clock)
    assert present()[0].number == 2


def test_silence_is_attested_once_a_day(stored, clock):
    archive, signer = MemoryArchive(), OwnSigner()
    assert export(archive, signer, clock).manifests == 1
    clock.advance(QUIET - timedelta(seconds=1))
    assert export(archive, signer, clock).manifests == 0
    clock.advance(timedelta(seconds=1))
    assert export(archive, signer, clock).manifests == 1
    assert sound(archive, clock)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_an_export_that_died_is_finished_by_the_next_one(write, clock, at, after):
    archive = Dying(at, after=after)
    seal(write(8, people=2))
    with pytest.raises(ConnectionError):
        export(archive, OwnSigner(), clock)
    seal(write(5, people=2))
    clock.advance(timedelta(minutes=15))
    done = export(archive, OwnSigner(), clock)
    assert (done.manifests, done.links) == (2, 13)
    assert sound(archive, clock)
    assert all(len(found) == 1 for found in archive.objects.values())


def test_several_at_once_export_each_link_once(write, clock):
    archive = MemoryArchive()
    seal(write(30))
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: export(archive, OwnSigner(), clock), range(4)))
    assert sum(each.manifests for each in done) == 1
    assert sound(archive, clock)


def test_a_long_chain_is_cut_into_segments_and_manifests(write, clock, monkeypatch):
    monkeypatch.setattr(exporting, "LARGEST", 1)
    monkeypatch.setattr(exporting, "MOST_SEGMENTS", 2)
    archive = MemoryArchive()
    for _ in range(5):
        seal(write(3, people=1))
    done = export(archive, OwnSigner(), clock)
    assert (done.manifests, done.segments, done.links) == (3, 5, 15)
    assert sound(archive, clock)


def test_a_chain_of_which_a_block_was_taken_is_not_exported(write, clock):
    archive = MemoryArchive()
    for _ in range(3):
        seal(write(2, people=1))
    (_, middle, _) = sorted(AuditBlockItem.scan(), key=lambda block: block.first)
    middle.delete(add_version_condition=False)
    with pytest.raises(TornChain, match="lacks link 3"):
        export(archive, OwnSigner(), clock)
    assert archive.objects == {}


def test_a_block_that_changed_after_the_plan_is_not_exported(write, clock):
    archive = Dying(1, after=False)
    seal(write(3, people=1))
    with pytest.raises(ConnectionError):
        export(archive, OwnSigner(), clock)
    (block,) = AuditBlockItem.scan()
    block.lines = block.lines.replace("read_phone", "read_email")
    block.save()
    with pytest.raises(TornChain, match="no longer what was planned"):
        export(archive, OwnSigner(), clock)
    assert name_of(1) not in archive.objects
