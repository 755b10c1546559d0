"""Working on one chunk of a push: convert, check, store, and record what became of each item.

A chunk's outcomes are written once, in the transaction that counts them. A crash before it leaves no outcome, and the
redelivered message does the work again: storing the same vacancy again changes nothing, and what this push did store
before the crash is recognised by the moment that the receipt carries.
"""

import functools
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import msgspec
from botocore.exceptions import BotoCoreError, ClientError
from pynamodb.exceptions import PynamoDBException
from pynamodb.transactions import TransactWrite

from chalicelib import tables, vacancies
from chalicelib.clock import SYSTEM_CLOCK, Clock, day_of
from chalicelib.errors import FieldError, InvalidInput, PadanError
from chalicelib.observability import correlated, logger, measure
from chalicelib.partners import table
from chalicelib.partners.job_posting import convert, identifier_in
from chalicelib.partners.model import Chunk, ItemOutcome, ItemResult, Receipt
from chalicelib.partners.pointers import in_posting
from chalicelib.partners.pushing import payload_of
from chalicelib.partners.standing import park
from chalicelib.partners.translation import Converted
from chalicelib.tables import ConditionRefused
from chalicelib.texts import Text
from chalicelib.vacancies import Source, SourceItem, UpsertKind, UpsertOutcome

MOST_FINDINGS = 12
"""Findings of an item that a receipt tells; the vacancy has all."""

DEPENDENCIES = (BotoCoreError, ClientError, PynamoDBException, PadanError)
"""Failures that another delivery may mend; anything else is in the item itself."""

_CLOCKS_APART = timedelta(days=1)
"""Allowed to dates of posting, which may come without a time zone."""

Store = Callable[[Sequence[SourceItem], Receipt], Sequence[UpsertOutcome]]


class _Item(msgspec.Struct, frozen=True):
    number: int
    converted: Converted


def store_vacancies(items: Sequence[SourceItem], receipt: Receipt) -> Sequence[UpsertOutcome]:
    """Store the vacancies as of the moment of the receipt."""
    return vacancies.upsert_many(items, receipt.received_at)


def work(chunk: Chunk, store: Store = store_vacancies, clock: Clock = SYSTEM_CLOCK) -> tuple[ItemOutcome, ...]:
    """Process a chunk and return its outcomes, one for each item; nothing when it was done before.

    Nothing either while the partner is suspended: the receipt is noted, and its chunks are queued again later.

    Raises `NotFound` for an unknown receipt, and the errors of tables and objects: then nothing is recorded and the
    message is to be delivered again.
    """
    receipt = table.load_progress(chunk.receipt).receipt
    if table.is_done(receipt.id, chunk.chunk):
        return ()
    with correlated(receipt.correlation_id):
        if park(receipt.partner_id, receipt.id):
            return ()
        outcomes = _outcomes(receipt, chunk.chunk, store)
        _record(receipt, chunk.chunk, outcomes)
        _measure(receipt, outcomes, clock)
    return outcomes


def _measure(receipt: Receipt, outcomes: Sequence[ItemOutcome], clock: Clock) -> None:
    """Tell what became of a partner's items, and how long the push has waited until now."""
    for outcome, count in Counter(outcome.result for outcome in outcomes).items():
        measure("PushedItems", count, partner=receipt.partner_id, outcome=outcome.value)
    measure("PushDelay", (clock.now() - receipt.received_at).total_seconds(), "Seconds")


def _outcomes(receipt: Receipt, chunk: int, store: Store) -> tuple[ItemOutcome, ...]:
    raw, firsts = _opened(receipt)
    readable: list[_Item] = []
    outcomes: list[ItemOutcome] = []
    for number in receipt.numbers(chunk):
        read = _read(raw[number - 1], number, firsts, receipt.received_at)
        if isinstance(read, _Item):
            readable.append(read)
        else:
            outcomes.append(read)
    outcomes += _stored(readable, receipt, store)
    return tuple(sorted(outcomes, key=lambda outcome: outcome.number))


@functools.lru_cache(maxsize=2)
def _opened(receipt: Receipt) -> tuple[Sequence[bytes], dict[str, int]]:
    """The items of a payload, kept for the chunks of the same push that come next."""
    raw = payload_of(receipt)
    return raw, _first_places(raw)


def _first_places(raw: Sequence[bytes]) -> dict[str, int]:
    """Where each identifier comes first: of an identifier that a push repeats, the first item counts."""
    firsts: dict[str, int] = {}
    for number, item in enumerate(raw, start=1):
        if identifier := identifier_in(item):
            firsts.setdefault(identifier, number)
    return firsts


