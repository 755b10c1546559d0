"""Devices that are known: what they are good for, who sees and forgets them, and that strangers lock nobody out."""

import base64
import itertools
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib import settings as configuration
from chalicelib.clock import SYSTEM_CLOCK, FixedClock
from chalicelib.errors import PadanError, Unauthenticated
from chalicelib.people import devices, sessions
from chalicelib.people.device_model import KEPT, MOST, shown_in
from chalicelib.people.limits import CODES_DAY, CODES_SOON, FREE_FAILURES
from chalicelib.people.proofs import Offered, SentCode
from chalicelib.people.table import DeviceItem
from security.accounts import Tokens, accounts
from tests import samples
from tests.functions.people_fixtures import active, api, someone
from tests.functions.proving import Prover, outcome, prover, required
from tests.platform_fixtures import platform

__all__ = ["active", "api", "platform", "required", "someone"]
pytestmark = pytest.mark.emulator
MINE = "/v1/people/me/devices"
WRONG = "salah-sekali-12"
CODE_TOO = "401 /code second_proof_needed"


def id_of(token: str) -> str:
    return token.partition(".")[0]


def of_another(person: Prover) -> str:
    return prover("usual").device


def forgotten(person: Prover) -> str:
    devices.forget(person.id, id_of(person.device))
    return person.device


def expired(person: Prover) -> str:
    now = int(SYSTEM_CLOCK.now().timestamp())
    DeviceItem(person.id, id_of(person.device)).update([DeviceItem.expires.set(now)], add_version_condition=False)
    return person.device


def another_secret(person: Prover) -> str:
    return f"{id_of(person.device)}.{'A' * 43}"


def of_another_device(person: Prover) -> str:
    other = devices.remember(person.id, "")
    return f"{id_of(other)}.{person.device.partition('.')[2]}"


def unknown(person: Prover) -> str:
    return f"dev_{'0' * 26}.{person.device.partition('.')[2]}"


def no_token(person: Prover) -> str:
    return "dev_?"


def the_office_code(person: Prover) -> str:
    return person.proof("R")["recovery_code"]


@pytest.mark.parametrize(
    "shows",
    [of_another, forgotten, expired, another_secret, of_another_device, unknown, no_token, the_office_code],
)
def test_what_is_no_device_of_theirs_is_an_unknown_one(required, shows):
    person = prover("usual")
    token = shows(person)
    signed = {**person.proof("P"), "device_token": token}
    assert outcome(person.api("POST", "/v1/sessions", signed)) == CODE_TOO
    fresh = person.api("POST", "/v1/sessions", {**signed, **person.code()})
    assert outcome(fresh) == "in"
    assert fresh.body["device_token"] != token
    assert outcome(person.api("POST", "/v1/sessions", {**signed, "device_token": fresh.body["device_token"]})) == "in"


def test_a_token_opens_nothing_by_itself_and_nothing_of_another_account(required):
    person, other = prover("usual"), prover("usual")
    for body in ({"device_token": person.device}, {"device_token": person.device, "email": person.email}):
        assert person.api("POST", "/v1/sessions", body).status == 400
    foreign = {**other.proof("P"), "device_token": person.device}
    assert outcome(person.api("POST", "/v1/sessions", foreign)) == CODE_TOO


def test_a_stranger_who_fails_locks_nobody_out_of_a_known_device(platform):
    person = prover("usual")
    failing = {"email": person.email, "password": WRONG}
    assert [person.api("POST", "/v1/sessions", failing).status for _ in range(6)] == [401] * 5 + [429]
    assert person.enters("P").status == 429, "on a device that is not known the contact is locked"
    assert outcome(person.enters("PD")) == "in"
    assert person.enters("P").status == 429, "a success on a known device forgets no stranger's failures"


def test_a_stolen_token_locks_itself_and_neither_the_contact_nor_another_device(platform):
    person = prover("usual")
    other = devices.remember(person.id, "Windows, Firefox")
    failing = {"email": person.email, "password": WRONG, "device_token": person.device}
    assert [person.api("POST", "/v1/sessions", failing).status for _ in range(6)] == [401] * 5 + [429]
    locked = person.enters("PD")
    assert locked.status == 429
    assert int(locked.headers["retry-after"]) > 0
    assert outcome(person.enters("P")) == "in"
    assert outcome(person.enters("P", device_token=other)) == "in"


