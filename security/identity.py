"""OIDC access tokens of the user pool become a `Principal`. See docs/decisions/0030-tokens-and-roles.md."""

import functools
import re
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec

from chalicelib.clock import SYSTEM_CLOCK, Clock, epoch_seconds
from chalicelib.errors import FieldError, Unauthenticated
from chalicelib.identifiers import is_identifier
from chalicelib.settings import Identity, read
from chalicelib.texts import Text
from security import session_ends
from security.keys import KeySet, fetch_keys
from security.principal import Audience, Principal
from security.session_ends import SessionStart
from security.session_lives import is_of_office, is_outlived

if TYPE_CHECKING:
    from jwt.types import Options

CODE_SUFFIX = ".code"
"""Ends the user name of the credential that signs in with one-time codes; see `security.accounts`."""

_SKEW_SECONDS = 30
_LONGEST_TOKEN = 8192
_FORM = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*){2}")
_ROLES = frozenset(Audience) - {Audience.PUBLIC, Audience.PARTNER}
_REGION = re.compile(r"region-(\d{2}(?:\.\d{2}){0,2})")


class AccessClaims(msgspec.Struct, frozen=True, kw_only=True):
    """The claims of an access token that Padan reads. Times are seconds since 1970-01-01 UTC."""

    iss: str
    client_id: str
    token_use: str
    username: str
    exp: int
    iat: int = 0
    auth_time: int = 0
    origin_jti: str = ""
    nbf: int = 0
    groups: tuple[str, ...] = msgspec.field(default=(), name="cognito:groups")


class TokenVerifier:
    """Verifies tokens of one issuer for one client. Thread-safe as far as its key set is."""

    def __init__(self, settings: Identity, keys: KeySet, clock: Clock = SYSTEM_CLOCK) -> None:
        """Accept tokens of ``settings.token_issuer`` that were issued to ``settings.user_pool_client_id``."""
        if not settings.token_issuer or not settings.user_pool_client_id:
            raise RuntimeError("PADAN_TOKEN_ISSUER and PADAN_USER_POOL_CLIENT_ID are needed to verify tokens")
        self._settings, self._keys, self._clock = settings, keys, clock

    def verify(self, token: str) -> Principal:
        """Return who ``token`` stands for.

        Raises `Unauthenticated` with a code that says why it is refused, `Unavailable` when no keys can be had.
        """
        return principal_of(self.claims(token))

    def claims(self, token: str) -> AccessClaims:
        """Return what ``token`` proves; raises as `verify` does."""
        claims = self._claims(token)
        self._check_origin(claims)
        self._check_times(claims)
        return claims

    def _claims(self, token: str) -> AccessClaims:
        import jwt

        if len(token) > _LONGEST_TOKEN or not _FORM.fullmatch(token):
            raise refusal("malformed_token", "Token tidak terbaca.", "The token cannot be read.")
        try:
            header = jwt.get_unverified_header(token)
            key = self._keys.key(_key_id(header.get("kid"), header.get("alg")))
            payload = jwt.decode(token, key, algorithms=["RS256"], options=_SIGNATURE_ONLY)
            return msgspec.convert(payload, AccessClaims)
        except jwt.InvalidSignatureError:
            raise refusal("bad_signature", "Tanda tangan token salah.", "The token's signature is wrong.") from None
        except (jwt.PyJWTError, RecursionError):
            raise refusal("malformed_token", "Token tidak terbaca.", "The token cannot be read.") from None
        except msgspec.ValidationError:
            raise refusal("not_an_access_token", "Gunakan token akses.", "Use the access token.") from None

    def _check_origin(self, claims: AccessClaims) -> None:
        if claims.iss != self._settings.token_issuer:
            raise refusal("foreign_issuer", "Token dari penerbit lain.", "The token is of another issuer.")
        if claims.token_use != "access":  # noqa: S105 - a kind of token, not a password
            raise refusal("not_an_access_token", "Gunakan token akses.", "Use the access token.")
        if claims.client_id != self._settings.user_pool_client_id:
            raise refusal("foreign_client", "Token untuk aplikasi lain.", "The token is for another application.")

    def _check_times(self, claims: AccessClaims) -> None:
        now = epoch_seconds(self._clock.now())
        if claims.exp + _SKEW_SECONDS <= now:
            raise refusal("token_expired", "Sesi berakhir; masuk lagi.", "The token has expired; sign in again.")
        if claims.nbf - _SKEW_SECONDS > now:
            raise refusal("token_not_yet_valid", "Token belum berlaku.", "The token is not valid yet.")


