"""A transaction is tried again only when contention alone cancelled it."""

import pytest
from pynamodb.exceptions import CancellationReason, TransactWriteError, VerboseClientError

from chalicelib import tables
from chalicelib.errors import Unavailable

CONTENTION = ("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded")


def _cancelled(*codes):
    reasons = [CancellationReason(code=code) if code else None for code in codes]
    answer = {"Error": {"Code": "TransactionCanceledException", "Message": "cancelled"}}
    return TransactWriteError(
        "cancelled", VerboseClientError(answer, "TransactWriteItems", cancellation_reasons=reasons)
    )


class Table:
    """A table service that cancels some transactions, each with an error."""

    def __init__(self, *errors) -> None:
        self.errors, self.tokens = list(errors), []

    def __call__(self, transaction):
        self.tokens.append(transaction.token)
        if self.errors:
            raise self.errors.pop(0)


class Accepted:
    """A transaction that commits when nothing raised within it."""

    def __init__(self, connection, client_request_token) -> None:
        self.token = client_request_token

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None


@pytest.fixture(autouse=True)
def _without_a_table_service(monkeypatch):
    monkeypatch.setattr(tables, "TransactWrite", Accepted)


@pytest.fixture(autouse=True)
def waits(monkeypatch):
    """How long was waited between attempts."""
    waited = []
    monkeypatch.setattr(tables.time, "sleep", waited.append)
    return waited


@pytest.mark.parametrize("code", CONTENTION)
def test_contention_is_tried_again_under_a_new_token(code, waits):
    table = Table(_cancelled(None, code), _cancelled(code, code))
    tables.write(table)
    assert len(set(table.tokens)) == len(table.tokens) == 3
    assert len(waits) == 2


def test_lasting_contention_becomes_unavailable_after_growing_pauses(waits):
    table = Table(*(_cancelled("TransactionConflict") for _ in range(100)))
    with pytest.raises(Unavailable):
        tables.write(table)
    assert len(table.tokens) == tables._ATTEMPTS == len(waits) + 1
    assert all(0 <= wait <= 0.05 * 2**attempt for attempt, wait in enumerate(waits))


@pytest.mark.parametrize(
    ("codes", "failed"),
    [
        (("ConditionalCheckFailed",), (0,)),
        ((None, "ConditionalCheckFailed", None, "ConditionalCheckFailed"), (1, 3)),
        (("TransactionConflict", "ConditionalCheckFailed"), (1,)),
    ],
)
def test_a_refused_condition_is_not_tried_again_and_names_its_writes(codes, failed, waits):
    table = Table(_cancelled(*codes))
    with pytest.raises(tables.ConditionRefused) as refused:
        tables.write(table)
    assert refused.value.failed == failed
    assert (len(table.tokens), waits) == (1, [])


@pytest.mark.parametrize(
    "error",
    [
        _cancelled("ValidationError"),
        _cancelled("TransactionConflict", "ValidationError"),
        TransactWriteError("no answer"),
    ],
    ids=["invalid", "mixed", "no-reasons"],
)
def test_anything_else_is_raised_at_once(error, waits):
    table = Table(error)
    with pytest.raises(TransactWriteError) as raised:
        tables.write(table)
    assert raised.value is error
    assert (len(table.tokens), waits) == (1, [])


def test_who_does_not_want_to_wait_tries_once(waits):
    table = Table(_cancelled("TransactionConflict"), _cancelled("TransactionConflict"))
    with pytest.raises(Unavailable):
        tables.write(table, attempts=1)
    assert (len(table.tokens), waits) == (1, [])


@pytest.mark.parametrize(("errors", "expected"), [((), True), ((_cancelled("ConditionalCheckFailed"),), False)])
def test_whether_the_conditions_were_met_can_be_asked(errors, expected):
    assert tables.committed(Table(*errors)) is expected


def test_what_is_no_refusal_is_not_taken_for_one():
    with pytest.raises(TransactWriteError):
        tables.committed(Table(_cancelled("ValidationError")))
    with pytest.raises(Unavailable):
        tables.committed(Table(_cancelled("TransactionConflict")), attempts=1)


class Writing(Accepted):
    """A transaction of one item that the table refuses, or does not."""

    error = None

    def save(self, item):
        if self.error:
            raise self.error


@pytest.mark.parametrize(("error", "expected"), [(None, True), (_cancelled("ConditionalCheckFailed"), False)])
def test_whether_an_item_was_the_present_one_can_be_asked(error, expected, monkeypatch):
    monkeypatch.setattr(tables, "TransactWrite", Writing)
    monkeypatch.setattr(Writing, "error", error)
    assert tables.saved(object()) is expected


def test_another_error_of_a_write_is_raised(monkeypatch):
    monkeypatch.setattr(tables, "TransactWrite", Writing)
    monkeypatch.setattr(Writing, "error", _cancelled("ValidationError"))
    with pytest.raises(TransactWriteError):
        tables.saved(object())
