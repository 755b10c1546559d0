"""Requests under their clock: asked once, answered once, read by nobody else, and never forgotten."""

from datetime import timedelta

import pytest

from chalicelib import rights
from chalicelib.clock import SYSTEM_CLOCK, FixedClock
from chalicelib.errors import Conflict, Forbidden, InvalidInput, NotFound, PreconditionFailed, TooManyRequests
from chalicelib.idempotency import IdempotencyKey
from chalicelib.identifiers import new_identifier
from chalicelib.outbox import OutboxItem
from chalicelib.rights import Answer, Ground, NewRequest, Outcome, RightsKind, listing
from chalicelib.rights.asking import MOST_A_DAY
from chalicelib.rights.model import SOON, TERM
from chalicelib.rights.table import RightsItem
from security import audit
from security.principal import Audience
from tests.rights.people import seeker, staff

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("platform")]
WORDS = "Nomor sertifikat saya\nkeliru di sistem lain."
DONE = Answer(outcome=Outcome.DONE, text="Sudah kami perbaiki.")
ADMIN = staff(Audience.ADMIN)


def asked(person, kind="rectify", clock=SYSTEM_CLOCK, key=None):
    return rights.ask(person, NewRequest(kind=kind, text=WORDS), key, clock)


def raw(request_id):
    return RightsItem.get(request_id, consistent_read=True)


def topics(person):
    return [item.event.topic for item in OutboxItem.scan() if item.event.subject == person.id]


def ids(page):
    return [each.request.id for each in page.items]


def own(person):
    """What somebody asked for, the latest first, as one page."""
    return rights.mine(person, 100).items


def everything(reader, limit=2):
    """Every open request that ``reader`` is shown, page by page."""
    found, cursor = [], None
    while True:
        page = rights.waiting(reader, limit, cursor)
        assert len(page.items) <= limit
        found += ids(page)
        cursor = page.next
        if cursor is None:
            return found


def test_a_request_is_kept_sealed_and_due_in_three_days():
    person = seeker("32.73")
    one = asked(person)
    assert one.request.due_at - one.request.received_at == TERM == timedelta(hours=72)
    assert (one.text, one.answer, one.request.region) == (WORDS, None, "32.73")
    stored = raw(one.request.id)
    assert "sertifikat" not in repr(stored.serialize())
    assert stored.expires is None
    assert "rights_request_received" in topics(person)
    assert "request_rectify" in [entry.action for entry in audit.entries_of(person.id)]


def test_a_person_sees_their_own_with_the_words_and_nobody_elses():
    person, other = seeker(), seeker()
    one = asked(person)
    assert [(each.request.id, each.text) for each in own(person)] == [(one.request.id, WORDS)]
    assert own(other) == ()


@pytest.mark.parametrize("limit", [1, 2, 5, 6])
def test_ones_own_are_paged_the_latest_first_each_once(limit):
    person, now = seeker(), SYSTEM_CLOCK.now()
    made = [asked(person, clock=FixedClock(now - timedelta(hours=age))).request.id for age in (5, 4, 3, 2, 1)]
    found, cursor = [], None
    while True:
        page = rights.mine(person, limit, cursor)
        found += [each.request.id for each in page.items]
        cursor = page.next
        if cursor is None:
            break
        assert len(page.items) == limit
    assert found == made[::-1]
    assert [each.request.id for each in rights.all_mine(person)] == found


def test_a_cursor_is_good_for_whom_and_for_what_it_was_given():
    person, other = seeker(), seeker()
    for _ in range(2):
        asked(person)
    cursor = rights.mine(person, 1).next
    waiting = rights.waiting(ADMIN, 1).next
    for reader, foreign in ((other, cursor), (person, waiting), (person, "unknown")):
        with pytest.raises(InvalidInput):
            rights.mine(reader, 1, foreign)


def test_the_same_key_is_the_same_request():
    person = seeker()
    key = IdempotencyKey(operation="ask", owner=person.id, key="k", digest="d")
    first, again = asked(person, key=key), asked(person, key=key)
    assert first.request.id == again.request.id
    assert len(own(person)) == 1


