"""A cancelled transaction is tried again when contention alone cancelled it, and never otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pynamodb.exceptions import CancellationReason, TransactWriteError, VerboseClientError

from chalicelib import tables
from chalicelib.errors import Unavailable

CONTENTION = ("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded")
REFUSED = "ConditionalCheckFailed"
OTHERS = ("ValidationError", "ItemCollectionSizeLimitExceeded", "AccessDenied", "DuplicateItem", "SomethingNew")
CODES = st.sampled_from([None, "None", REFUSED, *CONTENTION, *OTHERS])
REASONS = st.lists(CODES, max_size=12)


def cancelled(codes):
    reasons = [CancellationReason(code=code) if code else None for code in codes]
    answer = {"Error": {"Code": "TransactionCanceledException", "Message": "cancelled"}}
    return TransactWriteError(
        "cancelled", VerboseClientError(answer, "TransactWriteItems", cancellation_reasons=reasons)
    )


class Service:
    """A table service that cancels each transaction for reasons of its own, then takes one."""

    def __init__(self, cancellations) -> None:
        self.left, self.tokens = list(cancellations), []

    def transaction(self, connection, client_request_token):
        self.tokens.append(client_request_token)
        return self

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is None and self.left:
            raise cancelled(self.left.pop(0))


def outcome(*cancellations, attempts=tables._ATTEMPTS):
    """What came of a write, and under how many tokens it was tried."""
    service = Service(cancellations)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "TransactWrite", service.transaction)
        patch.setattr(tables, "connection", lambda: None)
        patch.setattr(tables.time, "sleep", lambda _: None)
        try:
            tables.write(lambda _: None, attempts)
        except (tables.ConditionRefused, Unavailable, TransactWriteError) as error:
            return error, service.tokens
    return None, service.tokens


def is_contention(codes):
    told = {code for code in codes if code not in (None, "None")}
    return bool(told) and told <= set(CONTENTION)


@given(REASONS)
def test_every_combination_of_reasons(codes):
    error, tokens = outcome(codes)
    if REFUSED in codes:
        assert isinstance(error, tables.ConditionRefused)
        assert error.failed == tuple(place for place, code in enumerate(codes) if code == REFUSED)
        assert len(tokens) == 1
    elif is_contention(codes):
        assert error is None
        assert len(tokens) == 2
    else:
        assert isinstance(error, TransactWriteError)
        assert len(tokens) == 1


@given(st.lists(st.lists(st.sampled_from([None, *CONTENTION]), min_size=1).filter(is_contention), max_size=9))
def test_contention_is_outlasted_or_given_up_and_each_try_has_a_token_of_its_own(cancellations):
    error, tokens = outcome(*cancellations)
    assert isinstance(error, Unavailable) is (len(cancellations) >= tables._ATTEMPTS)
    assert len(tokens) == min(len(cancellations) + 1, tables._ATTEMPTS)
    assert len(set(tokens)) == len(tokens)


@given(
    st.lists(st.lists(st.sampled_from(CONTENTION), min_size=1), max_size=4),
    REASONS.filter(lambda each: REFUSED in each),
)
def test_a_refusal_after_contention_is_a_refusal(contention, codes):
    error, tokens = outcome(*contention, codes)
    assert isinstance(error, tables.ConditionRefused)
    assert len(tokens) == len(contention) + 1


@given(st.integers(min_value=1, max_value=8))
def test_who_wants_fewer_tries_gets_no_more(attempts):
    error, tokens = outcome(*[["TransactionConflict"]] * 20, attempts=attempts)
    assert isinstance(error, Unavailable)
    assert len(tokens) == attempts
