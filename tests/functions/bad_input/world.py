"""A small world on the emulator that bad input is sent to, and that must not change by it."""

import base64
import json
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import pytest

from chalicelib import aws, partners, tables
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.identifiers import new_identifier
from chalicelib.learning import table as learned
from chalicelib.learning.model import Evidence, Proposal, ProposalKind, Target
from functions import http
from functions.http import Endpoint
from functions.problems import Problem
from local import resources
from local.emulator import Emulator
from local.http.context import LambdaContext
from search.vocabulary import AskedKind
from security import identity
from security.principal import Audience, Principal
from tests import samples
from tests.functions.api import Api, Reply
from tests.platform_fixtures import Platform, forget

PREFIX = "bad-input-"
EVERY_ROLE = frozenset(Audience) - {Audience.PUBLIC, Audience.PARTNER}
UNCHANGING = {"audit", "nonces", "limits"}
"""Tables that may grow by a refused request: who looked at what, signatures that were used, counted attempts."""
REFUSALS = "refusals#"
"""Beginning of the keys of counts that grow with what an office is refused, in a table of other counts."""


class World:
    """One person with every role, their employer, vacancy and document, a partner; and a client that sends anything."""

    def __init__(self, principal: Principal, partner: Principal, ids: Mapping[str, str]) -> None:
        self.principal, self.partner, self.ids = principal, partner, ids
        self._api = Api()
        self._stored: dict[str, str] | None = None

    def path(self, entry: Endpoint, **values: str) -> str:
        """The path of an operation with real identifiers, or ``values``, in it."""
        names = [part[1:-1] for part in entry.path.split("/") if part.startswith("{")]
        known = {name: self.ids.get(name, "xxx_" + "0" * 26) for name in names}
        return entry.path.format_map({**known, "id": self._id(entry), **values})

    def _id(self, entry: Endpoint) -> str:
        return next((value for part, value in self.ids.items() if f"/{part}/{{id}}" in entry.path), "none")

    def send(
        self,
        entry: Endpoint,
        body: bytes | None = None,
        query: Mapping[str, list[str]] | None = None,
        headers: Mapping[str, str] | None = None,
        path: str | None = None,
    ) -> Reply:
        """Send one request as API Gateway hands it over."""
        self._stored = None
        sent = {"host": "padan.example", **(headers or {})}
        if body is not None:
            sent.setdefault("content-type", entry.media_types[0])
        event = self._api._event(entry.method, path or self.path(entry), None, sent)
        if body is not None:
            event |= {"body": base64.b64encode(body).decode(), "isBase64Encoded": True}
        event |= {"multiValueQueryStringParameters": dict(query) if query else None}
        result = self._api_root()(event, LambdaContext("api_handler", 29))
        found = {name.lower(): str(value) for name, value in (result.get("headers") or {}).items()}
        several = {name.lower(): values[-1] for name, values in (result.get("multiValueHeaders") or {}).items()}
        return Reply(result["statusCode"], {**several, **found}, str(result.get("body") or ""))

    def _api_root(self) -> Any:
        import app as root

        return root.app

    def stored(self) -> dict[str, str]:
        """Everything that is stored, as one text for each table and bucket.

        Read once until something is sent again: what one test found last is what the next one starts from.
        """
        if self._stored is None:
            self._stored = self._read()
        return self._stored

    def _read(self) -> dict[str, str]:
        found = {}
        dynamodb, s3 = aws.client("dynamodb"), aws.client("s3")
        for table in tables.all_tables():
            name = table.Meta.logical_name
            if name not in UNCHANGING:
                items = dynamodb.scan(TableName=tables.physical_name(name))["Items"]
                kept = (item for item in items if not item.get("pk", {}).get("S", "").startswith(REFUSALS))
                found[name] = "\n".join(sorted(json.dumps(item, sort_keys=True, default=str) for item in kept))
        for bucket in ("documents", "payloads"):
            listed = s3.list_objects_v2(Bucket=PREFIX + bucket).get("Contents", [])
            found[bucket] = "\n".join(sorted(entry["Key"] + entry["ETag"] for entry in listed))
        return found


def living(items: str) -> list[str]:
    """What of a table is there whatever the time: an item that is past its time goes away by itself at any moment."""
    now = SYSTEM_CLOCK.now().timestamp()
    return [item for item in items.splitlines() if item[:1] != "{" or _expiry(item) > now]


def _expiry(item: str) -> float:
    return float(json.loads(item).get("expires", {}).get("N", "inf"))


