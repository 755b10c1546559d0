"""What AWS says when it cannot, and what becomes of it: tried again where nothing was written, given up in bounds."""

import time

import pytest
from botocore.exceptions import ClientError, ConnectionClosedError
from pynamodb.exceptions import PynamoDBException, TransactWriteError, UpdateError

from bench.faults.proxy import Fate, first_of
from chalicelib import tables, uniqueness
from chalicelib.alerts import table as alerts_table
from chalicelib.errors import Unavailable
from chalicelib.identifiers import new_identifier
from chalicelib.people import limits
from infra_cdk.functions.specs import API, FUNCTIONS

pytestmark = pytest.mark.emulator
TRIES = tables.TableMeta.max_retry_attempts + 1
PASSING = [
    "ProvisionedThroughputExceededException",
    "ThrottlingException",
    "InternalServerError",
    "RequestLimitExceeded",
]


def _rule(operation, code, **more):
    return {"service": "dynamodb", "operation": operation, "error": {"code": code}, **more}


def _cancelled(*codes):
    reasons = [{"Code": code} for code in codes]
    return _rule("TransactWriteItems", "TransactionCanceledException") | {
        "error": {"code": "TransactionCanceledException", "fields": {"CancellationReasons": reasons}}
    }


def _claim(value, owner="per_1"):
    tables.write(lambda transaction: uniqueness.claim(transaction, "thing", value, owner))


@pytest.mark.parametrize("code", PASSING)
def test_a_passing_trouble_is_outlasted(troubled, code):
    value = new_identifier("val")
    with troubled.rules(_rule("TransactWriteItems", code, times=2), _rule("GetItem", code, times=2)):
        _claim(value)
        assert uniqueness.holder("thing", value) == "per_1"
        assert len(troubled.fired()) == 4


@pytest.mark.parametrize("code", PASSING)
def test_a_lasting_trouble_is_given_up_and_nothing_is_written(troubled, code):
    value = new_identifier("val")
    with troubled.rules(_rule("TransactWriteItems", code)):
        with pytest.raises(TransactWriteError):
            _claim(value)
        assert len(troubled.fired()) == TRIES
    assert uniqueness.holder("thing", value) is None


def test_a_transaction_in_progress_is_asked_about_again(troubled):
    value = new_identifier("val")
    with troubled.rules(_rule("TransactWriteItems", "TransactionInProgressException", times=2)):
        _claim(value)
    assert uniqueness.holder("thing", value) == "per_1"


@pytest.mark.parametrize(
    "codes", [("TransactionConflict",), ("None", "ThrottlingError"), ("TransactionConflict", "None")]
)
def test_contention_is_outlasted(troubled, codes):
    value = new_identifier("val")
    with troubled.rules(_cancelled(*codes) | {"times": 3}):
        _claim(value)
        assert len(troubled.fired()) == 3
    assert uniqueness.holder("thing", value) == "per_1"


def test_lasting_contention_is_given_up_as_unavailable(troubled):
    with troubled.rules(_cancelled("TransactionConflict")):
        with pytest.raises(Unavailable) as given_up:
            _claim(new_identifier("val"))
        assert len(troubled.fired()) == tables._ATTEMPTS
    assert given_up.value.retry_after


@pytest.mark.parametrize(
    ("codes", "error"),
    [
        (("ConditionalCheckFailed",), tables.ConditionRefused),
        (("TransactionConflict", "ConditionalCheckFailed"), tables.ConditionRefused),
        (("ValidationError",), TransactWriteError),
        (("TransactionConflict", "ValidationError"), TransactWriteError),
        (("ItemCollectionSizeLimitExceeded", "None"), TransactWriteError),
    ],
)
def test_any_other_reason_is_final(troubled, codes, error):
    with troubled.rules(_cancelled(*codes)):
        with pytest.raises(error):
            _claim(new_identifier("val"))
        assert len(troubled.fired()) == 1


@pytest.mark.parametrize("operation", ["UpdateItem", "DeleteItem"])
def test_a_single_write_that_meets_a_transaction_is_tried_again(troubled, operation):
    value = new_identifier("val")
    _claim(value)
    item = uniqueness.UniquenessMarker.get(f"thing#{value}")
    with troubled.rules(_rule(operation, "TransactionConflictException", times=3)):
        if operation == "DeleteItem":
            item.delete()
        else:
            item.update([uniqueness.UniquenessMarker.owner.set("per_2")])
        assert len(troubled.fired()) == 3
    assert uniqueness.holder("thing", value) == (None if operation == "DeleteItem" else "per_2")


def test_a_single_write_that_always_meets_one_is_given_up(troubled):
    value = new_identifier("val")
    _claim(value)
    item = uniqueness.UniquenessMarker.get(f"thing#{value}")
    with troubled.rules(_rule("UpdateItem", "TransactionConflictException")):
        with pytest.raises(PynamoDBException):
            item.update([uniqueness.UniquenessMarker.owner.set("per_2")])
        assert len(troubled.fired()) == tables._ATTEMPTS
    assert uniqueness.holder("thing", value) == "per_1"


def test_a_skewed_clock_is_final(troubled):
    """Asking again with the same wrong time helps nobody."""
    with troubled.rules(
        _rule("TransactWriteItems", "RequestTimeTooSkewed") | {"error": {"code": "RequestTimeTooSkewed", "status": 403}}
    ):
        with pytest.raises(TransactWriteError):
            _claim(new_identifier("val"))
        assert len(troubled.fired()) == 1


def test_tables_that_never_answer_are_given_up_before_the_function_is():
    """Connecting and waiting, each try, with the longest pauses of the SDK between them (1, 2, 4 … seconds)."""
    meta = tables.TableMeta
    pauses = sum(2**number for number in range(TRIES - 1))
    interface = next(function for function in FUNCTIONS if function.name == API)
    assert TRIES * meta.read_timeout_seconds + pauses < interface.timeout


def test_a_hanging_connection_is_left(way, monkeypatch):
    monkeypatch.setattr(tables.TableMeta, "read_timeout_seconds", 1)
    tables.forget()
    value, began = new_identifier("val"), time.monotonic()
    way.judge = first_of(Fate.HANG, lambda request: request.operation == "TransactWriteItems")
    _claim(value)
    assert 1 <= time.monotonic() - began < 10
    assert uniqueness.holder("thing", value) == "per_1"


COUNTERS = {
    "a limit": lambda: limits.take(limits.REGISTRATIONS, new_identifier("sub")),
    "an attempt to sign in": lambda: limits.begin_attempt(new_identifier("sub")),
    "a match that is told": lambda: alerts_table.settle(new_identifier("per"), "vac_1"),
}


@pytest.mark.parametrize("count", COUNTERS.values(), ids=COUNTERS)
def test_a_count_that_nobody_answers_is_a_failure_of_the_table(way, count):
    """And not of the program: PynamoDB cannot tell the code of an answer that never came."""
    writes = {"UpdateItem", "TransactWriteItems"}
    way.judge = lambda request: Fate.LOSE_REQUEST if request.operation in writes else Fate.PASS
    with pytest.raises(PynamoDBException):
        count()


@pytest.mark.parametrize(
    ("cause", "expected"),
    [
        (ConnectionClosedError(endpoint_url="http://tables.invalid"), False),
        (ClientError({"Error": {"Code": "ConditionalCheckFailedException"}}, "PutItem"), True),
        (ClientError({"Error": {"Code": "ThrottlingException"}}, "PutItem"), False),
        (None, False),
    ],
)
def test_a_refusal_is_told_from_every_other_failure(cause, expected):
    assert tables.was_refused(UpdateError("failed", cause)) is expected
