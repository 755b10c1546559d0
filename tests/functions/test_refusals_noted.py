"""What is refused to the role of an office is in the audit, readings too, and nobody fills the table by asking."""

import contextlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import settings
from chalicelib.auditing.readings import REFUSED
from chalicelib.auditing.wording import ATTEMPTS, PURPOSES, attempt_of
from chalicelib.clock import FixedClock
from chalicelib.errors import (
    Conflict,
    FieldError,
    Forbidden,
    InvalidInput,
    NotFound,
    PreconditionFailed,
    TooManyRequests,
    Unauthenticated,
    invalid,
)
from chalicelib.identifiers import new_identifier
from chalicelib.people import limits
from chalicelib.texts import Text
from functions import privileged
from functions.http import ENDPOINTS
from security import audit
from security.operations import NEEDS
from security.principal import Audience, Principal

OFFICES = sorted(privileged.PRIVILEGED)
TEXT = Text("x", "x")
MOMENT = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)


def refusals(actor: str):
    return [each for each in audit.acts_of(actor) if each.purpose == REFUSED]


def asked(who, declared, body=None, **values):
    names = [part[1:-1] for part in declared.path.split("/") if part.startswith("{")]
    path = declared.path.format_map({name: values.get(name) or new_identifier("vac") for name in names})
    return who.send(
        declared.method, path, body if body is not None else ({} if declared.body else None), if_match='"1"'
    )


BARRED = [
    (declared, role)
    for declared in ENDPOINTS
    for role in OFFICES
    if Audience.PARTNER not in declared.audience and not {Audience.PUBLIC, role} & declared.audience
]
ONE_ROLE_EACH = [next(pair for pair in BARRED if pair[0] is declared) for declared in dict(BARRED)]


@pytest.mark.emulator
@pytest.mark.parametrize(("declared", "role"), ONE_ROLE_EACH, ids=lambda each: getattr(each, "name", str(each)))
def test_whatever_a_role_may_not_ask_for_is_noted_readings_and_changes_alike(caller, declared, role):
    who = caller.sign_in(role, regions=("32",) if role is Audience.OFFICER else ())
    assert asked(who, declared).status == 403
    (found,) = refusals(who.id)
    assert (found.action, found.refused, found.times) == (f"refused_{declared.name}", "forbidden", 1)
    assert found.roles == (role.value,)
    assert audit.entries_of(found.subject)[0].id == found.id


HIDDEN = [
    declared
    for declared in ENDPOINTS
    if declared.method == "GET" and "{" in declared.path and declared.audience & privileged.PRIVILEGED
]


@pytest.mark.emulator
@pytest.mark.parametrize("declared", HIDDEN, ids=lambda each: each.name)
def test_a_reading_of_what_is_not_there_for_the_caller_is_noted(caller, declared):
    role = min(declared.audience & privileged.PRIVILEGED)
    who = caller.sign_in(role, regions=("32",))
    assert asked(who, declared).status == 404, "nobody knows this identifier"
    (found,) = refusals(who.id)
    assert (found.action, found.refused) == (f"refused_{declared.name}", "not-found")


def test_there_is_something_to_walk():
    assert len(ONE_ROLE_EACH) > 60
    assert {declared.method for declared, _ in ONE_ROLE_EACH} == {"GET", "PUT", "PATCH", "POST", "DELETE"}
    assert len(HIDDEN) > 4
    assert {declared.name for declared, _ in ONE_ROLE_EACH} <= set(NEEDS)


@pytest.mark.emulator
def test_who_asks_for_their_own_is_not_noted(caller):
    seeker = caller.sign_in(Audience.SEEKER)
    assert seeker.send("GET", "/v1/audit?subject=per_x").status == 403
    assert seeker.send("GET", f"/v1/people/me/documents/{new_identifier('doc')}").status == 404
    both = caller.sign_in(Audience.SEEKER, Audience.MONITOR)
    assert both.send("GET", f"/v1/people/me/documents/{new_identifier('doc')}").status == 404
    assert refusals(seeker.id) == refusals(both.id) == []
    assert audit.entries_of(seeker.id) == ()