def _read(raw: bytes, number: int, firsts: dict[str, int], now: datetime) -> _Item | ItemOutcome:
    identifier = identifier_in(raw)
    try:
        converted = convert(raw)
    except InvalidInput as error:
        return _rejected(number, identifier, error.errors)
    except Exception:
        logger.exception("an item could not be converted", extra={"item": number})
        return _rejected(number, identifier, (_NOT_PROCESSED,))
    first = firsts.get(converted.external_id, number)
    if first != number:
        return _rejected(number, converted.external_id, (_repeated(first),))
    if converted.posted_at is not None and converted.posted_at > now + _CLOCKS_APART:
        return _rejected(number, converted.external_id, (_from_the_future(converted.posted_at),))
    return _Item(number, converted)


def _from_the_future(posted_at: datetime) -> FieldError:
    day = day_of(posted_at).isoformat()
    detail = Text(f"Tanggal tayang {day} belum tiba.", f"The date of posting {day} is still to come.")
    return FieldError(pointer="/datePosted", code="posted_in_future", detail=detail)


def _stored(items: Sequence[_Item], receipt: Receipt, store: Store) -> list[ItemOutcome]:
    wanted = [_source_item(item.converted, receipt) for item in items]
    try:
        results = store(wanted, receipt) if wanted else ()
    except DEPENDENCIES:
        raise
    except Exception:
        logger.exception("a chunk could not be stored at once; storing its items one by one")
        return [_stored_alone(item, receipt, store) for item in items]
    first_time = _first_time(results, receipt)
    return [
        _outcome(item, result, result.vacancy_id in first_time) for item, result in zip(items, results, strict=True)
    ]


def _stored_alone(item: _Item, receipt: Receipt, store: Store) -> ItemOutcome:
    try:
        result = store([_source_item(item.converted, receipt)], receipt)[0]
    except DEPENDENCIES:
        raise
    except Exception:
        logger.exception("an item could not be stored", extra={"item": item.number})
        return _rejected(item.number, item.converted.external_id, (_NOT_PROCESSED,))
    return _outcome(item, result, result.vacancy_id in _first_time([result], receipt))


def _first_time(results: Sequence[UpsertOutcome], receipt: Receipt) -> frozenset[str]:
    """Vacancies that this push itself created before a crash: they look unchanged, but began with this receipt."""
    unchanged = [result.vacancy_id for result in results if result.kind is UpsertKind.UNCHANGED]
    if not unchanged:
        return frozenset()
    return frozenset(
        identifier
        for identifier, vacancy in vacancies.get_many(unchanged).items()
        if vacancy.history[0].at == receipt.received_at
    )


def _source_item(converted: Converted, receipt: Receipt) -> SourceItem:
    return SourceItem(
        source=Source(partner=receipt.partner_id, external_id=converted.external_id),
        employer_name=converted.employer_name,
        content=converted.content,
        posted_at=converted.posted_at,
        channel=receipt.channel,
    )


def _outcome(item: _Item, result: UpsertOutcome, created: bool) -> ItemOutcome:
    kind = ItemResult.CREATED if created else ItemResult(result.kind.value)
    duplicate = kind is ItemResult.DUPLICATE
    findings = (*result.findings, *item.converted.notes)
    return ItemOutcome(
        number=item.number,
        result=kind,
        external_id=item.converted.external_id,
        vacancy_id=None if duplicate else result.vacancy_id,
        duplicate_of=result.vacancy_id if duplicate else None,
        findings=tuple(in_posting(finding) for finding in findings[:MOST_FINDINGS]),
    )


def _rejected(number: int, identifier: str | None, errors: Sequence[FieldError]) -> ItemOutcome:
    return ItemOutcome(number=number, result=ItemResult.REJECTED, external_id=identifier, errors=tuple(errors))


def _record(receipt: Receipt, chunk: int, outcomes: tuple[ItemOutcome, ...]) -> None:
    def build(transaction: TransactWrite) -> None:
        table.record(transaction, receipt, chunk, outcomes)

    try:
        tables.write(build)
    except ConditionRefused:
        # A twin of the message was faster; its outcomes stand.
        if not table.is_done(receipt.id, chunk):
            raise


def _repeated(first: int) -> FieldError:
    text = Text(f"Nomor ini sudah dipakai butir {first}.", f"Item {first} of this push has the same identifier.")
    return FieldError(pointer="/identifier", code="repeated_identifier", detail=text)


_NOT_PROCESSED = FieldError(
    pointer="",
    code="not_processed",
    detail=Text(
        "Butir ini tidak dapat diproses karena kesalahan di pihak kami; hubungi kami atau kirim ulang.",
        "This item could not be processed because of a failure on our side; tell us, or push it again.",
    ),
)
