"""Everything about oneself can be corrected; of the old value nothing is left, and who has to know is told."""

from datetime import timedelta

import msgspec
import pytest

from chalicelib import uniqueness
from chalicelib.clock import SYSTEM_CLOCK, FixedClock
from chalicelib.errors import Conflict, TooManyRequests
from chalicelib.outbox import OutboxItem
from chalicelib.people import profile, store
from chalicelib.people.correcting import NIK_CHANGES
from chalicelib.people.model import Experience, Profile
from chalicelib.people.personal import hashes_of, holder_of
from chalicelib.people.profile import PersonChange
from chalicelib.people.registration import Registration, register
from security import audit
from security.principal import Principal
from security.purposes import Purpose
from security.sealed import Kind
from tests import samples

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("platform")]


@pytest.fixture
def person_id():
    return register(
        Registration(
            email=samples.email(), phone=samples.phone(), nik=samples.nik(), name="Tono", password=samples.PASSWORD
        )
    )


def change(person_id, clock=SYSTEM_CLOCK, **wanted):
    return profile.change(person_id, PersonChange(**wanted), store.get(person_id)[1], clock)


def plain(person_id, kind):
    return store.load(person_id).personal.plain(kind, Purpose.EXPORT_OWNER, Principal(id=person_id))


def corrections(person_id):
    return [
        item.event
        for item in OutboxItem.scan()
        if item.event.subject == person_id and item.event.topic == "person_corrected"
    ]


def hashes(kind, value):
    return hashes_of({kind: value})[kind]


VALUES = {
    Kind.NAME: ("name", lambda: "Tono Wijaya"),
    Kind.EMAIL: ("email", samples.email),
    Kind.PHONE: ("phone", samples.phone),
    Kind.NIK: ("nik", samples.nik),
}


@pytest.mark.parametrize("kind", VALUES)
def test_each_field_is_corrected_and_the_old_value_leaves_nothing(person_id, kind):
    field, make = VALUES[kind]
    before, old = store.load(person_id).personal, plain(person_id, kind)
    new = make()
    change(person_id, **{field: new})
    after = store.load(person_id).personal
    assert plain(person_id, kind) == new
    assert after.sealed[kind] != before.sealed[kind]
    assert not set(before.known(kind)) & set(after.known(kind))
    assert [entry.action for entry in audit.entries_of(person_id)].count(f"correct_{kind.value}") == 1
    if kind is not Kind.NAME:
        assert holder_of(kind, hashes(kind, old)) is None
        assert holder_of(kind, hashes(kind, new)) == person_id
        assert all(uniqueness.holder(*marker) == person_id for marker in after.markers())


def test_what_stays_the_same_is_no_correction(person_id):
    same = {field: plain(person_id, kind) for kind, (field, _) in VALUES.items()}
    change(person_id, **same)
    assert not [entry for entry in audit.entries_of(person_id) if entry.action.startswith("correct_")]
    assert corrections(person_id) == []


def test_somebody_elses_number_is_refused_and_nothing_changes(person_id):
    taken = samples.nik()
    register(Registration(email=samples.email(), nik=taken, password=samples.PASSWORD))
    old = plain(person_id, Kind.NIK)
    with pytest.raises(Conflict):
        change(person_id, nik=taken)
    assert plain(person_id, Kind.NIK) == old


def test_who_goes_through_numbers_is_stopped(person_id):
    clock = FixedClock(SYSTEM_CLOCK.now())
    for _ in range(NIK_CHANGES.most):
        change(person_id, clock, nik=samples.nik())
    with pytest.raises(TooManyRequests):
        change(person_id, clock, nik=samples.nik())
    change(person_id, clock, name="Masih Boleh")
    clock.advance(timedelta(seconds=NIK_CHANGES.seconds))
    change(person_id, clock, nik=samples.nik())


def test_a_first_number_is_no_change_of_one(person_id):
    fresh = register(Registration(email=samples.email(), password=samples.PASSWORD))
    change(fresh, nik=samples.nik())
    clock = FixedClock(SYSTEM_CLOCK.now())
    for _ in range(NIK_CHANGES.most):
        change(fresh, clock, nik=samples.nik())


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        ({"name": "Nama Baru"}, ("licence:sim_b2",)),
        ({"nik": "new"}, ("licence:sim_b2",)),
        ({"email": "new"}, ("identity", "licence:sim_b2")),
    ],
)
def test_what_a_register_confirmed_of_the_old_value_is_confirmed_no_more(person_id, wanted, left):
    person, version = store.get(person_id)
    store.replace(msgspec.structs.replace(person, confirmed=("identity", "licence:sim_b2")), version)
    makers = {"nik": samples.nik, "email": samples.email}
    change(person_id, **{name: makers[name]() if value == "new" else value for name, value in wanted.items()})
    assert store.get(person_id)[0].confirmed == left


def test_employers_are_told_of_the_first_correction_of_a_day():
    person_id = register(Registration(email=samples.email(), name="Tono", password=samples.PASSWORD))
    clock = FixedClock(SYSTEM_CLOCK.now().replace(hour=1))
    change(person_id, clock, name="Satu")
    change(person_id, clock, name="Dua")
    assert len(corrections(person_id)) == 1
    clock.advance(timedelta(days=1))
    job = Profile(experiences=(Experience(title="Kasir", months=3),))
    profile.replace_profile(person_id, job, store.get(person_id)[1], clock)
    profile.replace_profile(person_id, job, store.get(person_id)[1], clock)
    assert len(corrections(person_id)) == 2


def test_a_contact_is_no_matter_of_employers(person_id):
    change(person_id, email=samples.email())
    assert corrections(person_id) == []
