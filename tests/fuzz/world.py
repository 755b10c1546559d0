"""A platform with one account for each role and one of each thing, on the emulator, behind the real HTTP front."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
import pytest
import requests

import app as root
from chalicelib import applications, partners
from chalicelib.applications import ApplicationLetter
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.identifiers import new_identifier
from chalicelib.indexing import Change, apply_vacancies
from chalicelib.people.registration import Registration
from chalicelib.vacancies import table
from chalicelib.vacancies.lifecycle import lifetime
from chalicelib.vacancies.model import State
from functions.http import ENDPOINTS, Endpoint
from local import resources
from local.development.accounts import active_person
from local.emulator import Emulator
from local.http.gateway import Gateway
from local.http.static import StaticFiles
from search import engine
from security.accounts import accounts
from security.consent import CURRENT
from security.principal import Audience, Principal
from security.signatures import Algorithm, SigningKey, generate_ed25519
from tests import effort, samples
from tests.functions.bad_input.world import _proposal
from tests.fuzz.transport import ORIGIN, SIGN, session
from tests.platform_fixtures import Platform, forget
from tests.vacancies.samples import vacancy

PREFIX = "fuzz-"
OFFICIALS = (Audience.OFFICER, Audience.MONITOR, Audience.ANALYST, Audience.ADMIN)
REGION = "32.73"


class Account(msgspec.Struct, frozen=True):
    """Somebody who is signed in."""

    person_id: str
    token: str


class World:
    """Who may ask (`headers`), what there is to ask about (`ids`), and how (`client`)."""

    def __init__(self, folder: Path) -> None:
        self.people = {
            Audience.SEEKER: made(),
            Audience.EMPLOYER: made(),
            **{role: made(role.value, "region-32") for role in OFFICIALS},
        }
        partner = partners.add_partner("Portal Acak")
        private, public = generate_ed25519()
        registered = partners.add_key(partner.id, public)
        key = SigningKey(key_id=registered.key_id, algorithm=Algorithm.ED25519, private=private)
        self.partner_id = partner.id
        self.client: requests.Session = session(Gateway(root.app, {}, StaticFiles(folder)), key)
        self.ids = self._things()

    def headers(self, role: Audience) -> dict[str, str]:
        """What proves that one is of a ``role``; nothing for the public."""
        if role is Audience.PARTNER:
            return {"Signature": SIGN}
        found = self.people.get(role)
        return {"Authorization": f"Bearer {found.token}"} if found else {}

    def send(self, role: Audience, method: str, path: str, body: object = None, **headers: str) -> requests.Response:
        """Send one request as somebody of a ``role``."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        content = {"content-type": "application/json"} if body is not None else {}
        raw = msgspec.json.encode(body) if body is not None else None
        return self.client.request(method, ORIGIN + path, data=raw, headers=content | self.headers(role) | named)

    def known(self, path: str) -> dict[str, str]:
        """Identifiers of things that there are, for the parameters of an operation's ``path``."""
        names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
        own = next((value for part, value in self.ids.items() if f"/{part}/{{id}}" in path), None)
        found = self.ids | ({"id": own} if own else {})
        return {name: found[name] for name in names if name in found}

    def _things(self) -> dict[str, str]:
        member = Audience.EMPLOYER
        employer = self._id(member, "/v1/employers", {"name": "Karya Acak", "region": REGION})
        draft = {"employer_id": employer, "title": "Kasir Minimarket", "region": REGION}
        found = {
            "employer_id": employer,
            "vacancy_id": self._published(employer),
            "draft": self._id(member, "/v1/vacancies", draft),
            "search_id": self._id(
                Audience.SEEKER, "/v1/people/me/saved-searches", {"parameters": {"q": "kasir"}, "name": "kasir"}
            ),
            "verifications": self._id(Audience.SEEKER, "/v1/people/me/verifications", {"channel": "phone"}),
            "person_id": self.people[Audience.SEEKER].person_id,
            "proposal_id": _proposal(),
            "external_id": "K-1",
            "table": "occupations",
            "code": "5230",
            "report": "zero-hits",
        }
        paper = {"kind": "cv", "file_name": "cv.pdf", "media_type": "application/pdf", "size": 1000}
        announced = self.send(Audience.SEEKER, "POST", "/v1/people/me/documents", paper)
        pushed = self.send(Audience.PARTNER, "POST", "/v1/partner/vacancies", [{"identifier": "K-1"}])
        assert (announced.status_code, pushed.status_code) == (201, 202), (announced.text, pushed.text)
        seeker = Principal(id=found["person_id"], roles=frozenset({Audience.SEEKER}))
        applied = applications.apply(seeker, found["vacancy_id"], ApplicationLetter())
        return found | {
            "documents": announced.json()["document"]["id"],
            "receipts": pushed.json()["id"],
            "application_id": applied.application.id,
        }

    def _id(self, role: Audience, path: str, body: Mapping[str, object]) -> str:
        reply = self.send(role, "POST", path, body)
        assert reply.status_code == 201, reply.text
        return str(reply.json()["id"])

    def _published(self, employer: str) -> str:
        now = SYSTEM_CLOCK.now()
        open_now = vacancy(
            State.PUBLISHED,
            id=new_identifier("vac"),
            employer_id=employer,
            published_at=now,
            posted_at=now,
            expires_at=now + lifetime(),
        )
        table.item_of(open_now).save()
        apply_vacancies([Change(id=open_now.id, version=1, content=open_now)])
        return open_now.id


def _registration() -> Registration:
    consents = {kind.value: version for kind, version in CURRENT.items()}
    return Registration(email=samples.email(), phone=samples.phone(), password=samples.PASSWORD, consents=consents)


def made(*groups: str) -> Account:
    """A new account of a person with a proven address, in ``groups``."""
    person_id = active_person(_registration())
    for group in groups:
        accounts().add_to_group(person_id, group)
    return Account(person_id, accounts().sign_in_verified(person_id).access)


def entry_of(method: str, path: str) -> Endpoint:
    """The declaration of an operation."""
    return next(entry for entry in ENDPOINTS if (entry.method, entry.path) == (method.upper(), path))


def _index(request: pytest.FixtureRequest) -> dict[str, str]:
    """Variables that lead to the index: embedded in memory, or with `make fuzz SEARCH=opensearch` a real cluster's."""
    if effort.SEARCH == "embedded":
        return {"PADAN_SEARCH_ENGINE": "embedded", "PADAN_SEARCH_FOLDER": ""}
    url = request.getfixturevalue("opensearch").url
    return {"PADAN_SEARCH_ENGINE": "opensearch", "PADAN_SEARCH_URL": url, "PADAN_INDEX_PREFIX": PREFIX}


@pytest.fixture(scope="module")
def world(
    emulator: Emulator, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[World]:
    """The world, made once for a module."""
    with pytest.MonkeyPatch.context() as patch:
        found = Platform(emulator, resources.create_identifiers(emulator.url, "padan@padan.invalid"))
        variables = found.variables() | {
            "PADAN_TABLE_PREFIX": PREFIX,
            "PADAN_QUEUE_PREFIX": PREFIX,
            "PADAN_DOCUMENTS_BUCKET": f"{PREFIX}documents",
            "PADAN_PAYLOADS_BUCKET": f"{PREFIX}payloads",
            "PADAN_MATCHES_BUCKET": f"{PREFIX}matches",
            **_index(request),
        }
        engine.close()
        for name, value in variables.items():
            patch.setenv(name, value)
        forget()
        resources.create_stores(emulator.url)
        yield World(tmp_path_factory.mktemp("web"))
        engine.close()
    forget()