@pytest.mark.emulator
def test_the_person_sees_that_somebody_tried_to_read_their_profile(caller):
    seeker = caller.sign_in(Audience.SEEKER)
    officer = caller.sign_in(Audience.OFFICER, regions=("32.73",))
    for path in ("profile", "contact"):
        assert officer.send("GET", f"/v1/people/{seeker.id}/{path}").status == 404
    told = seeker.send("GET", "/v1/people/me/readings").json["items"]
    assert [(each["act"], each["what"], each["why"]) for each in told] == [
        ("refused", ATTEMPTS["officers_contact"].id, PURPOSES["refused"].id),
        ("refused", ATTEMPTS["officers_profile"].id, PURPOSES["refused"].id),
    ]
    assert {each["reader"]["name"] for each in told} == {"petugas Disnaker Kota Bandung"}
    assert officer.id not in str(told)


@pytest.mark.emulator
def test_a_change_that_was_asked_for_and_refused_is_told_to_the_person_once(caller):
    seeker = caller.sign_in(Audience.SEEKER)
    officer = caller.sign_in(Audience.OFFICER, regions=("32.73",))
    assert officer.send("POST", f"/v1/people/{seeker.id}/verifications", {"channel": "email"}).status == 404
    assert {each.action for each in audit.entries_of(seeker.id)} == {"ask_officers_verify", "refused_officers_verify"}
    (told,) = seeker.send("GET", "/v1/people/me/readings").json["items"]
    assert (told["act"], told["what"]) == ("refused", ATTEMPTS["officers_verify"].id)


@pytest.mark.emulator
def test_what_an_office_gives_no_reason_for_is_noted_and_what_is_written_wrongly_is_not(caller):
    admin = caller.sign_in(Audience.ADMIN)
    partner = new_identifier("par")
    assert admin.send("POST", f"/v1/partners/{partner}/suspension", {"reason": ""}).status == 400
    (found,) = refusals(admin.id)
    assert (found.action, found.subject, found.refused) == (
        "refused_partner_administration_suspend",
        partner,
        "no_reason",
    )
    assert admin.send("POST", "/v1/partners", {"name": 7}).status == 400
    assert admin.send("GET", "/v1/audit").status == 400
    assert len(refusals(admin.id)) == 1


@pytest.mark.emulator
def test_an_office_without_its_second_factor_is_noted(caller):
    admin = caller.sign_in(Audience.ADMIN)
    with pytest.MonkeyPatch.context() as deployed:
        deployed.setenv("PADAN_SECOND_FACTOR", "required")
        settings.forget()
        refused = admin.send("GET", "/v1/audit?subject=per_x")
    settings.forget()
    assert (refused.status, refused.pointers()) == (403, {"Authorization": "second_factor_required"})
    (found,) = refusals(admin.id)
    assert (found.action, found.refused, found.roles) == ("refused_audit_entries", "second_factor_required", ("admin",))


@pytest.mark.emulator
def test_nobody_is_noted_without_a_proof(caller, monkeypatch):
    noted = []
    monkeypatch.setattr(audit, "record", lambda **fields: noted.append(fields))
    assert caller.send("GET", "/v1/audit?subject=per_x").status == 401
    assert caller.send("GET", f"/v1/people/{new_identifier('per')}/profile").status == 401
    assert noted == []


