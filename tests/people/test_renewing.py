"""What is sealed of everybody is brought up to the present keys and secrets, in steps that can be broken off."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import msgspec
import pytest

from chalicelib import documents, people, tables, uniqueness
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.errors import Conflict, NotFound, Unauthenticated
from chalicelib.jobs import FileNote, Pace
from chalicelib.people import erasure, limits, pending, registration, renewing, sessions, store
from chalicelib.people.personal import Personal, holder_of
from chalicelib.people.registration import Registration, register
from chalicelib.people.table import PersonalItem
from security import vault
from security.datakeys import CachedDataKeys
from security.envelope import Envelope
from security.owner_keys_table import TableShelf
from security.principal import Principal
from security.purposes import Purpose
from security.sealed import Kind, Sealed
from tests import samples
from tests.people.fakes import FakeAccounts
from tests.people.processes import NEW, OLD, PHASES, RENEWED_AFTER, Processes
from tests.security.test_vault import MemoryKeys

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("store", "nobody")]


@pytest.fixture
def nobody():
    """Each test begins with nobody: a job is about all of them."""
    for item in PersonalItem.scan(consistent_read=True):
        item.delete(add_version_condition=False)


@pytest.fixture
def keys():
    return MemoryKeys()


@pytest.fixture
def processes(keys, monkeypatch):
    return Processes(CachedDataKeys(keys), TableShelf(), monkeypatch)


@pytest.fixture(autouse=True)
def provider(monkeypatch):
    fake = FakeAccounts()
    for module in (registration, pending, erasure, sessions):
        monkeypatch.setattr(module, "accounts", lambda: fake)
    monkeypatch.setattr(limits, "take", lambda limit, subject, clock: None)
    # There is no bucket beside these tables.
    monkeypatch.setattr(documents, "erase_all", lambda person_id: None)
    return fake


def somebody(**more):
    address = samples.email()
    return register(Registration(email=address, name="Tono", password=samples.PASSWORD, **more)), address


def renew(note=None, progress=None, **how):
    now = SYSTEM_CLOCK.now()
    wanted = people.Renewing(**{"wrapped_before": now - timedelta(days=1), "page": 3, "workers": 2, **how})
    return people.renew(wanted, note, progress, Pace(None))


def counts(report):
    return report.seen, report.right, report.renewed, report.gone, report.failed


def found(person_id):
    item = store.find_personal(person_id)
    assert item is not None
    return item.personal


def test_with_everything_in_order_nothing_is_written(processes):
    person_id, _ = somebody(phone=samples.phone(), nik=samples.nik())
    before = PersonalItem.get(person_id).version
    assert counts(renew()) == (1, 1, 0, 0, 0)
    assert PersonalItem.get(person_id).version == before


def test_keys_wrapped_before_a_moment_are_wrapped_anew_and_open_without_what_wrapped_them(processes, keys):
    made = [somebody() for _ in range(7)]
    old = set(keys.known)
    later = SYSTEM_CLOCK.now() + timedelta(seconds=1)
    fresh = Processes(CachedDataKeys(keys), TableShelf())
    vault.vault = fresh.present
    assert counts(renew(wrapped_before=later, dry_run=True)) == (7, 0, 7, 0, 0)
    assert counts(renew(wrapped_before=later)) == (7, 0, 7, 0, 0)
    for wrapped in old:
        del keys.known[wrapped]
    vault.vault = Processes(keys, TableShelf()).present
    for person_id, address in made:
        assert found(person_id).plain(Kind.EMAIL, Purpose.SHOW_OWNER, Principal(id=person_id)) == address


def older(person_id, address, keys):
    """As it was stored before people had keys of their own: under a data key, with a plain name."""
    box = Envelope(keys).seal(address.encode(), f"padan/1\nemail\n{person_id}".encode())
    sealed = Sealed(kind=Kind.EMAIL, owner=person_id, data_key=box.data_key, box=box.box)
    item = store.find_personal(person_id)
    hashes = {Kind.EMAIL: item.personal.hashes[Kind.EMAIL]}
    old = Personal(name="Tono", sealed={Kind.EMAIL: sealed}, hashes=hashes, consents=item.personal.consents)
    tables.write(lambda transaction: store.put_personal(transaction, person_id, old, int(item.version)))
    return old


def test_older_forms_and_plain_names_go_under_the_persons_key(processes, keys):
    person_id, address = somebody()
    older(person_id, address, keys)
    assert counts(renew(dry_run=True)) == (1, 0, 1, 0, 0)
    assert found(person_id).name == "Tono"
    assert counts(renew()) == (1, 0, 1, 0, 0)
    personal, owner = found(person_id), Principal(id=person_id)
    assert personal.name is None
    assert {value.form for value in personal.sealed.values()} == {2}
    assert personal.plain(Kind.NAME, Purpose.SHOW_OWNER, owner) == "Tono"
    assert personal.plain(Kind.EMAIL, Purpose.SHOW_OWNER, owner) == address
    assert counts(renew()) == (1, 1, 0, 0, 0)


def test_who_cannot_be_renewed_is_counted_and_named_and_others_go_on(processes, keys):
    people_there = [somebody() for _ in range(5)]
    broken, address = people_there[2]
    old = older(broken, address, keys)
    damaged = msgspec.structs.replace(old.sealed[Kind.EMAIL], box="AAAA")
    item = store.find_personal(broken)
    worse = msgspec.structs.replace(old, sealed={Kind.EMAIL: damaged})
    tables.write(lambda transaction: store.put_personal(transaction, broken, worse, int(item.version)))
    report = renew()
    assert (report.failed, report.named, report.right) == (1, (broken,), 4)
    assert found(broken) == worse


def test_a_hash_without_its_value_is_no_success(processes, keys):
    person_id, _ = somebody()
    item = store.find_personal(person_id)
    lost = msgspec.structs.replace(item.personal, sealed={}, secrets=())
    tables.write(lambda transaction: store.put_personal(transaction, person_id, lost, int(item.version)))
    assert renew().failed == 1


def test_a_run_that_was_broken_off_goes_on(processes, tmp_path):
    everybody = {somebody()[0] for _ in range(8)}
    note = FileNote(tmp_path / "note.json", people.RenewingReached)
    seen = []

    def stop(done, total):
        seen.append(done)
        if done >= 6:
            raise KeyboardInterrupt

    later = SYSTEM_CLOCK.now() + timedelta(seconds=1)
    with pytest.raises(KeyboardInterrupt):
        renew(note, stop, wrapped_before=later)
    reached = note.read()
    assert (reached.report.seen, reached.wrapped_before) == (3, later)
    report = renew(note)
    assert report.seen == len(everybody)
    assert report.renewed + report.right == len(everybody)
    assert note.read() is None


def test_somebody_erased_meanwhile_is_not_brought_back(processes, monkeypatch):
    person_id, _ = somebody()
    stored = renewing._stored

    def erased_first(*arguments):
        monkeypatch.setattr(renewing, "_stored", stored)
        erasure.erase(person_id, actor=person_id)
        return stored(*arguments)

    monkeypatch.setattr(renewing, "_stored", erased_first)
    with processes.using((OLD, NEW)):
        outcome = renewing._renewed(person_id, people.Renewing(wrapped_before=SYSTEM_CLOCK.now()), Pace(None))
    assert outcome is renewing.Renewal.GONE
    assert store.find_personal(person_id) is None
    assert TableShelf().get(person_id) is None


def test_somebody_who_changes_meanwhile_keeps_the_change(processes, monkeypatch):
    person_id, _ = somebody()
    stored = renewing._stored

    def changed_first(*arguments):
        monkeypatch.setattr(renewing, "_stored", stored)
        from chalicelib.people.profile import PersonChange, change

        change(person_id, PersonChange(name="Toni"), None)
        return stored(*arguments)

    monkeypatch.setattr(renewing, "_stored", changed_first)
    with processes.using((NEW, OLD)):
        renewing._renewed(person_id, people.Renewing(wrapped_before=SYSTEM_CLOCK.now()), Pace(None))
        personal = found(person_id)
        assert personal.plain(Kind.NAME, Purpose.SHOW_OWNER, Principal(id=person_id)) == "Toni"
        assert len(personal.known(Kind.EMAIL)) == 2


def attempt(processes, secrets, request):
    with processes.using(secrets):
        try:
            return register(request)
        except Conflict:
            return None


def signs_in(processes, provider, secrets, address):
    """Whether the contact leads to the account that takes the password."""
    with processes.using(secrets):
        try:
            provider.sign_in(sessions.holder(sessions.Contact(email=address)), samples.PASSWORD)
        except (NotFound, Unauthenticated):
            return False
        return True


def test_through_a_whole_rotation_nobody_registers_twice_and_everybody_signs_in(processes, provider):
    """In each moment eight register at once with the same new address, and one with each address of before."""
    known: dict[str, str] = {}
    for phase, secrets in enumerate(PHASES):
        address = samples.email()
        request = Registration(email=address, password=samples.PASSWORD)
        old = [Registration(email=found, password=samples.PASSWORD) for found in known]
        barrier = threading.Barrier(8)

        def one(number, request=request, secrets=secrets, barrier=barrier):
            barrier.wait()
            return attempt(processes, secrets[number % len(secrets)], request)

        with ThreadPoolExecutor(8) as pool:
            made = {person for person in pool.map(one, range(8)) if person}
            again = [attempt(processes, each, request) for each in secrets for request in old]
        assert len(made) == 1
        assert not any(again), phase
        known[address] = made.pop()
        if phase in RENEWED_AFTER:
            processes.others = RENEWED_AFTER[phase]
            assert renew().failed == 0
            assert renew(dry_run=True).right == len(known)
        assert all(signs_in(processes, provider, each, address) for each in secrets for address in known)
    for address, person_id in known.items():
        hashes = processes.door((NEW,)).lookup_hashes(Kind.EMAIL, address)
        former = processes.door((OLD,)).lookup_hashes(Kind.EMAIL, address)
        assert (holder_of(Kind.EMAIL, hashes), holder_of(Kind.EMAIL, former)) == (person_id, None)
        erasure.erase(person_id, actor=person_id)
        assert holder_of(Kind.EMAIL, hashes) is None
    assert not list(uniqueness.UniquenessMarker.scan(uniqueness.UniquenessMarker.owner.is_in(*known.values())))
