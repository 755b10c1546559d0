"""The workers of saved searches in a row, with events as AWS hands them over: from the form to the letter box."""

import json
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from chalicelib import alerts, outbox, resources
from chalicelib.alerts import indexing, matching, sending, table
from chalicelib.clock import FixedClock
from chalicelib.people import store as people
from chalicelib.people.model import PersonState
from chalicelib.vacancies.model import State
from functions import alerting, applications, feed, notifying
from local.http.context import LambdaContext
from local.mailbox import Mailbox
from search import engine
from security.consent import CURRENT
from security.principal import Audience, Principal
from tests.alerts.world import MONDAY, changed, matched, prefers, published, saves, seeker
from tests.functions.events import stream_event
from tests.functions.people_fixtures import api, verified
from tests.own_stores import Queue
from tests.platform_fixtures import platform

__all__ = ["api", "platform"]
pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("platform", "indices")]
CONTEXT = LambdaContext("events", 60)
NOTHING_FAILED = {"batchItemFailures": []}
ALERTS, DUE = Queue(resources.ALERTS.name), Queue(resources.ALERTS_DUE.name)


@pytest.fixture
def indices():
    """The embedded indices in memory, empty."""
    engine.close()
    yield
    engine.close()


def searches_event(*changes):
    """The event for changes of saved searches, each the item before and after."""
    images = [tuple(item.serialize() if item is not None else None for item in change) for change in changes]
    event = stream_event("saved-searches", images)
    for record in event["Records"]:
        image = record["dynamodb"].get("NewImage") or record["dynamodb"]["OldImage"]
        record["dynamodb"]["Keys"]["search_id"] = image["search_id"]
    return event


def stored(owner):
    (item,) = table.searches_of(owner.id)
    return item


def indexed():
    return [each.id for each in engine.percolator().readings()]


def records(*bodies):
    return {"Records": [{"messageId": str(place), "body": body} for place, body in enumerate(bodies)]}


def run_out(queue):
    bodies = []
    while messages := queue.receive():
        for message in messages:
            bodies.append(message["Body"])
            queue.delete(message)
    return bodies


def test_the_index_follows_the_table():
    owner = seeker()
    search = saves(owner)
    engine.close()
    assert indexed() == []
    first = stored(owner)
    assert alerting.index_searches(searches_event((None, first)), CONTEXT) == NOTHING_FAILED
    assert indexed() == [f"{owner.id}-{search.id}"]
    alerts.remove(owner, search.id)
    assert alerting.index_searches(searches_event((first, None)), CONTEXT) == NOTHING_FAILED
    assert indexed() == []
    assert alerting.index_searches(searches_event((None, first)), CONTEXT) == NOTHING_FAILED, "it comes late"
    assert indexed() == []


def test_a_search_that_cannot_be_read_fails_alone():
    owner = seeker()
    search = saves(owner)
    engine.close()
    event = searches_event((None, stored(owner)), (None, stored(owner)), (None, stored(owner)))
    event["Records"][1]["dynamodb"]["NewImage"]["search"] = {"M": {"id": {"S": "sav_1"}}}
    assert alerting.index_searches(event, CONTEXT) == {"batchItemFailures": [{"itemIdentifier": "1001"}]}
    assert indexed() == [f"{owner.id}-{search.id}"]


def test_the_nightly_comparison_mends_the_index():
    owner = seeker()
    search = saves(owner)
    engine.close()
    _nightly()
    assert f"{owner.id}-{search.id}" in indexed()


def test_the_nightly_comparison_takes_away_what_nobody_saved():
    owner = seeker()
    search = saves(owner)
    alerts.remove(owner, search.id)
    assert f"{owner.id}-{search.id}" in indexed(), "the stream has not come yet"
    _nightly()
    assert f"{owner.id}-{search.id}" not in indexed()


def test_the_nightly_comparison_reads_anew_what_means_something_else_now(monkeypatch):
    owner = seeker()
    search = saves(owner)
    real = indexing.standing_admission
    other = real(indexing.knowledge(), "sopir", search.criteria)
    monkeypatch.setattr(indexing, "standing_admission", lambda *_: other)
    before = engine.percolator().generation()
    _nightly()
    assert engine.percolator().generation() != before
    assert engine.percolator().get(f"{owner.id}-{search.id}").admission == other
    assert indexing.check() == indexing.Searched(compared=engine.percolator().count())


def _nightly():
    alerting.check_searches({"id": "night", **dict.fromkeys(_EVENT, "")}, CONTEXT)


