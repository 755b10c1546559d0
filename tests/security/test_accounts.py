"""Accounts against the emulator's user pool, and the tokens that it issues against our verifier."""

import threading
import time

import msgspec
import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from chalicelib import aws
from chalicelib.errors import InvalidInput, NotFound, TooManyRequests, Unauthenticated, Unavailable
from chalicelib.identifiers import new_identifier
from chalicelib.settings import Identity
from security.accounts import Tokens, accounts
from security.cognito import CognitoAccounts
from security.identity import verify_bearer
from security.principal import Audience

PASSWORD = "melati putih di taman"
pytestmark = pytest.mark.emulator


@pytest.fixture
def person() -> str:
    return new_identifier("per")


def test_a_password_opens_a_session_of_that_person(pool, person):
    accounts().create(person, PASSWORD, groups=["seeker"])
    tokens = accounts().sign_in(person, PASSWORD)
    principal = verify_bearer(tokens.access)
    assert principal.id == person
    assert principal.roles == {Audience.SEEKER}
    assert tokens.expires_in > 0


def test_a_verified_code_opens_a_session_of_the_same_person(pool, person):
    accounts().create(person, groups=["officer", "region-32", "region-33.74"])
    principal = verify_bearer(accounts().sign_in_verified(person).access)
    assert principal.id == person
    assert principal.regions == ("32", "33.74")


def test_a_pool_that_does_not_know_the_person_yet_is_told(pool, person):
    principal = verify_bearer(accounts().sign_in_verified(person, groups=iter(["seeker"])).access)
    assert (principal.id, principal.roles) == (person, {Audience.SEEKER})
    assert verify_bearer(accounts().sign_in_verified(person, groups=["officer"]).access).roles == {Audience.SEEKER}
    with pytest.raises(Unauthenticated):
        accounts().sign_in(person, PASSWORD)


def test_a_disabled_account_is_not_made_again(pool, person):
    accounts().create(person, groups=["seeker"])
    accounts().disable(person)
    assert _refused(lambda: accounts().sign_in_verified(person, groups=["seeker"])) == "wrong_credentials"


def test_a_code_leaves_the_password_alone(pool, person):
    accounts().create(person, PASSWORD)
    accounts().sign_in_verified(person)
    assert accounts().sign_in(person, PASSWORD)


def test_whether_there_is_a_password_is_told_and_changes_with_it(pool, person):
    assert not accounts().has_password(person), "of nobody"
    accounts().create(person, groups=["seeker"])
    accounts().sign_in_verified(person)
    assert not accounts().has_password(person), "the one for codes is none of theirs"
    accounts().set_password(person, PASSWORD)
    assert accounts().has_password(person)
    accounts().delete(person)
    assert not accounts().has_password(person)


