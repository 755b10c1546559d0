"""A whole life on the platform: somebody in every store that keeps something of people."""

import secrets

import msgspec

from chalicelib import alerts, applications, notifications, rights, tables
from chalicelib.alerts.model import AlertSettings, Draft, Match, SearchParameters
from chalicelib.alerts.table import add_match
from chalicelib.applications import ApplicationLetter
from chalicelib.aws import client
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.documents import store as documents
from chalicelib.documents.files import key_of
from chalicelib.documents.model import DocumentKind, DocumentState, FileType
from chalicelib.documents.store import Announcement
from chalicelib.employers import table as employers
from chalicelib.identifiers import new_identifier
from chalicelib.linkage import asking
from chalicelib.linkage.asking import Asked
from chalicelib.linkage.ports import Port
from chalicelib.matching.batch import runs
from chalicelib.matching.batch.deployed import end, root
from chalicelib.matching.batch.manifest import prepare
from chalicelib.matching.batch.runs import run_store
from chalicelib.matching.batch.working import work
from chalicelib.outbox import OutboxEvent
from chalicelib.people import codes, devices, open_sessions, profile, store, verification
from chalicelib.people.model import Experience, Profile
from chalicelib.people.registration import Registration, register
from chalicelib.people.verification_model import Channel
from chalicelib.rights import NewRequest
from chalicelib.settings import Objects, read
from chalicelib.vacancies import table as vacancies
from chalicelib.vacancies.model import State
from search.request import Criteria
from security import vault
from security.accounts import accounts
from security.consent import CURRENT
from security.principal import Audience, Principal
from security.sealed import Kind
from tests import samples
from tests.matching.batch import worlds
from tests.vacancies.samples import vacancy

RUN = "20260504T170000Z"
_ALWAYS = 4_000_000_000
"""A second of the year 2096: nothing that was matched has expired."""


class Life(msgspec.Struct, frozen=True):
    """Who it is, and every value of theirs in plain text that nothing may hold afterwards."""

    principal: Principal
    values: tuple[str, ...]

    @property
    def id(self) -> str:
        """The person's identifier."""
        return self.principal.id


def lived() -> Life:
    """Somebody who used everything that there is."""
    email, phone, nik, name = samples.email(), samples.phone(), samples.nik(), f"Suryaningsih {_token()}"
    consents = {kind.value: version for kind, version in CURRENT.items()}
    person_id = register(
        Registration(email=email, phone=phone, nik=nik, name=name, password=samples.PASSWORD, consents=consents)
    )
    principal = Principal(id=person_id, roles=frozenset({Audience.SEEKER}))
    _proves(person_id)
    headline = f"Juru masak keliling {_token()}"
    stated = Profile(headline=headline, region="32.73", experiences=(Experience(title="Juru masak", months=12),))
    profile.replace_profile(person_id, stated, None)
    words = (_uploads(person_id), _applies(principal), _searches(principal), _asks(principal))
    _signs_in(person_id)
    devices.remember(person_id, "Android, Chrome")
    _acts(person_id)
    _is_told(person_id)
    _is_confirmed(person_id)
    _is_matched(person_id)
    return Life(principal, (email, email.upper(), phone, phone[3:], nik, name, headline, *words))


def _token() -> str:
    """Something that stands nowhere else: lives of other tests are in the same tables."""
    # No digits that begin as a phone number does: these are taken out of names of files, and refused elsewhere.
    return f"kembang{secrets.token_hex(6).translate(str.maketrans('068', 'abc'))}"


def _proves(person_id: str) -> None:
    started = verification.start(person_id, Channel.EMAIL)
    verification.confirm(person_id, started.id, codes.code_of(started.id))
    verification.start(person_id, Channel.PHONE)


def _signs_in(person_id: str) -> None:
    open_sessions.keep(person_id, accounts().sign_in(person_id, samples.PASSWORD), "Android, Chrome")


def _uploads(person_id: str) -> str:
    wanted = Announcement(kind=DocumentKind.CV, file_name=f"riwayat-{_token()}.pdf", media_type=FileType.PDF, size=9)
    document = documents.announce(person_id, wanted)
    item = documents.find(person_id, document.id)
    assert item is not None
    item.document = msgspec.structs.replace(item.document, state=DocumentState.ACCEPTED)
    item.save()
    client("s3").put_object(
        Bucket=read(Objects).documents_bucket, Key=key_of(person_id, document.id), Body=b"%PDF-1.4 Suryaningsih"
    )
    return wanted.file_name


def _applies(principal: Principal) -> str:
    now = SYSTEM_CLOCK.now()
    made = vacancy(State.PUBLISHED, id=new_identifier("vac"), posted_at=now, published_at=now, expires_at=now)
    vacancies.item_of(made).save()
    letter = ApplicationLetter(message=f"Saya pandai memasak {_token()}.")
    applications.apply(principal, made.id, letter)
    return letter.message


def _searches(principal: Principal) -> str:
    words = f"juru masak {_token()}"
    draft = Draft(name="Dekat rumah ibu", parameters=SearchParameters(q=words), words=words, criteria=Criteria())
    search = alerts.save(principal, draft).search
    add_match(principal.id, new_identifier("vac"), Match(searches=(search.id,), found_at=SYSTEM_CLOCK.now()))
    alerts.change_settings(principal, AlertSettings(), alerts.settings_of(principal).version)
    return words


def _asks(principal: Principal) -> str:
    wanted = NewRequest(kind="other", text=f"Siapa yang menghapus {_token()}?")
    rights.ask(principal, wanted)
    return wanted.text


def _acts(person_id: str) -> None:
    tables.write(lambda transaction: employers.join(transaction, person_id, new_identifier("emp")))


def _is_told(person_id: str) -> None:
    event = OutboxEvent(
        id=new_identifier("evt"), topic="welcome", subject=person_id, correlation_id="c", at=SYSTEM_CLOCK.now()
    )
    assert notifications.deliver(msgspec.json.encode(event).decode(), _Taker()) == 1


class _Taker:
    def send(self, message: object) -> None:
        """Take it."""


def _is_confirmed(person_id: str) -> None:
    sealed = vault.seal("SERT-0001/2026", Kind.CERTIFICATE, person_id)
    asking.ask(Asked(person_id, Port.POPULATION, "identity", "0" * 64, sealed))


def _is_matched(person_id: str) -> None:
    offers, people = worlds.small_country(5, 12)
    offers = [msgspec.structs.replace(offer, expires_at=_ALWAYS) for offer in offers]
    own = msgspec.structs.replace(people[0], id=person_id)
    root().remove(runs.CURRENT)
    place = run_store(root(), RUN)
    manifest = prepare(place, offers, sorted((*people, own), key=lambda each: each.id), worlds.NOW, 3)
    for block in manifest.blocks:
        work(place, manifest, block.number)
    end(RUN)


def version_of(person_id: str) -> int:
    """The person's version."""
    return store.get(person_id)[1]
