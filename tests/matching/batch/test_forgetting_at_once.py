"""People who are forgotten at the same moment are all forgotten, whatever comes between the steps of each."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from threading import Barrier

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.clock import FixedClock
from chalicelib.matching.batch.forgetting import forget_person
from chalicelib.matching.batch.results import Results
from chalicelib.matching.batch.runs import current_results
from chalicelib.matching.batch.store import Bucket, Folder
from tests.matching.batch import worlds
from tests.matching.batch.memory import Memory

_OFFERS, _PEOPLE = worlds.small_country(14, 12)
_NAMES = [seeker.id for seeker in _PEOPLE]
_BEFORE = FixedClock(datetime.fromtimestamp(worlds.NOW, UTC))
_AT_ONCE = 8
pytestmark = pytest.mark.usefixtures("small_pages")


class Meddled(Memory):
    """A store at whose writes somebody else is quicker, as often as others are given."""

    def __init__(self, files, prefix="", others=None, before=True):
        super().__init__(files, prefix)
        self.others, self._before = [] if others is None else others, before

    def within(self, name):
        return Meddled(self.files, f"{self._prefix}{name}/", self.others, self._before)

    def write(self, name, content):
        with self._somebody_quicker():
            super().write(name, content)

    def replace(self, name, content, tag):
        with self._somebody_quicker():
            return super().replace(name, content, tag)

    @contextmanager
    def _somebody_quicker(self):
        if self._before and self.others:
            assert forget_person(self.others.pop(), Memory(self.files))
        yield
        if not self._before and self.others:
            assert forget_person(self.others.pop(), Memory(self.files))


class Stopped(Memory):
    """A store whose user is killed before the write of a number."""

    def __init__(self, files, left, prefix=""):
        super().__init__(files, prefix)
        self._left = left

    def within(self, name):
        return Stopped(self.files, self._left, f"{self._prefix}{name}/")

    def replace(self, name, content, tag):
        self._count()
        return super().replace(name, content, tag)

    def write(self, name, content):
        self._count()
        super().write(name, content)

    def _count(self):
        if not self._left:
            raise KeyboardInterrupt
        self._left.pop()


@cache
def _joined():
    return worlds.joined(Memory(), _OFFERS, _PEOPLE)[0].files


def _fresh():
    return Memory(dict(_joined()))


def _after(names):
    """The files when these are forgotten one after the other."""
    root = _fresh()
    for name in sorted(names):
        assert forget_person(name, root)
    return root.files


@settings(max_examples=60, deadline=None)
@given(st.permutations(_NAMES), st.integers(1, 5), st.booleans())
def test_whoever_comes_between_is_forgotten_too(order, count, before):
    root = _fresh()
    mine, *others = order[:count]
    left = list(others)
    assert forget_person(mine, Meddled(root.files, others=left, before=before))
    assert len(left) < len(others) or not others
    assert root.files == _after({mine, *others} - set(left))


@pytest.mark.parametrize("person", _NAMES)
@pytest.mark.parametrize("writes", [0, 1])
def test_whoever_is_stopped_comes_again_and_does_the_rest(person, writes):
    root = _fresh()
    with pytest.raises(KeyboardInterrupt):
        forget_person(person, Stopped(root.files, [None] * writes))
    # Nobody else is missed meanwhile.
    assert [name for name, _ in current_results(root).everybody() if name != person] == _without(person)
    assert forget_person(person, root)
    assert root.files == _after([person])
    assert not forget_person(person, root)


@pytest.fixture(params=["folder", pytest.param("bucket", marks=pytest.mark.emulator)])
def place(request, tmp_path):
    if request.param == "folder":
        return Folder(tmp_path)
    return Bucket(request.getfixturevalue("batch_bucket"), f"tests/{tmp_path.name}")


def test_many_at_the_same_moment_are_all_forgotten(place):
    root, store = worlds.joined(place, _OFFERS, _PEOPLE)
    gone = [name for name in _NAMES if name != _NAMES[7]]
    meeting = Barrier(_AT_ONCE)

    def forget(name):
        if gone.index(name) < _AT_ONCE:
            meeting.wait(30)
        return forget_person(name, place)

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        assert all(pool.map(forget, gone))
    assert [name for name, _ in Results(store, _BEFORE).everybody()] == [_NAMES[7]]
    expected = {name: content for name, content in _after(gone).items() if "/results/" in name}
    assert {name: root.read(name) for name in expected} == expected
    assert not any(forget_person(name, place) for name in gone)


def _without(person):
    return [name for name in _NAMES if name != person]
