"""Sessions that go on: each is kept with its person, who can see and end them. See docs/decisions/0300-*.md.

What the identity provider hands out as a refresh token stays here, sealed; clients get a handle of ours for it.
"""

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import NotFound, PadanError, Unauthenticated, Unavailable
from chalicelib.identifiers import new_identifier
from chalicelib.observability import logger
from chalicelib.people import open_session_store as kept
from chalicelib.people import store
from chalicelib.people.model import PersonState
from chalicelib.people.open_session_model import MOST, OpenSession, ended
from chalicelib.people.refresh_handles import handle_text, new_seed, read_handle
from chalicelib.settings import Identity, read
from chalicelib.texts import Text
from security import identity, session_ends, session_lives, vault
from security.accounts import Tokens, accounts
from security.cognito_errors import no_session
from security.sealed import Sealed
from security.session_ends import SessionStart
from security.vault import UnsealError

_RACES = 4
_UNKNOWN = Text("Sesi tidak ditemukan.", "There is no such session.")


def keep(person_id: str, tokens: Tokens, seen: str = "", clock: Clock = SYSTEM_CLOCK) -> Tokens:
    """Keep the session that the provider has just opened, and return its tokens with a handle to refresh it by.

    ``seen``: the device in coarse words (`chalicelib.people.seen`). Of more than `MOST` sessions the one that was
    unused longest ends. Raises `Unauthenticated` for somebody who was erased meanwhile, `Unavailable`: then nobody
    holds a token of the provider's session.
    """
    now, seed = clock.now(), new_seed()
    found = identity.proven(tokens.access, tokens.refresh)
    began = datetime.fromtimestamp(found.start.began, UTC)
    opened = OpenSession(
        id=kept.id_of(person_id, found.start.session or new_identifier("ses", clock)),
        person_id=person_id,
        session=found.start.session,
        pool=own_pool(),
        device=seen,
        began_at=began,
        last_used_at=now,
        ends_at=session_lives.ends_at(found.roles, began, now),
        sealed=_sealed(person_id, kept.Secrets(seed=seed, token=tokens.refresh)),
    )
    if not kept.add(opened):
        raise Unavailable
    try:
        _refuse_erased(person_id)
    except Unauthenticated:
        kept.remove(opened)
        raise
    _leave_most(opened, clock)
    return handed(tokens, opened, seed)


@contextlib.contextmanager
def keeping(person_id: str, tokens: Tokens, seen: str = "", clock: Clock = SYSTEM_CLOCK) -> Iterator[Tokens]:
    """`keep` the session for what stands inside; when that fails the session ends, for nobody has got its tokens."""
    found = keep(person_id, tokens, seen, clock)
    try:
        yield found
    except Exception:
        end_by(person_id, found.refresh, clock)
        raise


def handed(tokens: Tokens, opened: OpenSession, seed: bytes) -> Tokens:
    """Return ``tokens`` with the present handle in the place of the provider's refresh token."""
    handle = handle_text(opened.person_id, opened.id, opened.generation, seed)
    return msgspec.structs.replace(tokens, refresh=handle)


def own_pool() -> str:
    """Return the user pool of this place: after the loss of a region sessions of the other's go on there alone."""
    return read(Identity).user_pool_id


def living(person_id: str, clock: Clock = SYSTEM_CLOCK) -> tuple[OpenSession, ...]:
    """Return the person's sessions that go on, the latest first."""
    now = clock.now()
    found = [each for each in kept.of_person(person_id) if not each.is_over(now)]
    over = session_ends.over_among([_start(each) for each in found])
    return tuple(sorted((each for each in found if _start(each) not in over), key=place_of, reverse=True))


def place_of(opened: OpenSession) -> str:
    """Return what sorts sessions by when they began, and those of one second in some order that stays."""
    return f"{int(opened.began_at.timestamp()):012} {opened.id}"


