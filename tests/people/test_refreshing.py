"""Refreshing: a new handle each time, the one before for a minute, and an old one ends the session."""

import threading
from datetime import timedelta

import msgspec
import pytest

from chalicelib import tables
from chalicelib.errors import TooManyRequests, Unauthenticated, Unavailable
from chalicelib.outbox import OutboxItem
from chalicelib.people import open_session_store as kept
from chalicelib.people import open_sessions, rotating
from chalicelib.people.open_session_model import GRACE
from chalicelib.people.refresh_handles import handle_text, read_handle
from security import audit
from security.principal import Audience
from security.session_lives import OFFICE_IDLE, OFFICE_LIFE, ORDINARY_IDLE, ORDINARY_LIFE
from tests.people.session_fixtures import START, WORDS, clock, opened, person_id, provider, refreshed

__all__ = ["clock", "person_id", "provider"]
pytestmark = pytest.mark.emulator
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


def stored_of(handle: str):
    said = read_handle(handle)
    assert said is not None
    found = kept.find(said.person_id, said.session_id)
    return None if found is None else found.opened


def told(person_id: str) -> list[str]:
    """What the person is told, and what the audit has of it."""
    events = [item.event.topic for item in OutboxItem.scan() if item.event.subject == person_id]
    entries = [entry.action for entry in audit.entries_of(person_id) if entry.action == "end_replayed_session"]
    return events + entries


ONCE = ["session_replayed", "end_replayed_session"]


def assert_over(provider, handle: str) -> None:
    with pytest.raises(Unauthenticated) as refused:
        refreshed(provider, handle)
    assert [error.code for error in refused.value.errors] == ["session_over"]


def test_each_refresh_hands_out_another_handle_and_new_tokens(provider, person_id, clock):
    handle, seen, accesses = opened(provider, person_id), set(), set()
    for hour in range(1, 6):
        clock.advance(timedelta(hours=1))
        tokens = rotating.refresh(handle, clock)
        seen.add(handle)
        accesses.add(tokens.access)
        handle = tokens.refresh
        found = stored_of(handle)
        assert (found.generation, found.last_used_at) == (hour, clock.now())
        assert found.ends_at == clock.now() + ORDINARY_IDLE
        assert (found.began_at, found.device) == (START.replace(microsecond=0), WORDS)
    assert len(seen | {handle}) == 6
    assert len(accesses) == 5
    assert told(person_id) == []


@pytest.mark.parametrize("later", [timedelta(0), SECOND, GRACE])
def test_a_lost_answer_is_told_again_within_a_minute(provider, person_id, clock, later):
    handle = opened(provider, person_id)
    lost = refreshed(provider, handle)
    clock.advance(later)
    assert refreshed(provider, handle) == lost
    assert stored_of(lost).generation == 1
    assert refreshed(provider, lost) != lost
    assert told(person_id) == []


def test_after_the_minute_the_one_before_ends_the_session_at_once(provider, person_id, clock):
    tokens = open_sessions.keep(person_id, provider.open(person_id), WORDS, clock)
    present = rotating.refresh(tokens.refresh, clock)
    clock.advance(GRACE + SECOND)
    asked = provider.asked
    assert_over(provider, tokens.refresh)
    assert provider.asked == asked, "who replays learns nothing of the provider"
    assert not provider.goes_on(tokens)
    assert not provider.goes_on(present)
    assert_over(provider, present.refresh)
    assert stored_of(present.refresh) is None
    assert provider.alive == {}
    assert told(person_id) == ONCE


@pytest.mark.parametrize("rotations", [2, 3, 7])
def test_an_older_one_ends_it_however_soon(provider, person_id, clock, rotations):
    first = handle = opened(provider, person_id)
    for _ in range(rotations):
        handle = refreshed(provider, handle)
    assert_over(provider, first)
    assert_over(provider, handle)
    assert told(person_id) == ONCE


def test_a_replay_ends_that_session_alone_and_is_told_once(provider, person_id, clock):
    other = opened(provider, person_id)
    old = opened(provider, person_id)
    refreshed(provider, refreshed(provider, old))
    for _ in range(3):
        assert_over(provider, old)
    assert told(person_id) == ONCE
    assert refreshed(provider, other)


def test_a_thief_and_the_owner_cannot_both_go_on(provider, person_id, clock):
    """Whoever is second with a handle that both have finds it replaced; from then on nobody has the session."""
    stolen = opened(provider, person_id)
    for first, second in (("thief", "owner"), ("owner", "thief")):
        hands = {first: stolen, second: stolen}
        hands[first] = refreshed(provider, stolen)
        clock.advance(timedelta(hours=1))
        assert_over(provider, hands[second])
        assert_over(provider, hands[first])
        stolen = opened(provider, person_id)
    assert sorted(told(person_id)) == sorted(ONCE * 2)