def test_a_day_has_its_limit_and_the_next_one_is_free():
    person, clock = seeker(), FixedClock(SYSTEM_CLOCK.now())
    for _ in range(MOST_A_DAY.most):
        asked(person, clock=clock)
    with pytest.raises(TooManyRequests):
        asked(person, clock=clock)
    clock.advance(timedelta(days=1))
    assert asked(person, clock=clock).request.is_open


@pytest.mark.parametrize(
    ("reader", "sees"),
    [
        (staff(Audience.ADMIN), True),
        (staff(Audience.OFFICER, "32"), True),
        (staff(Audience.OFFICER, "32.73"), True),
        (staff(Audience.OFFICER, "3"), False),
        (staff(Audience.OFFICER, "31"), False),
        (staff(Audience.OFFICER), False),
        (staff(Audience.MONITOR), False),
        (staff(Audience.ANALYST), False),
        (staff(Audience.EMPLOYER), False),
    ],
    ids=lambda each: "".join(sorted(each.roles)) + "-".join(each.regions) if hasattr(each, "roles") else "",
)
def test_who_answers_is_who_sees_it(reader, sees):
    one = asked(seeker("32.73")).request.id
    assert (one in everything(reader, 100)) is sees
    if sees:
        assert rights.read(reader, one).text == WORDS
    else:
        with pytest.raises(NotFound):
            rights.read(reader, one)
        with pytest.raises((NotFound, Forbidden)):
            rights.answer(reader, one, DONE, 1)
        assert raw(one).request.is_open


def test_of_somebody_without_a_region_administrators_alone_know():
    one = asked(seeker()).request.id
    assert one in everything(ADMIN, 100)
    assert one not in everything(staff(Audience.OFFICER, "32"), 100)


def test_the_list_has_the_most_urgent_first_each_once_and_not_a_word():
    person, now = seeker("11.01"), SYSTEM_CLOCK.now()
    clocks = [FixedClock(now - timedelta(hours=hours)) for hours in (1, 70, 30, 100, 5)]
    made = [asked(person, clock=clock).request for clock in clocks]
    reader = staff(Audience.OFFICER, "11.01")
    urgent = [each.id for each in sorted(made, key=lambda each: each.due_at)]
    assert everything(reader) == urgent
    page = rights.waiting(reader, 2)
    with pytest.raises(InvalidInput):
        rights.waiting(staff(Audience.OFFICER, "11.01"), 2, page.next)


@pytest.mark.parametrize("most", [1, 2, 3, 100])
def test_a_call_looks_at_a_bounded_number_and_pages_still_hold_each_once(monkeypatch, most):
    monkeypatch.setattr(listing, "_MOST_LOOKED_AT", most)
    made = {region: {asked(seeker(region)).request.id for _ in range(2)} for region in ("12.01", "51.01")}
    for region, others in (("12.01", "51.01"), ("51.01", "12.01")):
        found = everything(staff(Audience.OFFICER, region))
        assert len(found) == len(set(found))
        assert made[region] <= set(found)
        assert not made[others] & set(found)
    assert everything(staff(Audience.OFFICER, "94.01")) == []


def test_who_reads_it_is_in_the_audit():
    person, reader = seeker("32.73"), staff(Audience.OFFICER, "32")
    rights.read(reader, asked(person).request.id)
    (entry,) = [each for each in audit.entries_of(person.id) if each.actor == reader.id]
    assert (entry.action, entry.purpose) == ("read_words", "answer_rights")


def test_an_answer_closes_it_and_the_person_reads_it():
    person, reader = seeker("32.73"), staff(Audience.OFFICER, "32")
    one = asked(person).request
    given = rights.answer(reader, one.id, DONE, 1)
    assert (given.request.outcome, given.request.by) == (Outcome.DONE, reader.id)
    (mine,) = own(person)
    assert (mine.answer, mine.text, mine.request.is_open) == (DONE.text, WORDS, False)
    assert one.id not in everything(reader, 100)
    assert raw(one.id).expires
    assert "perbaiki" not in repr(raw(one.id).serialize())
    assert topics(person).count("rights_request_answered") == 1
    assert "answer_rectify" in [entry.action for entry in audit.entries_of(person.id)]


