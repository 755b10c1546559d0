"""For each operation the requests that are sent: about which thing, standing where, and what makes it possible at all.

Each recipe names the facts of the thing (`Resource`), from which the policy tells the answer, and makes a new thing
where a success would use it up. Operations are found by their names, so a new one without a recipe fails the tests.
"""

import contextlib
import functools
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from itertools import count, islice
from typing import Any
from urllib.parse import quote

import msgspec

from chalicelib import employers, indexing, partners, reviewing, uploads, vacancies
from chalicelib.alerts import stopping
from chalicelib.clock import SYSTEM_CLOCK, epoch_seconds
from chalicelib.employers.model import Role
from chalicelib.errors import PadanError
from chalicelib.identifiers import new_identifier
from chalicelib.learning import table as learned
from chalicelib.learning.model import Evidence, Proposal, ProposalKind, Target
from chalicelib.monitoring import table as monitored
from chalicelib.monitoring.model import Origin, Sampled, Step
from chalicelib.people import consents as consenting
from chalicelib.people import open_sessions, second_factor, store
from chalicelib.vacancies import renewal_tokens
from chalicelib.vacancies.model import Decision, ReasonCode, State
from chalicelib.vacancies.reviews import Ruling
from search import engine
from search.vocabulary import AskedKind
from security.consent import CURRENT, ConsentType
from security.policy import Resource, ResourceKind
from security.principal import Audience, Principal
from tests import samples
from tests.people.factors import code_now, enrolled
from tests.security.matrix.world import AWAY, HOME, SIDES, Caller, World, started

K = ResourceKind
MERGE = {"content-type": "application/merge-patch+json"}
FILE = b"Nomor;Judul;Kabupaten/Kota;Gaji\nA-1;Kasir Toko Buah;Kota Bekasi;6 juta\n"
WORDS = {"code": "confirmed_by_employer", "reason": "Sudah dipastikan lewat telepon."}


class Sent(msgspec.Struct, kw_only=True):
    """One request: what stands in the path, what goes with it, and the thing that it is about."""

    resource: Resource
    values: Mapping[str, str] = {}
    query: str = ""
    body: Any = None
    raw: bytes | None = None
    headers: Mapping[str, str] = {}
    caller: Caller | None = None

    def path(self, pattern: str) -> str:
        """The path with its values."""
        filled = pattern.format_map({name: quote(value, safe="") for name, value in self.values.items()})
        return f"{filled}?{self.query}" if self.query else filled

    @property
    def content(self) -> bytes | None:
        """The bytes of the body."""
        return self.raw if self.raw is not None else None if self.body is None else json.dumps(self.body).encode()


Recipe = Callable[[World, Caller], Iterator[Sent]]
PLACES = [(side, region) for side in SIDES for region in SIDES.values()]


def open_to_all(query: str = "", body: Any = None, values: Mapping[str, str] | None = None, **more: Any) -> Recipe:
    """About nothing in particular."""

    def sent(world: World, caller: Caller) -> Iterator[Sent]:
        given = body(world, caller) if callable(body) else body
        yield Sent(resource=Resource(kind=K.PLATFORM), query=query, body=given, values=values or {}, **more)

    return sent


def own(kind: ResourceKind, body: Any = None, query: str = "", **more: Any) -> Recipe:
    """About the caller's own things."""

    def sent(world: World, caller: Caller) -> Iterator[Sent]:
        given = body(world, caller) if callable(body) else body
        yield Sent(resource=Resource(kind=kind, owner=caller.principal.id), body=given, query=query, **more)

    return sent


AS_ANOTHER = {"another seeker", "recruiter with a seeker's token", "owner of another", "removed member"}
"""Callers who, as somebody new, are the same as the seeker or the owner."""


def fresh_self(kind: ResourceKind, prepared: Callable[[World, str], Mapping[str, Any]]) -> Recipe:
    """About somebody who is new and calls themselves, where the caller is a seeker; it uses them up."""

    def sent(world: World, caller: Caller) -> Iterator[Sent]:
        if world.shared is not None and caller.name in AS_ANOTHER:
            return
        person_id = world.person("someone", HOME, agreed=True, proven=False)
        principal = msgspec.structs.replace(caller.principal, id=person_id) if caller.principal.id else caller.principal
        yield Sent(
            resource=Resource(kind=kind, owner=person_id),
            caller=Caller(caller.name, principal, caller.key),
            **prepared(world, person_id),
        )

    return sent


def of_person(kind: ResourceKind, made: Callable[[World, str], Mapping[str, Any]]) -> Recipe:
    """About something of each of two people, by its identifier under ``/people/me``."""

    def sent(world: World, caller: Caller) -> Iterator[Sent]:
        for name in ("ana", "budi"):
            more = world.once((kind, name), functools.partial(made, world, name))
            yield Sent(resource=Resource(kind=kind, owner=world.people[name]), **more)

    return sent


