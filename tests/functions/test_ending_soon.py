"""What an employer sees of how its vacancies came and when they end, and the list of those that are about to end."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from chalicelib import vacancies
from chalicelib.clock import SYSTEM_CLOCK, FixedClock
from chalicelib.identifiers import new_identifier
from chalicelib.texts import Language
from chalicelib.vacancies import reading, reminding, storing
from chalicelib.vacancies.model import Channel, Source, State
from chalicelib.vacancies.renewal import next_reminder, renewal_step
from chalicelib.vacancies.table import item_of
from chalicelib.vacancies.viewing import channel_seen, inside_view, public_view
from security.principal import Audience
from tests.functions.posting_samples import drafted, employer_of, published
from tests.vacancies.samples import NOW, vacancy

DAY = timedelta(days=1)
emulator = pytest.mark.emulator


@pytest.fixture
def owner(caller):
    return caller.sign_in(Audience.SEEKER)


def stored(employer, end, state=State.PUBLISHED):
    made = vacancy(state, id=new_identifier("vac"), employer_id=employer, posted_at=NOW, expires_at=end)
    item_of(made).save()
    return made.id


@pytest.mark.parametrize("channel", Channel)
def test_a_view_tells_how_a_vacancy_came(channel):
    one = vacancy(State.PUBLISHED, channel=channel)
    assert public_view(one, Language.ENGLISH).channel is channel
    assert inside_view(one, Language.ENGLISH).channel is channel


@pytest.mark.parametrize(("partner", "channel"), [("padan", Channel.EMPLOYER), ("par_one", Channel.PARTNER)])
def test_one_from_before_channels_were_noted_is_its_employers_or_partners(partner, channel):
    assert channel_seen(vacancy(State.PUBLISHED, channel=None, source=Source(partner=partner))) is channel


@emulator
def test_a_form_and_an_officer_are_told_apart(caller, owner):
    employer = employer_of(owner, verified=True)
    officer = caller.sign_in(Audience.OFFICER, regions=("32",))
    places = {sender: drafted(sender, employer) for sender in (owner, officer)}
    seen = {sender: owner.send("GET", place).json for sender, place in places.items()}
    assert [seen[owner]["channel"], seen[officer]["channel"]] == ["employer", "officer"]
    assert seen[officer]["inside"]["channel"] == "officer"


@emulator
def test_the_owner_sees_when_renewal_is_due_and_nobody_else_does(caller, owner, monkeypatch):
    monkeypatch.setattr(reminding, "is_open", lambda _: True)
    place = published(owner)
    identifier = place.rpartition("/")[2]
    inside = owner.send("GET", place).json["inside"]
    assert "renewal_due" not in inside
    assert "reminded_at" not in inside
    assert inside["next_reminder_at"] < inside["expires_at"]
    end = SYSTEM_CLOCK.now() + 10 * DAY
    storing.change(identifier, lambda one: msgspec.structs.replace(one, expires_at=end))
    vacancies.remind_employers()
    asked = owner.send("GET", place).json["inside"]
    assert asked["renewal_due"] is True
    assert inside["updated_at"] < asked["reminded_at"] < asked["next_reminder_at"]
    assert "inside" not in caller.send("GET", place).json
    assert "renewal_due" not in caller.send("GET", place).text
    renewed = owner.send("POST", f"{place}/renew").json
    assert "renewal_due" not in renewed
    assert renewed["next_reminder_at"] > asked["next_reminder_at"]


@pytest.mark.parametrize("state", [state for state in State if state is not State.PUBLISHED])
def test_what_is_not_published_is_not_asked_about(state):
    one = vacancy(state, expires_at=NOW + 90 * DAY)
    assert next_reminder(one) is None
    assert not inside_view(one, Language.ENGLISH).renewal_due


def test_the_next_reminder_is_the_next_step_and_none_after_the_last():
    one = vacancy(State.PUBLISHED, expires_at=NOW + 90 * DAY)
    assert next_reminder(one) == renewal_step(one).at
    assert next_reminder(vacancy(State.PUBLISHED, source=Source(partner="par_one"), expires_at=NOW + DAY)) is None


@emulator
def test_the_list_shows_those_that_end_soon(owner):
    employer, now = employer_of(owner, verified=True), SYSTEM_CLOCK.now()
    soon, later = stored(employer, now + 5 * DAY), stored(employer, now + 40 * DAY)
    gone = stored(employer, now + 5 * DAY, State.CLOSED)
    past = stored(employer, now - DAY)
    path = f"/v1/employers/{employer}/vacancies"

    def listed(query):
        return {entry["id"] for entry in owner.send("GET", f"{path}?{query}").json["items"]}

    assert listed("ends_within=14") == {soon, past}
    assert listed("ends_within=0") == {past}
    assert listed("ends_within=41") == {soon, past, later}
    assert listed("limit=50") == {soon, past, later, gone}


@emulator
@pytest.mark.parametrize("wrong", ["-1", "366", "soon", ""])
def test_days_that_are_none_are_named(owner, wrong):
    employer = employer_of(owner)
    reply = owner.send("GET", f"/v1/employers/{employer}/vacancies?ends_within={wrong}")
    assert reply.status == 400
    assert set(reply.pointers()) == {"ends_within"}


@emulator
def test_a_stranger_lists_nothing(caller, owner):
    stranger = caller.sign_in(Audience.SEEKER)
    assert stranger.send("GET", f"/v1/employers/{employer_of(owner)}/vacancies?ends_within=14").status == 404


@emulator
@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("limit", [1, 2, 3, 7, 100])
def test_pages_hold_each_that_ends_soon_once(monkeypatch, limit):
    monkeypatch.setattr(reading, "MOST_PAGES", 2)
    monkeypatch.setattr(reading, "_LOOKED_AT", 4)
    employer, end = new_identifier("emp"), datetime(2026, 8, 1, tzinfo=UTC)
    ends = [end + (9 * DAY if number % 3 else -DAY) for number in range(25)]
    clock = FixedClock(NOW)
    made = []
    for each in ends:
        clock.advance(timedelta(seconds=1))
        one = vacancy(State.PUBLISHED, id=new_identifier("vac", clock), employer_id=employer, expires_at=each)
        item_of(one).save()
        made.append(one.id)
    wanted = [one for one, each in zip(made, ends, strict=True) if each <= end][::-1]
    seen, cursor, pages = [], None, 0
    while cursor is not None or not pages:
        page = vacancies.ending_of_employer(employer, end, limit, cursor)
        assert len(page.items) <= limit
        seen += [one.id for one in page.items]
        cursor, pages = page.next, pages + 1
        assert pages <= 30
    assert seen == wanted
