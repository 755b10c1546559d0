"""What a handle is worth, and when a session is over: the rules alone."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.people.open_session_model import GRACE, OpenSession, Standing, ended, rotated, standing_of
from security.sealed import Kind, Sealed
from security.session_lives import OFFICE_IDLE, OFFICE_LIFE, ORDINARY_IDLE, ORDINARY_LIFE, ends_at, idle_of, life_of

NOW = datetime(2026, 3, 2, 5, tzinfo=UTC)
PRESENT, BEFORE, REPLAYED = Standing
MOMENT = timedelta(microseconds=1)
SESSION = OpenSession(
    id="ses_1",
    person_id="per_1",
    session="origin",
    pool="pool",
    device="",
    began_at=NOW - timedelta(days=1),
    last_used_at=NOW,
    ends_at=NOW + timedelta(days=14),
    sealed=Sealed(kind=Kind.SESSION, owner="per_1", box="x"),
    generation=5,
    replaced_at=NOW,
)


@pytest.mark.parametrize(
    ("generation", "after", "worth"),
    [
        (5, timedelta(0), PRESENT),
        (5, timedelta(days=300), PRESENT),
        (4, timedelta(0), BEFORE),
        (4, GRACE, BEFORE),
        (4, GRACE + MOMENT, REPLAYED),
        (4, timedelta(days=1), REPLAYED),
        (4, -timedelta(seconds=5), BEFORE),
        (3, timedelta(0), REPLAYED),
        (0, timedelta(0), REPLAYED),
        (6, timedelta(0), PRESENT),
        (600, timedelta(0), PRESENT),
    ],
)
def test_the_worth_of_a_handle(generation, after, worth):
    assert standing_of(generation, SESSION, NOW + after) is worth


def test_the_first_handle_has_none_before():
    fresh = msgspec.structs.replace(SESSION, generation=0, replaced_at=None)
    assert standing_of(0, fresh, NOW) is PRESENT
    restored = msgspec.structs.replace(SESSION, generation=1, replaced_at=None)
    assert standing_of(0, restored, NOW) is REPLAYED, "when it was replaced nobody knows"


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 600))
def test_a_handle_never_becomes_better(generation, present, seconds):
    """By waiting, or by others being handed out."""
    opened = msgspec.structs.replace(SESSION, generation=present)
    order = (PRESENT, BEFORE, REPLAYED)
    worth = order.index(standing_of(generation, opened, NOW + timedelta(seconds=seconds)))
    later = order.index(standing_of(generation, opened, NOW + timedelta(seconds=seconds + 61)))
    following = rotated(opened, present, NOW, NOW + timedelta(seconds=seconds))
    assert worth <= later
    assert worth <= order.index(standing_of(generation, following, NOW + timedelta(seconds=seconds)))


@given(st.integers(0, 1000), st.integers(0, 5))
def test_using_a_handle_makes_it_the_one_before_whatever_was_stored(present, ahead):
    opened = msgspec.structs.replace(SESSION, generation=present)
    after = rotated(opened, present + ahead, NOW + timedelta(days=2), NOW)
    assert after.generation == present + ahead + 1
    assert standing_of(present + ahead, after, NOW) is BEFORE
    assert standing_of(after.generation, after, NOW) is PRESENT
    assert (after.replaced_at, after.last_used_at, after.ends_at) == (NOW, NOW, NOW + timedelta(days=2))


def test_a_session_is_over_at_its_very_end_when_it_was_ended_and_without_its_secrets():
    assert not SESSION.is_over(SESSION.ends_at - MOMENT)
    assert SESSION.is_over(SESSION.ends_at)
    assert ended(SESSION, NOW).is_over(NOW)
    assert msgspec.structs.replace(SESSION, sealed=None).is_over(NOW)


def test_what_was_ended_holds_no_secret_and_keeps_the_first_moment():
    once = ended(SESSION, NOW)
    assert once.sealed is None
    assert ended(once, NOW + timedelta(days=1)).ended_at == NOW


ROLES = st.sets(st.sampled_from(["seeker", "employer", "officer", "monitor", "analyst", "admin"]))


@given(ROLES, st.integers(0, 40 * 24), st.integers(0, 40 * 24))
def test_a_session_ends_by_age_or_by_rest_whichever_comes_first(roles, age, rest):
    began, used = NOW - timedelta(hours=age + rest), NOW - timedelta(hours=rest)
    end = ends_at(roles, began, used)
    assert end == min(began + life_of(roles), used + idle_of(roles))
    assert end <= began + life_of(roles)


def test_offices_are_left_alone_for_hours_and_others_for_a_fortnight():
    assert idle_of({"officer", "seeker"}) == OFFICE_IDLE == timedelta(hours=2)
    assert idle_of({"seeker", "employer"}) == ORDINARY_IDLE == timedelta(days=14)
    assert idle_of(set()) == ORDINARY_IDLE
    assert OFFICE_IDLE < OFFICE_LIFE
    assert ORDINARY_IDLE < ORDINARY_LIFE
    assert timedelta(hours=1) < OFFICE_IDLE, "an access token lives that long, and nobody refreshes before its end"
