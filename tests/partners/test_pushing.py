"""From a push to its receipt: every item gets exactly one outcome, whatever breaks on the way."""

from collections.abc import Sequence
from typing import Any

import msgspec
import pytest

from chalicelib import aws, partners, settings, vacancies
from chalicelib.errors import IdempotencyMismatch, InvalidInput, NotFound, TooLarge, Unavailable
from chalicelib.idempotency import IdempotencyKey
from chalicelib.identifiers import new_identifier
from chalicelib.partners import Chunk, Counts, ItemOutcome, ItemResult, PayloadForm, ReceiptState, intake
from chalicelib.vacancies import SourceItem, State
from chalicelib.vacancies.model import Channel
from functions.intake import take_partner_items
from tests.own_stores import Queue
from tests.partners.conftest import SigningPartner, ndjson, posting

pytestmark = pytest.mark.emulator
LINES = PayloadForm.LINES


def push(partner: SigningPartner, *items: object, key: IdempotencyKey | None = None) -> partners.Progress:
    return partners.push(partner.id, ndjson(*items), LINES, key)


def work_off(queue: Queue) -> int:
    return queue.work_off(lambda event, context: take_partner_items(event, context))


def outcomes(partner: SigningPartner, receipt_id: str) -> list[ItemOutcome]:
    """Every outcome, page by page."""
    found, cursor = [], None
    while True:
        page = partners.page(partner.id, receipt_id, 7, cursor)
        found += page.items
        if page.next is None:
            return found
        cursor = page.next


def results(partner: SigningPartner, receipt_id: str) -> list[str]:
    return [outcome.result.value for outcome in outcomes(partner, receipt_id)]


def test_five_hundred_with_three_broken_accepts_the_others_and_explains_three(signing_partner, queue):
    items: list[object] = [posting(number) for number in range(1, 501)]
    items[99] = b'{"identifier":"K-0100","title":"Kas'
    items[249] = posting(250, title=7)
    items[499] = posting(500, baseSalary={"currency": "IDR", "value": {"minValue": -4}})
    receipt = push(signing_partner, *items).receipt
    assert partners.progress_of(signing_partner.id, receipt.id).state is ReceiptState.QUEUED
    assert work_off(queue) == 25
    progress = partners.progress_of(signing_partner.id, receipt.id)
    assert progress.state is ReceiptState.DONE
    assert progress.counts == Counts(created=497, rejected=3)
    found = outcomes(signing_partner, receipt.id)
    assert [outcome.number for outcome in found] == list(range(1, 501))
    broken = {outcome.number: outcome for outcome in found if outcome.result is ItemResult.REJECTED}
    assert {
        number: [(error.pointer, error.code) for error in outcome.errors] for number, outcome in broken.items()
    } == {
        100: [("", "malformed_json")],
        250: [("/title", "wrong_type")],
        500: [("/baseSalary/value/minValue", "negative")],
    }
    assert broken[250].external_id == "K-0250"
    stored = vacancies.get(next(outcome.vacancy_id for outcome in found if outcome.number == 7) or "")
    assert stored.source.external_id == "K-0007"
    assert stored.state is State.PUBLISHED


def test_what_was_pushed_and_what_was_fetched_from_a_feed_are_told_apart(signing_partner, queue):
    for number, channel in enumerate((Channel.PARTNER, Channel.FEED), start=1):
        receipt = partners.push(signing_partner.id, ndjson(posting(number)), LINES, channel=channel).receipt
        work_off(queue)
        (outcome,) = outcomes(signing_partner, receipt.id)
        assert vacancies.get(outcome.vacancy_id or "").channel is channel


def test_the_same_again_is_unchanged_and_a_change_updates(signing_partner, queue):
    push(signing_partner, posting(1), posting(2))
    work_off(queue)
    again = push(signing_partner, posting(1), posting(2, title="Kepala Gudang Malam")).receipt
    work_off(queue)
    assert results(signing_partner, again.id) == ["unchanged", "updated"]