def test_who_is_gone_is_forgotten_by_whoever_would_tell_them():
    owner = seeker()
    saves(owner)
    days_ago = FixedClock(datetime.now(UTC) - timedelta(days=2))
    matched(published(clock=days_ago), clock=days_ago)
    person, version = people.get(owner.id)
    people.replace(msgspec.structs.replace(person, state=PersonState.ERASED), version)
    assert alerting.tell_people(records(json.dumps({"person_ids": [owner.id]})), CONTEXT) == NOTHING_FAILED
    assert table.searches_of(owner.id) == []
    assert table.find_alerts(owner.id) is None
    assert table.matches(owner.id, None, 10) == []


def test_a_vacancy_is_announced_when_it_comes_out_or_says_something_else():
    now = datetime.now(UTC)
    made = published(clock=FixedClock(now))
    renewed = msgspec.structs.replace(made, expires_at=made.expires_at + timedelta(days=30), applications=9)
    raised = msgspec.structs.replace(made, content=msgspec.structs.replace(made.content, pay_maximum=9_000_000))
    closed = msgspec.structs.replace(made, state=State.CLOSED)
    held = msgspec.structs.replace(made, canonical_id="vac_x")
    run_out(ALERTS)
    assert matching.announce([(made, renewed), (made, closed), (closed, None), (None, held)]) == 0
    assert run_out(ALERTS) == []
    changes = [(None, made), (made, raised), (closed, made)]
    assert matching.announce(changes) == 1
    (body,) = run_out(ALERTS)
    assert alerts.named(body) == matching.Published((made.id,))


def test_many_vacancies_go_in_few_messages():
    run_out(ALERTS)
    now = FixedClock(datetime.now(UTC))
    made = published(clock=now)
    many = [(None, msgspec.structs.replace(made, id=f"vac_{number:026d}")) for number in range(60)]
    assert matching.announce(many) == 60
    bodies = run_out(ALERTS)
    assert sorted(len(alerts.named(body).vacancy_ids) for body in bodies) == [10, 25, 25]
    assert {name for body in bodies for name in alerts.named(body).vacancy_ids} == {after.id for _, after in many}


def test_a_message_that_cannot_be_read_fails_alone():
    owner = seeker()
    saves(owner)
    made = published(clock=FixedClock(datetime.now(UTC)))
    good = json.dumps({"vacancy_ids": [made.id]})
    answer = alerting.match_searches(records("nonsense", good, good, '{"vacancy_ids": 1}'), CONTEXT)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "0"}, {"itemIdentifier": "3"}]}
    assert table.untold(owner.id, 10) == (made.id,)
    told = alerting.tell_people(records("nonsense", json.dumps({"person_ids": [owner.id]})), CONTEXT)
    assert told == {"batchItemFailures": [{"itemIdentifier": "0"}]}


def test_whoever_is_due_is_announced_and_nobody_else():
    days_ago = FixedClock(datetime.now(UTC) - timedelta(days=2))
    owner, other = seeker(), seeker()
    for each in (owner, other):
        saves(each)
    prefers(other, days_ago, stopped=True)
    matched(published(clock=days_ago), clock=days_ago)
    run_out(DUE)
    alerting.announce_alerts({"id": "x", **dict.fromkeys(_EVENT, "")}, CONTEXT)
    people = [name for body in run_out(DUE) for name in alerts.due_people(body)]
    assert people.count(owner.id) == 1
    assert other.id not in people


_EVENT = ("detail-type", "source", "time", "region", "account", "resources", "detail", "version")


