"""What a partner pushed before it was suspended waits, whoever is first, and is worked on once when it may go on."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import app
from chalicelib import partners
from chalicelib.identifiers import new_identifier
from chalicelib.partners import Chunk, PayloadForm, ReceiptState, intake, standing, table
from chalicelib.vacancies import of_source
from functions.intake import take_partner_items
from tests.partners.conftest import SigningPartner, ndjson, posting

__all__ = ["app"]
pytestmark = pytest.mark.emulator
REASON = "Lowongan palsu"


def push(partner, *numbers):
    items = [posting(number, identifier=f"{partner.id}-{number}") for number in numbers]
    return partners.push(partner.id, ndjson(*items), PayloadForm.LINES).receipt


def work_off(queue):
    return queue.work_off(lambda event, context: take_partner_items(event, context))


def state(partner, receipt):
    return partners.progress_of(partner.id, receipt.id).state


def parked(partner):
    return set(table.load_partner(partner.id).parked or ())


def published(partner):
    return len(list(of_source(partner.id)))


def test_queued_chunks_wait_while_suspended_and_are_worked_on_after(signing_partner, queue):
    receipts = [push(signing_partner, *range(start, start + 25)) for start in (0, 25)]
    partners.suspend(signing_partner.id, REASON)
    assert work_off(queue) == 4, "messages are taken, and not again and again"
    assert published(signing_partner) == 0
    assert {state(signing_partner, each) for each in receipts} == {ReceiptState.QUEUED}
    assert parked(signing_partner) == {each.id for each in receipts}
    assert queue.receive() == []
    partners.resume(signing_partner.id)
    assert parked(signing_partner) == set()
    assert work_off(queue) == 4
    assert {state(signing_partner, each) for each in receipts} == {ReceiptState.DONE}
    assert published(signing_partner) == 50


def test_a_push_that_is_half_done_goes_on_with_the_other_half(signing_partner, queue):
    receipt = push(signing_partner, *range(45))
    intake.work(Chunk(receipt=receipt.id, chunk=1))
    partners.suspend(signing_partner.id, REASON)
    work_off(queue)
    assert (state(signing_partner, receipt), published(signing_partner)) == (ReceiptState.PROCESSING, 20)
    partners.resume(signing_partner.id)
    assert work_off(queue) == 2
    assert (state(signing_partner, receipt), published(signing_partner)) == (ReceiptState.DONE, 45)


def test_others_are_worked_on_meanwhile(signing_partner, queue):
    other = SigningPartner("Mitra Lain Berjalan")
    partners.suspend(signing_partner.id, REASON)
    waiting, running = push(signing_partner, 1), push(other, 1)
    work_off(queue)
    assert state(signing_partner, waiting) is ReceiptState.QUEUED
    assert state(other, running) is ReceiptState.DONE


def test_a_chunk_that_was_read_as_suspended_while_the_partner_went_on_is_worked_on(signing_partner, queue, monkeypatch):
    receipt = push(signing_partner, 1)
    partners.suspend(signing_partner.id, REASON)
    load = table.load_partner

    def late(partner_id):
        found = load(partner_id)
        if found.partner.suspension is not None:
            monkeypatch.setattr(table, "load_partner", load)
            partners.resume(partner_id)
        return found

    monkeypatch.setattr(table, "load_partner", late)
    assert standing.park(signing_partner.id, receipt.id) is False, "noted too late, nobody would queue it again"
    assert parked(signing_partner) == set()
    work_off(queue)
    assert state(signing_partner, receipt) is ReceiptState.DONE


def test_a_note_and_a_new_key_at_the_same_time_lose_neither(signing_partner, monkeypatch):
    partners.suspend(signing_partner.id, REASON)
    receipt, load, noted = new_identifier("rct"), table.load_partner, []

    def raced(partner_id):
        found = load(partner_id)
        if not noted:
            noted.append(partner_id)
            assert standing.park(partner_id, receipt)
        return found

    monkeypatch.setattr(table, "load_partner", raced)
    partners.revoke_key(signing_partner.id, signing_partner.key.key_id)
    monkeypatch.undo()
    assert parked(signing_partner) == {receipt}
    assert partners.partner(signing_partner.id).valid_keys == ()
    assert partners.is_suspended(signing_partner.id)


def test_resuming_that_breaks_off_goes_on_when_it_is_repeated(signing_partner, queue, monkeypatch):
    receipts = [push(signing_partner, number) for number in range(3)]
    partners.suspend(signing_partner.id, REASON)
    work_off(queue)
    monkeypatch.setattr(standing, "_TOGETHER", 1)
    queued, original = [], standing.queue_missing

    def breaking(progress):
        if len(queued) == 1:
            raise ConnectionError("the queue does not answer")
        queued.append(progress.receipt.id)
        return original(progress)

    with monkeypatch.context() as broken:
        broken.setattr(standing, "queue_missing", breaking)
        with pytest.raises(ConnectionError, match="queue"):
            partners.resume(signing_partner.id)
    assert not partners.is_suspended(signing_partner.id)
    assert len(parked(signing_partner)) == 2
    partners.resume(signing_partner.id)
    assert parked(signing_partner) == set()
    work_off(queue)
    assert {state(signing_partner, each) for each in receipts} == {ReceiptState.DONE}
    assert published(signing_partner) == 3


def test_what_is_older_than_receipts_are_kept_is_passed_over(signing_partner, queue):
    partners.suspend(signing_partner.id, REASON)
    gone, there = new_identifier("rct"), push(signing_partner, 7)
    queue.clear()
    assert standing.park(signing_partner.id, gone)
    assert standing.park(signing_partner.id, there.id)
    partners.resume(signing_partner.id)
    assert parked(signing_partner) == set()
    work_off(queue)
    assert state(signing_partner, there) is ReceiptState.DONE


@pytest.mark.parametrize("partner_id", ["par_none", new_identifier("par")])
def test_nobody_is_not_suspended(stores, partner_id):
    assert not partners.is_suspended(partner_id)
    assert not standing.park(partner_id, new_identifier("rct"))


@settings(max_examples=6, deadline=None)
@given(steps=st.lists(st.sampled_from(("push", "suspend", "resume", "work")), max_size=10))
def test_whatever_the_order_nothing_is_lost_or_done_twice(stores, steps):
    from chalicelib.resources import PARTNER_ITEMS
    from tests.own_stores import Queue

    queue = Queue(PARTNER_ITEMS.name)
    partner = SigningPartner(new_identifier("mitra"))
    receipts, suspended = [], False
    for number, step in enumerate(steps):
        if step == "push":
            receipts.append(push(partner, number))
        elif step == "work":
            before = published(partner)
            work_off(queue)
            assert not suspended or published(partner) == before
        else:
            suspended = step == "suspend"
            partners.suspend(partner.id, REASON) if suspended else partners.resume(partner.id)
    partners.resume(partner.id)
    work_off(queue)
    assert all(state(partner, receipt) is ReceiptState.DONE for receipt in receipts)
    assert published(partner) == len(receipts)
    assert parked(partner) == set()
