"""Refreshing a session by its handle, which changes each time; whoever uses an old one ends it.

See docs/decisions/0300-refresh-handles.md.
"""

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import outbox, tables
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import Unauthenticated, Unavailable
from chalicelib.observability import logger, measure
from chalicelib.people import open_session_store as kept
from chalicelib.people.open_session_model import OpenSession, Standing, rotated, standing_of
from chalicelib.people.open_session_store import Kept, Secrets
from chalicelib.people.open_sessions import close, handed, own_pool, revoke
from chalicelib.people.refresh_handles import Handle, is_genuine, read_handle
from security import audit, identity, session_ends, session_lives
from security.accounts import Tokens, accounts
from security.cognito_errors import no_session
from security.principal import Audience
from security.vault import UnsealError

REPLAYED = "session_replayed"
_RACES = 4


class _Judged(msgspec.Struct, frozen=True, kw_only=True):
    """A session as it stands, what is sealed in it, and what a genuine handle of it is worth."""

    kept: Kept
    secrets: Secrets
    standing: Standing


def refresh(text: str, clock: Clock = SYSTEM_CLOCK) -> Tokens:
    """Go on with the session whose handle ``text`` is; the tokens hold the next handle.

    Of several at once all get the same next one, and so does whoever comes back with the one before within `GRACE`.
    Raises `Unauthenticated` (``session_over``) when the session is over, has lived or been left its time, and for a
    handle that was replaced before: then the session ends. `Unavailable`, `TooManyRequests`: nothing was changed.
    """
    handle = read_handle(text)
    if handle is None:
        raise no_session("session_over")
    judged = _judged(handle, clock)
    tokens = _renewed(judged, clock)
    for _ in range(_RACES):
        opened, seed = judged.kept.opened, judged.secrets.seed
        if judged.standing is Standing.BEFORE:
            return handed(tokens, opened, seed)
        after = _used(handle, judged, tokens, clock)
        if kept.replace(judged.kept, after):
            return handed(tokens, after, seed)
        judged = _judged(handle, clock)
    raise Unavailable


def _judged(handle: Handle, clock: Clock) -> _Judged:
    """Return what a handle is worth that is genuine, and not replayed; raises `Unauthenticated`."""
    found = _found(handle, clock)
    secrets = _secrets(found.opened)
    if secrets is None or not is_genuine(handle, secrets.seed):
        raise no_session("session_over")
    standing = standing_of(handle.generation, found.opened, clock.now())
    if standing is Standing.REPLAYED:
        _end_replayed(found, clock)
        raise no_session("session_over")
    return _Judged(kept=found, secrets=secrets, standing=standing)


def _found(handle: Handle, clock: Clock) -> Kept:
    found = kept.find(handle.person_id, handle.session_id)
    if found is None or found.opened.pool != own_pool():
        raise no_session("session_over")
    if found.opened.is_over(clock.now()):
        raise no_session("session_over")
    return found


def _secrets(opened: OpenSession) -> Secrets | None:
    """Return what is sealed, ``None`` of somebody whose key is gone."""
    if opened.sealed is None:
        return None
    try:
        return kept.secrets_of(opened.sealed)
    except UnsealError:
        return None


def _renewed(judged: _Judged, clock: Clock) -> Tokens:
    """Let the provider go on with the session; when it does not, or nobody used it for too long, it is over."""
    opened = judged.kept.opened
    try:
        tokens = accounts().refresh(judged.secrets.token)
    except Unauthenticated:
        close(opened, clock)
        raise
    # Whoever has become of an office since is judged as one.
    if clock.now() >= session_lives.ends_at(_roles(tokens), opened.began_at, opened.last_used_at):
        close(opened, clock)
        raise no_session("session_over")
    return tokens


def _used(handle: Handle, judged: _Judged, tokens: Tokens, clock: Clock) -> OpenSession:
    """Return the session after its present handle was used: with the next one, and what the provider handed out."""
    opened, now = judged.kept.opened, clock.now()
    after = rotated(opened, handle.generation, session_lives.ends_at(_roles(tokens), opened.began_at, now), now)
    if tokens.refresh == judged.secrets.token:
        return after
    fresh = Secrets(seed=judged.secrets.seed, token=tokens.refresh)
    return msgspec.structs.replace(after, sealed=kept.sealed_of(opened.person_id, fresh))


def _roles(tokens: Tokens) -> frozenset[Audience]:
    return identity.proven(tokens.access, tokens.refresh).roles


def _end_replayed(found: Kept, clock: Clock) -> None:
    """End the session of a handle that two have held, note it, and let the person know; once."""
    opened = found.opened
    if opened.session:
        session_ends.end_session(opened.session, clock)
    logger.warning("an old refresh handle was used", extra={"session": opened.id})
    measure("RefreshReplayed", 1)
    last: Kept | None = found
    while last is not None:
        if _told(last, clock):
            revoke(opened)
            return
        # Used or ended by somebody else meanwhile: it goes all the same, and whoever takes it away tells the person.
        last = kept.find(opened.person_id, opened.id)


def _told(found: Kept, clock: Clock) -> bool:
    """Take the session away, with the audit's entry and the person's notice; tell whether it stood as it was found."""
    person_id = found.opened.person_id

    def build(transaction: TransactWrite) -> None:
        kept.take_away(transaction, found)
        audit.record(
            actor="system",
            action="end_replayed_session",
            subject=person_id,
            purpose="protect_account",
            transaction=transaction,
            clock=clock,
        )
        outbox.add(transaction, topic=REPLAYED, subject=person_id, clock=clock)

    return tables.committed(build)
