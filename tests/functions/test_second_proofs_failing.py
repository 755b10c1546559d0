"""Signing in with two proofs while something fails, or somebody else does the same: nobody is half in."""

import threading

import pytest

from chalicelib.errors import PadanError, Unauthenticated, Unavailable
from chalicelib.people import codes, devices, erasure, half_proven, open_sessions, proofs, sessions, verification
from chalicelib.people.proofs import Offered, SentCode
from security.accounts import Tokens, accounts
from tests.functions.proving import Prover, prover, required
from tests.platform_fixtures import platform

__all__ = ["platform", "required"]
pytestmark = pytest.mark.emulator


def failing(*_: object, **__: object) -> None:
    raise Unavailable


def contact_of(person: Prover) -> sessions.Contact:
    return sessions.Contact(email=person.email)


def a_code(person: Prover) -> SentCode:
    sent = sessions.request_code(contact_of(person))
    return SentCode(sent.id, codes.code_of(sent.id))


@pytest.fixture
def given_out(monkeypatch: pytest.MonkeyPatch) -> list[Tokens]:
    """Every session that the provider opens."""
    found: list[Tokens] = []
    port = accounts()
    by_password, by_code = port.sign_in, port.sign_in_verified

    def noted(tokens: Tokens) -> Tokens:
        found.append(tokens)
        return tokens

    monkeypatch.setattr(port, "sign_in", lambda *given, **more: noted(by_password(*given, **more)))
    monkeypatch.setattr(port, "sign_in_verified", lambda *given, **more: noted(by_code(*given, **more)))
    return found


def entered(kind: str, person: Prover, code: SentCode) -> sessions.Opened:
    """Sign in with the code, and the password where there is one."""
    if kind == "usual":
        return sessions.with_password(contact_of(person), person.password, Offered(code=code))
    return sessions.with_code(code)


def is_over(tokens: Tokens) -> bool:
    """Whether the provider goes on with the session no more."""
    try:
        accounts().refresh(tokens.refresh)
    except Unauthenticated:
        return True
    return False


@pytest.mark.parametrize(
    ("kind", "module", "name"),
    [
        ("no password", half_proven, "note"),
        ("usual", devices, "remember"),
        ("usual", devices, "prune"),
        ("usual", open_sessions, "keep"),
        ("usual", proofs, "spend"),
    ],
)
def test_what_fails_before_the_end_leaves_no_session_no_device_and_the_code(
    required, given_out, monkeypatch, kind, module, name
):
    person = prover(kind)
    before = {each.id for each in devices.of_person(person.id)}
    code = a_code(person)
    with monkeypatch.context() as broken:
        broken.setattr(module, name, failing)
        with pytest.raises(Unavailable):
            entered(kind, person, code)
    assert is_over(given_out[-1])
    assert verification.is_kept(code.id)
    assert {each.id for each in devices.of_person(person.id)} == before
    assert open_sessions.living(person.id) == ()
    assert entered(kind, person, code).limited is (kind != "usual")


def test_a_proof_that_is_missing_leaves_no_session_open(required, given_out):
    person = prover("usual")
    with pytest.raises(Unauthenticated):
        sessions.with_password(contact_of(person), person.password)
    (opened,) = given_out
    assert is_over(opened)
    code = a_code(person)
    with pytest.raises(Unauthenticated):
        sessions.with_code(code)
    assert len(given_out) == 1, "for a code the provider is asked once all is proven"


def test_of_many_who_use_one_code_at_once_one_gets_in(required):
    person, code, start = prover("usual"), None, threading.Barrier(4)
    code = a_code(person)
    before = {each.id for each in devices.of_person(person.id)}
    outcomes: list[str] = []

    def enter() -> None:
        start.wait(10)
        try:
            opened = sessions.with_password(contact_of(person), person.password, Offered(code=code))
            outcomes.append(opened.device.partition(".")[0])
        except PadanError as error:
            outcomes.append(error.slug)

    threads = [threading.Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    entered = [each for each in outcomes if each.startswith("dev_")]
    assert len(outcomes) == 4
    assert len(entered) == 1, outcomes
    assert {each.id for each in devices.of_person(person.id)} == before | set(entered)


def test_of_many_who_use_one_recovery_code_at_once_one_gets_in(required):
    person, start = prover("usual"), threading.Barrier(3)
    handed = person.proof("R")["recovery_code"]
    outcomes: list[str] = []

    def enter() -> None:
        start.wait(10)
        try:
            sessions.with_password(contact_of(person), person.password, Offered(office=handed))
            outcomes.append("in")
        except PadanError as error:
            outcomes.append(error.slug)

    threads = [threading.Thread(target=enter) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(outcomes) == ["in", "unauthenticated", "unauthenticated"]


def test_a_registration_stands_when_its_device_cannot_be_noted(platform, monkeypatch):
    person = prover("usual")
    monkeypatch.setattr(devices, "remember", failing)
    opened = sessions.after_registration(person.id, person.password, "Android")
    assert opened is not None
    assert opened.device == ""
    assert opened.tokens.access


def test_whoever_is_erased_while_signing_in_leaves_no_device_behind(platform, monkeypatch):
    person = prover("usual")
    real = devices.remember

    def erased_meanwhile(person_id: str, *given: object) -> str:
        found = real(person_id, *given)
        monkeypatch.setattr(devices, "forget_all", lambda _: None)
        erasure.erase(person_id, actor=person_id)
        return found

    devices.forget_all(person.id)
    monkeypatch.setattr(devices, "remember", erased_meanwhile)
    with pytest.raises(Unauthenticated):
        sessions.with_password(contact_of(person), person.password)
    assert devices.of_person(person.id) == ()


def test_a_lost_first_answer_costs_a_new_code_and_no_more(required):
    """Somebody whose line broke after the server was done asks for another code and is in."""
    person = prover("usual")
    code = a_code(person)
    lost = sessions.with_password(contact_of(person), person.password, Offered(code=code))
    with pytest.raises(Unauthenticated):
        sessions.with_password(contact_of(person), person.password, Offered(code=code))
    again = sessions.with_password(contact_of(person), person.password, Offered(code=a_code(person)))
    assert again.device != lost.device
    assert devices.known(person.id, again.device)