def problem(reply: Reply) -> Problem:
    """The problem document of a refusal; anything but a good one fails the test."""
    assert 400 <= reply.status < 500, f"{reply.status}: {reply.text[:500]}"
    assert reply.headers["content-type"] == "application/problem+json", reply.text[:500]
    found = msgspec.convert(json.loads(reply.text), Problem)
    assert set(json.loads(reply.text)) <= {field.encode_name for field in msgspec.structs.fields(Problem)}
    assert found.status == reply.status
    assert found.type.startswith("https://padan.example/problems/")
    assert found.title
    assert found.detail
    assert "Traceback" not in reply.text
    assert 'File "/' not in reply.text
    return found


@pytest.fixture(scope="module")
def prepared(emulator: Emulator) -> Iterator[World]:
    """The world, made once for a module."""
    with pytest.MonkeyPatch.context() as patch:
        found = Platform(emulator, resources.create_identifiers(emulator.url, "padan@padan.invalid"))
        variables = found.variables() | {
            "PADAN_TABLE_PREFIX": PREFIX,
            "PADAN_QUEUE_PREFIX": PREFIX,
            "PADAN_DOCUMENTS_BUCKET": f"{PREFIX}documents",
            "PADAN_PAYLOADS_BUCKET": f"{PREFIX}payloads",
        }
        for name, value in variables.items():
            patch.setenv(name, value)
        forget()
        import app  # noqa: F401 - its tables

        resources.create_stores(emulator.url)
        yield _made(patch)
    forget()


def _made(patch: pytest.MonkeyPatch) -> World:
    api = Api()
    agreed = {"officer_on_behalf": 1}
    registration = {"email": samples.email(), "password": samples.PASSWORD, "consents": agreed}
    registered = api("POST", "/v1/people", registration)
    person = registered.body["person"]["id"]
    principal = Principal(id=person, roles=EVERY_ROLE, regions=("32",))
    # An officer would register the employer for somebody else.
    owner = msgspec.structs.replace(principal, roles=frozenset({Audience.SEEKER, Audience.EMPLOYER}), regions=())
    patch.setattr(identity, "verify_bearer", lambda token: owner)
    known = api.as_bearer("x")
    # Officers help those who live in their region and agreed to it.
    known("PUT", "/v1/people/me/profile", {"region": "32.73"}, if_match=registered.headers["etag"])
    employer = known("POST", "/v1/employers", {"name": "Karya Sentosa", "region": "32.73"}).body["id"]
    draft = {"employer_id": employer, "title": "Kasir Minimarket", "region": "32.73"}
    vacancy = known("POST", "/v1/vacancies", draft).body["id"]
    paper = {"kind": "cv", "file_name": "cv.pdf", "media_type": "application/pdf", "size": 1000}
    document = known("POST", "/v1/people/me/documents", paper)
    saved = known("POST", "/v1/people/me/saved-searches", {"parameters": {"q": "kasir"}})
    partner = partners.add_partner("Portal Masukan")
    ids = {
        "partner_id": partner.id,
        "vacancy_id": vacancy,
        "employer_id": employer,
        "person_id": person,
        "application_id": "app_" + "0" * 26,
        "external_id": "K-1",
        "table": "occupations",
        "code": "5230",
        "documents": document.body.get("document", {}).get("id", "doc_" + "0" * 26),
        "receipts": "rct_" + "0" * 26,
        "verifications": "ver_" + "0" * 26,
        "search_id": saved.body["id"],
        "report": "zero-hits",
        "proposal_id": _proposal(),
    }
    return World(principal, Principal(id=partner.id, roles=frozenset({Audience.PARTNER})), ids)


def _proposal() -> str:
    now = SYSTEM_CLOCK.now()
    proposal = Proposal(
        id=new_identifier("prp"),
        kind=ProposalKind.SYNONYM,
        words="wekwek",
        target=Target(kind=AskedKind.OCCUPATION, code="5230"),
        confidence=0.7,
        evidence=Evidence(searches=20, days=4, places=3, examples=("loker wekwek",)),
        proposed_at=now,
        seen_at=now,
    )
    learned.item_of(proposal, None).save()
    return proposal.id


@pytest.fixture
def world(prepared: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """The world with its person signed in for every operation that wants somebody, its partner for partners'."""
    from functions import authentication

    def proven(_: Any, audience: frozenset[Audience]) -> Any:
        return prepared.partner if Audience.PARTNER in audience else prepared.principal

    def admitted(call: Any, principal: Any, _: frozenset[Audience]) -> Any:
        return msgspec.structs.replace(call, principal=principal)

    monkeypatch.setattr(authentication, "proven", proven)
    monkeypatch.setattr(authentication, "admitted", admitted)
    return prepared


ENDPOINTS = tuple(http.ENDPOINTS)


def named(entry: Endpoint) -> str:
    """The name of an operation in the output of tests."""
    return f"{entry.method} {entry.path}"