def test_who_knows_the_password_locks_the_authenticator_on_no_known_device(platform):
    person = prover("authenticator")
    wrong = {**person.proof("P"), "second_factor": "000000x"}
    assert [person.api("POST", "/v1/sessions", wrong).status for _ in range(6)] == [401] * 5 + [429]
    assert person.enters("PF").status == 429
    assert outcome(person.enters("PDF")) == "in"
    stolen = {**wrong, "device_token": person.device}
    assert [person.api("POST", "/v1/sessions", stolen).status for _ in range(6)] == [401] * 5 + [429]


@pytest.mark.parametrize("token", ["x", f"dev_{'0' * 26}.{'A' * 43}"])
def test_an_unknown_account_is_as_much_work_as_a_known_one(platform, monkeypatch, token):
    person, port, real = prover("usual"), accounts(), DeviceItem.get
    work: list[str] = []
    provider = port.sign_in

    def looked_up(*given: object, **more: object) -> DeviceItem:
        work.append("device")
        return real(*given, **more)

    def asked(*given: str) -> Tokens:
        work.append("provider")
        return provider(*given)

    monkeypatch.setattr(DeviceItem, "get", looked_up)
    monkeypatch.setattr(port, "sign_in", asked)
    done = []
    for address in (person.email, samples.email()):
        work.clear()
        with pytest.raises(Unauthenticated):
            sessions.with_password(sessions.Contact(email=address), WRONG, Offered(device=token))
        done.append(tuple(work))
    assert done[0] == done[1] == (("device", "provider") if token != "x" else ("provider",))


def test_a_success_on_the_device_forgets_its_failures(platform):
    person = prover("usual")
    for _ in range(2):
        for _ in range(FREE_FAILURES - 1):
            assert person.enters("PD", password=WRONG).status == 401
        assert outcome(person.enters("PD")) == "in"


@pytest.mark.parametrize("token", ["", "own"])
def test_an_unknown_account_answers_a_token_as_a_known_one_does(api, platform, token):
    person = prover("usual")
    shown = person.device if token else "x"
    wrong = {"password": WRONG, "device_token": shown}
    for address in (samples.email(), prover("usual").email):
        replies = [api("POST", "/v1/sessions", {"email": address, **wrong}) for _ in range(6)]
        assert [reply.status for reply in replies] == [401] * 5 + [429]
        assert {reply.pointers[""] for reply in replies[:5]} == {"wrong_credentials"}


def test_requests_for_codes_from_a_known_device_are_counted_apart(platform):
    person = prover("usual")
    plain, known = {"email": person.email}, {"email": person.email, "device_token": person.device}
    path = "/v1/sessions/codes"

    def until_refused(body: dict[str, str]) -> list[int]:
        return [person.api("POST", path, body).status for _ in range(2 * CODES_SOON.most + 1)]

    assert until_refused(plain)[-1] == 429
    asked = until_refused(known)
    assert (asked[: CODES_SOON.most], asked[-1]) == ([202] * CODES_SOON.most, 429)
    foreign = {"email": person.email, "device_token": of_another(person)}
    assert person.api("POST", path, foreign).status == 429, "another's device is no known one"


def test_codes_from_a_known_device_are_bounded_for_the_day(platform):
    person, clock = prover("usual"), FixedClock(SYSTEM_CLOCK.now().replace(hour=0, minute=1))
    contact, sent = sessions.Contact(email=person.email), 0
    while sent <= CODES_DAY.most:
        try:
            sessions.request_code(contact, person.device, clock)
        except PadanError:
            break
        sent += 1
        clock.advance(timedelta(minutes=15))
    assert sent == CODES_DAY.most


STRANGER = st.lists(
    st.sampled_from(("password", "password too", "own device", "broken device", "codes", "code", "office")), max_size=14
)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=STRANGER)
def test_whatever_strangers_fail_at_the_known_device_gets_in(required, deeds):
    person, stranger = _two()
    contact = sessions.Contact(email=person.email)
    for deed in deeds:
        with pytest.raises(PadanError):
            _fails(deed, contact, person, stranger)
    opened = sessions.with_password(contact, person.password, Offered(device=person.device))
    assert (opened.device, opened.limited) == (person.device, False)
    day = FixedClock(SYSTEM_CLOCK.now() + timedelta(days=next(DAYS)))
    asked = sessions.request_code(contact, person.device, day)
    assert asked.person_id == person.id