@pytest.mark.emulator
@pytest.mark.parametrize("broken", ["record", "counted"])
def test_a_refusal_that_cannot_be_noted_stays_a_refusal_and_is_in_the_log(caller, monkeypatch, caplog, broken):
    officer = caller.sign_in(Audience.OFFICER, regions=("32",))

    def down(*_, **__):
        raise ConnectionError("the table does not answer")

    logged = []
    monkeypatch.setattr(audit if broken == "record" else limits, broken, down)
    monkeypatch.setattr(privileged.logger, "exception", lambda text, extra: logged.append((text, extra)))
    assert officer.send("GET", f"/v1/people/{new_identifier('per')}/profile").status == 404
    assert logged == [
        ("a refusal is not in the audit", {"operation": "officers_profile", "actor": officer.id}),
    ]


@pytest.mark.emulator
def test_who_asks_again_and_again_leaves_a_few_entries_that_count_the_others(store):
    prober = Principal(id=new_identifier("per"), roles=frozenset({Audience.OFFICER}), regions=("32",))
    clock = FixedClock(MOMENT)
    for _ in range(120):
        privileged._note_refusal("officers_profile", prober, new_identifier("per"), "not-found", clock)
    assert sorted(each.times for each in refusals(prober.id)) == [*range(1, 11), 100]
    clock.advance(timedelta(minutes=1))
    privileged._note_refusal("officers_profile", prober, new_identifier("per"), "not-found", clock)
    assert len(refusals(prober.id)) == 12, "the next minute begins anew"
    other = Principal(id=new_identifier("per"), roles=frozenset({Audience.OFFICER}))
    privileged._note_refusal("officers_profile", other, new_identifier("per"), "not-found", clock)
    assert [each.times for each in refusals(other.id)] == [1], "and everybody is counted by themselves"


@given(st.integers(1, 10**9))
def test_entries_of_a_minute_grow_with_the_logarithm_of_its_refusals(number):
    noted = [each for each in (*range(1, 12), *(10**power for power in range(1, 10))) if each <= number]
    assert sum(privileged.is_noted(each) for each in set(noted)) <= privileged.EACH + len(str(number)) - 1
    assert privileged.is_noted(number) == (number <= privileged.EACH or number in {10**power for power in range(10)})


NO_REASON = invalid("/reason", "required", TEXT)
FACTOR = Forbidden(TEXT, [FieldError(pointer="Authorization", code="second_factor_required", detail=TEXT)])


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (Forbidden(), "forbidden"),
        (NotFound(), "not-found"),
        (FACTOR, "second_factor_required"),
        (NO_REASON, "no_reason"),
        (InvalidInput(), ""),
        (invalid("/name", "required", TEXT), ""),
        (Conflict(), None),
        (PreconditionFailed(), None),
        (TooManyRequests(3), None),
        (Unauthenticated(), None),
        (ValueError(), None),
        (None, None),
    ],
    ids=lambda each: type(each).__name__ if isinstance(each, Exception) else str(each),
)
@given(
    roles=st.frozensets(st.sampled_from(list(Audience))),
    audience=st.frozensets(st.sampled_from(list(Audience)), min_size=1),
)
def test_refusals_of_offices_are_noted_and_nothing_else(error, why, roles, audience):
    noted = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(privileged, "_note_refusal", lambda *given: noted.append(given[2:]))
        principal = Principal(id="per_1", roles=roles)
        refused = contextlib.nullcontext() if error is None else pytest.raises(type(error))
        watched = privileged.watched(audience, "officers_profile", principal, {"person_id": "per_2"})
        with refused as raised, watched:
            if error is not None:
                raise error
        assert error is None or raised.value is error
    office = roles & privileged.PRIVILEGED
    concerned = bool(office & audience) or (bool(office) and isinstance(error, Forbidden))
    assert noted == ([("per_2", why)] if why and concerned else [])


def test_words_of_attempts_are_of_operations_and_found_for_both_kinds_of_entries():
    names = {each.name for each in ENDPOINTS}
    assert set(ATTEMPTS) <= names
    for name, words in ATTEMPTS.items():
        assert attempt_of(f"ask_{name}") is attempt_of(f"refused_{name}") is words
    assert REFUSED == privileged.REFUSED
