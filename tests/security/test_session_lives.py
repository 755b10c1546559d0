"""Sessions live a working day for offices and a month for others, counted from signing in, however often refreshed."""

from datetime import timedelta

import pytest

from chalicelib.aws import client
from chalicelib.clock import SYSTEM_CLOCK, FixedClock
from chalicelib.errors import Unauthenticated
from chalicelib.identifiers import new_identifier
from security import identity
from security.accounts import Tokens, accounts
from security.cognito import CognitoAccounts
from security.principal import Audience
from security.session_lives import OFFICE_LIFE, ORDINARY_LIFE, is_of_office, is_outlived, life_of

A = Audience
DAY, OFFICE = int(timedelta(days=1).total_seconds()), int(OFFICE_LIFE.total_seconds())


@pytest.mark.parametrize("role", [A.OFFICER, A.MONITOR, A.ANALYST, A.ADMIN])
def test_one_role_of_an_office_makes_a_session_short(role):
    for roles in ({role}, {role, A.SEEKER}, {role, A.SEEKER, A.EMPLOYER}):
        assert is_of_office(roles)
        assert life_of(roles) == OFFICE_LIFE


@pytest.mark.parametrize("roles", [set(), {A.SEEKER}, {A.EMPLOYER}, {A.SEEKER, A.EMPLOYER}])
def test_everybody_else_signs_in_once_a_month(roles):
    assert not is_of_office(roles)
    assert life_of(roles) == ORDINARY_LIFE == timedelta(days=30)


@pytest.mark.parametrize(
    ("roles", "age", "over"),
    [
        ({A.OFFICER}, OFFICE - 1, False),
        ({A.OFFICER}, OFFICE, True),
        ({A.ADMIN, A.SEEKER}, OFFICE + 1, True),
        ({A.SEEKER}, OFFICE, False),
        ({A.SEEKER}, 30 * DAY - 1, False),
        ({A.SEEKER}, 30 * DAY, True),
        ({A.OFFICER}, -30, False),
    ],
)
def test_the_end_is_to_the_second(roles, age, over):
    assert is_outlived(roles, 1_780_000_000, 1_780_000_000 + age) is over


def test_a_session_of_no_beginning_is_over():
    assert is_outlived({A.SEEKER}, 0, 1_780_000_000)


def _signed_in(*groups: str) -> Tokens:
    person = new_identifier("per")
    accounts().create(person, groups=groups)
    return accounts().sign_in_verified(person)


@pytest.mark.emulator
@pytest.mark.parametrize(
    ("group", "lives", "over"),
    [("officer", OFFICE_LIFE - timedelta(minutes=5), OFFICE_LIFE), ("seeker", timedelta(days=29), ORDINARY_LIFE)],
)
def test_a_session_that_has_lived_its_time_is_not_refreshed_and_ends_for_good(pool, group, lives, over):
    tokens = _signed_in(group)
    clock = FixedClock(SYSTEM_CLOCK.now() + lives)
    # Cognito leaves the moment of signing in as it was; the emulator's refreshed tokens name that of refreshing.
    later = CognitoAccounts(client("cognito-idp"), pool, clock)
    assert later.refresh(tokens.refresh).refresh == tokens.refresh
    clock.advance(over - lives + timedelta(seconds=1))
    with pytest.raises(Unauthenticated) as refused:
        later.refresh(tokens.refresh)
    assert refused.value.errors[0].code == "session_over"
    with pytest.raises(Unauthenticated):
        accounts().refresh(tokens.refresh)


@pytest.mark.emulator
def test_a_token_of_a_session_that_has_lived_its_time_is_refused(pool, monkeypatch):
    officer, seeker = _signed_in("officer", "seeker").access, _signed_in("seeker").access
    assert not identity.has_outlived(officer)
    assert identity.has_outlived(officer, FixedClock(SYSTEM_CLOCK.now() + OFFICE_LIFE + timedelta(seconds=1)))
    monkeypatch.setattr("security.session_lives.OFFICE_LIFE", timedelta(0))
    with pytest.raises(Unauthenticated) as refused:
        identity.verify_bearer(officer)
    assert refused.value.errors[0].code == "session_over"
    assert identity.verify_bearer(seeker).roles == {A.SEEKER}
