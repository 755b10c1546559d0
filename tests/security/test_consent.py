"""Consent: given for one purpose and wording, withdrawn at any time, never implied."""

from datetime import timedelta

import pytest
from hypothesis import given as each
from hypothesis import strategies as st

from chalicelib.errors import InvalidInput
from security.consent import CURRENT, Consent, ConsentType, give, given, to_ask_again, withdraw
from tests.security.conftest import MOMENT

KIND = ConsentType.RECOMMEND_TO_EMPLOYERS
steps = st.lists(st.tuples(st.sampled_from(["give", "withdraw"]), st.sampled_from(ConsentType)), max_size=12)


def after(history) -> tuple[Consent, ...]:
    consents: tuple[Consent, ...] = ()
    for number, (step, kind) in enumerate(history):
        at = MOMENT + timedelta(minutes=number)
        consents = give(consents, kind, CURRENT[kind], at, "per_me") if step == "give" else withdraw(consents, kind, at)
    return consents


def test_nothing_is_agreed_to_at_first():
    assert not any(given((), kind) for kind in ConsentType)
    assert set(CURRENT) == set(ConsentType)


@each(steps)
def test_the_last_step_counts(history):
    last = {kind: step for step, kind in history}
    for kind in ConsentType:
        assert given(after(history), kind) == (last.get(kind) == "give")


@each(steps)
def test_history_is_never_lost_and_at_most_one_is_open(history):
    consents = after(history)
    for number in range(len(history)):
        earlier = after(history[:number])
        assert [(one.type, one.given_at) for one in earlier] == [
            (one.type, one.given_at) for one in consents[: len(earlier)]
        ]
    for kind in ConsentType:
        assert sum(one.type is kind and one.withdrawn_at is None for one in consents) <= 1


def test_agreeing_twice_is_agreeing_once():
    once = give((), KIND, 1, MOMENT, "per_me")
    assert give(once, KIND, 1, MOMENT + timedelta(days=1), "per_me") is once


@pytest.mark.parametrize("version", [0, 2, -1])
def test_another_wording_cannot_be_agreed_to(version):
    with pytest.raises(InvalidInput) as caught:
        give((), KIND, version, MOMENT, "per_me")
    assert caught.value.errors[0].code == "outdated_consent"


def test_a_new_wording_asks_again(monkeypatch):
    old = give((), KIND, 1, MOMENT, "per_me")
    monkeypatch.setitem(CURRENT, KIND, 2)
    assert not given(old, KIND)
    assert to_ask_again(old) == {KIND}
    renewed = give(old, KIND, 2, MOMENT + timedelta(days=1), "per_officer")
    assert given(renewed, KIND)
    assert to_ask_again(renewed) == frozenset()
    assert renewed[0].withdrawn_at == MOMENT + timedelta(days=1)
    assert renewed[1].given_by == "per_officer"
