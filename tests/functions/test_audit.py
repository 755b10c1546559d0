"""Reading the audit, and the workers that seal, export and watch it, as functions within their policies."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import app
from chalicelib import aws
from chalicelib.auditing import listing, readings
from chalicelib.auditing.readers import reader_of
from chalicelib.auditing.readings import ASKED
from chalicelib.auditing.wording import CHANGES, EMPLOYER_READER, KINDS, OTHER_PURPOSE, PURPOSES
from chalicelib.clock import SYSTEM_CLOCK, FixedClock
from chalicelib.identifiers import new_identifier
from chalicelib.observability import correlated
from functions import audit as handlers
from functions import privileged
from functions.audit import export_audit, seal_audit, watch_audit
from functions.http import ENDPOINTS
from local.http.context import LambdaContext
from security import audit
from security.acting import acting, acts
from security.audit_chain_table import AuditMarkItem
from security.audit_model import KEPT, AuditEntry
from security.audit_table import AuditItem
from security.auditing.chain import chain_of
from security.auditing.sealing import head_of
from security.principal import ANONYMOUS, Audience, Principal
from security.purposes import Purpose
from security.sealed import Kind
from tests.functions.events import stream_event
from tests.measures import Measures
from tests.platform_fixtures import platform
from tests.store_fixtures import Caller, SignedIn

__all__ = ["app", "platform"]
pytestmark = pytest.mark.emulator
CONTEXT = LambdaContext("seal_audit", 60)
MOMENT = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)


@pytest.fixture
def admin(caller: Caller) -> SignedIn:
    return caller.sign_in(Audience.ADMIN)


@pytest.fixture
def seeker(caller: Caller) -> SignedIn:
    return caller.sign_in(Audience.SEEKER)


def noted(subject: str, count: int = 1, **more: str) -> list[AuditEntry]:
    """Entries a minute apart, the oldest first."""
    clock = FixedClock(MOMENT)
    fields = {"actor": new_identifier("per"), "action": "read_phone", "purpose": "assist"} | more
    found = []
    for _ in range(count):
        found.append(audit.record(subject=subject, clock=clock, **fields))
        clock.advance(timedelta(minutes=1))
    return found


def listed(reply) -> list[str]:
    assert reply.status == 200, reply.text
    return [item["id"] for item in reply.json["items"]]


def test_an_administrator_reads_about_a_subject_and_that_is_in_the_audit(admin):
    subject = new_identifier("per")
    entries = noted(subject, 3)
    first, *rest = listed(admin.send("GET", f"/v1/audit?subject={subject}"))
    assert rest == [each.id for each in reversed(entries)]
    (reading, *_) = audit.entries_of(subject)
    assert (reading.actor, reading.action, reading.purpose) == (admin.id, "read_audit", "supervision")
    assert reading.roles == ("admin",)
    assert reading.id == first  # it is seen by who reads


def test_pages_go_on_without_loss_while_entries_are_added(admin):
    subject = new_identifier("per")
    entries = noted(subject, 7)
    found, path = [], f"/v1/audit?subject={subject}&action=read_phone&limit=2"
    cursor = ""
    while True:
        reply = admin.send("GET", path + cursor)
        found += listed(reply)
        audit.record(actor="system", action="read_phone", subject=subject, purpose="notify")
        if reply.json["next"] is None:
            break
        cursor = f"&cursor={reply.json['next']}"
    assert found == [each.id for each in reversed(entries)]


def test_an_actor_an_action_and_a_time_choose(admin):
    actor, one, other = (new_identifier("per") for _ in range(3))
    first = noted(one, 3, actor=actor)
    second = noted(other, 2, actor=actor, action="read_email")
    noted(one, 2)
    everything = [each.id for each in sorted([*first, *second], key=lambda each: each.id, reverse=True)]
    assert listed(admin.send("GET", f"/v1/audit?actor={actor}")) == everything
    assert listed(admin.send("GET", f"/v1/audit?actor={actor}&action=read_email")) == [
        each.id for each in reversed(second)
    ]
    assert listed(admin.send("GET", f"/v1/audit?actor={actor}&subject={one}")) == [each.id for each in reversed(first)]
    span = "from=2026-03-02T08:31:00Z&to=2026-03-02T08:32:00Z"
    assert listed(admin.send("GET", f"/v1/audit?actor={actor}&action=read_phone&{span}")) == [first[1].id]
    assert listed(admin.send("GET", f"/v1/audit?subject={one}&actor={actor}&{span}")) == [first[1].id]


@pytest.mark.parametrize(
    ("query", "pointer", "code"),
    [
        ("", "subject", "missing"),
        ("?action=erase", "subject", "missing"),
        ("?actor=system", "actor", "too_broad"),
        ("?subject=per_x&from=2026-03-02T08:00:00Z&to=2026-03-02T08:00:00Z", "to", "before_from"),
        ("?subject=per_x&cursor=abc", "cursor", "unknown_cursor"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_named(admin, query, pointer, code):
    reply = admin.send("GET", f"/v1/audit{query}")
    assert reply.status == 400
    assert [(each["pointer"], each["code"]) for each in reply.json["errors"]] == [(pointer, code)]


def test_times_without_a_zone_and_unknown_parameters_are_refused(admin):
    assert admin.send("GET", "/v1/audit?subject=per_x&from=2026-03-02T08:00:00").status == 400
    assert admin.send("GET", "/v1/audit?subject=per_x&who=me").status == 400


def test_a_cursor_is_of_one_list_and_one_caller(caller, admin):
    subject, other = new_identifier("per"), new_identifier("per")
    noted(subject, 3)
    cursor = admin.send("GET", f"/v1/audit?subject={subject}&limit=1").json["next"]
    another = caller.sign_in(Audience.ADMIN)
    for who, path in (
        (admin, f"/v1/audit?subject={other}"),
        (admin, f"/v1/audit?subject={subject}&action=erase"),
        (another, f"/v1/audit?subject={subject}"),
    ):
        assert who.send("GET", f"{path}&cursor={cursor}").status == 400


@pytest.mark.parametrize(
    "role", [Audience.SEEKER, Audience.EMPLOYER, Audience.OFFICER, Audience.MONITOR, Audience.ANALYST]
)
def test_nobody_else_reads_the_audit(caller, role):
    assert caller.sign_in(role, regions=("32",)).send("GET", "/v1/audit?subject=per_x").status == 403


def test_a_page_that_looked_long_enough_goes_on(admin, monkeypatch):
    monkeypatch.setattr(listing, "_MOST_LOOKED_AT", 3)
    subject = new_identifier("per")
    wanted = noted(subject, 1, action="erase")
    noted(subject, 5)
    found, cursor = [], ""
    for _ in range(5):
        reply = admin.send("GET", f"/v1/audit?subject={subject}&action=erase&to=2026-03-02T09:00:00Z{cursor}")
        found += listed(reply)
        if reply.json["next"] is None:
            break
        cursor = f"&cursor={reply.json['next']}"
    assert found == [each.id for each in wanted]


def by(*roles: Audience, regions: tuple[str, ...] = ()) -> Principal:
    return Principal(id=new_identifier("per"), roles=frozenset(roles), regions=regions)


def test_a_person_sees_who_read_their_data_without_anybodys_name(seeker):
    officer = by(Audience.OFFICER, regions=("32.73",))
    with acting(officer):
        noted(seeker.id, actor=officer.id, action="read_phone", purpose="assist")
    noted(seeker.id, actor="system", action="read_email", purpose="notify")
    noted(seeker.id, actor=seeker.id, action="read_nik", purpose="show_owner")
    noted(seeker.id, actor="system", action="placed", purpose="linkage")
    reply = seeker.send("GET", "/v1/people/me/readings")
    assert reply.headers["cache-control"] == "private, no-store"
    told = {(each["kind"], each["reader"]["role"], each["reader"]["name"]) for each in reply.json["items"]}
    assert told == {
        ("phone", "officer", "petugas Disnaker Kota Bandung"),
        ("email", "system", "Sistem Padan (otomatis)"),
        ("placed", "system", "Sistem Padan (otomatis)"),
    }
    assert {each["kind"]: each["act"] for each in reply.json["items"]} == {
        "phone": "reading",
        "email": "reading",
        "placed": "change",
    }
    assert officer.id not in reply.text
    english = seeker.send("GET", "/v1/people/me/readings", accept_language="en").json["items"]
    assert {each["why"] for each in english} == {PURPOSES["assist"].en, PURPOSES["notify"].en, OTHER_PURPOSE.en}


def test_a_person_sees_their_own_readings_alone_in_pages(caller, seeker):
    other = caller.sign_in(Audience.SEEKER)
    noted(seeker.id, 5)
    noted(other.id, 2)
    first = seeker.send("GET", "/v1/people/me/readings?limit=3").json
    rest = seeker.send("GET", f"/v1/people/me/readings?limit=10&cursor={first['next']}").json
    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (3, 2, None)
    times = [each["at"] for each in (*first["items"], *rest["items"])]
    assert times == sorted(times, reverse=True)
    assert other.send("GET", f"/v1/people/me/readings?cursor={first['next']}").status == 400


def entry_of(actor: str, purpose: str, *roles: str, regions: tuple[str, ...] = ()) -> AuditEntry:
    return AuditEntry(
        id="aud_1",
        actor=actor,
        action="read_phone",
        subject="per_1",
        purpose=purpose,
        at=MOMENT,
        correlation_id="",
        roles=roles,
        regions=regions,
    )


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
def test_a_request_is_told_by_its_outcome_wherever_a_page_begins(seeker, monkeypatch, limit):
    """Whoever looks through many granted requests does not ask the audit for each of them."""
    clock = FixedClock(SYSTEM_CLOCK.now() - timedelta(days=1))
    for number in range(6):
        with correlated(f"request-{number}"):
            noted = {"actor": "per_officer", "subject": seeker.id, "clock": clock}
            audit.record(action="ask_officers_contact", purpose=readings.ASKED, **noted)
            clock.advance(timedelta(milliseconds=20))
            if number % 2:
                audit.record(action="read_name", purpose="assist", **noted)
        clock.advance(timedelta(seconds=5))
    queries = []
    looking = readings._was_answered
    monkeypatch.setattr(readings, "_was_answered", lambda asked: queries.append(asked.id) or looking(asked))
    found, pages, cursor = [], 0, ""
    while cursor is not None:
        page = seeker.send("GET", f"/v1/people/me/readings?limit={limit}{cursor}").json
        found += [each["act"] for each in page["items"]]
        pages, cursor = pages + 1, page["next"] and f"&cursor={page['next']}"
    assert found == ["reading", "refused"] * 3
    assert len(queries) <= 6 * (pages - 1)
    assert limit < 100 or queries == []


@pytest.mark.parametrize(
    ("found", "role"),
    [
        (entry_of("system", "notify"), "system"),
        (entry_of("per_unknown", "contact_applicant"), "employer"),
        (entry_of("per_unknown", "contact_applicant", "officer", regions=("32",)), "officer"),
        (entry_of("per_unknown", "assist", "officer", "seeker"), "officer"),
        (entry_of("per_unknown", "supervision", "admin", "monitor"), "admin"),
        (entry_of("per_unknown", "supervision", "monitor"), "monitor"),
        (entry_of("arn:aws:iam::000000000000:role/operator", "operation"), "other"),
    ],
    ids=lambda each: each if isinstance(each, str) else each.purpose,
)
def test_each_kind_of_reader_has_words(platform, found, role):
    told = reader_of(found)
    assert told.role == role
    assert told.name.id
    assert told.name.en
    assert found.actor not in told.name.id + told.name.en or role == "system"


def test_every_purpose_and_kind_of_data_has_words():
    assert {each.value for each in Purpose} <= set(PURPOSES)
    assert {each.value for each in Kind} <= set(KINDS)


def test_what_is_asked_for_has_the_purpose_that_readings_know():
    assert ASKED == privileged.PURPOSE
    assert ASKED in PURPOSES


def test_words_of_changes_begin_in_both_languages():
    assert all(each.id and each.en and each.id != each.en for each in CHANGES.values())


def test_an_older_reading_names_no_employer_that_may_have_had_no_part(platform):
    """The recruiter may be of several employers: which one it was is not known."""
    told = reader_of(entry_of("per_unknown", "contact_applicant", "employer"))
    assert (told.role, told.name) == ("employer", EMPLOYER_READER)
    gone = msgspec.structs.replace(entry_of("per_unknown", "application"), behalf="emp_unknown")
    assert reader_of(gone).name.id == "perusahaan tempat Anda melamar"


@pytest.mark.parametrize("asked", ["subject=nobody", "subject=per_x", "actor=nobody", "subject=%20"])
def test_a_search_for_nobody_is_noted_about_who_searched(admin, asked):
    assert listed(admin.send("GET", f"/v1/audit?{asked}")) == []
    assert listed(admin.send("GET", f"/v1/audit?{asked}")) == []
    for nobody in ("nobody", "per_x", " "):
        assert audit.entries_of(nobody) == ()
    assert [each.action for each in audit.entries_of(admin.id)] == ["read_audit", "read_audit"]


def test_a_search_by_an_actor_is_noted_about_them(admin):
    actor = new_identifier("per")
    noted(new_identifier("per"), actor=actor)
    assert len(listed(admin.send("GET", f"/v1/audit?actor={actor}"))) == 1
    assert [(each.actor, each.action) for each in audit.entries_of(actor)] == [(admin.id, "read_audit")]


@given(st.sampled_from(ENDPOINTS), st.frozensets(st.sampled_from(list(Audience))))
def test_only_what_privileged_callers_change_is_noted(declared, roles):
    noted: list[str] = []
    principal = Principal(id="per_1", roles=roles)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(audit, "record", lambda **fields: noted.append(fields["action"]))
        privileged.note(declared.method, declared.audience, declared.name, principal, {"id": "x"})
    others = declared.method != "GET" and Audience.SEEKER not in declared.audience
    expected = others and bool(roles & declared.audience & privileged.PRIVILEGED)
    assert noted == ([f"ask_{declared.name}"] if expected else [])


CHANGING = [
    each
    for each in ENDPOINTS
    if each.method != "GET" and each.audience & privileged.PRIVILEGED and Audience.SEEKER not in each.audience
]


@pytest.mark.parametrize("declared", CHANGING, ids=lambda each: each.name)
def test_whatever_a_privileged_caller_asks_to_change_is_in_the_audit(caller, declared):
    role = min(declared.audience & privileged.PRIVILEGED)
    who = caller.sign_in(role, regions=("32",))
    path = declared.path
    names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
    values = {name: new_identifier("vac") for name in names}
    reply = who.send(declared.method, path.format_map(values), {} if declared.body else None, if_match='"1"')
    assert reply.status < 500, reply.text
    found = [each for each in audit.acts_of(who.id) if each.action == f"ask_{declared.name}"]
    refused_before = reply.status in (400, 413, 415)
    assert found or refused_before, "what was asked for was not noted"
    assert all(each.roles == (role.value,) for each in found)
    assert all(each.subject == (values[names[0]] if names else declared.name) for each in found)


def test_what_cannot_be_noted_is_not_done(caller, monkeypatch):
    officer = caller.sign_in(Audience.OFFICER, regions=("32",))

    def refused(**_):
        raise ConnectionError("the table does not answer")

    monkeypatch.setattr(audit, "record", refused)
    done = []
    from chalicelib import reviewing

    monkeypatch.setattr(reviewing, "take_next", lambda *_: done.append(True))
    assert officer.send("POST", "/v1/reviews/next").status >= 500
    assert not done


def test_roles_are_those_of_whoever_acts_and_of_nobody_else():
    officer = by(Audience.OFFICER, regions=("32",))
    assert acts(officer.id) is ANONYMOUS
    with acting(officer):
        assert acts(officer.id) is officer
        assert acts("per_other") is ANONYMOUS
        assert acts("") is ANONYMOUS
    assert acts(officer.id) is ANONYMOUS


def images(entries):
    found = [AuditItem.get(each.subject, each.id).to_dynamodb_dict() for each in entries]
    return [(None, image) for image in found]


def test_the_stream_brings_entries_into_chains_once(platform):
    subject = new_identifier("per")
    entries = noted(subject, 3)
    event = stream_event("audit", images(entries))
    before = head_of(chain_of(subject)).seq
    for _ in range(2):
        assert seal_audit(event, CONTEXT) == {"batchItemFailures": []}
    assert head_of(chain_of(subject)).seq >= before + 3
    assert {AuditMarkItem.get(each.id).chain for each in entries} == {chain_of(subject)}


def test_a_torn_record_is_named_and_those_before_it_are_sealed(platform):
    entries = noted(new_identifier("per"), 2)
    changes = images(entries)
    changes[1][1]["entry"] = {"M": {}}
    event = stream_event("audit", changes)
    assert seal_audit(event, CONTEXT) == {"batchItemFailures": [{"itemIdentifier": "1001"}]}
    assert AuditMarkItem.get(entries[0].id).seq
    with pytest.raises(AuditMarkItem.DoesNotExist):
        AuditMarkItem.get(entries[1].id)


def test_a_batch_that_cannot_be_sealed_comes_again_whole(platform, monkeypatch):
    from security.auditing import sealing

    event = stream_event("audit", images(noted(new_identifier("per"), 2)))

    def down(*_):
        raise ConnectionError("the table does not answer")

    monkeypatch.setattr(sealing.tables, "committed", down)
    assert seal_audit(event, CONTEXT) == {"batchItemFailures": [{"itemIdentifier": "1000"}]}


def test_an_entry_that_somebody_touched_is_told(platform, monkeypatch):
    measured = []
    monkeypatch.setattr(handlers, "measure", lambda name, value, *_: measured.append((name, value)))
    ((_, image),) = images(noted(new_identifier("per")))
    assert seal_audit(stream_event("audit", [(image, image), (image, None)]), CONTEXT) == {"batchItemFailures": []}
    assert measured == [("AuditChanged", 1), ("AuditChanged", 1)]


@pytest.mark.parametrize(
    ("age", "told"), [(KEPT + timedelta(minutes=1), 0), (KEPT - timedelta(minutes=1), 1), (timedelta(0), 1)]
)
def test_an_entry_that_goes_with_its_term_is_no_matter_and_one_that_goes_before_it_is(platform, monkeypatch, age, told):
    taken = Measures()
    monkeypatch.setattr(handlers, "measure", taken)
    clock = FixedClock(SYSTEM_CLOCK.now() - age)
    image = {"pk": {"S": "per_1"}, "id": {"S": new_identifier("aud", clock)}}
    assert seal_audit(stream_event("audit", [(image, None)]), CONTEXT) == {"batchItemFailures": []}
    assert len(taken.of("AuditChanged")) == told
    assert seal_audit(stream_event("audit", [(image, image)]), CONTEXT) == {"batchItemFailures": []}
    assert len(taken.of("AuditChanged")) == told + 1, "a change is told however old the entry is"


def test_schedules_export_and_watch_within_their_policies(platform):
    seal_audit(stream_event("audit", images(noted(new_identifier("per"), 2))), CONTEXT)
    event = {"source": "aws.events", "time": "2026-03-02T08:30:00Z", "id": "1", "detail": {}, "resources": []}
    event |= {"version": "0", "detail-type": "", "account": "", "region": ""}
    export_audit(event, LambdaContext("export_audit", 600))
    bucket = "padan-audit"
    names = [each["Key"] for each in aws.client("s3").list_objects_v2(Bucket=bucket)["Contents"]]
    assert any(name.startswith("manifests/") for name in names)
    watch_audit(event, LambdaContext("watch_audit", 61))
