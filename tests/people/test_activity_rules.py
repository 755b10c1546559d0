"""When a person is reminded, and when they become inactive."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from chalicelib.people.activity_rules import (
    active_until,
    becomes_inactive,
    due_reminder,
    next_step,
    present,
    reminded,
)
from chalicelib.people.model import Person, PersonState, Profile
from chalicelib.people.table import PersonItem
from chalicelib.reminders import Next, Stage

NOW = datetime(2026, 3, 2, 5, tzinfo=UTC)
END = datetime(2026, 9, 1, 5, tzinfo=UTC)
FIRST_AT, LAST_AT = datetime(2026, 8, 18, 2, tzinfo=UTC), datetime(2026, 8, 28, 2, tzinfo=UTC)


def person(state=PersonState.ACTIVE, **changes):
    made = Person(
        id="per_1",
        state=state,
        profile=Profile(),
        created_at=NOW,
        updated_at=NOW,
        verified=("email",),
        consents={"recommend_to_employers": 1},
        active_until=END,
    )
    return msgspec.structs.replace(made, **changes)


def test_half_a_year_after_the_last_activity_it_ends():
    assert active_until(present(person(), NOW)) == END
    assert active_until(person(active_until=None)) == END


def test_two_reminders_then_the_end():
    one = person()
    assert next_step(one) == Next(stage=Stage.FIRST, at=FIRST_AT)
    one = reminded(one, Stage.FIRST, FIRST_AT)
    assert next_step(one) == Next(stage=Stage.LAST, at=LAST_AT)
    one = reminded(one, Stage.LAST, LAST_AT)
    assert next_step(one) == Next(stage=None, at=END)
    assert not becomes_inactive(one, END - timedelta(seconds=1))
    assert becomes_inactive(one, END)


def test_however_late_nobody_becomes_inactive_without_two_reminders():
    late = END + timedelta(days=30)
    assert not becomes_inactive(person(), late)
    once = reminded(person(), Stage.FIRST, late)
    assert not becomes_inactive(once, late + timedelta(days=30))
    twice = reminded(once, Stage.LAST, late + timedelta(days=2))
    assert active_until(twice) == late + timedelta(days=5)


@pytest.mark.parametrize("state", [state for state in PersonState if state is not PersonState.ACTIVE])
def test_only_the_active_are_looked_after(state):
    one = person(state)
    assert next_step(one) is None
    assert due_reminder(one, END) is None
    assert not becomes_inactive(one, END + timedelta(days=999))


@pytest.mark.parametrize("changes", [{"consents": {}}, {"consents": {"recommend_to_employers": 0}}, {"verified": ()}])
def test_whom_nobody_finds_is_not_reminded(changes):
    one = person(**changes)
    assert due_reminder(one, END + timedelta(days=1)) is None
    assert becomes_inactive(one, END)


@pytest.mark.parametrize(
    ("before", "verified", "after"),
    [
        (PersonState.INACTIVE, ("email",), PersonState.ACTIVE),
        (PersonState.INACTIVE, (), PersonState.UNVERIFIED),
        (PersonState.ACTIVE, ("phone",), PersonState.ACTIVE),
        (PersonState.UNVERIFIED, (), PersonState.UNVERIFIED),
        (PersonState.ERASED, (), PersonState.ERASED),
    ],
)
def test_who_comes_back_is_what_their_proof_makes_them(before, verified, after):
    assert present(person(before, verified=verified), NOW).state is after


def test_activity_forgets_the_reminders():
    one = present(reminded(person(), Stage.FIRST, FIRST_AT), FIRST_AT)
    assert one.reminders == ()
    assert next_step(one).stage is Stage.FIRST
    assert next_step(one).at > LAST_AT


@pytest.mark.parametrize("state", list(PersonState))
def test_the_active_and_the_inactive_stand_in_the_index(state):
    item = PersonItem("per_1", person=person(state))
    item.place()
    assert (item.due_at is not None) is (state in {PersonState.ACTIVE, PersonState.INACTIVE})
    assert (item.due_shard is not None) is (state in {PersonState.ACTIVE, PersonState.INACTIVE})
