"""Whom to tell about a weakness (RFC 9116)."""

from chalice.app import Blueprint

from chalicelib.settings import Service, read
from functions.calls import Answer, Call
from functions.http import endpoint
from security import disclosure
from security.principal import Audience

blueprint = Blueprint(__name__)
_DAY = 86_400


@endpoint(blueprint, "GET", disclosure.PATH, audience=(Audience.PUBLIC,), answers=(disclosure.MEDIA_TYPE,))
def security_txt(call: Call) -> Answer[str]:  # noqa: ARG001 - every handler takes the call
    """Whom to tell about a weakness of this deployment, as RFC 9116 has it."""
    service = read(Service)
    return Answer(
        body=disclosure.security_txt(service.public_url, service.pages_url),
        media_type=f"{disclosure.MEDIA_TYPE}; charset=utf-8",
        headers={"Cache-Control": f"public, max-age={_DAY}"},
    )
