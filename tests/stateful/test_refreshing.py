"""Any sequence of refreshing, losing answers, stealing, waiting and ending, held against the rules of handles.

The model knows for each session which handle is the present one and when it took the place of the one before.
"""

from datetime import timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from chalicelib.clock import FixedClock
from chalicelib.errors import Unauthenticated, Unavailable
from chalicelib.outbox import OutboxItem
from chalicelib.people import open_sessions, rotating
from chalicelib.people.open_session_model import GRACE
from chalicelib.people.refresh_handles import read_handle
from security import audit, identity
from security.accounts import Tokens
from security.session_lives import ORDINARY_IDLE, ORDINARY_LIFE
from tests.effort import effort
from tests.people.provider import Provider
from tests.people.samples import stored
from tests.people.session_fixtures import START
from tests.platform_fixtures import platform

__all__ = ["platform"]
pytestmark = pytest.mark.emulator


class Told:
    """What the model knows of one session."""

    def __init__(self, clock: FixedClock, tokens: Tokens) -> None:
        self.handles, self.accesses = [tokens.refresh], [tokens]
        self.began = clock.now().replace(microsecond=0)
        self.used, self.replaced, self.over = clock.now(), None, False
        self.ended = False
        """By a deed, so that access tokens are refused too: what passed by its time leaves them to their own end."""

    def expected(self, number: int, clock: FixedClock) -> str:
        """What refreshing by the handle of this number must give."""
        now = clock.now()
        if self.over or now >= min(self.began + ORDINARY_LIFE, self.used + ORDINARY_IDLE):
            return "over"
        last = len(self.handles) - 1
        if number == last:
            return "next"
        in_grace = self.replaced is not None and now - self.replaced <= GRACE
        return "same" if number == last - 1 and in_grace else "replayed"


class Refreshing(RuleBasedStateMachine):
    """Two sessions of one person, in the hands of whoever."""

    provider: Provider
    clock: FixedClock

    @initialize()
    def begin(self) -> None:
        self.clock.advance(timedelta(days=40))
        self.person_id = stored()
        self.sessions = [self._open(), self._open()]
        self.replays = 0

    def _open(self) -> Told:
        tokens = open_sessions.keep(self.person_id, self.provider.open(self.person_id), "", self.clock)
        return Told(self.clock, tokens)

    @rule(which=st.integers(0, 1), back=st.sampled_from([0, 0, 0, 1, 1, 2, 3]), lost=st.booleans())
    def refresh(self, which: int, back: int, lost: bool) -> None:
        session = self.sessions[which]
        number = max(0, len(session.handles) - 1 - back)
        expected = session.expected(number, self.clock)
        try:
            tokens = rotating.refresh(session.handles[number], self.clock)
        except Unauthenticated:
            assert expected in ("over", "replayed"), expected
            session.ended = session.ended or expected == "replayed"
            session.over = True
            self.replays += expected == "replayed"
            return
        if expected == "next":
            assert tokens.refresh not in session.handles
            session.handles.append(tokens.refresh)
            session.replaced = session.used = self.clock.now()
        else:
            assert expected == "same"
            assert tokens.refresh == session.handles[-1]
        if not lost:
            session.accesses.append(tokens)

    @rule(which=st.integers(0, 1))
    def fail(self, which: int) -> None:
        """The provider is down: nothing changes, whatever the present handle is asked for."""
        session = self.sessions[which]
        if session.expected(len(session.handles) - 1, self.clock) != "next":
            return
        self.provider.fails = Unavailable()
        with pytest.raises(Unavailable):
            rotating.refresh(session.handles[-1], self.clock)
        self.provider.fails = None

    @rule(step=st.sampled_from([timedelta(seconds=20), GRACE, GRACE + timedelta(seconds=1), timedelta(hours=1)]))
    def wait(self, step: timedelta) -> None:
        self.clock.advance(step)

    @rule(days=st.sampled_from([5, 13, 14]))
    def rest(self, days: int) -> None:
        self.clock.advance(timedelta(days=days))

    @rule(which=st.integers(0, 1))
    def end(self, which: int) -> None:
        session = self.sessions[which]
        if session.expected(len(session.handles) - 1, self.clock) != "over":
            open_sessions.end(self.person_id, read_handle(session.handles[-1]).session_id, self.clock)
            session.over = session.ended = True

    @precondition(lambda self: all(each.over for each in self.sessions))
    @rule()
    def sign_in(self) -> None:
        self.sessions = [self._open(), self._open()]

    @invariant()
    def listed_are_those_that_go_on(self) -> None:
        if not hasattr(self, "sessions"):
            return
        going_on = {
            read_handle(each.handles[0]).session_id
            for each in self.sessions
            if each.expected(len(each.handles) - 1, self.clock) != "over"
        }
        assert {each.id for each in open_sessions.living(self.person_id, self.clock)} == going_on

    @invariant()
    def tokens_of_what_was_ended_are_refused(self) -> None:
        for session in getattr(self, "sessions", ()):
            if session.ended:
                assert not any(self.provider.goes_on(tokens) for tokens in session.accesses)

    def teardown(self) -> None:
        if not hasattr(self, "sessions"):
            return
        events = [each.event for each in OutboxItem.scan() if each.event.subject == self.person_id]
        entries = [each for each in audit.entries_of(self.person_id) if each.action == "end_replayed_session"]
        assert len(events) == len(entries) == self.replays


def test_handles_hold_their_rules_whatever_is_done(platform, monkeypatch):
    clock = FixedClock(START)
    provider = Provider(clock)
    for module in (open_sessions, rotating):
        monkeypatch.setattr(module, "accounts", lambda: provider)
    monkeypatch.setattr(identity, "proven", provider.proven)
    machine = type("Machine", (Refreshing,), {"provider": provider, "clock": clock})
    run_state_machine_as_test(machine, settings=effort(12, 25))