def on_vacancy(
    state: State,
    body: Any = None,
    kind: ResourceKind | None = None,
    prepare: Callable[[World, Caller, str], None] | None = None,
    **more: Any,
) -> Recipe:
    """About a vacancy of each employer in each region; with ``prepare`` made ready for the caller."""

    def sent(world: World, caller: Caller) -> Iterator[Sent]:
        for side, region in PLACES:
            make = functools.partial(world.vacancy, side, region, state)
            # What is made ready for one caller is nobody else's.
            found = make() if prepare is not None else world.once((side, region, state), make)
            if prepare is not None:
                with contextlib.suppress(PadanError):
                    prepare(world, caller, found.id)
            usual = K.VACANCY if state is State.PUBLISHED else K.DRAFT
            employer = "" if kind in (K.REVIEW, K.REPORT, K.SAMPLE) else found.employer_id
            resource = Resource(kind=kind or usual, employer=employer, region=region)
            given = body(world, caller, found) if callable(body) else body
            yield Sent(resource=resource, values={"vacancy_id": found.id}, body=given, **more)

    return sent


def on_employer(
    kind: ResourceKind, body: Any = None, values: Callable[[World, str], Mapping[str, str]] | None = None, **more: Any
) -> Recipe:
    """About each employer."""

    def sent(world: World, caller: Caller) -> Iterator[Sent]:
        for side in SIDES:
            found = {"employer_id": world.employers[side], **(values(world, side) if values else {})}
            given = body(world, side) if callable(body) else body
            headers = dict(more.get("headers", {}))
            if headers.get("if-match") == "now":
                headers["if-match"] = f'"{employers.stored(world.employers[side]).version}"'
            rest = {name: value for name, value in more.items() if name != "headers"}
            owner = found.get("person_id", "")
            yield Sent(
                resource=world.employer_resource(side, kind, owner), values=found, body=given, headers=headers, **rest
            )

    return sent


def in_region(kind: ResourceKind, body: Callable[[str], Any] | None = None, query: str = "") -> Recipe:
    """About each region, which a parameter or the body names."""

    def sent(world: World, caller: Caller) -> Iterator[Sent]:
        for region in SIDES.values():
            given = body(region) if body else None
            yield Sent(resource=Resource(kind=kind, region=region), query=query.format(region=region), body=given)

    return sent


def on_application(body: Any = None, document: bool = False, **more: Any) -> Recipe:
    """About what each person sent to each employer."""

    def sent(world: World, caller: Caller) -> Iterator[Sent]:
        for person in ("ana", "budi"):
            for side in SIDES:
                found = world.once((person, side), functools.partial(world.application, person, side))
                values = {"application_id": found.id}
                if document:
                    values["document_id"] = found.letter.documents[0]
                resource = Resource(kind=K.APPLICATION, owner=found.person_id, employer=found.employer_id)
                given = body(caller, found) if callable(body) else body
                yield Sent(resource=resource, values=values, body=given, **more)

    return sent


def on_helped(kind: ResourceKind, made: Callable[[World, str], Mapping[str, Any]]) -> Recipe:
    """About somebody in each region who lets officers help, and somebody who does not any more."""

    def sent(world: World, caller: Caller) -> Iterator[Sent]:
        def helped(region: str, agreed: bool) -> tuple[str, Mapping[str, Any]]:
            person_id = world.assisted(region)
            more = made(world, person_id)
            if not agreed:
                consenting.replace(person_id, {}, None)
            return person_id, more

        for region, agreed in ((HOME, True), (AWAY, True), (HOME, False)):
            person_id, more = world.once((region, agreed), functools.partial(helped, region, agreed))
            resource = Resource(kind=kind, owner=person_id, region=region, consented=agreed)
            given = {"values": {"person_id": person_id, **more.get("values", {})}}
            yield Sent(resource=resource, **{**more, **given})

    return sent


def of_partner(kind: ResourceKind, made: Callable[[World, str], Mapping[str, Any]]) -> Recipe:
    """About something of each partner."""

    def sent(world: World, caller: Caller) -> Iterator[Sent]:
        for side in SIDES:
            yield Sent(resource=Resource(kind=kind, owner=world.partners[side]), **made(world, side))

    return sent


def on_partner(prepare: Callable[[str], None] | None = None, body: Any = None, *, key: bool = False) -> Recipe:
    """About a new portal, for administrators."""

    def sent(world: World, caller: Caller) -> Iterator[Sent]:
        found = partners.add_partner(f"Portal {new_identifier('par')}")
        if prepare is not None:
            prepare(found.id)
        values = {"partner_id": found.id}
        if key:
            values["key_id"] = partners.issue_secret(found.id).key_id
        yield Sent(resource=Resource(kind=K.PARTNER), values=values, body=body)

    return sent


