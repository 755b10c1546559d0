"""Accounts at the identity provider: the port, and what it answers.

An account belongs to one person and is named by the person's id. See docs/decisions/0033-one-time-codes.md for why it
has two credentials: a password, and another that only the platform uses after it verified a one-time code.
"""

import functools
from collections.abc import Iterable
from typing import Protocol

import msgspec

from chalicelib.settings import Identity, read


class Tokens(msgspec.Struct, frozen=True, kw_only=True):
    """A session: bearer (``access``), identity and refresh token; the first two are good for ``expires_in`` seconds."""

    access: str
    id: str
    refresh: str
    expires_in: int

    def __repr__(self) -> str:
        """Never show tokens."""
        return "Tokens(…)"


class Accounts(Protocol):
    """What the platform asks of an identity provider. Every method raises `Unavailable` when it does not answer."""

    def create(self, person: str, password: str | None = None, groups: Iterable[str] = ()) -> None:
        """Make the account of ``person``; repeating it changes nothing. `InvalidInput` at ``/password``."""
        ...

    def set_password(self, person: str, password: str) -> None:
        """Replace the password, or give the first one. `InvalidInput` at ``/password``, `NotFound`."""
        ...

    def has_password(self, person: str) -> bool:
        """Tell whether the account has a password here: that of another region's provider does not count."""
        ...

    def sign_in(self, person: str, password: str) -> Tokens:
        """Open a session. `Unauthenticated` alike for a wrong password, an unknown and a disabled account."""
        ...

    def sign_in_verified(self, person: str, groups: Iterable[str] | None = None) -> Tokens:
        """Open a session for a person whose one-time code the caller has just verified. `Unauthenticated`.

        With ``groups`` an account that is missing is made with them: the provider of another region starts empty.
        The caller must know that the person has not been erased.
        """
        ...

    def refresh(self, refresh_token: str) -> Tokens:
        """Go on with a session; the refresh token stays the same. `Unauthenticated` when it is over."""
        ...

    def sign_out(self, refresh_token: str, session: str = "") -> None:
        """End the session of the refresh token, and at once the one that is named. An ended one is ended already."""
        ...

    def sign_out_everywhere(self, person: str) -> None:
        """End all sessions of ``person`` at once, the access tokens too."""
        ...

    def add_to_group(self, person: str, group: str) -> None:
        """Give a role or an officer's region (see `security.identity`). `NotFound`."""
        ...

    def remove_from_group(self, person: str, group: str) -> None:
        """Take a role or region away and end all sessions, whose tokens name it. `NotFound`."""
        ...

    def members(self, group: str) -> tuple[str, ...]:
        """Return the people with a role or region who may sign in, in order; nobody of an unknown group."""
        ...

    def groups_of(self, person: str) -> tuple[str, ...]:
        """Return the roles and regions of ``person``, in order. `NotFound`."""
        ...

    def disable(self, person: str) -> None:
        """Let nobody in any more and end all sessions. `NotFound`."""
        ...

    def enable(self, person: str) -> None:
        """Undo `disable`. `NotFound`."""
        ...

    def delete(self, person: str) -> None:
        """Remove the account and end its sessions at once; one that is not there is removed already."""
        ...


@functools.cache
def accounts() -> Accounts:
    """Return this deployment's identity provider."""
    from chalicelib.aws import client
    from security.cognito import CognitoAccounts

    return CognitoAccounts(client("cognito-idp"), read(Identity))


def forget() -> None:
    """Make a new adapter at the next use; for tests and a process that prepares its own environment."""
    accounts.cache_clear()