def end(person_id: str, session_id: str, clock: Clock = SYSTEM_CLOCK) -> None:
    """End one session of the person's own; may be repeated. Raises `NotFound` for one that is not theirs."""
    for _ in range(_RACES):
        before = kept.find(person_id, session_id)
        if before is None:
            raise NotFound(_UNKNOWN)
        if before.opened.ended_at is not None:
            return
        _end_tokens(before.opened, clock)
        if kept.replace(before, ended(before.opened, clock.now())):
            revoke(before.opened)
            return
    raise Unavailable


def close(opened: OpenSession, clock: Clock = SYSTEM_CLOCK) -> None:
    """End a session and forget it; may be repeated."""
    _end_tokens(opened, clock)
    kept.remove(opened)
    revoke(opened)


def end_current(person_id: str, session: str, clock: Clock = SYSTEM_CLOCK) -> None:
    """End the session that the tokens call ``session``, whether it is kept or not; may be repeated."""
    if session:
        session_ends.end_session(session, clock)
    found = kept.find(person_id, kept.id_of(person_id, session))
    if found is not None:
        close(found.opened, clock)


def end_by(person_id: str, text: str, clock: Clock = SYSTEM_CLOCK) -> None:
    """End the session of the person's own that a handle names, be it the present one or not; may be repeated."""
    handle = read_handle(text)
    found = kept.find(person_id, handle.session_id) if handle is not None else None
    if found is not None:
        close(found.opened, clock)


def end_all(person_id: str) -> None:
    """End every session of the person at once; may be repeated."""
    accounts().sign_out_everywhere(person_id)
    forget(person_id)


def end_others(person_id: str, session: str, clock: Clock = SYSTEM_CLOCK) -> None:
    """End every session of the person but the one that the tokens call ``session``; may be repeated."""
    session_ends.end_all(person_id, clock)
    if session:
        session_ends.spare(SessionStart(person_id, session, 0))
    for opened in kept.of_person(person_id):
        if opened.session != session:
            kept.remove(opened)
            revoke(opened)


def forget(person_id: str) -> None:
    """Forget every session of somebody whose sessions have ended; may be repeated."""
    for opened in kept.of_person(person_id):
        kept.remove(opened)


def revoke(opened: OpenSession) -> None:
    """Let the provider forget the session as well. When it cannot now, nobody is left who holds what it would take."""
    if opened.sealed is None or opened.pool != own_pool():
        return
    try:
        accounts().sign_out(kept.secrets_of(opened.sealed).token)
    except (PadanError, UnsealError):
        logger.warning("an ended session was not revoked", extra={"session": opened.id}, exc_info=True)


def _end_tokens(opened: OpenSession, clock: Clock) -> None:
    if opened.session:
        session_ends.end_session(opened.session, clock)


def _sealed(person_id: str, secrets: kept.Secrets) -> Sealed:
    try:
        return kept.sealed_of(person_id, secrets)
    except Unavailable:
        # Whoever is erased just now loses the key as soon as it is made.
        _refuse_erased(person_id)
        raise


def _refuse_erased(person_id: str) -> None:
    """Raise `Unauthenticated` for who was erased, whose erasure may have looked for sessions and the key before."""
    try:
        person, _ = store.get(person_id)
    except NotFound:
        raise no_session("wrong_credentials") from None
    if person.state is PersonState.ERASED:
        # Sealing has made another one.
        vault.shred(person_id)
        raise no_session("wrong_credentials")


def _leave_most(opened: OpenSession, clock: Clock) -> None:
    """End what is more than `MOST`. Of several who sign in at once the last one sees all that the others kept."""
    now = clock.now()
    others = [each for each in kept.of_person(opened.person_id) if each.id != opened.id and not each.is_over(now)]
    unused_longest = sorted(others, key=lambda each: (each.last_used_at, each.id))
    for each in unused_longest[: max(0, len(others) + 1 - MOST)]:
        close(each, clock)


def _start(opened: OpenSession) -> SessionStart:
    return SessionStart(opened.person_id, opened.session, int(opened.began_at.timestamp()))