def sessions_of(world: World, caller: Caller) -> Iterator[Sent]:
    """About the sessions of somebody else."""
    person_id = world.person("someone", HOME, agreed=True, proven=False)
    yield Sent(resource=Resource(kind=K.SESSION, owner=person_id), values={"person_id": person_id})


def factor_of_another(world: World, caller: Caller) -> Iterator[Sent]:
    """About the second factor of somebody else, who lost it."""
    person_id = world.person("someone", HOME, agreed=True, proven=False)
    enrolled(person_id)
    yield Sent(resource=Resource(kind=K.SECOND_FACTOR, owner=person_id), values={"person_id": person_id})


def pending_factor(world: World, who: str) -> Mapping[str, Any]:
    """Somebody who has been handed out a secret, and the code that confirms it."""
    return {"body": {"code": code_now(second_factor.begin(who).secret)}}


def own_factor(world: World, who: str) -> Mapping[str, Any]:
    """Somebody with a second factor, and a code of it."""
    return {"body": {"code": code_now(enrolled(who))}}


# What goes with single operations.


def leased(world: World, caller: Caller, vacancy_id: str) -> None:
    """Let the caller have the vacancy, where they may."""
    reviewing.hold(caller.principal, vacancy_id)


def proposed(world: World, caller: Caller, vacancy_id: str) -> None:
    """Let another officer propose that it be published."""
    other = Principal(id=new_identifier("per"), roles=frozenset({Audience.OFFICER}), regions=("32", "51"))
    reviewing.hold(other, vacancy_id)
    ruling = Ruling(
        decision=Decision.PUBLISH, code=ReasonCode.CONFIRMED_BY_EMPLOYER, reason="Sudah dipastikan lewat telepon."
    )
    reviewing.propose(other, vacancy_id, ruling)


def indexed(world: World, caller: Caller, vacancy_id: str) -> None:
    """Let the search find the vacancy."""
    index = engine.vacancy_index()
    index.put([indexing.vacancy_document(vacancies.get(vacancy_id), 1, SYSTEM_CLOCK.now())])
    index.refresh()


def a_step(caller: Caller, found: Any) -> dict[str, str]:
    """The step that the caller's side may take."""
    return {"state": "withdrawn" if caller.principal.id == found.person_id else "seen"}


def a_search(world: World, name: str) -> Mapping[str, Any]:
    """A saved search of somebody."""
    from chalicelib import alerts
    from functions.saved_searches_types import SearchDraft, draft_of

    principal = Principal(id=world.people[name], roles=frozenset({Audience.SEEKER}))
    for old in alerts.saved_by(principal):
        alerts.remove(principal, old.search.id)
    facts = Resource(kind=K.SAVED_SEARCH, owner=principal.id)
    wanted = {"name": world.canary(facts), "parameters": {"q": "kasir"}}
    draft = draft_of(msgspec.convert(wanted, SearchDraft))
    return {"values": {"search_id": world.note(alerts.save(principal, draft).search.id, facts)}}


def a_device(world: World, name: str) -> Mapping[str, Any]:
    """A device of somebody."""
    from chalicelib.people import devices

    facts = Resource(kind=K.DEVICE, owner=world.people[name])
    token = devices.remember(world.people[name], world.canary(facts))
    return {"values": {"device_id": world.note(token.partition(".")[0], facts)}}


def at_the_office(world: World, caller: Caller) -> Iterator[Sent]:
    """Somebody in each region who has lost every way in."""
    for region in SIDES.values():
        person_id, email = world.once(("lost", region), functools.partial(_lost, world, region))
        yield Sent(resource=Resource(kind=K.RECOVERY, owner=person_id, region=region), body={"email": email})


def _lost(world: World, region: str) -> tuple[str, str]:
    person_id = world.person("lost", region, agreed=False)
    return person_id, world.email["lost"]


def a_code(world: World, person_id: str) -> Mapping[str, Any]:
    """A code that was sent to somebody."""
    identifier, digits = started(person_id)
    return {"values": {"id": identifier}, "body": {"code": digits}}


def a_sample(world: World, caller: Caller) -> Iterator[Sent]:
    """A vacancy for the monitor."""
    vacancy = world.vacancy("a", HOME, State.PUBLISHED)
    sampled = Sampled(
        id=new_identifier("smp"),
        vacancy_id=vacancy.id,
        revision=1,
        origin=Origin.DRAWN,
        at=SYSTEM_CLOCK.now(),
        probability=0.5,
        step=Step.MACHINE,
        source="padan",
    )
    monitored.item_of(sampled).save()
    yield Sent(resource=Resource(kind=K.SAMPLE), values={"sample_id": sampled.id}, body={"right": True})


