"""Each owner has a key: made once, wrapped anew without changing; what it sealed is closed once it is gone."""

import base64
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.clock import FixedClock
from chalicelib.errors import Unavailable
from security.datakeys import CachedDataKeys
from security.envelope import Envelope, UnsealError
from security.owner_keys import KeyGoneError, OwnerKeys
from security.purposes import Purpose
from security.remembering import Remembered
from security.sealed import UNDER_OWNER_KEY, Kind, Sealed
from tests.security.test_vault import OTHER, OWNER, SECRET, MemoryKeys, MemoryShelf, make

NIK = "3204010101900001"
MOMENT = datetime(2026, 5, 4, tzinfo=UTC)
LATER = MOMENT + timedelta(days=400)


def owners(shelf=None, keys=None, clock=None):
    return OwnerKeys(Envelope(keys or MemoryKeys()), shelf or MemoryShelf(), clock or FixedClock(MOMENT))


def test_an_owner_has_one_key_and_others_have_others():
    made = owners()
    assert made.for_sealing("per_a") == made.for_sealing("per_a") == made.for_opening("per_a")
    assert made.for_sealing("per_b") != made.for_sealing("per_a")
    assert len(made.for_sealing("per_a")) == 32


def test_the_key_lies_wrapped_and_opens_for_its_owner_alone():
    shelf, keys = MemoryShelf(), MemoryKeys()
    plain = owners(shelf, keys).for_sealing("per_a")
    assert base64.b64encode(plain) not in msgspec.json.encode(shelf.kept["per_a"])
    shelf.kept["per_b"] = shelf.kept["per_a"]
    with pytest.raises(UnsealError):
        owners(shelf, keys).for_opening("per_b")


def test_who_loses_the_race_uses_the_winners_key():
    shelf, keys = MemoryShelf(), MemoryKeys()
    winner = owners(shelf, keys)

    class Late(MemoryShelf):
        def add(self, owner, key):
            winner.for_sealing(owner)
            return shelf.add(owner, key)

        def get(self, owner):
            return shelf.get(owner)

    assert owners(Late(), keys).for_sealing("per_a") == winner.for_opening("per_a")


def test_many_threads_make_one_key():
    shelf, keys = MemoryShelf(), MemoryKeys()
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: owners(shelf, keys).for_sealing("per_a"), range(32)))
    assert len(found) == 1


def test_a_shelf_that_keeps_nothing_is_unavailable():
    class Broken(MemoryShelf):
        def add(self, owner, key):
            return False

    with pytest.raises(Unavailable):
        owners(Broken()).for_sealing("per_a")


def test_a_destroyed_key_is_gone_in_this_process_at_once():
    made = owners()
    made.for_sealing("per_a")
    made.shred("per_a")
    made.shred("per_a")
    with pytest.raises(KeyGoneError):
        made.for_opening("per_a")


def test_another_process_forgets_it_within_ten_minutes():
    shelf, keys, clock = MemoryShelf(), MemoryKeys(), FixedClock(MOMENT)
    elsewhere = owners(shelf, keys, clock)
    elsewhere.for_sealing("per_a")
    owners(shelf, keys).shred("per_a")
    clock.advance(timedelta(minutes=9))
    assert elsewhere.for_opening("per_a")
    clock.advance(timedelta(minutes=1))
    with pytest.raises(KeyGoneError):
        elsewhere.for_opening("per_a")


def test_wrapping_anew_leaves_the_key_as_it_is_and_is_done_once():
    shelf, keys, clock = MemoryShelf(), MemoryKeys(), FixedClock(MOMENT)
    made = owners(shelf, keys, clock)
    key = made.for_sealing("per_a")
    before = shelf.kept["per_a"]
    clock.advance(timedelta(days=400))
    assert made.wrapped_before("per_a", LATER)
    assert made.rewrap("per_a", LATER)
    assert not made.wrapped_before("per_a", LATER)
    assert not made.rewrap("per_a", LATER)
    assert shelf.kept["per_a"].box.data_key != before.box.data_key
    assert owners(shelf, keys).for_opening("per_a") == key
    assert (made.rewrap("per_nobody", LATER), made.wrapped_before("per_nobody", LATER)) == (False, False)


def test_somebody_erased_while_their_key_is_wrapped_stays_erased():
    class Vanishing(MemoryShelf):
        def replace(self, owner, before, after):
            self.remove(owner)
            return super().replace(owner, before, after)

    shelf = Vanishing()
    made = owners(shelf)
    made.for_sealing("per_a")
    assert not made.rewrap("per_a", LATER)
    assert shelf.kept == {}


