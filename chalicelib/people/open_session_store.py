"""Where sessions that go on are kept, and what is sealed in them."""

import base64
from datetime import datetime
from math import ceil

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import tables
from chalicelib.identifiers import derived_identifier
from chalicelib.people.open_session_model import END_KEPT, OpenSession
from chalicelib.people.refresh_handles import PREFIX
from chalicelib.people.table import OpenSessionItem
from security import vault
from security.sealed import Kind, Sealed


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A session and the version at which it was read."""

    opened: OpenSession
    version: int


class Secrets(msgspec.Struct, frozen=True, kw_only=True):
    """What the handles of a session are made of, and the provider's refresh token."""

    seed: bytes
    token: str

    def __repr__(self) -> str:
        """Never show what is secret."""
        return "Secrets(…)"


def id_of(person_id: str, session: str) -> str:
    """Return the identifier of the session that the provider's tokens call ``session``."""
    return derived_identifier(PREFIX, person_id, session)


def sealed_of(person_id: str, secrets: Secrets) -> Sealed:
    """Seal under the person's own key: with the key the session is gone too. Raises `Unavailable`."""
    seed = base64.urlsafe_b64encode(secrets.seed).decode().rstrip("=")
    return vault.seal(f"{seed}:{secrets.token}", Kind.SESSION, person_id)


def secrets_of(sealed: Sealed) -> Secrets:
    """Open what `sealed_of` made; raises `security.vault.UnsealError`, `Unavailable`."""
    seed, _, token = vault.open_secret(sealed).partition(":")
    return Secrets(seed=base64.urlsafe_b64decode(seed + "="), token=token)


def find(person_id: str, session_id: str) -> Kept | None:
    """Return the session, also one that is over, read consistently; ``None`` when nothing is known of it."""
    try:
        item = OpenSessionItem.get(person_id, session_id, consistent_read=True)
    except OpenSessionItem.DoesNotExist:
        return None
    return Kept(opened=item.opened, version=int(item.version))


def of_person(person_id: str) -> tuple[OpenSession, ...]:
    """Return every session that is known of the person, those that are over too, read consistently."""
    return tuple(item.opened for item in OpenSessionItem.query(person_id, consistent_read=True))


def add(opened: OpenSession) -> bool:
    """Keep a new session; tell whether it was unknown."""
    return tables.saved(_item(opened, 0))


def replace(before: Kept, after: OpenSession) -> bool:
    """Keep ``after`` in the place of ``before``; tell whether that was still the present one."""
    return tables.saved(_item(after, before.version))


def take_away(transaction: TransactWrite, kept: Kept) -> None:
    """Add to ``transaction`` that the session goes; it is refused when something was written meanwhile."""
    item = _item(kept.opened, kept.version)
    transaction.delete(item)


def remove(opened: OpenSession) -> None:
    """Forget a session, whatever was written meanwhile; one that is not there is forgotten already."""
    OpenSessionItem(opened.person_id, opened.id).delete(add_version_condition=False)


def _item(opened: OpenSession, version: int) -> OpenSessionItem:
    item = OpenSessionItem(opened.person_id, opened.id, opened=opened, expires=_expires(opened))
    if version:
        item.version = version
    return item


def _expires(opened: OpenSession) -> int:
    """Return from when nobody needs the item, in seconds since 1970 UTC."""
    end: datetime = opened.ends_at if opened.ended_at is None else opened.ended_at + END_KEPT
    return ceil(end.timestamp())