def a_proposal(body: Any = None, **more: Any) -> Recipe:
    """A word that search may learn."""

    def sent(world: World, caller: Caller) -> Iterator[Sent]:
        now = SYSTEM_CLOCK.now()
        proposal = Proposal(
            id=new_identifier("prp"),
            kind=ProposalKind.SYNONYM,
            words=f"wekwek{new_identifier('x')[-8:].lower()}",
            target=Target(kind=AskedKind.OCCUPATION, code="5230"),
            confidence=0.7,
            evidence=Evidence(searches=20, days=4, places=3, examples=("loker wekwek",)),
            proposed_at=now,
            seen_at=now,
        )
        learned.item_of(proposal, None).save()
        yield Sent(resource=Resource(kind=K.PROPOSAL), values={"proposal_id": proposal.id}, body=body, **more)

    return sent


def an_upload(world: World, side: str) -> Mapping[str, str]:
    """A file of an employer."""
    if f"upload {side}" not in world.cache:
        owner = Principal(id=world.owners[side], roles=frozenset({Audience.EMPLOYER}))
        progress = uploads.take(owner, world.employers[side], FILE)
        facts = world.employer_resource(side, K.UPLOAD)
        world.cache[f"upload {side}"] = world.note(progress.upload.id, facts)
    return {"upload_id": world.cache[f"upload {side}"]}


def a_receipt(world: World, side: str) -> Mapping[str, Any]:
    """What a partner pushed."""
    if f"receipt {side}" not in world.cache:
        facts = Resource(kind=K.RECEIPT, owner=world.partners[side])
        progress = partners.push(world.partners[side], posting(side), partners.form_of("application/x-ndjson", ""))
        world.cache[f"receipt {side}"] = world.note(progress.receipt.id, facts)
    return {"values": {"id": world.cache[f"receipt {side}"]}}


def posting(name: str) -> bytes:
    """One pushed vacancy."""
    return json.dumps(
        {
            "@type": "JobPosting",
            "identifier": f"K-{name}",
            "title": f"Staf Gudang {name}",
            "description": "Mencatat barang masuk dan keluar, dan menyiapkan laporan stok harian.",
            "hiringOrganization": {"@type": "Organization", "name": "PT Contoh Lumbung Rejeki"},
        }
    ).encode()


def pushes(**more: Any) -> Recipe:
    """Of the signing partner's own."""

    def sent(world: World, caller: Caller) -> Iterator[Sent]:
        yield Sent(resource=Resource(kind=K.PUSHED, owner=caller.principal.id), **more)

    return sent


def removed(world: World, caller: Caller) -> Iterator[Sent]:
    """One that the signing partner has; the names of another's are in another's space."""
    from tests.vacancies.samples import pushed

    external = new_identifier("k")
    owner = caller.principal.id or "par_nobody"
    vacancies.upsert_many([pushed(external, owner)], SYSTEM_CLOCK.now())
    yield Sent(resource=Resource(kind=K.PUSHED, owner=caller.principal.id), values={"external_id": external})


def employers_own(world: World, caller: Caller) -> Iterator[Sent]:
    """An employer of one's own; officers register for somebody else, in each region."""
    officer = Audience.OFFICER in caller.principal.roles
    for region in SIDES.values():
        owner = "" if officer else caller.principal.id
        place = region if officer else ""
        body = {"name": f"Usaha {new_identifier('emp')}", "region": region}
        yield Sent(resource=Resource(kind=K.EMPLOYER, owner=owner, region=place), body=body)


def drafts(world: World, caller: Caller) -> Iterator[Sent]:
    """A draft for each employer in each region."""
    for side, region in PLACES:
        body = {"employer_id": world.employers[side], "title": "Kasir Minimarket", "region": region}
        resource = Resource(kind=K.DRAFT, employer=world.employers[side], region=region)
        yield Sent(resource=resource, body=body)


def confirmations(world: World, caller: Caller) -> Iterator[Sent]:
    """One's own, and those of each employer."""
    yield Sent(resource=Resource(kind=K.CONFIRMATION, owner=caller.principal.id))
    for side in SIDES:
        yield Sent(resource=world.employer_resource(side, K.EMPLOYER_RECORD), query=f"employer={world.employers[side]}")


def qualities(world: World, caller: Caller) -> Iterator[Sent]:
    """Of all together, of all by name, and of each employer."""
    yield Sent(resource=Resource(kind=K.SUMMARY))
    yield Sent(resource=Resource(kind=K.QUALITY), query="source=all")
    for side, region in SIDES.items():
        resource = Resource(kind=K.QUALITY, employer=world.employers[side], region=region)
        yield Sent(resource=resource, query=f"source={world.employers[side]}")


