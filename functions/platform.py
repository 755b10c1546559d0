"""The platform about itself: version."""

import msgspec
from chalice.app import Blueprint

from functions.calls import Answer, Call
from functions.http import endpoint
from security.principal import Audience

blueprint = Blueprint(__name__)


class Version(msgspec.Struct, frozen=True):
    """The interface's and the software's version."""

    interface: str
    software: str


@endpoint(blueprint, "GET", "/v1/version", audience=[Audience.PUBLIC])
def version(call: Call) -> Answer[Version]:  # noqa: ARG001 - every handler takes the call
    """Versions of the interface and of the software."""
    return Answer(body=Version("v1", "0.1.0"))
