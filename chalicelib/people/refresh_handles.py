"""Refresh handles: what a client holds in the place of the provider's refresh token.

A handle names the person and the session, has a number, and ends with 256 bits that only the session's own secret makes
of the three. So the next one can be told again when its answer was lost, an older one is known to have been ours, and
whoever has one can make no other. See docs/decisions/0300-refresh-handles.md.
"""

import base64
import hashlib
import hmac
import re
import secrets

import msgspec

from chalicelib.identifiers import packed, unpacked

PREFIX = "ses"
"""Of the identifiers of sessions."""

_PERSON = "per"
_ID_BYTES, _NUMBER_BYTES, _PROOF_BYTES = 17, 6, 32
_HEAD_BYTES = 2 * _ID_BYTES + _NUMBER_BYTES
_FORM = re.compile(r"[A-Za-z0-9_-]{96}")
_LABEL = b"refresh handle 1\n"


class Handle(msgspec.Struct, frozen=True, kw_only=True):
    """What a handle says, proven by nothing yet."""

    person_id: str
    session_id: str
    generation: int
    proof: bytes

    def __repr__(self) -> str:
        """Never show what is secret."""
        return f"Handle({self.session_id}, {self.generation})"


def new_seed() -> bytes:
    """Return the secret of a new session, 256 random bits."""
    return secrets.token_bytes(_PROOF_BYTES)


def handle_text(person_id: str, session_id: str, generation: int, seed: bytes) -> str:
    """Return the handle of number ``generation`` as a client holds it: 96 letters, digits, ``-`` and ``_``."""
    head = _head(person_id, session_id, generation)
    return base64.urlsafe_b64encode(head + _proof(head, seed)).decode()


def read_handle(text: str) -> Handle | None:
    """Return what ``text`` says, ``None`` when it has not the form of a handle."""
    if not _FORM.fullmatch(text):
        return None
    raw = base64.urlsafe_b64decode(text)
    return Handle(
        person_id=unpacked(_PERSON, raw[:_ID_BYTES]),
        session_id=unpacked(PREFIX, raw[_ID_BYTES : 2 * _ID_BYTES]),
        generation=int.from_bytes(raw[2 * _ID_BYTES : _HEAD_BYTES]),
        proof=raw[_HEAD_BYTES:],
    )


def is_genuine(handle: Handle, seed: bytes) -> bool:
    """Tell in constant time whether the handle was handed out for the session of ``seed``."""
    head = _head(handle.person_id, handle.session_id, handle.generation)
    return hmac.compare_digest(handle.proof, _proof(head, seed))


def _head(person_id: str, session_id: str, generation: int) -> bytes:
    return packed(person_id) + packed(session_id) + generation.to_bytes(_NUMBER_BYTES)


def _proof(head: bytes, seed: bytes) -> bytes:
    return hmac.new(seed, _LABEL + head, hashlib.sha256).digest()
