"""Round after round the table is held to the chains."""

from datetime import timedelta

import pytest

from security.audit_table import AuditItem
from security.auditing import watching
from security.auditing.comparing import GRACE
from security.auditing.sealing import seal
from security.auditing.watching import watch
from tests.security.auditing.worlds import changed

pytestmark = pytest.mark.emulator


def test_what_was_never_sealed_is_told_once_and_sealed(write, clock):
    seal(write(6))
    write(4)
    assert watch(10, clock).unsealed == 0  # they are young
    clock.advance(GRACE + timedelta(seconds=1))
    found = watch(10, clock)
    assert (found.entries, found.unsealed, found.changed, found.whole) == (10, 4, 0, True)
    assert watch(10, clock).unsealed == 0
    assert seal(item.entry for item in AuditItem.scan()) == 0


def test_what_was_changed_since_is_told_every_time(write, clock):
    seal(write(5))
    clock.advance(GRACE * 2)
    item = next(iter(AuditItem.scan()))
    item.entry = changed(item.entry, purpose="another")
    item.save()
    assert [watch(10, clock).changed, watch(10, clock).changed] == [1, 1]


def test_a_run_goes_on_where_the_last_one_had_no_more_time(write, clock, monkeypatch):
    monkeypatch.setattr(watching, "_PIECE", 3)
    seal(write(10))
    clock.advance(GRACE * 2)
    runs = [watch(0, clock) for _ in range(8)]
    assert [each.entries for each in runs[:3]] == [3, 3, 3]
    ends = [number for number, each in enumerate(runs) if each.whole]
    assert ends[0] in (3, 4)
    assert sum(each.entries for each in runs[: ends[0] + 1]) == 10