def test_a_key_that_others_keep_changing_is_tried_a_few_times():
    class Contended(MemoryShelf):
        def replace(self, owner, before, after):
            return False

    made = owners(Contended())
    made.for_sealing("per_a")
    with pytest.raises(Unavailable):
        made.rewrap("per_a", LATER)


def test_what_was_sealed_before_erasure_stays_closed_for_ever():
    keys, shelf = MemoryKeys(), MemoryShelf()
    vault, journal = make(keys, shelf)
    sealed = vault.seal(NIK, Kind.NIK, OWNER.id)
    kept = vault.seal(NIK, Kind.NIK, OTHER.id)
    vault.shred(OWNER.id)
    for door in (vault, make(keys, shelf)[0]):
        with pytest.raises(KeyGoneError):
            door.open_sealed(sealed, Purpose.EXPORT_OWNER, OWNER)
    # A key that is made afterwards opens nothing of before.
    vault.seal(NIK, Kind.NIK, OWNER.id)
    with pytest.raises(UnsealError):
        vault.open_sealed(sealed, Purpose.EXPORT_OWNER, OWNER)
    assert vault.open_sealed(kept, Purpose.EXPORT_OWNER, OTHER) == NIK
    assert [entry["subject"] for entry in journal] == [OTHER.id]


def test_an_older_form_opens_and_moves_under_the_owners_key():
    keys = MemoryKeys()
    vault, journal = make(keys)
    box = Envelope(keys).seal(NIK.encode(), f"padan/1\nnik\n{OWNER.id}".encode())
    old = Sealed(kind=Kind.NIK, owner=OWNER.id, data_key=box.data_key, box=box.box)
    assert vault.open_sealed(old, Purpose.EXPORT_OWNER, OWNER) == NIK
    new = vault.reseal(old)
    assert (new.form, new.data_key, vault.reseal(new)) == (UNDER_OWNER_KEY, "", new)
    assert vault.open_sealed(new, Purpose.EXPORT_OWNER, OWNER) == NIK
    assert vault.hashes_of(new) == vault.hashes_of(old) == vault.lookup_hashes(Kind.NIK, NIK)
    assert len(journal) == 2


def test_hashes_are_made_under_each_secret_the_present_one_first():
    old, new = SECRET, bytes(32)
    before, during, after = (make(secrets=each)[0] for each in ((old,), (new, old), (new,)))
    hashes = during.lookup_hashes(Kind.NIK, NIK)
    assert hashes == (after.lookup_hash(Kind.NIK, NIK), before.lookup_hash(Kind.NIK, NIK))
    assert during.lookup_hash(Kind.NIK, NIK) == hashes[0]
    assert during.secret_names() == before.secret_names() | after.secret_names()
    assert len(during.secret_names()) == 2
    assert not any(secret.hex() in str(during.secret_names()) for secret in (old, new))


def test_sealing_for_many_people_asks_the_key_service_seldom():
    source = MemoryKeys()
    vault, _ = make(CachedDataKeys(source, FixedClock(MOMENT)))
    people = [f"per_{number}" for number in range(1000)]
    values = [vault.seal(NIK, kind, person) for person in people for kind in (Kind.NIK,)]
    for sealed in values:
        vault.hashes_of(sealed)
    assert (source.made, source.opened) == (1, 0)


@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 9)), max_size=40), st.integers(1, 4))
def test_a_memory_holds_the_last_used_and_no_more(puts, most):
    memory = Remembered(most, timedelta(minutes=1), FixedClock(MOMENT))
    model: dict[str, int] = {}
    for name, value in puts:
        memory.put(name, value)
        model.pop(name, None)
        model[name] = value
        while len(model) > most:
            del model[next(iter(model))]
    assert {name: memory.get(name) for name in "abcdef"} == {name: model.get(name) for name in "abcdef"}


def test_a_memory_forgets_in_time_and_when_told():
    clock = FixedClock(MOMENT)
    memory = Remembered(5, timedelta(minutes=1), clock)
    memory.put("a", 1)
    memory.put("b", 2)
    memory.forget("b")
    memory.forget("b")
    assert (memory.get("a"), memory.get("b")) == (1, None)
    clock.advance(timedelta(minutes=1))
    assert memory.get("a") is None
