"""Accounts in an Amazon Cognito user pool, through its administrative (server-side) operations alone."""

import contextlib
import re
import secrets
from collections.abc import Iterable
from typing import Any

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import NotFound, Unauthenticated, Unavailable
from chalicelib.settings import Identity
from security import session_ends
from security.accounts import Tokens
from security.cognito_errors import Absent, answered, no_session, quietly
from security.identity import CODE_SUFFIX, has_outlived, session_in
from security.passwords import check_password, is_password

_RACES = 3
_A_PAGE = 60
_TOKEN = re.compile(r"[A-Za-z0-9._=-]{1,8192}")


class CognitoAccounts:
    """The `security.accounts.Accounts` of a user pool.

    Two users stand for an account: ``per_…`` has the password and exists once there is one; ``per_….code`` always
    exists, and its password is random, new at each sign-in and never kept.
    """

    def __init__(self, client: object, settings: Identity, clock: Clock = SYSTEM_CLOCK) -> None:
        """Use the boto3 ``client`` of ``cognito-idp`` and the pool and application client of ``settings``."""
        if not settings.user_pool_id or not settings.user_pool_client_id:
            raise RuntimeError("PADAN_USER_POOL_ID and PADAN_USER_POOL_CLIENT_ID are not set")
        self._client, self._clock = client, clock
        self._pool, self._application = settings.user_pool_id, settings.user_pool_client_id

    def create(self, person: str, password: str | None = None, groups: Iterable[str] = ()) -> None:
        """Make both users; the one with the password first, so that a refused password leaves nothing behind."""
        if password is not None:
            check_password(password)
            self._create_user(person, password)
        self._create_user(person + CODE_SUFFIX, _random_password())
        for group in groups:
            self.add_to_group(person, group)

    def set_password(self, person: str, password: str) -> None:
        """Set it, making the user with the groups of the other one when it is the first."""
        check_password(password)
        groups = self._groups(person + CODE_SUFFIX)
        self._create_user(person, password)
        for group in groups:
            self._pool_call("admin_add_user_to_group", Username=person, GroupName=group)

    def has_password(self, person: str) -> bool:
        """Ask for the user that exists once there is a password."""
        try:
            self._pool_call("admin_list_groups_for_user", Username=person, Limit=1)
        except NotFound:
            return False
        return True

    def sign_in(self, person: str, password: str) -> Tokens:
        """Open a session with the password; one that cannot be a password is simply wrong."""
        if not is_password(password):
            raise no_session("wrong_credentials")
        return self._begun(self._start(person, password))

    def sign_in_verified(self, person: str, groups: Iterable[str] | None = None) -> Tokens:
        """Open a session for a verified person with a password that lives for this moment."""
        user = person + CODE_SUFFIX
        for _ in range(_RACES):
            password = _random_password()
            try:
                self._set(user, password)
            except NotFound:
                if groups is None:
                    break
                self.create(person, groups=groups)
                continue
            # A twin request may have set its own password in between: then ours is wrong, and we go again.
            if (tokens := self._try(user, password)) is not None:
                return self._begun(tokens)
        raise no_session("wrong_credentials")

    def refresh(self, refresh_token: str) -> Tokens:
        """Get new access and identity tokens; a session that was ended or has lived its time is ended for good.

        What the platform ended is over whatever the provider says, whose revocation counts in whole seconds.
        """
        if not _TOKEN.fullmatch(refresh_token):
            raise no_session("session_over")
        tokens = self._authenticate("REFRESH_TOKEN_AUTH", "session_over", REFRESH_TOKEN=refresh_token)
        ended = session_ends.is_over(session_in(tokens.access, refresh_token), self._clock, ask=True)
        if ended or has_outlived(tokens.access, self._clock):
            self.sign_out(refresh_token)
            raise no_session("session_over")
        return tokens

    def sign_out(self, refresh_token: str, session: str = "") -> None:
        """Revoke the refresh token, and let no access token of the session pass any more."""
        if session:
            session_ends.end_session(session)
        if not _TOKEN.fullmatch(refresh_token):
            return
        with quietly("NotAuthorizedException", "UnsupportedTokenTypeException"):
            self._call("revoke_token", Token=refresh_token, ClientId=self._application)

    def sign_out_everywhere(self, person: str) -> None:
        """Revoke the refresh tokens of both users; only then end the sessions, so that none is renewed in between."""
        self._for_both(person, "admin_user_global_sign_out")
        session_ends.end_all(person)

    def add_to_group(self, person: str, group: str) -> None:
        """Add both users. Roles exist from the start; the group of a region is made for its first officer."""
        try:
            self._for_both(person, "admin_add_user_to_group", GroupName=group)
        except Absent:
            with quietly("GroupExistsException"):
                self._call("create_group", UserPoolId=self._pool, GroupName=group)
            self._for_both(person, "admin_add_user_to_group", GroupName=group)

    def remove_from_group(self, person: str, group: str) -> None:
        """Remove both users; nobody is in a group that does not exist."""
        with contextlib.suppress(Absent):
            self._for_both(person, "admin_remove_user_from_group", GroupName=group)
        session_ends.end_all(person)

    def members(self, group: str) -> tuple[str, ...]:
        """Read the group page by page; both users of an account are one person."""
        found: set[str] = set()
        more: dict[str, str] = {}
        with contextlib.suppress(Absent):
            while True:
                page = self._pool_call("list_users_in_group", GroupName=group, Limit=_A_PAGE, **more)
                found |= {user["Username"].removesuffix(CODE_SUFFIX) for user in page["Users"] if user["Enabled"]}
                if not page.get("NextToken"):
                    break
                more = {"NextToken": page["NextToken"]}
        return tuple(sorted(found))

    def groups_of(self, person: str) -> tuple[str, ...]:
        """Read those of the user that always exists; both have the same."""
        return tuple(sorted(self._groups(person + CODE_SUFFIX)))

    def disable(self, person: str) -> None:
        """Disable both users and revoke their refresh tokens."""
        self._for_both(person, "admin_disable_user")
        self.sign_out_everywhere(person)

    def enable(self, person: str) -> None:
        """Enable both users."""
        self._for_both(person, "admin_enable_user")

    def delete(self, person: str) -> None:
        """Delete both users; the one that always exists last, so that a retry finds the rest."""
        for user in (person, person + CODE_SUFFIX):
            with quietly("UserNotFoundException"):
                self._call("admin_delete_user", UserPoolId=self._pool, Username=user)
        session_ends.end_all(person)

    def _create_user(self, user: str, password: str) -> None:
        with quietly("UsernameExistsException"):
            self._call(
                "admin_create_user",
                UserPoolId=self._pool,
                Username=user,
                TemporaryPassword=password,
                MessageAction="SUPPRESS",
            )
        self._set(user, password)

    def _set(self, user: str, password: str) -> None:
        self._pool_call("admin_set_user_password", Username=user, Password=password, Permanent=True)

    def _groups(self, user: str) -> list[str]:
        found: list[str] = []
        more: dict[str, str] = {}
        while True:
            page = self._pool_call("admin_list_groups_for_user", Username=user, Limit=_A_PAGE, **more)
            found += [group["GroupName"] for group in page["Groups"]]
            if not page.get("NextToken"):
                return found
            more = {"NextToken": page["NextToken"]}

    def _start(self, user: str, password: str) -> Tokens:
        return self._authenticate("ADMIN_USER_PASSWORD_AUTH", "wrong_credentials", USERNAME=user, PASSWORD=password)

    def _try(self, user: str, password: str) -> Tokens | None:
        try:
            return self._start(user, password)
        except Unauthenticated:
            return None

    def _authenticate(self, flow: str, code: str, **parameters: str) -> Tokens:
        with answered(code):
            answer = self._client.admin_initiate_auth(  # type: ignore[attr-defined]
                UserPoolId=self._pool, ClientId=self._application, AuthFlow=flow, AuthParameters=parameters
            )
        result = answer.get("AuthenticationResult")
        if result is None:
            # A challenge (multi-factor, forced change) that this platform never configures.
            raise Unavailable
        return Tokens(
            access=result["AccessToken"],
            id=result["IdToken"],
            refresh=result.get("RefreshToken") or parameters["REFRESH_TOKEN"],
            expires_in=result["ExpiresIn"],
        )

    @staticmethod
    def _begun(tokens: Tokens) -> Tokens:
        """Return the tokens of a session that no earlier end of the others reaches."""
        session_ends.spare(session_in(tokens.access, tokens.refresh))
        return tokens

    def _for_both(self, person: str, operation: str, **parameters: object) -> None:
        self._pool_call(operation, Username=person + CODE_SUFFIX, **parameters)
        with quietly("UserNotFoundException"):
            self._call(operation, UserPoolId=self._pool, Username=person, **parameters)

    def _pool_call(self, operation: str, **parameters: object) -> Any:  # noqa: ANN401 - boto3 answers dictionaries
        with answered():
            return self._call(operation, UserPoolId=self._pool, **parameters)

    def _call(self, operation: str, **parameters: object) -> Any:  # noqa: ANN401 - boto3 answers dictionaries
        return getattr(self._client, operation)(**parameters)


def _random_password() -> str:
    # The end satisfies any policy on kinds of signs; the 256 random bits are before it.
    return secrets.token_urlsafe(32) + "aA1-"