def test_codes_at_the_same_time_all_get_in(pool, person):
    accounts().create(person)
    provider = accounts()
    found: list[Tokens | Exception] = []

    def enter() -> None:
        try:
            found.append(provider.sign_in_verified(person))
        except Exception as error:
            found.append(error)

    threads = [threading.Thread(target=enter) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [type(one) for one in found] == [Tokens, Tokens]


def test_an_account_without_a_password_has_none_until_it_is_given_one(pool, person):
    accounts().create(person, groups=["seeker"])
    with pytest.raises(Unauthenticated):
        accounts().sign_in(person, PASSWORD)
    accounts().set_password(person, PASSWORD)
    assert verify_bearer(accounts().sign_in(person, PASSWORD).access).roles == {Audience.SEEKER}


def test_a_new_password_replaces_the_old_one(pool, person):
    accounts().create(person, PASSWORD)
    accounts().set_password(person, "kenanga kuning harum")
    assert accounts().sign_in(person, "kenanga kuning harum")
    with pytest.raises(Unauthenticated):
        accounts().sign_in(person, PASSWORD)


def test_wrong_unknown_and_disabled_look_the_same(pool, person):
    accounts().create(person, PASSWORD)
    wrong = _refused(lambda: accounts().sign_in(person, "bukan kata sandinya"))
    unknown = _refused(lambda: accounts().sign_in(new_identifier("per"), PASSWORD))
    impossible = _refused(lambda: accounts().sign_in(person, "x"))
    accounts().disable(person)
    disabled = _refused(lambda: accounts().sign_in(person, PASSWORD))
    by_code = _refused(lambda: accounts().sign_in_verified(person))
    nobody = _refused(lambda: accounts().sign_in_verified(new_identifier("per")))
    assert {wrong, unknown, impossible, disabled, by_code, nobody} == {"wrong_credentials"}


def test_enabling_lets_in_again(pool, person):
    accounts().create(person, PASSWORD)
    accounts().disable(person)
    accounts().enable(person)
    assert accounts().sign_in(person, PASSWORD)


@pytest.mark.parametrize("weak", ["", "pendek", " berspasi di depan", "x" * 257, "ada\nbaris baru"])
def test_a_weak_password_is_named_and_leaves_no_account(pool, person, weak):
    with pytest.raises(InvalidInput) as caught:
        accounts().create(person, weak)
    assert [(error.pointer, error.code) for error in caught.value.errors] == [("/password", "weak_password")]
    with pytest.raises(NotFound):
        accounts().add_to_group(person, "seeker")


def test_creating_twice_changes_nothing(pool, person):
    accounts().create(person, PASSWORD, groups=["seeker"])
    accounts().create(person, PASSWORD, groups=["seeker"])
    assert verify_bearer(accounts().sign_in(person, PASSWORD).access).roles == {Audience.SEEKER}


def test_a_session_goes_on_until_it_is_ended(pool, person):
    accounts().create(person, PASSWORD)
    tokens = accounts().sign_in(person, PASSWORD)
    refreshed = accounts().refresh(tokens.refresh)
    assert refreshed.refresh == tokens.refresh
    assert verify_bearer(refreshed.access).id == person
    accounts().sign_out(tokens.refresh)
    assert _refused(lambda: accounts().refresh(tokens.refresh)) == "session_over"
    accounts().sign_out(tokens.refresh)


class Forgetful:
    """The pool's client, but one that takes refresh tokens of before a global sign-out, as within its second."""

    def __init__(self) -> None:
        self._client = aws.client("cognito-idp")

    def __getattr__(self, name):
        return getattr(self._client, name)

    def admin_user_global_sign_out(self, **parameters):
        return {}


def test_what_ended_is_not_refreshed_although_the_provider_still_would(pool, person):
    """Neither before nor after a new session of the same second, which alone is spared."""
    provider = CognitoAccounts(Forgetful(), pool)
    provider.create(person, PASSWORD)
    stolen, twin = provider.sign_in(person, PASSWORD), provider.sign_in_verified(person)
    provider.sign_out_everywhere(person)
    _next_second()
    assert _refused(lambda: provider.refresh(stolen.refresh)) == "session_over"
    fresh = provider.sign_in(person, PASSWORD)
    assert verify_bearer(provider.refresh(fresh.refresh).access).id == person
    for ended in (stolen, twin):
        assert _refused(lambda over=ended: provider.refresh(over.refresh)) == "session_over"


def _next_second() -> None:
    """Let the second go by in which all sessions ended: a refresh after it is in no way newer than they are."""
    ended = int(time.time())
    while int(time.time()) <= ended:
        threading.Event().wait(0.05)


def test_a_session_that_was_named_is_not_refreshed_either(pool, person):
    provider = CognitoAccounts(Forgetful(), pool)
    provider.create(person, PASSWORD)
    one, other = provider.sign_in(person, PASSWORD), provider.sign_in(person, PASSWORD)
    provider.sign_out("", verify_bearer(one.access).session)
    assert _refused(lambda: provider.refresh(one.refresh)) == "session_over"
    assert verify_bearer(provider.refresh(other.refresh).access).id == person


@pytest.mark.parametrize("token", ["", "bukan token", "a.b.c", "é" * 10])
def test_a_refresh_token_that_is_none_is_refused(pool, token):
    assert _refused(lambda: accounts().refresh(token)) == "session_over"
    accounts().sign_out(token)


def test_roles_come_and_go_with_the_next_session(pool, person):
    accounts().create(person, PASSWORD, groups=["seeker"])
    accounts().add_to_group(person, "employer")
    assert verify_bearer(accounts().sign_in(person, PASSWORD).access).has(Audience.EMPLOYER)
    assert verify_bearer(accounts().sign_in_verified(person).access).has(Audience.EMPLOYER)
    accounts().remove_from_group(person, "employer")
    assert not verify_bearer(accounts().sign_in(person, PASSWORD).access).has(Audience.EMPLOYER)


def test_a_group_that_nobody_was_ever_in_can_be_left(pool, person):
    accounts().create(person, PASSWORD)
    accounts().remove_from_group(person, "region-94")
    accounts().add_to_group(person, "region-94")
    accounts().add_to_group(person, "region-94")
    with pytest.raises(NotFound):
        accounts().add_to_group(new_identifier("per"), "region-94")


def test_the_members_of_a_group_are_people_who_may_sign_in(pool):
    """Each once, although an account with a password has two users; over more than one page."""
    people = sorted(new_identifier("per") for _ in range(33))
    for number, one in enumerate(people):
        accounts().create(one, PASSWORD if number % 2 else None, groups=["officer", "region-32"])
    extra = new_identifier("per")
    accounts().create(extra, groups=["officer", "region-33"])
    assert accounts().members("region-32") == tuple(people)
    assert accounts().members("region-33") == (extra,)
    accounts().remove_from_group(people[0], "region-32")
    accounts().disable(people[1])
    accounts().delete(people[2])
    assert accounts().members("region-32") == tuple(people[3:])
    assert accounts().members("region-94") == ()


def test_a_pool_that_is_not_there_is_unavailable(pool, person):
    lost = CognitoAccounts(
        aws.client("cognito-idp"), msgspec.structs.replace(pool, user_pool_id=pool.user_pool_id + "x")
    )
    with pytest.raises(Unavailable):
        lost.create(person, PASSWORD)
    with pytest.raises(Unavailable):
        lost.add_to_group(person, "seeker")
    with pytest.raises(Unavailable):
        lost.sign_in(person, PASSWORD)


def test_deleting_removes_both_credentials_and_can_be_repeated(pool, person):
    accounts().create(person, PASSWORD)
    accounts().delete(person)
    accounts().delete(person)
    assert _refused(lambda: accounts().sign_in(person, PASSWORD)) == "wrong_credentials"
    with pytest.raises(NotFound):
        accounts().disable(person)


def test_the_identity_token_is_not_a_bearer_token(pool, person):
    accounts().create(person, PASSWORD)
    assert _refused(lambda: verify_bearer(accounts().sign_in(person, PASSWORD).id)) == "not_an_access_token"


def test_tokens_of_another_pool_are_foreign(pool, person, platform):
    from tests.security.conftest import make_pool

    foreign = CognitoAccounts(aws.client("cognito-idp"), make_pool(platform.url))
    foreign.create(person, PASSWORD)
    assert _refused(lambda: verify_bearer(foreign.sign_in(person, PASSWORD).access)) in {
        "unknown_key",
        "foreign_issuer",
    }


def test_tokens_are_not_shown_in_logs():
    assert "geheim" not in repr(Tokens(access="geheim", id="geheim", refresh="geheim", expires_in=1))


class BrokenClient:
    """A client whose every call fails in one way."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, name):
        def fail(**parameters):
            raise self._error

        return fail


SETTINGS = Identity(user_pool_id="x_pool", user_pool_client_id="app")


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (EndpointConnectionError(endpoint_url="http://127.0.0.1:1"), Unavailable),
        (ClientError({"Error": {"Code": "InternalErrorException"}}, "op"), Unavailable),
        (ClientError({"Error": {"Code": "TooManyRequestsException"}}, "op"), TooManyRequests),
        (ClientError({"Error": {"Code": "InvalidPasswordException"}}, "op"), InvalidInput),
    ],
)
def test_errors_of_the_provider_have_a_meaning(error, meaning, person):
    broken = CognitoAccounts(BrokenClient(error), SETTINGS)
    for attempt in (
        lambda: broken.create(person, PASSWORD),
        lambda: broken.disable(person),
        lambda: broken.delete(person),
    ):
        with pytest.raises(meaning):
            attempt()


def test_a_provider_that_is_down_is_no_wrong_password(person):
    broken = CognitoAccounts(BrokenClient(EndpointConnectionError(endpoint_url="http://127.0.0.1:1")), SETTINGS)
    with pytest.raises(Unavailable):
        broken.sign_in(person, PASSWORD)
    with pytest.raises(Unavailable):
        broken.sign_in_verified(person)


def test_settings_are_needed():
    with pytest.raises(RuntimeError, match="PADAN_USER_POOL_ID"):
        CognitoAccounts(BrokenClient(Exception()), Identity())


def _refused(attempt) -> str:
    with pytest.raises(Unauthenticated) as caught:
        attempt()
    return caught.value.errors[0].code