def shown(world: World, caller: Caller) -> Iterator[Sent]:
    """Vacancies in every state that matters, in each region."""
    yield from islice(on_vacancy(State.PUBLISHED)(world, caller), 1)
    for state in (State.DRAFT, State.HELD, State.REJECTED):
        yield from on_vacancy(state)(world, caller)


def applying(world: World, caller: Caller) -> Iterator[Sent]:
    """The caller's own application to each employer."""
    for side, region in SIDES.items():
        found = world.vacancy(side, region, State.PUBLISHED)
        resource = Resource(kind=K.APPLICATION, owner=caller.principal.id)
        yield Sent(resource=resource, values={"vacancy_id": found.id}, body={"message": "Saya melamar."})


_devices = count(1)


def reporting(world: World, caller: Caller) -> Iterator[Sent]:
    """One vacancy is enough, from a device of its own each time: the public may report few in a day."""
    found = on_vacancy(State.PUBLISHED, {"code": "wrong_pay"}, kind=K.REPORT)(world, caller)
    for sent in islice(found, 1):
        yield msgspec.structs.replace(sent, headers={**sent.headers, "user-agent": f"uji {next(_devices)}"})


def received(world: World, caller: Caller) -> Iterator[Sent]:
    """What a vacancy of each employer received."""
    for side in SIDES:
        found = world.once(("budi", side), functools.partial(world.application, "budi", side))
        resource = Resource(kind=K.APPLICATION, employer=found.employer_id)
        yield Sent(resource=resource, values={"vacancy_id": found.vacancy_id})


def profiles(body: Any = None) -> Recipe:
    """Of people in each region who let officers help, and of one who does not."""

    def sent(world: World, caller: Caller) -> Iterator[Sent]:
        for name, region, agreed in (("ana", HOME, True), ("budi", AWAY, True), ("citra", HOME, False)):
            person_id = world.people[name]
            person, version = store.get(person_id)
            given = None if body is None else {**body, "region": region, "headline": person.profile.headline}
            yield Sent(
                resource=Resource(kind=K.PROFILE, owner=person_id, region=region, consented=agreed),
                values={"person_id": person_id},
                body=given,
                headers={"if-match": f'"{version}"'} if body is not None else {},
            )

    return sent


def own_change(body: Any, headers: Mapping[str, str] | None = None, kind: ResourceKind = K.PERSON) -> Recipe:
    """A change of the caller's own data under its version."""

    def sent(world: World, caller: Caller) -> Iterator[Sent]:
        with contextlib.suppress(PadanError):
            version = store.get(caller.principal.id)[1]
            tagged = {**(headers or {}), "if-match": f'"{version}"'}
            yield Sent(resource=Resource(kind=kind, owner=caller.principal.id), body=body, headers=tagged)
            return
        yield Sent(resource=Resource(kind=kind, owner=caller.principal.id), body=body, headers=headers or {})

    return sent


def renewal(world: World, caller: Caller) -> Iterator[Sent]:
    """The link that the owner of an employer got."""
    from chalicelib.vacancies.renewal import term_of

    found = world.vacancy("a", HOME, State.PUBLISHED)
    offer = renewal_tokens.Offer(
        vacancy_id=found.id, term=epoch_seconds(term_of(found)), last_day=SYSTEM_CLOCK.now().date() + timedelta(days=30)
    )
    token = renewal_tokens.token_of(offer, world.owners["a"])
    yield Sent(resource=Resource(kind=K.LINK), query=f"t={token}")


def stop_link(world: World, caller: Caller) -> Iterator[Sent]:
    """The link that somebody got with an alert."""
    token = stopping.token_of(world.people["citra"], SYSTEM_CLOCK.now().date() + timedelta(days=30))
    yield Sent(resource=Resource(kind=K.LINK), query=f"t={token}")


def new_member(world: World, side: str) -> dict[str, str]:
    """Somebody who is no member yet."""
    return {"person_id": joining(world, side), "role": "recruiter"}


def joining(world: World, side: str) -> str:
    """Somebody new, whom those will know who see inside the employer."""
    return world.once(("joining", side), functools.partial(_joining, world, side))


def _joining(world: World, side: str) -> str:
    return world.note(world.person("joining", HOME, agreed=False), world.employer_resource(side, K.EMPLOYER_RECORD))


def leaving(world: World, side: str) -> Mapping[str, str]:
    """A member who is not the owner."""
    return world.once(("leaving", side), functools.partial(_leaving, world, side))


def _leaving(world: World, side: str) -> Mapping[str, str]:
    person_id = joining(world, side)
    owner = Principal(id=world.owners[side], roles=frozenset({Audience.EMPLOYER}))
    employers.add_member(owner, world.employers[side], person_id, Role.RECRUITER)
    return {"person_id": person_id}