DAYS = itertools.count(2)
"""A day of its own for the code of each example."""

PAIR: list[Prover] = []
"""The same two for all examples: what strangers failed at before goes on to count."""


def _two() -> tuple[Prover, Prover]:
    if not PAIR:
        PAIR.extend((prover("usual"), prover("usual")))
    return PAIR[0], PAIR[1]


def _fails(deed: str, contact: sessions.Contact, person: Prover, stranger: Prover) -> None:
    match deed:
        case "password":
            sessions.with_password(contact, WRONG)
        case "password too":
            sessions.with_password(contact, person.password)
        case "own device":
            sessions.with_password(contact, person.password, Offered(device=stranger.device))
        case "broken device":
            sessions.with_password(contact, WRONG, Offered(device=another_secret(person)))
        case "codes":
            for _ in range(CODES_SOON.most + 1):
                sessions.request_code(contact)
        case "code":
            sessions.with_code(SentCode("ver_" + "0" * 26, "123456"))
        case _:
            sessions.with_password(contact, person.password, Offered(office="AAAAAA-BBBBBB-CCCCCC-DDDDDD"))


def test_one_sees_and_forgets_ones_devices(active, api):
    signed = {"email": active.email, "password": samples.PASSWORD}
    agents = ("Mozilla/5.0 (Windows NT 10.0) Firefox/120.0", "")
    tokens = [api("POST", "/v1/sessions", signed, user_agent=agent).body["device_token"] for agent in agents]
    shown = active.api("GET", MINE)
    assert shown.status == 200
    assert shown.headers["cache-control"].startswith("no-store")
    items = {each["id"]: each for each in shown.body["items"]}
    assert items.keys() > {id_of(token) for token in tokens}
    assert items[id_of(tokens[0])]["device"] == "Windows, Firefox"
    assert items[id_of(tokens[1])]["device"] == ""
    assert all(set(each) == {"id", "device", "first_seen", "last_seen"} for each in items.values())
    secrets = [token.partition(".")[2] for token in tokens]
    assert not [secret for secret in secrets if secret in shown.text]
    path = f"{MINE}/{id_of(tokens[0])}"
    assert [active.api("DELETE", path).status for _ in range(2)] == [204, 404]
    assert id_of(tokens[0]) not in active.api("GET", MINE).text
    assert devices.known(active.id, tokens[0]) is None
    assert devices.known(active.id, tokens[1]) == id_of(tokens[1])


@pytest.mark.parametrize("device_id", ["x", "office-code", "half#x", "dev_" + "0" * 26, "per_" + "0" * 26, "%20"])
def test_nothing_else_of_the_table_is_shown_or_removed(active, device_id):
    person = active
    DeviceItem(person.id, "office-code", secret_hash="0" * 64, expires=4_000_000_000).save()
    assert "office" not in active.api("GET", MINE).text
    assert active.api("DELETE", f"{MINE}/{device_id}").status in (400, 404)
    assert DeviceItem.get(person.id, "office-code").secret_hash == "0" * 64


def test_nobody_sees_or_forgets_those_of_another(active, someone):
    (theirs,) = someone.api("GET", MINE).body["items"]
    assert active.api("DELETE", f"{MINE}/{theirs['id']}").status == 404
    assert theirs["id"] not in active.api("GET", MINE).text
    assert [each["id"] for each in someone.api("GET", MINE).body["items"]] == [theirs["id"]]


@pytest.mark.parametrize("forget", [True, False])
def test_a_new_password_forgets_the_devices_when_asked_to(active, forget):
    before = active.api("GET", MINE).body["items"]
    assert before
    body = {"current_password": samples.PASSWORD, "new_password": "hujan sore di beranda", "forget_devices": forget}
    changed = active.api("PUT", "/v1/people/me/password", body)
    assert changed.status == 200
    after = active.api.as_bearer(changed.body["access_token"])("GET", MINE).body["items"]
    assert after == ([] if forget else before)