def test_what_is_held_and_what_is_rejected_explain_themselves_in_the_partners_terms(signing_partner, queue):
    fee = "Melayani pembeli di toko bahan kue. Wajib membayar uang jaminan Rp500.000."
    receipt = push(
        signing_partner,
        posting(1, description=fee),
        posting(2, validThrough="2020-01-31", title="Kasir Toko Buah"),
        posting(3, description="Menata barang di rak toko. Usia maksimal 25 tahun.", title="Pramuniaga"),
        posting(4, jobLocation="Atlantis", title="Penyelam Mutiara"),
        posting(5, datePosted="2999-01-31", validThrough="2999-02-20", title="Pilot Antariksa"),
    ).receipt
    work_off(queue)
    held, rejected, marked, lost, future = outcomes(signing_partner, receipt.id)
    assert (held.result, rejected.result, marked.result) == (ItemResult.HELD, ItemResult.REJECTED, ItemResult.CREATED)
    assert (held.findings[0].code, held.findings[0].phrase) == (
        "fee_asked",
        "Wajib membayar uang jaminan",
    )
    assert (rejected.findings[0].code, rejected.findings[0].pointer) == ("expired", "/validThrough")
    assert marked.findings[0].code == "age_requirement"
    assert marked.findings[0].mend_by
    assert lost.result is ItemResult.HELD
    assert {(finding.code, finding.pointer) for finding in lost.findings} >= {
        ("region_missing", "/jobLocation"),
        ("place_unknown", "/jobLocation"),
    }
    assert future.result is ItemResult.REJECTED
    (error,) = future.errors
    assert (error.pointer, error.code) == ("/datePosted", "posted_in_future")
    assert "2999-01-31" in error.detail.en, "the day as the partner wrote it"


def test_a_date_to_come_is_refused_of_a_known_vacancy_too_and_changes_nothing(signing_partner, queue):
    push(signing_partner, posting(1))
    work_off(queue)
    again = push(signing_partner, posting(1, datePosted="2999-01-31", title="Kepala Gudang Malam")).receipt
    work_off(queue)
    assert results(signing_partner, again.id) == ["rejected"]
    later = push(signing_partner, posting(1)).receipt
    work_off(queue)
    assert results(signing_partner, later.id) == ["unchanged"]


def test_the_same_text_under_another_identifier_is_a_duplicate(signing_partner, queue):
    receipt = push(signing_partner, posting(1), {**posting(1), "identifier": "K-9"}).receipt
    work_off(queue)
    first, second = outcomes(signing_partner, receipt.id)
    assert second.result is ItemResult.DUPLICATE
    assert second.duplicate_of == first.vacancy_id


def test_an_identifier_given_twice_counts_once_and_the_second_says_where_the_first_is(signing_partner, queue):
    many: list[object] = [posting(number) for number in range(1, 31)]
    receipt = push(signing_partner, *many, posting(3, title="Judul Lain Sama Sekali")).receipt
    work_off(queue)
    last = outcomes(signing_partner, receipt.id)[-1]
    assert last.result is ItemResult.REJECTED
    assert [error.code for error in last.errors] == ["repeated_identifier"]
    assert "Item 3 " in last.errors[0].detail.en


def test_items_with_as_much_wrong_as_possible_still_get_their_outcomes(signing_partner, queue):
    bad = "Usia maksimal 25 tahun. Wanita saja. Wajib membayar uang jaminan Rp1.000. bit.ly/a a@gmail.com "
    worst = {
        "description": (bad * 400)[:20_000],
        "url": "x" * 500,
        "jobLocation": "?" * 500,
        "baseSalary": {"value": 1},
    }
    wrong = dict.fromkeys(["title", "skills", "url", "validThrough", "datePosted", "jobLocation", "baseSalary"], True)
    items = [posting(number, title=f"Staf {number}", **worst) for number in range(1, 11)]
    receipt = push(signing_partner, *items, *[posting(number, **wrong) for number in range(11, 21)]).receipt
    work_off(queue)
    assert results(signing_partner, receipt.id) == ["held"] * 10 + ["rejected"] * 10


def test_a_redelivered_message_changes_nothing(signing_partner, queue):
    receipt = push(signing_partner, *[posting(number) for number in range(1, 24)]).receipt
    work_off(queue)
    before = outcomes(signing_partner, receipt.id), partners.progress_of(signing_partner.id, receipt.id)
    assert intake.work(Chunk(receipt=receipt.id, chunk=0)) == ()
    assert (outcomes(signing_partner, receipt.id), partners.progress_of(signing_partner.id, receipt.id)) == before


