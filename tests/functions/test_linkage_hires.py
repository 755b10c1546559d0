"""A hire in the employment insurance fills the opening, closes the search and tells the person; all of it goes back."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from chalicelib import people, tables, vacancies
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.errors import Unavailable
from chalicelib.linkage import table
from chalicelib.linkage.cases import hires
from chalicelib.notifications.planning import notices_of
from chalicelib.outbox import OutboxItem
from chalicelib.people import store
from chalicelib.people.model import Person, PersonState, Profile
from chalicelib.people.personal import Personal, put
from chalicelib.vacancies.model import State
from functions.linkage import ask_registers
from local.http.context import LambdaContext
from security import vault
from security.consent import Consent, ConsentType
from security.datakeys import CachedDataKeys
from security.principal import Audience
from security.sealed import Kind
from security.vault import Vault
from tests.functions.events import stream_event
from tests.functions.linkage_fixtures import answering, resolve
from tests.functions.posting_samples import employer_of, published
from tests.security.test_vault import MemoryKeys, MemoryShelf

pytestmark = pytest.mark.emulator
PLACEMENT = "/v1/people/me/placement"
_numbers = iter(range(1, 9_000))


@pytest.fixture
def sandboxes(monkeypatch, store, opened):
    yield from answering(monkeypatch)


@pytest.fixture
def opened(monkeypatch):
    """A vault whose keys are of this process."""
    made = Vault(CachedDataKeys(MemoryKeys()), lambda: (bytes(range(32)),), MemoryShelf())
    monkeypatch.setattr(vault, "vault", lambda: made)


def seeker_with(caller, ending, *, consents=True):
    """Somebody active whose NIK ends in what chooses the sandbox's behaviour."""
    found = caller.sign_in(Audience.SEEKER)
    now = SYSTEM_CLOCK.now()
    nik = f"3273{next(_numbers) % 60 + 1:02d}0101{next(_numbers) % 40 + 60:02d}{ending}"
    agreed = (Consent(type=ConsentType.CHECK_IN_REGISTERS, version=1, given_at=now, given_by=found.id),)
    personal = put(Personal(consents=agreed if consents else ()), {Kind.NIK: nik, Kind.NAME: "Sari Contoh"}, found.id)
    person = Person(id=found.id, state=PersonState.ACTIVE, profile=Profile(), created_at=now, updated_at=now)

    def build(transaction):
        store.put_person(transaction, person, 0)
        store.put_personal(transaction, found.id, personal, 0)

    tables.write(build)
    return found


def offered(caller, ending="0001", openings=1, *, consents=True, place=None):
    """Somebody to whom an offer was made: their client, the application, and the vacancy's path."""
    owner = caller.sign_in(Audience.SEEKER)
    if place is None:
        employer = employer_of(owner, verified=True, nib=f"91201{next(_numbers):04d}0001")
        place = published(owner, employer, openings=openings)
    seeker = seeker_with(caller, ending, consents=consents)
    reply = seeker.send("POST", f"{place}/applications", {"message": "Saya berminat."})
    assert reply.status == 201, reply.text
    hires.ask(reply.json["id"])
    return seeker, reply.json["id"], place.rpartition("/")[2]


def placed_by(seeker):
    return people.get(seeker.id)[0].placed_by


def told(application):
    items = [item.event for item in OutboxItem.scan(consistent_read=True) if item.event.subject == application]
    return [event for event in items if event.topic == "search_closed"]


def test_a_hire_fills_the_opening_closes_the_search_and_tells_the_person(caller, sandboxes):
    seeker, application, vacancy = offered(caller)
    resolve()
    assert placed_by(seeker) == application
    found = vacancies.get(vacancy)
    assert (found.state, found.filled_by) == (State.FILLED, (application,))
    (event,) = told(application)
    (notice,) = notices_of(event)
    assert (notice.template, notice.recipient.person_id) == ("search_closed", seeker.id)


def test_one_hire_of_two_leaves_the_vacancy_open(caller, sandboxes):
    _, application, vacancy = offered(caller, openings=2)
    resolve()
    found = vacancies.get(vacancy)
    assert (found.state, found.filled_by) == (State.PUBLISHED, (application,))
    _, second, _ = offered(caller, place=f"/v1/vacancies/{vacancy}")
    resolve()
    found = vacancies.get(vacancy)
    assert (found.state, found.filled_by) == (State.FILLED, (application, second))