def test_from_the_form_to_the_letter_box_and_the_stop(api, platform):
    consents = {kind.value: version for kind, version in CURRENT.items()}
    someone = verified(api, consents=consents)
    saved = someone.api("POST", "/v1/people/me/saved-searches", {"parameters": {"q": "juru las"}})
    assert saved.status == 201, saved.text
    settings = someone.api("GET", "/v1/people/me/alerts")
    assert settings.body["reaches"] == "email"
    someone.api(
        "PUT",
        "/v1/people/me/alerts",
        {"pace": "immediate", "quiet": {"start": 3, "end": 3}},
        if_match=settings.headers["etag"],
    )
    owner = Principal(id=someone.id, roles=frozenset({Audience.SEEKER}))
    assert alerting.index_searches(searches_event((None, stored(owner))), CONTEXT) == NOTHING_FAILED
    made = published("Juru Las Listrik", FixedClock(datetime.now(UTC)), pay_minimum=6_500_000, pay_maximum=7_500_000)
    run_out(ALERTS)
    from chalicelib.vacancies.table import item_of

    assert feed.record(stream_event("vacancies", [(None, item_of(made, 1).serialize())]), CONTEXT) == NOTHING_FAILED
    assert alerting.match_searches(records(*run_out(ALERTS)), CONTEXT) == NOTHING_FAILED
    run_out(DUE)
    alerting.announce_alerts({"id": "x", **dict.fromkeys(_EVENT, "")}, CONTEXT)
    assert alerting.tell_people(records(*run_out(DUE)), CONTEXT) == NOTHING_FAILED
    matches = someone.api("GET", "/v1/people/me/alerts/matches").body
    assert [(each["vacancy"]["id"], each["open"]) for each in matches["items"]] == [(made.id, True)]
    (event,) = [item for item in outbox.OutboxItem.scan(consistent_read=True) if _is_digest(item.event, someone.id)]
    notes = records(msgspec.json.encode(event.event).decode())
    for _ in range(2):
        assert notifying.send_messages(notes, CONTEXT) == NOTHING_FAILED
    (letter,) = [one for one in Mailbox(platform.url).letters(someone.email) if "Juru Las" in one.subject]
    assert "1 lowongan baru" in letter.subject
    assert "Rp6.500.000-Rp7.500.000" in letter.body
    assert made.id in letter.body
    link = letter.body.rpartition("http://127.0.0.1:8000")[2].split()[0]
    assert api("GET", link).body["stopped"] is False
    assert api("POST", link).body["stopped"] is True
    assert someone.api("GET", "/v1/people/me/alerts").body["settings"]["stopped"] is True
    taken = someone.api("GET", "/v1/people/me/export").body
    assert [each["parameters"] for each in taken["saved_searches"]] == [{"q": "juru las"}]
    assert taken["alerts"]["stopped"] is True
    (kept,) = taken["alert_matches"]
    assert (kept["vacancy_id"], kept["searches"], kept["settled"]) == (made.id, [saved.body["id"]], True)
    assert kept["found_at"][:19] == matches["items"][0]["found_at"][:19]


def test_a_match_shows_the_pay_and_place_that_the_search_shows(api):
    someone = verified(api)
    owner = Principal(id=someone.id, roles=frozenset({Audience.SEEKER}))
    saves(owner, "pramusaji")
    now = FixedClock(datetime.now(UTC))
    text = "Melayani tamu dan menata meja. Gaji Rp 4.300.000 per bulan. Penempatan di Kota Depok."
    made = published(
        "Pramusaji", now, description=text, pay_minimum=None, pay_maximum=None, region=None, disability_friendly=True
    )
    matched(made, clock=now)
    (card,) = [each for each in api("GET", "/v1/vacancies?q=pramusaji").body["items"] if each["id"] == made.id]
    (match,) = someone.api("GET", "/v1/people/me/alerts/matches").body["items"]
    assert card["salary"] is not None
    assert card["region"]["code"] == "32.76"
    for name in ("salary", "region", "title", "employer"):
        assert match["vacancy"][name] == card[name]
    assert match["vacancy"]["stated_in_text"] == card["stated_in_text"]


def test_a_message_to_somebody_who_stopped_meanwhile_is_not_sent(platform):
    owner = seeker()
    saves(owner)
    made = published(clock=FixedClock(datetime.now(UTC)))
    details = {"vacancies": made.id, "count": "1", "channel": "email"}
    event = outbox.OutboxEvent(
        id="evt_late", topic=sending.TOPIC, subject=owner.id, correlation_id="c", at=MONDAY, details=details
    )
    from chalicelib.notifications.planning import notices_of

    assert len(notices_of(event)) == 1
    changed(made, state=State.CLOSED)
    assert notices_of(event) == ()
    changed(made, state=State.PUBLISHED)
    prefers(owner, FixedClock(MONDAY), stopped=True)
    assert notices_of(event) == ()


def test_who_is_erased_leaves_no_search_no_setting_and_no_match():
    owner, other = seeker(), seeker()
    kept = saves(other)
    saves(owner)
    matched(published())
    person, version = people.get(owner.id)
    people.replace(msgspec.structs.replace(person, state=PersonState.ERASED), version)
    for _ in range(2):
        assert applications.forget(_erased_event(owner), CONTEXT) == NOTHING_FAILED
    assert applications.forget(_erased_event(other), CONTEXT) == NOTHING_FAILED, "of somebody who is there"
    assert stored(other).search.id == kept.id
    assert table.searches_of(owner.id) == []
    assert table.find_alerts(owner.id) is None
    assert table.matches(owner.id, None, 10) == []


def _erased_event(owner):
    event = outbox.OutboxEvent(
        id=f"evt_{owner.id}", topic="person_erased", subject=owner.id, correlation_id="c", at=MONDAY
    )
    image = outbox.OutboxItem(event.id, event=event, expires=1).serialize()
    return stream_event("outbox", [(None, image)])


def _is_digest(event, person_id):
    return (event.topic, event.subject) == (sending.TOPIC, person_id)
