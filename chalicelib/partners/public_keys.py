"""Public keys that partners hand in: ed25519 in PEM, and only points that prove something."""

from chalicelib.errors import InvalidInput, invalid
from chalicelib.texts import Text

_LONGEST_PEM = 1_000
_P = 2**255 - 19
_D = -121665 * pow(121666, -1, _P) % _P
_SIGN = 1 << 255


def checked_public_key(public_pem: str | bytes) -> str:
    """Return the key in PEM; raises `InvalidInput` at ``/public_key`` for anything else and for weak points."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    raw = public_pem.encode() if isinstance(public_pem, str) else public_pem
    try:
        key = form.load_pem_public_key(raw[: _LONGEST_PEM + 1])
    except (ValueError, UnsupportedAlgorithm):
        raise _no_key() from None
    if not isinstance(key, Ed25519PublicKey) or len(raw) > _LONGEST_PEM or is_weak(key.public_bytes_raw()):
        raise _no_key()
    return key.public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo).decode("ascii")


def is_weak(point: bytes) -> bool:
    """Tell whether 32 bytes are no point of the curve, or one of the eight whose order divides eight.

    With such a key (RFC 8032, sections 5.1.3 and 8.7) anybody can make a signature that verifies.
    """
    number = int.from_bytes(point, "little")
    y = number & (_SIGN - 1)
    if y >= _P:
        return True
    u, v = (y * y - 1) % _P, (_D * y * y + 1) % _P
    x = _root(u * pow(v, -1, _P) % _P)
    if x is None or (x == 0 and number & _SIGN):
        return True
    for _ in range(3):
        x, y = _doubled(x, y)
    return (x, y) == (0, 1)


def _root(square: int) -> int | None:
    """Return a root modulo the prime, which is 5 modulo 8, or ``None`` (RFC 8032, section 5.1.3)."""
    root = pow(square, (_P + 3) // 8, _P)
    if root * root % _P != square:
        root = root * pow(2, (_P - 1) // 4, _P) % _P
    return root if root * root % _P == square else None


def _doubled(x: int, y: int) -> tuple[int, int]:
    product = _D * x * x * y * y % _P
    return 2 * x * y * pow(1 + product, -1, _P) % _P, (y * y + x * x) * pow(1 - product, -1, _P) % _P


def _no_key() -> InvalidInput:
    text = Text("Bukan kunci publik ed25519 dalam PEM.", "Not an ed25519 public key in PEM.")
    return invalid("/public_key", "invalid", text)
