"""Somebody who is erased is in no result any more, and everybody else is found as before."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.clock import FixedClock
from chalicelib.matching.batch.forgetting import forget_person
from chalicelib.matching.batch.keeping import kept_of
from chalicelib.matching.batch.results import Results
from chalicelib.matching.batch.runs import CURRENT, current_results
from tests.matching.batch import worlds
from tests.matching.batch.memory import Memory

_OFFERS, _PEOPLE = worlds.small_country(14, 20)
_NAMES = [seeker.id for seeker in _PEOPLE]
pytestmark = pytest.mark.usefixtures("small_pages")
_BEFORE = FixedClock(datetime.fromtimestamp(worlds.NOW, UTC))
"""Nothing that was matched has expired yet."""


@pytest.fixture
def finished():
    return worlds.joined(Memory(), _OFFERS, _PEOPLE)


def _found(store):
    read = Results(store, _BEFORE)
    return {name: read.of(name) for name in _NAMES}, dict(read.everybody())


def _rows(root):
    return b"".join(content for name, content in root.files.items() if "/results/" in name)


@settings(max_examples=40)
@given(st.permutations(_NAMES), st.integers(0, len(_NAMES)))
def test_whoever_is_forgotten_is_gone_and_all_others_are_found(order, count):
    root, store = worlds.joined(Memory(), _OFFERS, _PEOPLE)
    before, _ = _found(store)
    gone = order[:count]
    for name in gone:
        assert forget_person(name, root)
    after, listed = _found(store)
    assert after == {name: () if name in gone else found for name, found in before.items()}
    assert sorted(listed) == sorted(set(_NAMES) - set(gone))
    assert not [name for name in gone if name.encode() in _rows(root)]


@pytest.mark.parametrize("name", [_NAMES[0], _NAMES[2], _NAMES[3], _NAMES[5], _NAMES[6], _NAMES[-1]])
def test_each_end_of_a_page_and_a_file(finished, name):
    root, store = finished
    assert name.encode() in _rows(root)
    assert forget_person(name, root)
    assert name.encode() not in _rows(root)
    assert Results(store).of(name) == ()


def test_twice_changes_nothing(finished):
    root, _ = finished
    assert forget_person(_NAMES[4], root)
    once = dict(root.files)
    assert not forget_person(_NAMES[4], root)
    assert root.files == once


@pytest.mark.parametrize("stranger", ["", "per_", "aaa", "zzz", f"{_NAMES[3]}x"])
def test_a_stranger_changes_nothing(finished, stranger):
    root, _ = finished
    before = dict(root.files)
    assert not forget_person(stranger, root)
    assert root.files == before


def test_before_the_first_run_there_is_nothing_to_forget(finished):
    assert not forget_person(_NAMES[0], Memory())
    root, _ = finished
    unjoined = Memory({CURRENT: root.files[CURRENT]})
    assert not forget_person(_NAMES[0], unjoined)


def test_a_person_takes_along_what_is_kept_of_them(finished, monkeypatch):
    _root, store = finished
    monkeypatch.setattr("chalicelib.matching.batch.keeping.results", lambda: Results(store, _BEFORE))
    assert kept_of(_NAMES[1]) == Results(store, _BEFORE).of(_NAMES[1]) != ()
    assert kept_of("per_nobody") == ()
    monkeypatch.setattr("chalicelib.matching.batch.keeping.results", lambda: current_results(Memory()))
    assert kept_of(_NAMES[1]) == ()
