"""Changing one's password."""

from __future__ import annotations

from typing import Annotated

import msgspec
from chalice.app import Blueprint
from msgspec import Meta

from chalicelib.errors import FieldError, InvalidInput
from chalicelib.texts import Text
from functions.calls import Answer, Call
from functions.http import endpoint
from functions.sessions import LARGEST_CREDENTIALS, SIGNED_IN, Session, session_of

blueprint = Blueprint(__name__)


class PasswordChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The new password, with the old one, or with ``code_id`` and ``code`` of ``POST /v1/sessions/codes``."""

    new_password: Annotated[str, Meta(max_length=1024)]
    current_password: Annotated[str, Meta(max_length=1024)] | None = None
    code_id: Annotated[str, Meta(max_length=64)] | None = None
    code: Annotated[str, Meta(max_length=20)] | None = None

    def __repr__(self) -> str:
        """Never show what is secret."""
        return "PasswordChange(…)"


@endpoint(blueprint, "PUT", "/v1/people/me/password", audience=SIGNED_IN, largest_body=LARGEST_CREDENTIALS)
def change(call: Call, body: PasswordChange) -> Answer[Session]:
    """Replace one's password. All sessions end; the answer is a new one."""
    from chalicelib.people import passwords

    by_code = body.code_id is not None and body.code is not None
    if (body.current_password is not None) is by_code or (body.code_id is None) is not (body.code is None):
        raise _mixed()
    proof = passwords.Proof(password=body.current_password, code_id=body.code_id, code=body.code)
    tokens = passwords.change(call.principal.id, body.new_password, proof)
    return Answer(body=session_of(tokens), headers={"Cache-Control": "no-store"})


def _mixed() -> InvalidInput:
    detail = Text(
        "Kirim kata sandi lama, atau code_id dan code.",
        "Send the old password, or code_id and code.",
    )
    fields = [FieldError(pointer=f"/{name}", code="one_proof", detail=detail) for name in ("current_password", "code")]
    return InvalidInput(detail, fields)
