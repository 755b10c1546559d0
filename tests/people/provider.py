"""An identity provider in memory that opens, renews and ends sessions, for a clock of the test's own."""

import itertools
import threading
from collections.abc import Callable

from chalicelib.clock import Clock, epoch_seconds
from chalicelib.errors import Unauthenticated
from security import session_ends
from security.accounts import Tokens
from security.identity import Proven
from security.principal import Audience
from security.session_ends import SessionStart

_serial = itertools.count(1)


class Provider:
    """``alive`` are the refresh tokens that it takes, ``handed_out`` all access tokens, each with its session.

    ``fails`` is raised by the next calls; ``meanwhile`` is called when a session was renewed and nothing kept yet.
    """

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.alive: dict[str, SessionStart] = {}
        self.handed_out: dict[str, SessionStart] = {}
        self.roles: frozenset[Audience] = frozenset({Audience.SEEKER})
        self.fails: Exception | None = None
        self.renews_tokens = False
        self.asked = 0
        self.meanwhile: Callable[[], object] | None = None
        self._lock = threading.Lock()

    def open(self, person: str) -> Tokens:
        """What signing in gives."""
        number = next(_serial)
        start = SessionStart(person, f"origin-{number}", epoch_seconds(self.clock.now()))
        return self._tokens(f"token-{number}", start)

    def refresh(self, refresh_token: str) -> Tokens:
        with self._lock:
            self.asked += 1
            if self.fails is not None:
                raise self.fails
            start = self.alive.get(refresh_token)
            if start is None or session_ends.is_over(start, self.clock, ask=True):
                raise Unauthenticated
            if self.renews_tokens:
                del self.alive[refresh_token]
                refresh_token = f"token-{next(_serial)}"
            tokens = self._tokens(refresh_token, start)
        if self.meanwhile is not None:
            self.meanwhile()
        return tokens

    def sign_out(self, refresh_token: str, session: str = "") -> None:
        if session:
            session_ends.end_session(session, self.clock)
        if self.fails is not None:
            raise self.fails
        self.alive.pop(refresh_token, None)

    def sign_out_everywhere(self, person: str) -> None:
        if self.fails is not None:
            raise self.fails
        self.alive = {token: start for token, start in self.alive.items() if start.person != person}
        session_ends.end_all(person, self.clock)

    def proven(self, access: str, refresh: str) -> Proven:
        """In the place of `security.identity.proven`."""
        return Proven(self.handed_out[access], self.roles)

    def _tokens(self, refresh: str, start: SessionStart) -> Tokens:
        self.alive[refresh] = start
        access = f"access-{next(_serial)}"
        self.handed_out[access] = start
        return Tokens(access=access, id="id", refresh=refresh, expires_in=3600)

    def goes_on(self, tokens: Tokens) -> bool:
        """Whether the platform still honours the access token."""
        return not session_ends.is_over(self.handed_out[tokens.access], self.clock, ask=True)
