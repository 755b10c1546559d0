"""The platform about itself: health, versions, the interface's description and its readable console."""

from __future__ import annotations

import functools
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from typing import TYPE_CHECKING, Any

import msgspec
from chalice.app import Blueprint

from functions.calls import Answer, Call
from functions.http import endpoint
from security.headers import DOCS_CONTENT, content_policy
from security.principal import Audience

if TYPE_CHECKING:
    from chalicelib.health.probes import Health

blueprint = Blueprint(__name__)
PUBLIC = (Audience.PUBLIC,)
_A_DAY = 86_400


class Version(msgspec.Struct, frozen=True):
    """The interface's and the software's version."""

    interface: str
    software: str


@endpoint(blueprint, "GET", "/v1/version", audience=PUBLIC)
def version(call: Call) -> Answer[Version]:  # noqa: ARG001 - every handler takes the call
    """Versions of the interface and of the software."""
    return Answer(body=Version("v1", _software()))


@endpoint(blueprint, "GET", "/v1/health", audience=PUBLIC, also=(503,))
def dependencies(call: Call) -> Answer[Health]:  # noqa: ARG001 - every handler takes the call
    """Whether each dependency answers; 503 when one does not."""
    from chalicelib.health.probes import Status, health

    found = health()
    status = 200 if found.status is Status.OK else 503
    return Answer(body=found, status=status, headers={"Cache-Control": "no-store"})


@endpoint(blueprint, "GET", "/v1/openapi.json", audience=PUBLIC)
def description(call: Call) -> Answer[dict[str, Any]]:  # noqa: ARG001 - every handler takes the call
    """This interface as OpenAPI 3.1."""
    return Answer(body=_description(), headers={"Cache-Control": "public, max-age=300"})


@endpoint(blueprint, "GET", "/docs", audience=PUBLIC, answers=("text/html",))
def console(call: Call) -> Answer[str]:
    """This interface as a page to read."""
    from functions.console import page

    return Answer(
        body=page(_description(), call.language),
        media_type="text/html; charset=utf-8",
        headers={"Content-Security-Policy": content_policy(DOCS_CONTENT)},
    )


@endpoint(blueprint, "GET", "/.well-known/security.txt", audience=PUBLIC, answers=("text/plain",))
def security_txt(call: Call) -> Answer[str]:  # noqa: ARG001 - every handler takes the call
    """Whom to tell about a weakness of this deployment, as RFC 9116 has it."""
    from chalicelib.settings import Service, read
    from security import disclosure

    service = read(Service)
    return Answer(
        body=disclosure.security_txt(service.public_url, service.pages_url),
        media_type="text/plain; charset=utf-8",
        headers={"Cache-Control": f"public, max-age={_A_DAY}"},
    )


@functools.cache
def _description() -> dict[str, Any]:
    from functions.openapi import document

    return document()


@functools.cache
def _software() -> str:
    try:
        return installed_version("padan")
    except PackageNotFoundError:
        return "unpackaged"
