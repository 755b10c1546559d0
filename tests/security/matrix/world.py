"""A small country on the emulator: two of everything, with words in it that only those who may know it may read."""

import contextlib
import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

import msgspec
import pytest

from chalicelib import employers, partners, vacancies
from chalicelib.applications import table as applications_table
from chalicelib.applications.model import Application, ApplicationLetter, ApplicationState, Event, Side
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.documents.model import Document, DocumentKind, DocumentState, FileType
from chalicelib.documents.table import DocumentItem
from chalicelib.employers.model import Role
from chalicelib.identifiers import new_identifier
from chalicelib.people import assisting, codes, consents, registration, store, verification
from chalicelib.people.model import PersonState
from chalicelib.people.verification_model import Channel
from chalicelib.vacancies import table as vacancies_table
from chalicelib.vacancies.model import State, Transition, Vacancy
from security import identity
from security.consent import CURRENT
from security.policy import Resource, ResourceKind, allowed
from security.principal import ANONYMOUS, Audience, Principal
from security.signatures import Algorithm, SignedRequest, SigningKey, generate_ed25519, sign
from tests import samples
from tests.functions.api import Api, Reply
from tests.vacancies.samples import content, vacancy

PREFIX = "matrix-"
HOME, AWAY = "32.73", "51.71"
SIDES = {"a": HOME, "b": AWAY}
K = ResourceKind
Made = TypeVar("Made")
_NO_NUMBER = str.maketrans("068", "abc")
_CANARY = re.compile(r"kanari[0-9a-f]{12}", re.IGNORECASE)
_IDENTIFIER = re.compile(r"(?:per|emp|vac|app|dev|doc|rct|upl|ver|smp|prp|sav|ssr|lea|pro|rgt)_[0-9A-Za-z]{26}")
EVERYTHING = tuple(each.value for each in CURRENT)


def _new_word() -> str:
    """A word of its own, in which no digits begin as a phone number does: where these are refused it is not."""
    return f"kanari{secrets.token_hex(6).translate(_NO_NUMBER)}"


class Caller:
    """Somebody who sends requests with a token, or a partner with a key, and the employers that they act for."""

    def __init__(
        self, name: str, principal: Principal, key: SigningKey | None = None, acts_for: tuple[str, ...] = ()
    ) -> None:
        self.name, self.principal, self.key, self.acts_for = name, principal, key, acts_for

    @property
    def acting(self) -> Principal:
        """The principal as the policy sees it: members have the employer's role."""
        if not self.acts_for:
            return self.principal
        return msgspec.structs.replace(self.principal, roles=self.principal.roles | {Audience.EMPLOYER})

    @property
    def bearer(self) -> Principal:
        """Who asks where tokens are asked for: nobody, when it is a partner."""
        return ANONYMOUS if self.key is not None else self.acting

    def may(self, action: Any, resource: Resource) -> bool:
        """What the policy says."""
        return allowed(self.principal if self.key else self.acting, action, resource, self.acts_for)