def test_it_is_answered_once():
    one = asked(seeker()).request.id
    rights.answer(ADMIN, one, DONE, 1)
    for expected, error in ((1, PreconditionFailed), (2, Conflict)):
        with pytest.raises(error):
            rights.answer(ADMIN, one, Answer(outcome=Outcome.DONE, text="Lain lagi."), expected)
    assert rights.read(ADMIN, one).answer == DONE.text


@pytest.mark.parametrize(
    ("outcome", "ground", "right"),
    [
        (Outcome.REFUSED, Ground.OTHERS_DATA, True),
        (Outcome.REFUSED, None, False),
        (Outcome.DONE, Ground.HARM, False),
        (Outcome.DONE, None, True),
    ],
)
def test_a_refusal_names_its_ground_and_nothing_else_does(outcome, ground, right):
    one = asked(seeker()).request.id
    given = Answer(outcome=outcome, text="Jawaban kami.", ground=ground)
    if right:
        assert rights.answer(ADMIN, one, given, 1).request.ground is ground
        return
    with pytest.raises(InvalidInput) as caught:
        rights.answer(ADMIN, one, given, 1)
    assert [error.pointer for error in caught.value.errors] == ["/ground"]
    assert raw(one).request.is_open


def test_nobody_answers_themselves():
    person = seeker("32.73")
    one = asked(person).request.id
    both = staff(Audience.ADMIN)
    as_admin = type(both)(id=person.id, roles=both.roles | person.roles)
    with pytest.raises(Forbidden):
        rights.answer(as_admin, one, DONE, 1)
    assert raw(one).request.is_open


@pytest.mark.parametrize("identifier", ["rgt_x", "", "per_1", new_identifier("rgt")])
def test_what_does_not_exist_is_not_found(identifier):
    with pytest.raises(NotFound):
        rights.read(ADMIN, identifier)
    with pytest.raises(NotFound):
        rights.answer(ADMIN, identifier, DONE, 1)


def test_erasure_takes_the_words_and_closes_what_is_open():
    person = seeker("32.73")
    open_one, closed = asked(person).request.id, asked(person).request.id
    rights.answer(ADMIN, closed, DONE, 1)
    rights.erase(person)
    rights.forget_person(person.id)
    for request_id in (open_one, closed):
        item = raw(request_id)
        assert (item.text, item.answer, item.request.is_open, item.request.region) == (None, None, False, "")
    assert raw(open_one).request.by == "erasure"
    assert raw(closed).request.by == ADMIN.id
    kinds = [item.request.kind for item in RightsItem.by_person.query(person.id)]
    assert RightsKind.ERASE in kinds
    with pytest.raises(NotFound):
        asked(person)
    with pytest.raises(NotFound):
        own(person)


def test_the_living_keep_their_words():
    person = seeker()
    asked(person)
    rights.forget_person(person.id)
    assert own(person)[0].text == WORDS


def test_the_clock_counts_what_waits_what_is_near_and_what_is_late():
    before = rights.watch()
    now = SYSTEM_CLOCK.now()
    person = seeker()
    ages = {"fresh": timedelta(hours=1), "soon": TERM - SOON + timedelta(minutes=5), "late": TERM + timedelta(hours=2)}
    for age in ages.values():
        asked(person, clock=FixedClock(now - age))
    after = rights.watch(FixedClock(now))
    assert (after.open - before.open, after.soon - before.soon, after.overdue - before.overdue) == (3, 1, 1)
    assert after.oldest >= ages["late"].total_seconds()


@pytest.mark.parametrize(
    ("left", "soon", "overdue"),
    [
        (SOON + timedelta(seconds=1), 0, 0),
        (SOON, 1, 0),
        (timedelta(seconds=1), 1, 0),
        (timedelta(0), 0, 1),
        (-timedelta(days=30), 0, 1),
    ],
)
def test_each_bound_of_the_clock(monkeypatch, left, soon, overdue):
    now = SYSTEM_CLOCK.now()
    request = rights.RightsRequest(
        id="rgt_1", person_id="per_1", kind=RightsKind.OTHER, received_at=now, due_at=now + left
    )
    item = RightsItem(request.id, request=request, person_id=request.person_id)
    monkeypatch.setattr("chalicelib.rights.table.waiting", lambda: iter([item]))
    found = rights.watch(FixedClock(now))
    assert (found.open, found.soon, found.overdue) == (1, soon, overdue)
