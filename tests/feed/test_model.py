"""Which changes of a vacancy the public has to learn of."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.feed.model import ChangeKind, entry_of
from chalicelib.vacancies.model import State
from tests.vacancies.samples import CONTENT, NOW, content, vacancy

HIDDEN = [state for state in State if state is not State.PUBLISHED]
states = st.none() | st.sampled_from(list(State))


def standing(state: State | None, **changes: object):
    return vacancy(state, **changes) if state else None


@given(states, states)
def test_a_change_is_told_when_it_can_be_seen(before, after):
    entry = entry_of(standing(before), standing(after, revision=2), NOW)
    if after is State.PUBLISHED:
        assert entry is not None
        assert (entry.kind, entry.revision) == (ChangeKind.UPSERT, 2)
    elif before is State.PUBLISHED:
        assert entry is not None
        assert entry.kind is ChangeKind.REMOVAL
    else:
        assert entry is None


@pytest.mark.parametrize("after", HIDDEN)
def test_a_removal_keeps_the_keys_that_readers_know(after):
    published = vacancy(State.PUBLISHED)
    moved = vacancy(after, content=content(region="31.71", occupation=None), revision=2)
    entry = entry_of(published, moved, NOW)
    assert entry is not None
    assert (entry.keys.region, entry.keys.occupation) == (CONTENT.region, CONTENT.occupation)
    assert (entry.keys.employer_id, entry.keys.partner) == (published.employer_id, "padan")


def test_counting_applications_is_no_news():
    published = vacancy(State.PUBLISHED)
    assert entry_of(published, msgspec.structs.replace(published, applications=5), NOW) is None


def test_a_vacancy_that_is_deleted_is_removed_for_good():
    entry = entry_of(vacancy(State.PUBLISHED, revision=7), None, NOW)
    assert entry is not None
    assert (entry.kind, entry.revision) == (ChangeKind.REMOVAL, 8)