class World:
    """What there is, by sides: ``a`` in the home region and ``b`` in another."""

    def __init__(self) -> None:
        self.known: dict[str, list[Resource]] = {}
        self.api = Api()
        self.people: dict[str, str] = {}
        self.email: dict[str, str] = {}
        self.employers: dict[str, str] = {}
        self.owners: dict[str, str] = {}
        self.partners: dict[str, str] = {}
        self.cache: dict[str, Any] = {}
        self.titles: dict[str, str] = {}
        """Words of titles and identifiers, by the vacancy that they are of."""
        self.shared: dict[tuple[Any, ...], Any] | None = None
        """Things that several requests are about, until one of these uses something up; ``None``: each gets its own."""

    @contextlib.contextmanager
    def sharing(self) -> Iterator[None]:
        """Let requests be about the same things for a while, as `once` makes them."""
        self.shared = {}
        try:
            yield
        finally:
            self.shared = None

    def once(self, key: tuple[Any, ...], make: Callable[[], Made]) -> Made:
        """The thing that goes by ``key``, made when there is none that may be shared."""
        if self.shared is None:
            return make()
        if key not in self.shared:
            self.shared[key] = make()
        found: Made = self.shared[key]
        return found

    def used_up(self) -> None:
        """Something was changed: whatever comes next is about new things."""
        if self.shared is not None:
            self.shared.clear()

    def canary(self, *seen_by: Resource) -> str:
        """A word of its own, that only readers of one of ``seen_by`` may be shown."""
        word = _new_word()
        self.known[word] = list(seen_by)
        return word

    def note(self, identifier: str, *seen_by: Resource) -> str:
        """The same for an identifier."""
        self.known.setdefault(identifier, []).extend(seen_by)
        return identifier

    def leaks(self, caller: Caller, reply: Reply, sent: str) -> list[str]:
        """What of the reply the caller may not know, and did not send."""
        said = reply.text + " ".join(f"{name}: {value}" for name, value in reply.headers.items())
        words = {word.lower() for word in _CANARY.findall(said)} | set(_IDENTIFIER.findall(said))
        foreign = [word for word in words if word in self.known and word not in sent and not self._knows(caller, word)]
        return sorted(foreign)

    def _knows(self, caller: Caller, word: str) -> bool:
        from security.policy import Action

        if word == caller.principal.id or any(caller.may(Action.READ, each) for each in self.known[word]):
            return True
        # What stood as a draft may have been published since: then everybody knows the words, though not the history.
        return word in self.titles and vacancies.get(self.titles[word]).state is State.PUBLISHED

    def employer_resource(self, side: str, kind: ResourceKind = K.EMPLOYER, owner: str = "") -> Resource:
        """An employer, or what belongs to it, as the policy sees it."""
        owners = (self.owners[side],)
        return Resource(kind=kind, owner=owner, employer=self.employers[side], owners=owners, region=SIDES[side])

    def vacancy(self, side: str, region: str, state: State, **changes: Any) -> Vacancy:
        """A new vacancy of an employer, in a region, that stands in ``state``."""
        identifier = new_identifier("vac")
        employer = self.employers[side]
        kind = K.VACANCY if state is State.PUBLISHED else K.DRAFT
        facts = Resource(kind=kind, employer=employer, region=region)
        records = Resource(kind=K.VACANCY_RECORD, employer=employer, region=region)
        review = Resource(kind=K.REVIEW, region=region)
        now = SYSTEM_CLOCK.now()
        reason = self.canary(records, review)
        title = self.canary(facts, review)
        self.titles |= {title: identifier, identifier: identifier}
        words = content(title=f"Kasir {title}", region=region)
        made = vacancy(
            state,
            id=self.note(identifier, facts, review, records),
            employer_id=employer,
            content=words,
            posted_at=now,
            updated_at=now,
            expires_at=now.replace(year=now.year + 1),
            waiting_since=now if state in (State.HELD, State.CHECKED) else None,
            published_at=now if state is State.PUBLISHED else None,
            history=(Transition(state=state, at=now, by="machine", reason=reason),),
        )
        made = msgspec.structs.replace(made, **changes)
        vacancies_table.item_of(made).save()
        return made

    def application(self, person: str, side: str) -> Application:
        """A new application of somebody to an employer, with a document."""
        person_id = self.people[person]
        target = self.vacancy(side, SIDES[side], State.PUBLISHED)
        facts = Resource(kind=K.APPLICATION, owner=person_id, employer=target.employer_id)
        now = SYSTEM_CLOCK.now()
        paper = self.document(person, facts)
        made = Application(
            id=self.note(new_identifier("app"), facts),
            vacancy_id=target.id,
            employer_id=target.employer_id,
            person_id=person_id,
            title=target.content.title,
            employer_name=target.employer_name,
            letter=ApplicationLetter(message=f"Saya melamar. {self.canary(facts)}", documents=(paper.id,)),
            state=ApplicationState.SUBMITTED,
            created_at=now,
            updated_at=now,
            history=(Event(state=ApplicationState.SUBMITTED, at=now, side=Side.SEEKER),),
        )
        applications_table.item_of(made).save()
        # An applicant's identifier and name are shown to those who may read the application.
        self.note(person_id, facts)
        self.known[self.cache[f"name {person}"]].append(facts)
        return made

    def document(self, person: str, *also: Resource) -> Document:
        """A new accepted document of somebody."""
        person_id = self.people[person]
        facts = (Resource(kind=K.DOCUMENT, owner=person_id), *also)
        made = Document(
            id=self.note(new_identifier("doc"), *facts),
            person_id=person_id,
            kind=DocumentKind.CV,
            file_name=f"{self.canary(*facts)}.pdf",
            media_type=FileType.PDF,
            size=1000,
            stored_size=1000,
            state=DocumentState.ACCEPTED,
            created_at=SYSTEM_CLOCK.now(),
        )
        DocumentItem(person_id, made.id, document=made).save()
        return made

    def person(self, name: str, region: str, *, agreed: bool, proven: bool = True) -> str:
        """Somebody new, registered by themselves, who lives in ``region``; ``agreed`` to all that one may agree to."""
        address = samples.email()
        word = _new_word()
        wanted = {kind.value: version for kind, version in CURRENT.items()} if agreed else {}
        request = registration.Registration(
            email=address, password=samples.PASSWORD, name=f"Rekaan {word}", nik=samples.nik(), consents=wanted
        )
        person_id = registration.register(request)
        person, version = store.get(person_id)
        profile = msgspec.structs.replace(person.profile, region=region, headline=f"Kasir {word}")
        state = PersonState.ACTIVE if proven else person.state
        verified = ("email",) if proven else ()
        store.replace(msgspec.structs.replace(person, profile=profile, state=state, verified=verified), version)
        seen_by = [Resource(kind=K.PERSON, owner=person_id)]
        self.note(person_id, Resource(kind=K.RIGHTS_REQUEST, owner=person_id, region=region))
        seen_by += [
            Resource(kind=kind, owner=person_id, region=region, consented=agreed) for kind in (K.PROFILE, K.ASSISTED)
        ]
        self.known[word] = seen_by
        self.note(person_id, *seen_by)
        self.people[name], self.email[name], self.cache[f"name {name}"] = person_id, address, word
        return person_id

    def resource_of(self, person: str, kind: ResourceKind, region: str, *, agreed: bool) -> Resource:
        """A person as the policy sees them."""
        return Resource(kind=kind, owner=self.people[person], region=region, consented=agreed)

    def assisted(self, region: str) -> str:
        """Somebody new whom an officer registered in ``region``, with a contact that is not proven."""
        officer = Principal(id=new_identifier("per"), roles=frozenset({Audience.OFFICER}), regions=(region,))
        wanted = {"officer_on_behalf": CURRENT[consents.ConsentType.OFFICER_ON_BEHALF]}
        request = assisting.AssistedRegistration(region=region, consents=wanted, email=samples.email())
        return assisting.register(officer, request)


