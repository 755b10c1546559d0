"""Signing in with two proofs while something fails, or somebody else does the same: nobody is half in."""

import threading

import pytest

from chalicelib.errors import PadanError, Unauthenticated, Unavailable
from chalicelib.people import (
    activity,
    codes,
    devices,
    erasure,
    half_proven,
    open_session_store,
    open_sessions,
    passwords,
    proofs,
    sessions,
    verification,
)
from chalicelib.people.proofs import Offered, SentCode
from chalicelib.people.table import DeviceItem
from security.accounts import Tokens, accounts
from security.identity import session_in
from security.owner_keys_table import OwnerKeyItem
from tests.functions.proving import Prover, prover, required
from tests.platform_fixtures import platform

__all__ = ["platform", "required"]
pytestmark = pytest.mark.emulator
NEW = "hujan sore di beranda"


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
        ("usual", activity, "seen"),
        ("no password", activity, "seen"),
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


def test_whoever_is_erased_while_signing_in_leaves_no_key_behind_and_is_told_so(platform, monkeypatch):
    """Sealing makes a key for who has none; made after the erasure nobody would ever destroy it."""
    person = prover("usual")
    erased_at_keeping(monkeypatch)
    with pytest.raises(Unauthenticated):
        sessions.with_password(contact_of(person), person.password)
    assert person.id not in {item.pk for item in OwnerKeyItem.scan()}
    assert open_sessions.living(person.id) == ()


def test_whose_key_cannot_be_made_because_they_are_erased_is_told_so(platform, monkeypatch):
    person = prover("usual")
    erased_at_keeping(monkeypatch)
    monkeypatch.setattr(open_session_store, "sealed_of", failing)
    with pytest.raises(Unauthenticated):
        sessions.with_password(contact_of(person), person.password)


def erased_at_keeping(monkeypatch: pytest.MonkeyPatch) -> None:
    """An erasure that has looked for everything just before a session is kept."""
    real = open_sessions.keep

    def erased_before(person_id: str, *given: object, **more: object) -> Tokens:
        monkeypatch.setattr(devices, "forget_all", lambda _: None)
        erasure.erase(person_id, actor=person_id)
        return real(person_id, *given, **more)

    monkeypatch.setattr(open_sessions, "keep", erased_before)


def test_whoever_is_erased_while_half_signing_in_leaves_no_note_behind(required, monkeypatch):
    person = prover("no password")
    devices.forget_all(person.id)
    code = a_code(person)
    erased_at_keeping(monkeypatch)
    with pytest.raises(Unauthenticated):
        sessions.with_code(code)
    assert list(DeviceItem.query(person.id)) == []


def test_whoever_is_erased_while_half_in_with_another_password_leaves_no_note_behind(required, monkeypatch):
    person = prover("no contact")
    opened = sessions.with_password(contact_of(person), person.password)
    session = session_in(opened.tokens.access, opened.tokens.refresh).session
    devices.forget_all(person.id)
    half_proven.note(person.id, session)
    erased_at_keeping(monkeypatch)
    with pytest.raises(Unauthenticated):
        passwords.change(person.id, NEW, passwords.Proof(password=person.password), session=session)
    assert {item.sk for item in DeviceItem.query(person.id)} <= {f"half#{session}"}


def test_forgetting_the_devices_makes_nobody_whole_who_came_half_in_just_then(required, monkeypatch):
    """Somebody chooses the first password, and forgets all devices, while a stranger comes in with a code alone."""
    person = prover("no password")
    code = a_code(person)
    mine = person.code()
    late: list[sessions.Opened] = []
    real = open_sessions.end_all

    def ended_and_entered(person_id: str) -> None:
        real(person_id)
        monkeypatch.setattr(open_sessions, "end_all", real)
        with monkeypatch.context() as before:
            before.setattr(accounts(), "has_password", lambda _: False)
            late.append(sessions.with_code(code))

    monkeypatch.setattr(open_sessions, "end_all", ended_and_entered)
    proof = passwords.Proof(code_id=mine["code_id"], code=mine["code"])
    passwords.change(person.id, NEW, proof, forget_devices=True)
    (stranger,) = late
    found = session_in(stranger.tokens.access, "")
    assert half_proven.holds(person.id, found.session)
    assert devices.of_person(person.id) == ()


def test_forgetting_the_devices_voids_a_code_from_an_office(required):
    person = prover("usual")
    handed = person.proof("R")["recovery_code"]
    passwords.change(person.id, NEW, passwords.Proof(password=person.password), forget_devices=True)
    with pytest.raises(Unauthenticated):
        sessions.with_password(contact_of(person), NEW, Offered(office=handed))


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
