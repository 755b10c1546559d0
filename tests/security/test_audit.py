"""The audit and the nonces on the emulator's tables."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from chalicelib import tables
from chalicelib.identifiers import new_identifier
from chalicelib.observability import correlated
from chalicelib.tables import ConditionRefused
from chalicelib.uniqueness import UniquenessMarker, claim
from security.audit import entries_of, record
from security.audit_table import AuditItem
from security.nonces_table import NonceItem, NonceTable
from tests.security.conftest import MOMENT

pytestmark = pytest.mark.emulator


@pytest.fixture
def stored(platform):
    for model in (AuditItem, NonceItem, UniquenessMarker):
        if not model.exists():
            model.create_table(wait=True)
    return platform


@pytest.fixture
def subject() -> str:
    return new_identifier("per")


def write(subject: str, action: str, clock, **more):
    return record(actor="per_officer", action=action, subject=subject, purpose="assist", clock=clock, **more)


def test_entries_are_kept_newest_first(stored, subject, clock):
    with correlated("corr-1"):
        first = write(subject, "read_phone", clock)
    clock.advance(timedelta(seconds=1))
    second = write(subject, "read_email", clock)
    assert entries_of(subject) == (second, first)
    assert (first.correlation_id, first.at, first.actor) == ("corr-1", MOMENT, "per_officer")
    assert second.correlation_id
    assert entries_of(new_identifier("per")) == ()


def test_entries_come_in_pages(stored, subject, clock):
    written = []
    for number in range(5):
        written.insert(0, write(subject, f"read_{number}", clock))
        clock.advance(timedelta(milliseconds=1))
    page = entries_of(subject, limit=2)
    rest = entries_of(subject, limit=10, before=page[-1].id)
    assert [*page, *rest] == written


def test_an_entry_commits_with_the_write_that_it_tells_of(stored, subject, clock):
    tables.write(lambda transaction: write(subject, "changed_phone", clock, transaction=transaction))
    assert [entry.action for entry in entries_of(subject)] == ["changed_phone"]


def test_an_entry_of_a_refused_write_is_not_kept(stored, subject, clock):
    tables.write(lambda transaction: claim(transaction, "email", subject, "per_x"))

    def both(transaction):
        claim(transaction, "email", subject, "per_y")
        write(subject, "changed_email", clock, transaction=transaction)

    with pytest.raises(ConditionRefused):
        tables.write(both)
    assert entries_of(subject) == ()


def test_a_nonce_has_one_winner(stored):
    nonce = new_identifier("non")
    with ThreadPoolExecutor(4) as pool:
        won = list(pool.map(lambda _: NonceTable().claim("key-1", nonce, MOMENT), range(8)))
    assert sorted(won) == [False] * 7 + [True]
    assert NonceTable().claim("key-2", nonce, MOMENT)


def test_a_nonce_goes_by_its_time_to_live(stored):
    nonce = new_identifier("non")
    NonceTable().claim("key-1", nonce, MOMENT + timedelta(minutes=15))
    expiries = {item.expires for item in NonceItem.scan()}
    assert int((MOMENT + timedelta(minutes=15)).timestamp()) in expiries
    assert not [item for item in NonceItem.scan() if nonce in item.pk]
