"""Sessions that are kept: what stands in them, how they end, and how many there are."""

import threading
from datetime import timedelta

import msgspec
import pytest

from chalicelib.aws import client
from chalicelib.errors import Conflict, InvalidInput, NotFound, Unauthenticated, Unavailable
from chalicelib.identifiers import new_identifier
from chalicelib.people import open_session_store as kept
from chalicelib.people import open_sessions, rotating, session_list
from chalicelib.people.model import PersonState
from chalicelib.people.open_session_model import END_KEPT, MOST
from chalicelib.people.refresh_handles import read_handle
from chalicelib.tables import physical_name
from security import session_ends, vault
from security.principal import Audience
from security.session_ends import SessionStart
from security.session_lives import OFFICE_IDLE, ORDINARY_IDLE
from tests.people.samples import stored
from tests.people.session_fixtures import START, WORDS, clock, opened, person_id, provider, refreshed

__all__ = ["clock", "person_id", "provider"]
pytestmark = pytest.mark.emulator


def id_of(handle: str) -> str:
    found = read_handle(handle)
    assert found is not None
    return found.session_id


def ids(person_id, clock):
    return [each.id for each in open_sessions.living(person_id, clock)]


def test_a_session_is_kept_with_what_its_person_is_shown(provider, person_id, clock):
    (session,) = [kept.find(person_id, id_of(opened(provider, person_id))).opened]
    assert (session.person_id, session.device, session.generation) == (person_id, WORDS, 0)
    assert session.began_at == START.replace(microsecond=0)
    assert session.last_used_at == START
    assert session.ends_at == START + ORDINARY_IDLE
    assert open_sessions.living(person_id, clock) == (session,)


def test_the_client_gets_a_handle_and_the_other_tokens_as_they_were(provider, person_id, clock):
    given = provider.open(person_id)
    found = open_sessions.keep(person_id, given, WORDS, clock)
    assert msgspec.structs.replace(found, refresh=given.refresh) == given
    assert read_handle(found.refresh).person_id == person_id


def test_the_table_tells_neither_the_handle_nor_the_providers_token(provider, person_id, clock):
    given = provider.open(person_id)
    handle = open_sessions.keep(person_id, given, WORDS, clock).refresh
    (item,) = client("dynamodb").query(
        TableName=physical_name("sessions"),
        KeyConditionExpression="pk = :person",
        ExpressionAttributeValues={":person": {"S": person_id}},
    )["Items"]
    secrets = kept.secrets_of(kept.find(person_id, id_of(handle)).opened.sealed)
    assert secrets.token == given.refresh
    for secret in (given.refresh, given.access, handle, handle[-40:], secrets.seed.hex()):
        assert secret not in repr(item)
    assert given.refresh not in repr(secrets)


def test_without_the_persons_key_nothing_opens_any_more(provider, person_id, clock):
    handle = opened(provider, person_id)
    vault.shred(person_id)
    with pytest.raises(Unauthenticated):
        refreshed(provider, handle)


def test_a_session_of_an_office_is_left_alone_for_hours_only(provider, person_id, clock):
    provider.roles = frozenset({Audience.OFFICER, Audience.SEEKER})
    opened(provider, person_id)
    assert [each.ends_at for each in open_sessions.living(person_id, clock)] == [START + OFFICE_IDLE]
    clock.advance(OFFICE_IDLE)
    assert ids(person_id, clock) == []


def test_the_time_to_live_is_never_before_the_sessions_end(provider, person_id, clock):
    opened(provider, person_id)
    (item,) = client("dynamodb").query(
        TableName=physical_name("sessions"),
        KeyConditionExpression="pk = :person",
        ExpressionAttributeValues={":person": {"S": person_id}},
    )["Items"]
    assert 0 <= int(item["expires"]["N"]) - (START + ORDINARY_IDLE).timestamp() < 1


def test_somebody_who_was_erased_meanwhile_gets_no_session(provider, clock):
    for gone in (stored(state=PersonState.ERASED), new_identifier("per")):
        with pytest.raises(Unauthenticated):
            open_sessions.keep(gone, provider.open(gone), WORDS, clock)
        assert kept.of_person(gone) == ()