class Killed(BaseException):
    """The process died; nothing in the code may catch this."""


def test_a_crash_between_items_loses_nothing_and_counts_nothing_twice(signing_partner, queue):
    receipt = push(signing_partner, *[posting(number) for number in range(1, 13)]).receipt

    def die_after_five(items: Sequence[SourceItem], receipt: partners.Receipt) -> Any:
        intake.store_vacancies(items[:5], receipt)
        raise Killed

    with pytest.raises(Killed):
        intake.work(Chunk(receipt=receipt.id, chunk=0), die_after_five)
    assert partners.progress_of(signing_partner.id, receipt.id).state is ReceiptState.QUEUED
    assert outcomes(signing_partner, receipt.id) == []
    work_off(queue)
    assert results(signing_partner, receipt.id) == ["created"] * 12
    assert partners.progress_of(signing_partner.id, receipt.id).counts == Counts(created=12)
    assert len(list(vacancies.of_source(signing_partner.id))) == 12


def test_a_crash_after_storing_and_before_recording_is_healed(signing_partner, queue):
    receipt = push(signing_partner, *[posting(number) for number in range(1, 4)]).receipt

    def die_after_all(items: Sequence[SourceItem], receipt: partners.Receipt) -> Any:
        intake.store_vacancies(items, receipt)
        raise Killed

    with pytest.raises(Killed):
        intake.work(Chunk(receipt=receipt.id, chunk=0), die_after_all)
    work_off(queue)
    assert results(signing_partner, receipt.id) == ["created"] * 3


def test_the_push_that_was_received_later_wins_whatever_the_order_of_work(signing_partner, queue):
    early = push(signing_partner, posting(1, title="Judul Lama Gudang")).receipt
    late = push(signing_partner, posting(1, title="Judul Baru Gudang")).receipt
    created = intake.work(Chunk(receipt=late.id, chunk=0))[0]
    outdated = intake.work(Chunk(receipt=early.id, chunk=0))[0]
    assert (created.result, outdated.result) == (ItemResult.CREATED, ItemResult.UNCHANGED)
    assert vacancies.get(created.vacancy_id or "").content.title == "Judul Baru Gudang"


def test_a_removal_is_not_undone_by_a_push_that_came_before_it(signing_partner, queue):
    push(signing_partner, posting(1))
    work_off(queue)
    waiting = push(signing_partner, posting(1, title="Judul Terlambat")).receipt
    partners.remove(signing_partner.id, "K-0001")
    intake.work(Chunk(receipt=waiting.id, chunk=0))
    assert list(vacancies.of_source(signing_partner.id)) == []


def test_a_dependency_that_fails_brings_the_message_back(signing_partner, queue, monkeypatch):
    receipt = push(signing_partner, posting(1)).receipt

    def fail(*arguments: object, **options: object) -> None:
        raise Unavailable

    with monkeypatch.context() as patch:
        patch.setattr(vacancies, "upsert_many", fail)
        event = {
            "Records": [{"messageId": "m-1", "body": msgspec.json.encode(Chunk(receipt=receipt.id, chunk=0)).decode()}]
        }
        assert take_partner_items(event, None) == {"batchItemFailures": [{"itemIdentifier": "m-1"}]}
    work_off(queue)
    assert results(signing_partner, receipt.id) == ["created"]


def test_a_poison_item_does_not_take_its_neighbours_along(signing_partner, queue):
    receipt = push(signing_partner, posting(1), posting(2, title="Racun Dunia"), posting(3)).receipt

    def choke(items: Sequence[SourceItem], receipt: partners.Receipt) -> Any:
        if any(item.content.title == "Racun Dunia" for item in items):
            raise ZeroDivisionError
        return intake.store_vacancies(items, receipt)

    found = intake.work(Chunk(receipt=receipt.id, chunk=0), choke)
    assert [outcome.result.value for outcome in found] == ["created", "rejected", "created"]
    assert [error.code for error in found[1].errors] == ["not_processed"]