def test_a_refused_change_of_password_forgets_nothing(active):
    body = {"current_password": WRONG, "new_password": "hujan sore di beranda", "forget_devices": True}
    assert active.api("PUT", "/v1/people/me/password", body).status == 400
    assert active.api("GET", MINE).body["items"]


def test_an_export_has_them_and_an_erasure_leaves_none(active):
    (known,) = devices.of_person(active.id)
    assert [each["id"] for each in active.api("GET", "/v1/people/me/export").body["devices"]] == [known.id]
    assert active.api("DELETE", "/v1/people/me").status == 204
    assert not list(DeviceItem.query(active.id))


def test_ten_are_known_and_the_one_unused_longest_goes(platform):
    person, clock = prover("usual"), FixedClock(SYSTEM_CLOCK.now())
    devices.forget_all(person.id)
    tokens = []
    for _ in range(MOST):
        clock.advance(timedelta(minutes=1))
        tokens.append(devices.remember(person.id, "", clock))
    clock.advance(timedelta(minutes=1))
    devices.meet_again(person.id, tokens[0], "", clock)
    tokens.append(devices.remember(person.id, "", clock))
    devices.prune(person.id)
    known = [token for token in tokens if devices.known(person.id, token, clock)]
    assert known == [tokens[0], *tokens[2:]]


def test_a_device_is_known_for_half_a_year_after_its_last_use(platform):
    person, clock = prover("usual"), FixedClock(SYSTEM_CLOCK.now())
    token = devices.remember(person.id, "Android", clock)
    clock.advance(KEPT - timedelta(seconds=1))
    assert devices.known(person.id, token, clock) == id_of(token)
    devices.meet_again(person.id, token, "Android, Chrome", clock)
    clock.advance(KEPT - timedelta(seconds=1))
    assert devices.known(person.id, token, clock)
    (shown,) = [each for each in devices.of_person(person.id, clock) if each.id == id_of(token)]
    assert shown.device == "Android, Chrome"
    assert shown.last_seen - shown.first_seen >= KEPT - timedelta(seconds=2)
    clock.advance(timedelta(seconds=2))
    assert devices.known(person.id, token, clock) is None
    assert id_of(token) not in {each.id for each in devices.of_person(person.id, clock)}


def test_a_device_that_was_forgotten_while_it_was_used_stays_forgotten(platform):
    person = prover("usual")
    devices.forget(person.id, id_of(person.device))
    devices.meet_again(person.id, person.device, "Android")
    assert devices.of_person(person.id) == ()


def test_no_secret_is_stored(platform):
    person = prover("usual")
    stored = str([item.to_dynamodb_dict() for item in DeviceItem.query(person.id)])
    assert person.device.partition(".")[2] not in stored
    assert id_of(person.device) in stored


def test_a_device_stays_known_while_the_secret_of_the_hashes_takes_anothers_place(platform, monkeypatch):
    person = prover("usual")
    old = configuration.read(configuration.Vault).lookup_secret
    new = base64.b64encode(b"another secret of 32 bytes .....").decode()

    def under(value: str) -> str | None:
        monkeypatch.setenv("PADAN_LOOKUP_SECRET", value)
        configuration.forget()
        return devices.known(person.id, person.device)

    assert under(f"{new} {old}") == id_of(person.device)
    devices.meet_again(person.id, person.device, "")
    assert under(new) == id_of(person.device), "its use has brought it under the new one"
    assert under(old) is None


@given(st.text(max_size=120) | st.from_regex(r"dev_[0-9a-z]{26}\.[A-Za-z0-9_-]{43}", fullmatch=True))
def test_any_text_is_read_or_is_none(text):
    shown = shown_in(text)
    assert shown is None or shown.token == text


def test_a_token_that_is_shown_to_nobody_by_mistake():
    token = f"dev_{'0' * 26}.{'A' * 43}"
    assert "A" * 43 not in repr(shown_in(token))
    assert "A" * 43 not in repr(Offered(device=token, office="A" * 43, code=SentCode("ver_1", "A" * 43)))
    assert "A" * 43 not in repr(SentCode("ver_1", "A" * 43))