def started(person_id: str) -> tuple[str, str]:
    """A code that was sent to somebody: its identifier and its digits."""
    found = verification.start(person_id, Channel.EMAIL)
    return found.id, codes.code_of(found.id)


def made() -> World:
    """The world, with everybody in it."""
    world = World()
    for name, region, agreed in (("ana", HOME, True), ("budi", AWAY, True), ("citra", HOME, False)):
        world.person(name, region, agreed=agreed)
    for side, owner in (("a", "tiar"), ("b", "umar")):
        world.owners[side] = world.person(owner, SIDES[side], agreed=False)
        principal = Principal(id=world.owners[side], roles=frozenset({Audience.EMPLOYER}))
        record = _new_word()
        details = employers.EmployerDetails(name=f"Karya Rekaan {side.upper()}", region=SIDES[side], nib=_nib(side))
        found = employers.register(principal, details).employer
        world.employers[side] = found.id
        inside = world.employer_resource(side, K.EMPLOYER_RECORD)
        employers.verify(_everywhere(), found.id, employers.Verification.VERIFIED, f"Sesuai dokumen {record}")
        world.known[record] = [inside]
        world.note(world.owners[side], inside)
        world.known[_nib(side)] = [inside]
    for side in SIDES:
        world.partners[side] = partners.add_partner(f"Portal Rekaan {side} {secrets.token_hex(3)}").id
    return world


def _nib(side: str) -> str:
    return {"a": "9120001234567", "b": "9120007654321"}[side]


def _everywhere() -> Principal:
    return Principal(id=new_identifier("per"), roles=frozenset({Audience.OFFICER}), regions=tuple(SIDES.values()))