def test_a_message_that_is_none_goes_back_to_the_queue(stores):
    event = {"Records": [{"messageId": "m-1", "body": "{}"}, {"messageId": "m-2", "body": "x"}]}
    failed = take_partner_items(event, None)["batchItemFailures"]
    assert [entry["itemIdentifier"] for entry in failed] == ["m-1", "m-2"]


def test_the_raw_payload_is_kept_as_it_came(signing_partner, queue):
    body = b'\n{"identifier":"1","title":"Kas\r\n' + ndjson(posting(2)) + b"\n\n"
    receipt = partners.push(signing_partner.id, body, LINES).receipt
    bucket = settings.read(settings.Objects).payloads_bucket
    assert aws.client("s3").get_object(Bucket=bucket, Key=receipt.payload)["Body"].read() == body
    work_off(queue)
    assert results(signing_partner, receipt.id) == ["rejected", "created"]


def test_a_json_array_is_taken_as_well(signing_partner, queue):
    body = msgspec.json.encode([posting(1), 7, posting(2)])
    receipt = partners.push(signing_partner.id, body, PayloadForm.ARRAY).receipt
    work_off(queue)
    assert results(signing_partner, receipt.id) == ["created", "rejected", "created"]


def _key(partner: SigningPartner, key: str, digest: str = "d") -> IdempotencyKey:
    return IdempotencyKey(operation="push", owner=partner.id, key=key, digest=digest)


def test_the_same_key_gives_the_same_receipt_and_another_body_is_refused(signing_partner, queue):
    first = push(signing_partner, posting(1), key=_key(signing_partner, "a"))
    assert push(signing_partner, posting(1), key=_key(signing_partner, "a")).receipt == first.receipt
    with pytest.raises(IdempotencyMismatch):
        push(signing_partner, posting(2), key=_key(signing_partner, "a", "other"))
    work_off(queue)
    assert partners.progress_of(signing_partner.id, first.receipt.id).counts == Counts(created=1)


def test_a_push_whose_queueing_failed_is_completed_by_repeating_it(signing_partner, queue, monkeypatch):
    def fail(*_: object) -> None:
        raise Unavailable

    with monkeypatch.context() as patch:
        patch.setattr("chalicelib.partners.pushing.send_all", fail)
        with pytest.raises(Unavailable):
            push(signing_partner, posting(1), key=_key(signing_partner, "b"))
    assert work_off(queue) == 0
    receipt = push(signing_partner, posting(1), key=_key(signing_partner, "b")).receipt
    assert work_off(queue) == 1
    assert results(signing_partner, receipt.id) == ["created"]
    assert partners.queue_missing(partners.progress_of(signing_partner.id, receipt.id)) == 0


@pytest.mark.parametrize("body", [b"", b"[", b"x" * (6 * 1024 * 1024), b"{}\n" * 501])
def test_a_body_that_is_refused_leaves_nothing_behind(signing_partner, queue, body):
    with pytest.raises((InvalidInput, TooLarge)):
        partners.push(signing_partner.id, body, PayloadForm.ARRAY if body == b"[" else LINES)
    bucket = settings.read(settings.Objects).payloads_bucket
    listed = aws.client("s3").list_objects_v2(Bucket=bucket, Prefix=signing_partner.id)
    assert listed.get("KeyCount", 0) == 0
    assert work_off(queue) == 0


def test_a_receipt_is_its_owners_alone(signing_partner, queue):
    receipt = push(signing_partner, posting(1)).receipt
    stranger = partners.add_partner("Mitra Asing")
    for identifier in (receipt.id, new_identifier("rct"), "x"):
        with pytest.raises(NotFound):
            partners.page(stranger.id, identifier, 10)
    other = push(signing_partner, posting(2)).receipt
    many = push(signing_partner, *[posting(number) for number in range(3, 30)]).receipt
    cursor = partners.page(signing_partner.id, many.id, 5).next
    with pytest.raises(NotFound):
        partners.page(signing_partner.id, other.id, 5, cursor)
    with pytest.raises(InvalidInput):
        partners.page(signing_partner.id, many.id, 5, "abc")