def test_who_takes_the_handle_within_the_minute_is_noticed_at_the_next_round(provider, person_id, clock):
    stolen = opened(provider, person_id)
    owner, thief = refreshed(provider, stolen), refreshed(provider, stolen)
    clock.advance(timedelta(hours=1))
    owner = refreshed(provider, owner)
    clock.advance(timedelta(minutes=30))
    assert_over(provider, thief)
    assert_over(provider, owner)
    assert told(person_id) == ONCE


FORGERIES = {
    "another proof": lambda said: (said.person_id, said.session_id, said.generation),
    "a number ahead": lambda said: (said.person_id, said.session_id, said.generation + 1),
    "a number behind": lambda said: (said.person_id, said.session_id, said.generation - 1),
    "no such session": lambda said: (said.person_id, "ses_" + "0" * 26, said.generation),
    "nobody": lambda said: ("per_" + "0" * 26, said.session_id, said.generation),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_handle_is_refused_and_harms_nobody(provider, person_id, clock, forgery):
    """Else whoever knows the names of a session could end it."""
    handle = refreshed(provider, refreshed(provider, opened(provider, person_id)))
    forged = handle_text(*FORGERIES[forgery](read_handle(handle)), bytes(32))
    assert_over(provider, forged)
    assert told(person_id) == []
    assert refreshed(provider, handle)


@pytest.mark.parametrize("text", ["", "x", "token-1", "a" * 96, "eyJhbGciOi.J9.x", "a" * 8192])
def test_what_is_no_handle_is_refused(provider, person_id, clock, text):
    assert_over(provider, text)
    assert provider.asked == 0


def test_the_providers_own_token_is_no_handle(provider, person_id, clock):
    given = provider.open(person_id)
    open_sessions.keep(person_id, given, WORDS, clock)
    assert_over(provider, given.refresh)


def test_a_handle_of_another_session_of_the_same_person_refreshes_its_own_alone(provider, person_id, clock):
    one, other = opened(provider, person_id), opened(provider, person_id)
    following = refreshed(provider, one)
    assert stored_of(following).id == stored_of(one).id != stored_of(other).id
    assert stored_of(other).generation == 0


# Failing in between.


@pytest.mark.parametrize("failure", [Unavailable(), TooManyRequests(30)])
def test_a_provider_that_does_not_answer_costs_nobody_the_session(provider, person_id, clock, failure):
    handle = opened(provider, person_id)
    provider.fails = failure
    for _ in range(3):
        with pytest.raises(type(failure)):
            refreshed(provider, handle)
    provider.fails = None
    clock.advance(timedelta(days=1))
    assert refreshed(provider, handle)
    assert told(person_id) == []


class Crash(BaseException):
    """The process dies."""


@pytest.mark.parametrize("renews_tokens", [False, True], ids=["the provider's token stays", "it changes"])
def test_a_crash_before_the_write_costs_nobody_the_session(provider, person_id, clock, monkeypatch, renews_tokens):
    """Nothing was handed out: the handle is the present one still."""
    handle = opened(provider, person_id)

    def dies(before, after):
        raise Crash

    with monkeypatch.context() as patch:
        patch.setattr(kept, "replace", dies)
        with pytest.raises(Crash):
            refreshed(provider, handle)
    provider.renews_tokens = renews_tokens
    clock.advance(timedelta(hours=1))
    assert refreshed(provider, handle)


def test_a_crash_after_the_write_costs_nobody_the_session_who_asks_again_soon(provider, person_id, clock, monkeypatch):
    handle = opened(provider, person_id)
    original = kept.replace

    def dies(before, after):
        assert original(before, after)
        raise Crash

    with monkeypatch.context() as patch:
        patch.setattr(kept, "replace", dies)
        with pytest.raises(Crash):
            refreshed(provider, handle)
    clock.advance(SECOND)
    following = refreshed(provider, handle)
    assert stored_of(following).generation == 1
    assert refreshed(provider, following)


def test_a_write_of_which_nobody_knows_is_found_when_it_is_asked_again(provider, person_id, clock, monkeypatch):
    handle = opened(provider, person_id)
    original = tables.saved

    def lost(item):
        assert original(item)
        raise Unavailable

    with monkeypatch.context() as patch:
        patch.setattr(tables, "saved", lost)
        with pytest.raises(Unavailable):
            refreshed(provider, handle)
    assert stored_of(refreshed(provider, handle)).generation == 1


def test_a_token_that_the_provider_renews_is_kept_with_the_handle(provider, person_id, clock):
    provider.renews_tokens = True
    handle = opened(provider, person_id)
    for _ in range(3):
        clock.advance(timedelta(hours=1))
        handle = refreshed(provider, handle)
        assert [kept.secrets_of(stored_of(handle).sealed).token] == list(provider.alive)


def test_what_the_provider_ended_is_over_and_forgotten(provider, person_id, clock):
    handle = opened(provider, person_id)
    provider.alive.clear()
    with pytest.raises(Unauthenticated):
        refreshed(provider, handle)
    assert stored_of(handle) is None
    assert told(person_id) == []


def test_a_table_that_was_restored_from_a_copy_goes_on_from_the_handles(provider, person_id, clock):
    """Handles that are ahead of what is stored are ours all the same: nobody else can make them."""
    first = opened(provider, person_id)
    copy = stored_of(first)
    handle = refreshed(provider, refreshed(provider, refreshed(provider, first)))
    now = kept.find(copy.person_id, copy.id)
    assert kept.replace(now, copy)
    following = refreshed(provider, handle)
    assert stored_of(following).generation == read_handle(handle).generation + 1 == 4
    assert_over(provider, first)


# At once.


def race(provider, handle: str, count: int = 8) -> list[str | Exception]:
    found: list[str | Exception] = []
    start = threading.Barrier(count)

    def go() -> None:
        start.wait()
        try:
            found.append(refreshed(provider, handle))
        except Exception as error:
            found.append(error)

    threads = [threading.Thread(target=go) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_eight_who_refresh_the_same_handle_all_get_the_same_next_one(provider, person_id, clock):
    handle = opened(provider, person_id)
    for generation in range(1, 4):
        found = race(provider, handle)
        assert len(set(map(str, found))) == 1, found
        handle = found[0]
        assert stored_of(handle).generation == generation
        clock.advance(timedelta(hours=1))
    assert told(person_id) == []


def test_eight_who_replay_the_same_handle_are_told_of_once(provider, person_id, clock):
    old = opened(provider, person_id)
    present = refreshed(provider, refreshed(provider, old))
    found = race(provider, old)
    assert {type(each) for each in found} == {Unauthenticated}
    assert told(person_id) == ONCE
    assert_over(provider, present)


def test_a_replay_ends_a_session_that_its_owner_uses_in_the_same_moment(provider, person_id, clock, monkeypatch):
    old = opened(provider, person_id)
    present = refreshed(provider, refreshed(provider, old))
    original = kept.take_away

    def raced(transaction, before):
        monkeypatch.setattr(kept, "take_away", original)
        used = msgspec.structs.replace(before.opened, generation=before.opened.generation + 1)
        assert kept.replace(before, used)
        original(transaction, before)

    monkeypatch.setattr(kept, "take_away", raced)
    assert_over(provider, old)
    assert_over(provider, present)
    assert stored_of(present) is None
    assert told(person_id) == ONCE


# Lives.


@pytest.mark.parametrize(
    ("roles", "idle"),
    [
        ({Audience.SEEKER}, ORDINARY_IDLE),
        ({Audience.OFFICER}, OFFICE_IDLE),
        ({Audience.ADMIN, Audience.SEEKER}, OFFICE_IDLE),
    ],
)
def test_a_session_that_nobody_uses_is_over_to_the_moment(provider, person_id, clock, roles, idle):
    provider.roles = frozenset(roles)
    handle, unused = opened(provider, person_id), opened(provider, person_id)
    clock.advance(idle - SECOND)
    handle = refreshed(provider, handle)
    clock.advance(SECOND)
    assert_over(provider, unused)
    clock.advance(idle - SECOND)
    assert_over(provider, handle)
    assert told(person_id) == []


@pytest.mark.parametrize(
    ("roles", "life", "each"),
    [({Audience.SEEKER}, ORDINARY_LIFE, timedelta(days=3)), ({Audience.MONITOR}, OFFICE_LIFE, timedelta(hours=1))],
)
def test_however_often_it_is_used_it_ends_with_its_life(provider, person_id, clock, roles, life, each):
    provider.roles = frozenset(roles)
    began, handle = clock.now().replace(microsecond=0), opened(provider, person_id)
    while clock.now() + each < began + life:
        clock.advance(each)
        handle = refreshed(provider, handle)
        assert stored_of(handle).ends_at <= began + life
    clock.advance(began + life - clock.now())
    assert_over(provider, handle)


def test_whoever_becomes_of_an_office_is_judged_as_one_at_once(provider, person_id, clock):
    handle, other = opened(provider, person_id), opened(provider, person_id)
    provider.roles = frozenset({Audience.SEEKER, Audience.OFFICER})
    clock.advance(timedelta(hours=1))
    handle = refreshed(provider, handle)
    assert stored_of(handle).ends_at == clock.now() + OFFICE_IDLE
    clock.advance(timedelta(hours=1))
    tokens_before = dict(provider.alive)
    assert_over(provider, other)
    assert len(provider.alive) == len(tokens_before) - 1, "the provider forgot it too"
    assert refreshed(provider, handle)