_SIGNATURE_ONLY: "Options" = {
    "verify_signature": True,
    "verify_exp": False,
    "verify_nbf": False,
    "verify_iat": False,
    "verify_aud": False,
    "verify_iss": False,
    "verify_sub": False,
    "verify_jti": False,
}
"""The library proves the signature; the claims are checked above, with the platform's clock and a code for each."""


def verify_bearer(token: str) -> Principal:
    """Return who ``token`` stands for; raises `Unauthenticated` or `Unavailable` as `TokenVerifier.verify` does.

    A token whose session was ended, or has lived its time (`security.session_lives`), is refused with the code
    ``session_over``.
    """
    claims = _verifier().claims(token)
    principal = principal_of(claims)
    start = session_of(claims)
    if _outlived(principal, start) or session_ends.is_over(start, ask=is_of_office(principal.roles)):
        raise refusal("session_over", "Sesi sudah berakhir; masuk lagi.", "The session is over; sign in again.")
    return principal


def has_outlived(token: str, clock: Clock = SYSTEM_CLOCK) -> bool:
    """Tell whether an access token that the provider has just handed out is of a session that has lived its time."""
    claims = _verifier().claims(token)
    return _outlived(principal_of(claims), session_of(claims), clock)


def _outlived(principal: Principal, start: SessionStart, clock: Clock = SYSTEM_CLOCK) -> bool:
    return is_outlived(principal.roles, start.began, epoch_seconds(clock.now()))


def session_of(claims: AccessClaims) -> SessionStart:
    """Return the session that ``claims`` are of; it began when its holder proved who they are."""
    person = claims.username.removesuffix(CODE_SUFFIX)
    return SessionStart(person, claims.origin_jti, claims.auth_time or claims.iat)


def session_in(access: str, refresh: str) -> SessionStart:
    """Return the session of tokens that the provider has just handed out or taken; raises as `verify_bearer`.

    Some providers write the moment of a refresh into ``auth_time``. A session is no younger than its refresh token,
    whose claims are believed where they can be read (Cognito encrypts them): the provider vouched for it just now.
    """
    start = session_of(_verifier().claims(access))
    return msgspec.structs.replace(start, began=min(start.began, _issued(refresh, start.began)))


class Proven(msgspec.Struct, frozen=True):
    """What tokens of the provider prove: the session that they are of, and the roles that it has now."""

    start: SessionStart
    roles: frozenset[Audience]


def proven(access: str, refresh: str) -> Proven:
    """Return what tokens prove that the provider has just handed out; raises as `verify_bearer`."""
    return Proven(session_in(access, refresh), principal_of(_verifier().claims(access)).roles)


def _issued(refresh: str, otherwise: int) -> int:
    """Return when a refresh token was issued, in seconds since 1970 UTC, or ``otherwise`` when it does not say."""
    import jwt

    try:
        found = jwt.decode(refresh, options={"verify_signature": False}).get("iat")
    except jwt.PyJWTError:
        return otherwise
    return found if isinstance(found, int) else otherwise


def forget() -> None:
    """Read settings and keys afresh at the next use; for tests and a process that prepares its own environment."""
    _verifier.cache_clear()
    session_ends.forget()


def principal_of(claims: AccessClaims) -> Principal:
    """Return the caller named by proven ``claims``; raises `Unauthenticated` for an account that is nobody's here.

    Roles are the groups of the same name; an officer's regions are groups such as ``region-32`` or ``region-32.73``.
    """
    person = claims.username.removesuffix(CODE_SUFFIX)
    if not is_identifier(person, "per"):
        raise refusal("unknown_account", "Akun tidak dikenal.", "The account is not known.")
    roles = frozenset(role for role in _ROLES if role.value in claims.groups)
    matches = (_REGION.fullmatch(group) for group in claims.groups)
    regions = tuple(sorted(match[1] for match in matches if match)) if Audience.OFFICER in roles else ()
    return Principal(id=person, roles=roles, regions=regions, session=claims.origin_jti)


def refusal(code: str, indonesian: str, english: str) -> Unauthenticated:
    """Return the error for a bearer token that is not accepted."""
    text = Text(indonesian, english)
    return Unauthenticated(text, [FieldError(pointer="Authorization", code=code, detail=text)])


def _key_id(kid: object, algorithm: object) -> str:
    if algorithm != "RS256":
        raise refusal("wrong_algorithm", "Algoritme token harus RS256.", "The token's algorithm must be RS256.")
    if not isinstance(kid, str) or not kid:
        raise refusal("unknown_key", "Kunci token tidak dikenal.", "The token's key is not known.")
    return kid


@functools.cache
def _verifier() -> TokenVerifier:
    settings = read(Identity)
    return TokenVerifier(settings, KeySet(functools.partial(fetch_keys, settings.keys_url), timedelta(minutes=1)))