def test_a_session_whose_tokens_name_none_can_be_refreshed_and_ended(provider, person_id, clock, monkeypatch):
    nameless = SessionStart(person_id, "", int(START.timestamp()))
    given = provider.open(person_id)
    provider.handed_out[given.access] = provider.alive[given.refresh] = nameless
    handle = open_sessions.keep(person_id, given, WORDS, clock).refresh
    following = refreshed(provider, handle)
    assert id_of(following) == id_of(handle)
    open_sessions.end(person_id, id_of(handle), clock)
    assert given.refresh not in provider.alive
    with pytest.raises(Unauthenticated):
        refreshed(provider, following)


# How many.


def test_of_more_than_the_most_the_one_unused_longest_ends(provider, person_id, clock):
    handles = []
    for _ in range(MOST):
        handles.append(opened(provider, person_id))
        clock.advance(timedelta(minutes=1))
    handles[0] = refreshed(provider, handles[0])
    clock.advance(timedelta(minutes=1))
    last = opened(provider, person_id)
    assert set(ids(person_id, clock)) == {id_of(each) for each in (*handles, last)} - {id_of(handles[1])}
    with pytest.raises(Unauthenticated):
        refreshed(provider, handles[1])
    for handle in (handles[0], last):
        assert refreshed(provider, handle)


def test_sessions_that_are_over_take_no_place(provider, person_id, clock):
    early = [opened(provider, person_id) for _ in range(MOST)]
    open_sessions.end(person_id, id_of(early[0]), clock)
    opened(provider, person_id)
    assert len(ids(person_id, clock)) == MOST
    clock.advance(ORDINARY_IDLE)
    late = {id_of(opened(provider, person_id)) for _ in range(3)}
    assert set(ids(person_id, clock)) == late


