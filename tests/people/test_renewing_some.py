"""What is sealed of people comes up to the present by itself, a share of all each night; nobody has to think of it."""

import msgspec
import pytest

from chalicelib import people
from chalicelib.people import renewing, store
from chalicelib.people.personal import holder_of
from chalicelib.people.table import PersonalItem
from chalicelib.sweeping.table import load
from security.principal import Principal
from security.purposes import Purpose
from security.sealed import UNDER_OWNER_KEY, Kind
from tests.people.processes import NEW, OLD
from tests.people.test_renewing import found, keys, nobody, older, processes, provider, somebody

__all__ = ["keys", "nobody", "processes", "provider"]
pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("store", "nobody")]


@pytest.fixture(autouse=True)
def from_the_beginning(store):
    item = load(renewing.ROUND)
    if item.reached is not None:
        item.delete(add_version_condition=False)


def run(most=1_000):
    return people.renew_some(lambda: 60.0, most=most)


def opened(person_id, kind):
    return found(person_id).plain(kind, Purpose.SHOW_OWNER, Principal(id=person_id))


def test_plain_names_and_values_under_data_keys_are_sealed_and_the_rest_is_not_written(processes, keys):
    present, _ = somebody()
    old, address = somebody()
    older(old, address, keys)
    before = PersonalItem.get(present).version
    done = run()
    assert (done.seen, done.changed, done.failed, done.whole) == (2, 1, 0, True)
    personal = found(old)
    assert personal.name is None
    assert {value.form for value in personal.sealed.values()} == {UNDER_OWNER_KEY}
    assert (opened(old, Kind.NAME), opened(old, Kind.EMAIL)) == ("Tono", address)
    assert PersonalItem.get(present).version == before
    assert run().changed == 0, "a second round finds everything as it should be"


def test_a_round_is_bounded_and_goes_on(processes, keys):
    made = [somebody() for _ in range(5)]
    for person_id, address in made:
        older(person_id, address, keys)
    runs = [run(most=2) for _ in range(3)]
    assert [(each.seen, each.changed) for each in runs] == [(2, 2), (2, 2), (1, 1)]
    assert [each.whole for each in runs] == [False, False, True]
    assert all(found(person_id).name is None for person_id, _ in made)


def test_somebody_whose_values_do_not_open_is_counted_and_keeps_no_other_waiting(processes, keys):
    broken, _ = somebody()
    torn = store.find_personal(broken)
    lost = msgspec.structs.replace(torn.personal, secrets=(), sealed={})
    torn.personal = lost
    torn.save()
    old, address = somebody()
    older(old, address, keys)
    done = run()
    assert (done.seen, done.changed, done.failed) == (2, 1, 1)
    assert found(broken) == lost
    assert found(old).name is None


def test_hashes_follow_a_new_secret_without_anybodys_command(processes):
    person_id, address = somebody()
    before = found(person_id)
    processes.others = (OLD, NEW)
    assert run().changed == 1
    after = found(person_id)
    assert after.secrets != before.secrets
    assert holder_of(Kind.EMAIL, after.known(Kind.EMAIL)) == person_id
    assert opened(person_id, Kind.EMAIL) == address
    assert processes.door((NEW,)).lookup_hashes(Kind.EMAIL, address)[0] in after.known(Kind.EMAIL)
