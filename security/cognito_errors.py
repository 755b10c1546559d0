"""What Cognito's errors mean to callers."""

import contextlib
from collections.abc import Callable, Iterator, Mapping

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.errors import (
    FieldError,
    NotFound,
    PadanError,
    TooManyRequests,
    Unauthenticated,
    Unavailable,
    invalid,
)
from chalicelib.texts import Text

_WAIT_SECONDS = 30
_SESSION_TEXTS: Mapping[str, Text] = {
    "wrong_credentials": Text("Akun atau kata sandi salah.", "The account or the password is wrong."),
    "session_over": Text("Sesi sudah berakhir; masuk lagi.", "The session is over; sign in again."),
}
_REFUSED = frozenset({"NotAuthorizedException", "UserNotFoundException", "PasswordResetRequiredException"})


class Absent(Unavailable):
    """A group is not there; or the pool itself or its client, which is a mistake of the deployment."""


@contextlib.contextmanager
def answered(session_code: str = "") -> Iterator[None]:
    """Turn errors of the calls inside into the platform's; ``session_code`` when they open or go on with a session."""
    try:
        yield
    except ClientError as error:
        raise _meaning(error.response["Error"]["Code"], session_code) from error
    except BotoCoreError as error:
        raise Unavailable from error


@contextlib.contextmanager
def quietly(*codes: str) -> Iterator[None]:
    """Like `answered`, but the named errors mean that there is nothing left to do."""
    with answered():
        try:
            yield
        except ClientError as error:
            if error.response["Error"]["Code"] not in codes:
                raise


def no_session(code: str) -> Unauthenticated:
    """Return the error for a session that cannot be had, the same for every reason behind ``code``."""
    text = _SESSION_TEXTS[code]
    return Unauthenticated(text, [FieldError(pointer="", code=code, detail=text)])


def _meaning(code: str, session_code: str) -> PadanError:
    if session_code and code in _REFUSED:
        return no_session(session_code)
    return _MEANINGS.get(code, Unavailable)()


def _weak_password() -> PadanError:
    text = Text(
        "Kata sandi terlalu lemah: minimal 10 karakter.", "The password is too weak: it needs at least 10 characters."
    )
    return invalid("/password", "weak_password", text)


_MEANINGS: Mapping[str, Callable[[], PadanError]] = {
    "UserNotFoundException": NotFound,
    "ResourceNotFoundException": Absent,
    "InvalidPasswordException": _weak_password,
    "TooManyRequestsException": lambda: TooManyRequests(_WAIT_SECONDS),
    "LimitExceededException": lambda: TooManyRequests(_WAIT_SECONDS),
}