def callers(world: World) -> dict[str, Caller]:
    """Every kind of caller."""
    recruiter = world.person("rani", HOME, agreed=False)
    former = world.person("mantan", HOME, agreed=False)
    owner = Principal(id=world.owners["a"], roles=frozenset({Audience.EMPLOYER}))
    employers.add_member(owner, world.employers["a"], recruiter, Role.RECRUITER)
    employers.add_member(owner, world.employers["a"], former, Role.RECRUITER)
    employers.remove_member(owner, world.employers["a"], former)
    world.note(recruiter, world.employer_resource("a", K.EMPLOYER_RECORD))

    def someone(name: str, *roles: Audience, who: str = "", regions: tuple[str, ...] = (), of: str = "") -> Caller:
        principal = Principal(id=who or new_identifier("per"), roles=frozenset(roles), regions=regions)
        return Caller(name, principal, acts_for=(world.employers[of],) if of else ())

    found = [
        Caller("public", ANONYMOUS),
        someone("seeker", Audience.SEEKER, who=world.people["ana"]),
        someone("another seeker", Audience.SEEKER, who=world.people["budi"]),
        someone("owner", Audience.EMPLOYER, who=world.owners["a"], of="a"),
        someone("recruiter with a seeker's token", Audience.SEEKER, who=recruiter, of="a"),
        someone("owner of another", Audience.EMPLOYER, who=world.owners["b"], of="b"),
        someone("removed member", Audience.EMPLOYER, who=former),
        someone("officer", Audience.OFFICER, regions=("32",)),
        someone("officer elsewhere", Audience.OFFICER, regions=("51.71", "91")),
        someone("officer without regions", Audience.OFFICER),
        someone("monitor", Audience.MONITOR),
        someone("analyst", Audience.ANALYST),
        someone("admin", Audience.ADMIN),
        _partner("partner", world.partners["a"]),
        _partner("another partner", world.partners["b"]),
    ]
    return {caller.name: caller for caller in found}


def _partner(name: str, partner_id: str) -> Caller:
    private, public = generate_ed25519()
    key = partners.add_key(partner_id, public)
    signing = SigningKey(key_id=key.key_id, algorithm=Algorithm.ED25519, private=private)
    return Caller(name, Principal(id=partner_id, roles=frozenset({Audience.PARTNER})), key=signing)


class Spy:
    """Which tables, queues, buckets and accounts are written to, while it looks."""

    CALLS = frozenset(
        {
            *("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems", "BatchWriteItem", "PutObject"),
            *("DeleteObject", "DeleteObjects", "SendMessage", "SendMessageBatch", "AdminCreateUser"),
            *("AdminDeleteUser", "AdminAddUserToGroup", "AdminSetUserPassword", "SendEmail", "Publish"),
        }
    )
    KEPT = frozenset({"nonces", "rate-limits", "person-limits", "device-limits", "audit"})
    """Tables that may grow by a refused request: they count requests or signatures, or tell who was refused."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        from botocore.client import BaseClient

        self.seen: list[str] = []
        ask = BaseClient._make_api_call

        def asked(client: Any, operation: str, parameters: Mapping[str, Any]) -> Any:
            if operation in self.CALLS:
                self.seen += [f"{operation} {name}" for name in _places(parameters)]
            return ask(client, operation, parameters)

        patch.setattr(BaseClient, "_make_api_call", asked)

    def changes(self) -> list[str]:
        """What was written since the last time, but for what every request may write."""
        seen, self.seen = self.seen, []
        return [each for each in seen if each.rpartition(PREFIX)[2] not in self.KEPT]


def _places(parameters: Mapping[str, Any]) -> list[str]:
    if "TransactItems" in parameters:
        return [str(part["TableName"]) for each in parameters["TransactItems"] for part in each.values()]
    if "RequestItems" in parameters:
        return list(parameters["RequestItems"])
    named = (parameters.get(name) for name in ("TableName", "QueueUrl", "Bucket", "Username"))
    return [str(next((name for name in named if name), "elsewhere"))]


class Client:
    """Sends requests of callers in process."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._tokens: dict[str, Principal] = {}
        self._api = Api()
        patch.setattr(identity, "verify_bearer", self._tokens.__getitem__)

    def send(self, caller: Caller, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Reply:
        """Send one request, with the caller's token or signature."""
        sent = {"host": "padan.example", **headers}
        if caller.key is not None:
            sent |= self._signed(caller.key, method, path, body or b"", sent)
        elif caller.principal is not ANONYMOUS:
            self._tokens[caller.principal.id] = caller.principal
            sent["authorization"] = f"Bearer {caller.principal.id}"
        return self._api(method, path, body, **sent)

    def _signed(
        self, key: SigningKey, method: str, path: str, body: bytes, headers: Mapping[str, str]
    ) -> dict[str, str]:
        plain = {"content-type": headers.get("content-type", "application/json"), "host": "padan.example"}
        url = f"http://padan.example{path}"
        return sign(SignedRequest(method=method, url=url, headers=plain, body=body), key)