def alert_settings(world: World, caller: Caller) -> Iterator[Sent]:
    """The caller's settings under their version."""
    from chalicelib import alerts

    version = 0
    with contextlib.suppress(PadanError):
        version = alerts.settings_of(caller.principal).version
    facts = Resource(kind=K.SAVED_SEARCH, owner=caller.principal.id)
    yield Sent(resource=facts, body={"channels": []}, headers={"if-match": f'"{version}"'})


def assisted_body(region: str) -> dict[str, Any]:
    """What an officer registers somebody with."""
    agreed = {"officer_on_behalf": CURRENT[ConsentType.OFFICER_ON_BEHALF]}
    return {"region": region, "email": samples.email(), "name": "Rekaan Baru", "consents": agreed}


def a_registration(world: World, caller: Caller) -> dict[str, str]:
    """Somebody new."""
    return {"email": samples.email(), "password": samples.PASSWORD}


def a_sign_in(world: World, caller: Caller) -> dict[str, str]:
    """Ana's credentials."""
    return {"email": world.email["ana"], "password": samples.PASSWORD}


def a_refresh(world: World, caller: Caller) -> dict[str, str]:
    """A session of ana's, a new one each time: a handle serves once."""
    from security.accounts import accounts

    opened = accounts().sign_in(world.people["ana"], samples.PASSWORD)
    return {"refresh_token": open_sessions.keep(world.people["ana"], opened).refresh}


def a_session(world: World, who: str) -> Mapping[str, Any]:
    """A session of somebody's that goes on."""
    from security.accounts import accounts

    open_sessions.keep(world.people[who], accounts().sign_in_verified(world.people[who]))
    return {"values": {"session_id": open_sessions.living(world.people[who])[0].id}}


def others(world: World, caller: Caller, found: Any) -> dict[str, str]:
    """Another vacancy in the same place, to be told apart from this one."""
    side = next(side for side, employer in world.employers.items() if employer == found.employer_id)
    other = world.vacancy(side, found.content.region, State.PUBLISHED)
    return {"other_id": other.id, "verdict": "different", "reason": "Dua lowongan berbeda."}


def nothing_more(world: World, who: str) -> Mapping[str, Any]:
    """No more than the path."""
    return {}


def a_right(body: Any = None, headers: Mapping[str, str] | None = None) -> Recipe:
    """What somebody in each region asked the office for."""

    def sent(world: World, caller: Caller) -> Iterator[Sent]:
        for region in SIDES.values():
            facts, asked = world.once(("asking", region), functools.partial(_asked, world, region))
            yield Sent(resource=facts, values={"request_id": asked}, body=body, headers=headers or {})

    return sent


def _asked(world: World, region: str) -> tuple[Resource, str]:
    """Somebody new asks the office of their region."""
    from chalicelib import rights
    from chalicelib.rights.model import NewRequest

    person_id = world.person("asking", region, agreed=False)
    facts = Resource(kind=K.RIGHTS_REQUEST, owner=person_id, region=region)
    words = f"Saya ingin tahu. {world.canary(facts)}"
    asking = Principal(id=person_id, roles=frozenset({Audience.SEEKER}))
    asked = rights.ask(asking, NewRequest(kind="access", text=words))
    world.note(person_id, facts)
    return facts, world.note(asked.request.id, facts)


NEW_PASSWORD = {"current_password": samples.PASSWORD, "new_password": "gajah-ungu-terbang-77"}
PAPER = {"kind": "cv", "file_name": "cv.pdf", "media_type": "application/pdf", "size": 1000}
NDJSON = {"content-type": "application/x-ndjson"}
DECIDED = {"decision": "reject", "code": "suspected_fraud"}
REGION = "region={region}"

