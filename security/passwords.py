"""What a password must look like before it is sent anywhere."""

from collections.abc import Iterable, Mapping

from chalicelib.errors import invalid
from chalicelib.texts import Text

SHORTEST, LONGEST = 10, 256
"""In characters. Length alone is asked for, as NIST SP 800-63B (section 5.1.1.2) advises; 256 is Cognito's limit."""

POOL_POLICY: Mapping[str, int | bool] = {
    "MinimumLength": SHORTEST,
    "RequireUppercase": False,
    "RequireLowercase": False,
    "RequireNumbers": False,
    "RequireSymbols": False,
}
"""The same rule in the words of a Cognito user pool, for whoever makes the pool."""


def is_password(text: str) -> bool:
    """Tell whether ``text`` can be a password: printable, of the right length, no space at its ends."""
    return SHORTEST <= len(text) <= LONGEST and text.isprintable() and text == text.strip()


def check_password(text: str, pointer: str = "/password") -> None:
    """Raise `InvalidInput` at ``pointer`` unless ``text`` can be one."""
    if not is_password(text):
        detail = Text(
            f"Kata sandi: {SHORTEST}-{LONGEST} karakter yang tampak, tanpa spasi di awal atau akhir.",
            f"A password has {SHORTEST} to {LONGEST} visible characters and no space at its ends.",
        )
        raise invalid(pointer, "weak_password", detail)


def check_chosen(text: str, personal: Iterable[str] = (), pointer: str = "/password") -> None:
    """Raise `InvalidInput` at ``pointer`` unless ``text`` can be a password that is not among the first to be guessed.

    ``personal``: what others know of its owner.
    """
    from security.guessing import is_guessable

    check_password(text, pointer)
    if is_guessable(text, personal):
        detail = Text(
            "Kata sandi ini mudah ditebak. Gunakan beberapa kata yang tidak biasa, misalnya sebuah kalimat.",
            "This password is easily guessed. Use several uncommon words, a sentence for example.",
        )
        raise invalid(pointer, "guessable_password", detail)
