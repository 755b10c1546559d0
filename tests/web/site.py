"""The platform behind its real HTTP front with its own pages, in this process, and what people get by post."""

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
import pytest

import app as root
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.identifiers import new_identifier
from chalicelib.indexing import Change, apply_vacancies
from chalicelib.people import codes
from chalicelib.people.personal import holder_of
from chalicelib.people.registration import Registration
from chalicelib.people.table import VerificationItem
from chalicelib.vacancies import table
from chalicelib.vacancies.lifecycle import lifetime
from chalicelib.vacancies.model import State, Vacancy
from local import resources
from local.development.accounts import active_person
from local.emulator import Emulator
from local.http.asgi import Application
from local.http.gateway import Gateway
from local.http.server import HttpServer
from local.http.static import StaticFiles
from local.http.types import LocalRequest, LocalResponse, LocalRoute
from security import vault
from security.accounts import accounts
from security.sealed import Kind
from tests import samples
from tests.platform_fixtures import Platform, forget
from tests.vacancies.samples import content, vacancy
from tests.web.node import WEB

PREFIX = "pages-"


class NoApp:
    """No interface at all: what is at it is answered by the test."""

    api: object = None

    @property
    def routes(self) -> dict[str, dict[str, object]]:
        return {}

    def __call__(self, event: object, context: object) -> dict[str, object]:
        raise AssertionError("there is no route")


def _busy(request: LocalRequest) -> LocalResponse:
    return LocalResponse(status=503, content_type="application/problem+json", body=b'{"detail": "Sibuk."}')


@contextmanager
def pages_alone(interface: LocalRoute = _busy) -> Iterator[str]:
    """The address of the pages as they are served, over an ``interface`` that is not there if none is given."""
    with _served(Gateway(NoApp(), {"/v1": interface}, StaticFiles(WEB))) as url:
        yield url


@contextmanager
def whole_platform(emulator: Emulator) -> Iterator[str]:
    """The address of the pages over the real interface."""
    with pytest.MonkeyPatch.context() as patch:
        found = Platform(emulator, resources.create_identifiers(emulator.url, "padan@padan.invalid"))
        for name, value in found.variables().items():
            patch.setenv(name, value)
        for name in ("TABLE", "QUEUE"):
            patch.setenv(f"PADAN_{name}_PREFIX", PREFIX)
        for name in ("documents", "payloads", "matches"):
            patch.setenv(f"PADAN_{name.upper()}_BUCKET", f"{PREFIX}{name}")
        forget()
        resources.create_stores(emulator.url)
        with _served(Gateway(root.app, {}, StaticFiles(WEB))) as url:
            yield url
    forget()


@contextmanager
def _served(gateway: Gateway) -> Iterator[str]:
    running = HttpServer(graceful_seconds=2).start(Application(gateway, threads=8, timeout=20))
    try:
        yield running.url
    finally:
        running.stop()


def person_of(address: str) -> str:
    """Return who has this e-mail address."""
    found = holder_of(Kind.EMAIL, vault.lookup_hashes(Kind.EMAIL, address))
    assert found is not None
    return found


def code_for(person_id: str) -> str:
    """Return the code that was sent to somebody last."""
    return codes.code_of(max(item.pk for item in VerificationItem.by_person.query(person_id)))


def somebody(*groups: str) -> tuple[str, str]:
    """Register somebody with a proven address, in ``groups``; returns their address and identifier."""
    address = samples.email()
    person_id = active_person(Registration(email=address, password=samples.PASSWORD))
    for group in groups:
        accounts().add_to_group(person_id, group)
    return address, person_id


def published(title: str, contact_url: str | None = None, **changes: object) -> Vacancy:
    """A vacancy that is open and found, with ``changes``; without an address elsewhere people apply in Padan."""
    now = SYSTEM_CLOCK.now()
    made = vacancy(
        State.PUBLISHED,
        id=new_identifier("vac"),
        content=content(title=title, contact_url=contact_url),
        published_at=now,
        posted_at=now,
        expires_at=now + lifetime(),
    )
    made = msgspec.structs.replace(made, **changes)
    table.item_of(made).save()
    apply_vacancies([Change(id=made.id, version=1, content=made)])
    return made