RECIPES: Mapping[str, Recipe] = {
    "registration_register": open_to_all(body=a_registration),
    "registration_verify": fresh_self(K.CONTACT, lambda world, who: {"body": {"channel": "email"}}),
    "registration_confirm": fresh_self(K.CONTACT, a_code),
    "sessions_sign_in": open_to_all(body=a_sign_in),
    "sessions_request_code": open_to_all(body=lambda world, caller: {"email": samples.email()}),
    "sessions_refresh": open_to_all(body=a_refresh),
    "sessions_sign_out": own(K.SESSION, body={"refresh_token": "ended long ago"}),
    "sessions_end_all_of": sessions_of,
    "sessions_show_all": own(K.SESSION),
    "sessions_remove": of_person(K.SESSION, a_session),
    "passwords_begin_factor": fresh_self(K.SECOND_FACTOR, nothing_more),
    "passwords_confirm_factor": fresh_self(K.SECOND_FACTOR, pending_factor),
    "passwords_remove_factor": fresh_self(K.SECOND_FACTOR, own_factor),
    "passwords_remove_lost_factor": factor_of_another,
    "passwords_change": fresh_self(K.SESSION, lambda world, who: {"body": NEW_PASSWORD}),
    "known_devices_show_all": own(K.DEVICE),
    "known_devices_forget": of_person(K.DEVICE, a_device),
    "officers_hand_out_code": at_the_office,
    "profiles_show": own(K.PERSON),
    "profiles_change": own_change({"language": "en"}, MERGE),
    "profiles_erase": fresh_self(K.PERSON, nothing_more),
    "profiles_take_along": own(K.PERSON),
    "profiles_show_consents": own(K.PERSON),
    "profiles_change_consents": own_change({"consents": {kind.value: at for kind, at in CURRENT.items()}}),
    "profiles_change_profile": own_change({"headline": "Kasir"}, kind=K.PROFILE),
    "profiles_show_wordings": open_to_all(),
    "profiles_withdraw_consent": fresh_self(K.PERSON, lambda world, who: {"values": {"purpose": "research"}}),
    "rights_processing": own(K.PERSON),
    "rights_restrict": fresh_self(K.PERSON, nothing_more),
    "rights_lift_restriction": fresh_self(K.PERSON, nothing_more),
    "rights_object_to_machines": fresh_self(K.PERSON, nothing_more),
    "rights_take_objection_back": fresh_self(K.PERSON, nothing_more),
    "rights_ask": fresh_self(
        K.RIGHTS_REQUEST, lambda world, who: {"body": {"kind": "access", "text": "Data apa yang disimpan?"}}
    ),
    "rights_mine": own(K.RIGHTS_REQUEST),
    "rights_waiting": open_to_all(),
    "rights_read": a_right(),
    "rights_answer": a_right({"outcome": "done", "text": "Sudah kami kirim."}, {"if-match": '"1"'}),
    "officers_register": in_region(K.PERSON, assisted_body),
    "officers_contact": on_helped(K.ASSISTED, nothing_more),
    "officers_verify": on_helped(K.ASSISTED, lambda world, who: {"body": {"channel": "email"}}),
    "officers_confirm": on_helped(K.ASSISTED, a_code),
    "officers_profile": profiles(),
    "officers_change_profile": profiles({"skills": []}),
    "documents_announce": fresh_self(K.DOCUMENT, lambda world, who: {"body": PAPER}),
    "documents_complete": of_person(K.DOCUMENT, lambda world, who: {"values": {"id": world.document(who).id}}),
    "documents_show_all": own(K.DOCUMENT),
    "documents_show": of_person(K.DOCUMENT, lambda world, who: {"values": {"id": world.document(who).id}}),
    "documents_remove": of_person(K.DOCUMENT, lambda world, who: {"values": {"id": world.document(who).id}}),
    "saved_searches_show_all": own(K.SAVED_SEARCH),
    "saved_searches_save": own(K.SAVED_SEARCH, body={"parameters": {"q": "sopir"}}),
    "saved_searches_show": of_person(K.SAVED_SEARCH, a_search),
    "saved_searches_change": of_person(
        K.SAVED_SEARCH,
        lambda world, who: {
            **a_search(world, who),
            "body": {"name": "Baru"},
            "headers": {**MERGE, "if-match": '"1"'},
        },
    ),
    "saved_searches_remove": of_person(K.SAVED_SEARCH, a_search),
    "saved_searches_show_settings": own(K.SAVED_SEARCH),
    "saved_searches_change_settings": alert_settings,
    "saved_searches_show_matches": own(K.SAVED_SEARCH),
    "saved_searches_look_at_stop": stop_link,
    "saved_searches_stop": stop_link,
    "matching_recommendations": own(K.RECOMMENDATION),
    "matching_candidates": on_vacancy(State.PUBLISHED, kind=K.CANDIDATES),
    "linkage_confirmations": confirmations,
    "linkage_request_confirmation": fresh_self(K.CONFIRMATION, lambda world, who: {"body": {"what": "identity"}}),
    "linkage_reopen_search": own(K.PERSON),
    "employers_register": employers_own,
    "employers_mine": own(K.MEMBERSHIP),
    "employers_read": on_employer(K.EMPLOYER),
    "employers_quality": on_employer(K.EMPLOYER_RECORD),
    "employers_change": on_employer(K.EMPLOYER, {"industry": "Ritel"}, headers={"if-match": "now"}),
    "employers_add_member": on_employer(K.MEMBERSHIP, new_member),
    "employers_remove_member": on_employer(K.MEMBERSHIP, values=leaving),
    "employers_verify": on_employer(K.VERIFICATION, {"verification": "verified"}),
    "employers_set_public_body": on_employer(K.PUBLIC_BODY, {"public_body": False}),
    "posting_of_employer": on_employer(K.POSTINGS),
    "posting_draft": drafts,
    "posting_amend": on_vacancy(State.DRAFT, {"openings": 2}, headers={**MERGE, "if-match": '"1"'}),
    "posting_submit": on_vacancy(State.DRAFT),
    "posting_renew": on_vacancy(State.PUBLISHED),
    "posting_close": on_vacancy(State.PUBLISHED, {"filled": False}),
    "posting_withdraw": on_vacancy(State.PUBLISHED, {}),
    "uploads_take": on_employer(K.UPLOAD, raw=FILE, headers={"content-type": "text/csv"}),
    "uploads_report": on_employer(K.UPLOAD, values=an_upload),
    "uploads_report_csv": on_employer(K.UPLOAD, values=an_upload),
    "uploads_template_csv": open_to_all(),
    "uploads_template_xlsx": open_to_all(),
    "upkeep_look_at_renewal": renewal,
    "upkeep_renew_by_link": renewal,
    "applications_apply": applying,
    "applications_mine": own(K.APPLICATION),
    "applications_of_vacancy": received,
    "applications_read": on_application(),
    "applications_document": on_application(document=True),
    "applications_move": on_application(a_step, headers={"if-match": '"1"'}),
    "reviews_waiting": in_region(K.REVIEW, query=REGION),
    "reviews_proposals": in_region(K.REVIEW, query=REGION),
    "reviews_escalated": in_region(K.REVIEW, query=REGION),
    "reviews_figures": in_region(K.REVIEW, query=REGION),
    "reviews_reasons": open_to_all(),
    "reviews_take_next": in_region(K.REVIEW, query=REGION),
    "reviews_hold": on_vacancy(State.HELD, kind=K.REVIEW),
    "reviews_give_back": on_vacancy(State.HELD, kind=K.REVIEW, prepare=leased),
    "reviews_decide": on_vacancy(State.HELD, DECIDED, kind=K.REVIEW, prepare=leased),
    "reviews_propose": on_vacancy(State.REJECTED, {"decision": "publish", **WORDS}, kind=K.REVIEW, prepare=leased),
    "reviews_second": on_vacancy(State.REJECTED, {"agrees": True}, kind=K.REVIEW, prepare=proposed),
    "duplicates_judge": on_vacancy(State.PUBLISHED, others, kind=K.REVIEW),
    "reports_report": reporting,
    "reports_samples": open_to_all(),
    "reports_judge": a_sample,
    "reports_reports": on_vacancy(State.PUBLISHED, kind=K.REPORT),
    "reports_figures": open_to_all(),
    "searching_find_vacancies": open_to_all("q=kasir"),
    "searching_search_at_length": open_to_all(body={"q": "kasir"}),
    "searching_find_similar": on_vacancy(State.PUBLISHED, prepare=indexed),
    "searching_complete": open_to_all("q=kas"),
    "vacancies_read": shown,
    "feed_changes": open_to_all("limit=20"),
    "feed_snapshot": open_to_all("limit=20"),
    "partners_push": pushes(raw=posting("neu"), headers=NDJSON),
    "partners_snapshot": pushes(body={"identifiers": [], "force": True}),
    "partners_remove": removed,
    "partners_receipt": of_partner(K.RECEIPT, a_receipt),
    "partners_quality": own(K.QUALITY),
    "quality_read": qualities,
    "learning_report": open_to_all(values={"report": "popular"}),
    "learning_proposals": open_to_all(),
    "learning_read": a_proposal(),
    "learning_decide": a_proposal({"decision": "reject", "reason": "Bukan kata."}, headers={"if-match": '"1"'}),
    "learning_learned_words": open_to_all(),
    "reference_tables": open_to_all(),
    "reference_rows": open_to_all(values={"table": "regions"}),
    "reference_row": open_to_all(values={"table": "regions", "code": "32.73"}),
    "occupations_code": open_to_all("title=kasir"),
    "platform_console": open_to_all(),
    "platform_security_txt": open_to_all(),
    "platform_description": open_to_all(),
    "platform_dependencies": open_to_all(),
    "platform_version": open_to_all(),
    "audit_entries": open_to_all("subject=per_nobody"),
    "audit_own_readings": own(K.READING),
    "breaches_own_notices": own(K.PERSON),
    "partner_administration_add": open_to_all(body=lambda world, caller: {"name": f"Portal {new_identifier('par')}"}),
    "partner_administration_read": on_partner(),
    "partner_administration_add_key": on_partner(body={}),
    "partner_administration_revoke_key": on_partner(key=True),
    "partner_administration_suspend": on_partner(body={"reason": "Diminta mitra."}),
    "partner_administration_resume": on_partner(lambda who: partners.suspend(who, "Diminta mitra.", actor="system")),
}