def test_what_was_done_is_not_done_twice(caller, sandboxes):
    seeker, application, vacancy = offered(caller)
    resolve()
    before = vacancies.get(vacancy), people.get(seeker.id)
    confirmation = table.load(seeker.id, f"insurance#{application}").confirmation
    hires.HIRES.settle(confirmation, SYSTEM_CLOCK)
    assert (vacancies.get(vacancy), people.get(seeker.id)) == before
    assert len(told(application)) == 1


@pytest.mark.parametrize("ending", ["9001", "9002", "9003", "9004", "9021", "9031", "9034"])
def test_anything_but_a_hire_changes_nothing(caller, sandboxes, ending):
    seeker, application, vacancy = offered(caller, ending)
    resolve()
    assert placed_by(seeker) is None
    found = vacancies.get(vacancy)
    assert (found.state, found.filled_by) == (State.PUBLISHED, ())
    assert told(application) == []


def test_the_person_takes_it_back_and_the_opening_is_free_again(caller, sandboxes):
    seeker, _, vacancy = offered(caller)
    resolve()
    for _ in range(2):
        assert seeker.send("DELETE", PLACEMENT).status == 204
    assert placed_by(seeker) is None
    found = vacancies.get(vacancy)
    assert (found.state, found.filled_by) == (State.PUBLISHED, ())
    resolve()
    assert placed_by(seeker) is None, "the same answer is not acted on again"


def test_an_expired_vacancy_does_not_open_again(caller, sandboxes):
    _, application, vacancy = offered(caller)
    resolve()

    class Later:
        def now(self):
            return SYSTEM_CLOCK.now() + timedelta(days=400)

    found = vacancies.free(vacancy, application, Later())
    assert (found.state, found.filled_by) == (State.FILLED, ())


def test_without_consent_nobody_looks(caller, sandboxes):
    seeker, application, _ = offered(caller, consents=False)
    assert hires.ask(application) is None
    resolve()
    assert not sandboxes.asked
    assert seeker.send("GET", "/v1/confirmations").json == {"items": []}


@pytest.mark.parametrize(("state", "asked"), [("offered", 1), ("hired", 1), ("seen", 0), ("declined", 0)])
def test_offers_and_hires_are_looked_up(caller, sandboxes, state, asked):
    seeker, application, _ = offered(caller, consents=False)
    item = next(item for item in OutboxItem.scan(consistent_read=True) if item.event.subject == application)
    image = item.to_dynamodb_dict()
    image["event"]["M"]["topic"] = {"S": "application_state"}
    image["event"]["M"]["details"] = {"M": {"state": {"S": state}}}
    person, _ = people.get(seeker.id)
    loaded = store.load(seeker.id)
    agreed = (Consent(type=ConsentType.CHECK_IN_REGISTERS, version=1, given_at=SYSTEM_CLOCK.now(), given_by=person.id),)
    tables.write(
        lambda transaction: store.put_personal(
            transaction, person.id, replace(loaded.personal, consents=agreed), loaded.personal_version
        )
    )
    event = stream_event("outbox", [(None, image)])
    assert ask_registers(event, LambdaContext("ask_registers", 60)) == {"batchItemFailures": []}
    assert len(seeker.send("GET", "/v1/confirmations").json["items"]) == asked


def test_of_whoever_is_erased_meanwhile_no_hire_is_looked_for(caller, sandboxes, monkeypatch):
    seeker, application, _ = offered(caller)
    key = f"insurance#{application}"
    table.load(seeker.id, key).delete(add_version_condition=False)
    real = table.load

    def erased_meanwhile(subject, about):
        person, version = store.get(subject)
        if person.state is not PersonState.ERASED:
            erased = replace(person, state=PersonState.ERASED)
            tables.write(lambda transaction: store.put_person(transaction, erased, version))
        return real(subject, about)

    monkeypatch.setattr(table, "load", erased_meanwhile)
    with pytest.raises(Unavailable):
        hires.ask(application)
    assert real(seeker.id, key) is None
    assert hires.ask(application) is None, "when the event comes again there is nobody to ask for"
