"""Every entry becomes one link, whoever brings it, how often and in whichever order."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.errors import Unavailable
from security.audit_chain_table import AuditBlockItem, AuditMarkItem
from security.auditing import sealing
from security.auditing.chain import CHAINS, Head, chain_of, digest, link_hash, links_of
from security.auditing.sealing import MOST, blocks_after, head_of, seal
from tests.security.auditing.worlds import entry

pytestmark = pytest.mark.emulator


def chained() -> dict[str, list[str]]:
    """The entries of each chain, having held every link to the one before."""
    found: dict[str, list[str]] = {}
    for chain in CHAINS:
        end = Head(chain=chain)
        for block in blocks_after(chain, 0):
            assert block.first == end.seq + 1
            for link in links_of(block.lines.encode()):
                assert link.hash == link_hash(chain, end.seq + 1, end.hash, bytes(link.entry))
                end = Head(chain=chain, seq=link.seq, hash=link.hash)
                found.setdefault(chain, []).append(bytes(link.entry).decode())
            assert (block.last, block.hash) == (end.seq, end.hash)
        assert head_of(chain) == end
    return found


def total(found) -> int:
    return sum(len(each) for each in found.values())


def test_entries_become_links_of_their_subjects_chain(write):
    entries = write(20)
    assert seal(entries) == 20
    found = chained()
    assert set(found) == {chain_of(each.subject) for each in entries}
    assert total(found) == 20


def test_what_comes_again_is_sealed_once(write):
    entries = write(12)
    assert [seal(entries[:8]), seal(entries), seal(entries), seal([*entries, *entries])] == [8, 4, 0, 0]
    assert total(chained()) == 12


def test_a_batch_that_is_larger_than_a_block_makes_several(write):
    entries = [entry(number, "per_1") for number in range(MOST * 2 + 3)]
    assert seal(entries) == len(entries)
    assert [int(block.last - block.first + 1) for block in blocks_after(chain_of("per_1"), 0)] == [MOST, MOST, 3]
    assert total(chained()) == len(entries)


def test_eight_writers_with_overlapping_batches_lose_and_double_nothing(stored):
    entries = [entry(number, f"per_{number % 3}") for number in range(160)]
    draw = random.Random(7)
    batches = [draw.sample(entries, 40) for _ in range(24)] + [entries[start::8] for start in range(8)]
    with ThreadPoolExecutor(8) as pool:
        new = sum(pool.map(seal, batches))
    found = chained()
    assert new == len(entries) == total(found)
    assert Counter(text for each in found.values() for text in each).most_common(1)[0][1] == 1


def test_a_mark_says_where_an_entry_stands(write):
    (one, *_) = entries = write(3, people=1)
    seal(entries)
    mark = AuditMarkItem.get(one.id)
    assert (mark.chain, mark.seq, mark.digest) == (chain_of(one.subject), 1, digest(one))


def test_who_dies_before_the_commit_leaves_nothing_behind(write, monkeypatch):
    entries = write(5, people=1)

    def dies(*_):
        raise ConnectionError("the process is gone")

    monkeypatch.setattr(sealing.tables, "committed", dies)
    with pytest.raises(ConnectionError):
        seal(entries)
    monkeypatch.undo()


def test_a_chain_that_is_always_taken_by_others_is_told_and_stays_whole(write, monkeypatch):
    entries = write(4, people=1)
    monkeypatch.setattr(sealing.tables, "committed", lambda *_: False)
    monkeypatch.setattr(sealing.time, "sleep", lambda _: None)
    with pytest.raises(Unavailable):
        seal(entries)
    assert not list(AuditBlockItem.scan())
    assert not list(AuditMarkItem.scan())