def test_many_who_sign_in_at_once_leave_no_more_than_the_most(provider, person_id, clock):
    for _ in range(MOST - 2):
        opened(provider, person_id)
    clock.advance(timedelta(minutes=1))
    fresh: list[str] = []
    threads = [threading.Thread(target=lambda: fresh.append(opened(provider, person_id))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(fresh) == 8
    assert len(ids(person_id, clock)) == MOST
    assert {id_of(each) for each in fresh} <= set(ids(person_id, clock))


# Ending.


def assert_over(provider, tokens):
    assert not provider.goes_on(tokens)
    with pytest.raises(Unauthenticated):
        refreshed(provider, tokens.refresh)


def keep(provider, person_id):
    return open_sessions.keep(person_id, provider.open(person_id), WORDS, provider.clock)


def test_one_is_ended_at_once_again_and_again_and_the_others_go_on(provider, person_id, clock):
    one, other = keep(provider, person_id), keep(provider, person_id)
    for _ in range(3):
        open_sessions.end(person_id, id_of(one.refresh), clock)
        assert ids(person_id, clock) == [id_of(other.refresh)]
    assert_over(provider, one)
    assert provider.goes_on(other)
    assert refreshed(provider, other.refresh)
    assert len(provider.alive) == 1, "the provider forgot it too"


def test_what_was_ended_is_remembered_for_a_day_without_a_secret(provider, person_id, clock):
    handle = opened(provider, person_id)
    open_sessions.end(person_id, id_of(handle), clock)
    found = kept.find(person_id, id_of(handle)).opened
    assert (found.sealed, found.ended_at) == (None, START)
    assert kept._expires(found) - START.timestamp() == pytest.approx(END_KEPT.total_seconds(), abs=1)


@pytest.mark.parametrize(
    "made", [lambda: "ses_" + "0" * 26, lambda: "nobody", lambda: "ses_' OR 1=1", lambda: "x" * 200]
)
def test_what_is_no_session_of_theirs_is_not_found(provider, person_id, clock, made):
    with pytest.raises(NotFound):
        open_sessions.end(person_id, made(), clock)


def test_a_strangers_session_is_not_found_and_goes_on(provider, person_id, clock):
    theirs = keep(provider, person_id)
    with pytest.raises(NotFound):
        open_sessions.end(stored(), id_of(theirs.refresh), clock)
    open_sessions.end_by(stored(), theirs.refresh, clock)
    assert provider.goes_on(theirs)
    assert refreshed(provider, theirs.refresh)


def test_ending_while_the_session_is_refreshed_ends_it(provider, person_id, clock):
    tokens = keep(provider, person_id)
    provider.meanwhile = lambda: open_sessions.end(person_id, id_of(tokens.refresh), clock)
    with pytest.raises(Unauthenticated):
        refreshed(provider, tokens.refresh)
    provider.meanwhile = None
    assert_over(provider, tokens)
    assert ids(person_id, clock) == []


def test_a_refresh_while_it_is_ended_does_not_save_it(provider, person_id, clock, monkeypatch):
    tokens = keep(provider, person_id)
    original = kept.replace

    def raced(before, after):
        monkeypatch.setattr(kept, "replace", original)
        refreshed_elsewhere = msgspec.structs.replace(before.opened, generation=1, replaced_at=clock.now())
        assert original(before, refreshed_elsewhere)
        return original(before, after)

    monkeypatch.setattr(kept, "replace", raced)
    open_sessions.end(person_id, id_of(tokens.refresh), clock)
    assert ids(person_id, clock) == []
    assert_over(provider, tokens)


def test_somebody_else_always_being_faster_is_told_as_unavailable(provider, person_id, clock, monkeypatch):
    handle = opened(provider, person_id)
    monkeypatch.setattr(kept, "replace", lambda before, after: False)
    with pytest.raises(Unavailable):
        open_sessions.end(person_id, id_of(handle), clock)


def test_a_provider_that_is_down_keeps_no_single_session_from_ending(provider, person_id, clock):
    one, other, third = (keep(provider, person_id) for _ in range(3))
    provider.fails = Unavailable()
    open_sessions.end(person_id, id_of(one.refresh), clock)
    open_sessions.end_by(person_id, other.refresh, clock)
    open_sessions.end_current(person_id, provider.handed_out[third.access].session, clock)
    provider.fails = None
    for tokens in (one, other, third):
        assert_over(provider, tokens)
    assert ids(person_id, clock) == []


def test_a_handle_ends_the_session_also_when_it_is_not_the_present_one(provider, person_id, clock):
    tokens = keep(provider, person_id)
    following = refreshed(provider, tokens.refresh)
    open_sessions.end_by(person_id, tokens.refresh, clock)
    with pytest.raises(Unauthenticated):
        refreshed(provider, following)
    open_sessions.end_by(person_id, tokens.refresh, clock)
    open_sessions.end_by(person_id, "ended long ago", clock)


def test_the_current_one_ends_by_the_name_that_its_tokens_have(provider, person_id, clock):
    tokens, other = keep(provider, person_id), keep(provider, person_id)
    name = provider.handed_out[tokens.access].session
    for _ in range(2):
        open_sessions.end_current(person_id, name, clock)
    assert_over(provider, tokens)
    assert ids(person_id, clock) == [id_of(other.refresh)]
    open_sessions.end_current(person_id, "", clock)
    assert ids(person_id, clock) == [id_of(other.refresh)]


def test_all_end_and_nothing_of_them_is_kept(provider, person_id, clock):
    gone = [keep(provider, person_id) for _ in range(3)]
    stranger = keep(provider, stored())
    for _ in range(2):
        open_sessions.end_all(person_id)
    assert kept.of_person(person_id) == ()
    for tokens in gone:
        assert_over(provider, tokens)
    assert refreshed(provider, stranger.refresh)


def test_all_but_one_end_and_that_one_can_still_be_refreshed(provider, person_id, clock):
    mine, *others = (keep(provider, person_id) for _ in range(3))
    open_sessions.end_others(person_id, provider.handed_out[mine.access].session, clock)
    for tokens in others:
        assert_over(provider, tokens)
    assert provider.goes_on(mine)
    following = refreshed(provider, mine.refresh)
    clock.advance(timedelta(hours=1))
    assert refreshed(provider, following)
    assert ids(person_id, clock) == [id_of(mine.refresh)]


def test_without_a_name_none_is_spared(provider, person_id, clock):
    tokens = keep(provider, person_id)
    open_sessions.end_others(person_id, "", clock)
    assert_over(provider, tokens)


def test_what_others_ended_is_not_listed_any_more(provider, person_id, clock):
    """Such as by an operator, who knows nothing of the list."""
    one, other = keep(provider, person_id), keep(provider, person_id)
    session_ends.end_session(provider.handed_out[one.access].session, clock)
    assert ids(person_id, clock) == [id_of(other.refresh)]
    session_ends.end_all(person_id, clock)
    assert ids(person_id, clock) == []


def test_what_is_kept_for_something_that_fails_is_taken_back(provider, person_id, clock):
    with pytest.raises(Conflict), open_sessions.keeping(person_id, provider.open(person_id), WORDS, clock) as tokens:
        raise Conflict
    assert_over(provider, tokens)
    assert ids(person_id, clock) == []
    with open_sessions.keeping(person_id, provider.open(person_id), WORDS, clock) as tokens:
        pass
    assert refreshed(provider, tokens.refresh)


def test_after_the_loss_of_a_region_a_session_of_the_other_pool_is_left_for_its_return(
    provider, person_id, clock, monkeypatch
):
    handle = opened(provider, person_id)
    with monkeypatch.context() as there:
        for module in (open_sessions, rotating):
            there.setattr(module, "own_pool", lambda: "elsewhere")
        with pytest.raises(Unauthenticated):
            refreshed(provider, handle)
    assert provider.asked == 0
    assert refreshed(provider, handle)


def test_a_session_of_the_other_pool_can_be_ended_here(provider, person_id, clock, monkeypatch):
    tokens = keep(provider, person_id)
    with monkeypatch.context() as there:
        there.setattr(open_sessions, "own_pool", lambda: "elsewhere")
        open_sessions.end(person_id, id_of(tokens.refresh), clock)
    assert len(provider.alive) == 1, "the provider here knows nothing of it"
    assert_over(provider, tokens)


# The list.


def test_the_list_goes_on_where_it_stopped_whatever_begins_and_ends(provider, person_id, clock):
    handles = []
    for _ in range(5):
        clock.advance(timedelta(minutes=1))
        handles.append(opened(provider, person_id))
    newest_first = [id_of(each) for each in reversed(handles)]
    first = session_list.listed(person_id, 2, None, clock)
    assert [each.id for each in first.items] == newest_first[:2]
    open_sessions.end(person_id, newest_first[0], clock)
    open_sessions.end(person_id, newest_first[3], clock)
    clock.advance(timedelta(minutes=1))
    opened(provider, person_id)
    refreshed(provider, handles[0])
    second = session_list.listed(person_id, 2, first.next, clock)
    assert [each.id for each in second.items] == [newest_first[2], newest_first[4]]
    assert second.next is None


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 8, 100])
def test_every_session_is_on_one_page(provider, person_id, clock, limit):
    """Also those that began within the same second."""
    expected = {id_of(opened(provider, person_id)) for _ in range(7)}
    found, cursor = [], None
    while True:
        page = session_list.listed(person_id, limit, cursor, clock)
        found += [each.id for each in page.items]
        assert len(page.items) <= limit
        cursor = page.next
        if cursor is None:
            break
    assert sorted(found) == sorted(expected)


def test_a_cursor_of_somebody_else_or_of_another_list_is_refused(provider, person_id, clock):
    for _ in range(3):
        opened(provider, person_id)
    cursor = session_list.listed(person_id, 1, None, clock).next
    for whose, given in ((stored(), cursor), (person_id, "x"), (person_id, cursor[:-2])):
        with pytest.raises(InvalidInput):
            session_list.listed(whose, 1, given, clock)


def test_nobody_has_no_sessions(provider, clock):
    page = session_list.listed(stored(), 20, None, clock)
    assert (page.items, page.next) == ((), None)
