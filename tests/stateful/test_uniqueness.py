"""Who holds an e-mail address, a phone number or a NIK while eight register, change and erase at once.

Never two holders, never a person without the marker of what they have, never a marker without a living holder.
"""

import random
from collections import Counter

import pytest

from chalicelib import uniqueness
from chalicelib.errors import Conflict, NotFound, PadanError, PreconditionFailed, TooManyRequests
from chalicelib.people import erasure, pending, profile, registration, store
from chalicelib.people.model import PersonState
from chalicelib.people.personal import UNIQUE_KINDS, marker_kind
from chalicelib.people.profile import PersonChange
from chalicelib.people.registration import Registration, register
from security import vault
from security.sealed import Kind
from tests import samples
from tests.effort import FACTOR, SEED
from tests.people.fakes import FakeAccounts
from tests.platform_fixtures import platform
from tests.stateful.together import WRITERS, done, together

__all__ = ["platform"]

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("platform")]
SEEDS = range(SEED, SEED + 1 + FACTOR)
ACTIONS_OF_A_WRITER = 6
REFUSED = (Conflict, NotFound, PreconditionFailed, TooManyRequests)


@pytest.fixture(autouse=True)
def provider(monkeypatch: pytest.MonkeyPatch) -> FakeAccounts:
    """Accounts in memory: what is tested are the markers."""
    fake = FakeAccounts()
    for module in (registration, pending, erasure):
        monkeypatch.setattr(module, "accounts", lambda: fake)
    return fake


class Crowd:
    """A few people's worth of contacts that eight writers fight for."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.values = {
            Kind.EMAIL: [samples.email() for _ in range(4)],
            Kind.PHONE: [samples.phone() for _ in range(4)],
            Kind.NIK: [samples.nik() for _ in range(3)],
        }
        self.people: list[str] = []

    def writer(self, seed: int):
        """Some actions of one writer, drawn before they begin."""
        chance = random.Random(seed)
        plan = [
            chance.choice(("register", "register", "change", "change", "erase")) for _ in range(ACTIONS_OF_A_WRITER)
        ]

        def write() -> Counter[str]:
            did: Counter[str] = Counter()
            for action in plan:
                try:
                    getattr(self, f"_{action}")(chance)
                except REFUSED:
                    did[f"{action} refused"] += 1
                else:
                    did[action] += 1
            return did

        return write

    def _pick(self, chance: random.Random, kind: Kind) -> str:
        return chance.choice(self.values[kind])

    def _register(self, chance: random.Random) -> None:
        nik = self._pick(chance, Kind.NIK) if chance.random() < 0.4 else None
        phone = self._pick(chance, Kind.PHONE) if chance.random() < 0.6 else None
        email = self._pick(chance, Kind.EMAIL) if phone is None or chance.random() < 0.7 else None
        self.people.append(register(Registration(email=email, phone=phone, nik=nik, password=samples.PASSWORD)))

    def _change(self, chance: random.Random) -> None:
        if self.people:
            kind = chance.choice((Kind.EMAIL, Kind.PHONE))
            person = chance.choice(self.people)
            profile.change(person, PersonChange(**{kind.value: self._pick(chance, kind)}), None)

    def _erase(self, chance: random.Random) -> None:
        if self.people:
            erasure.erase(chance.choice(self.people), actor="system")


def held(crowd: Crowd) -> dict[tuple[str, str], str]:
    """Who holds each value, by kind and keyed hash."""
    found = {}
    for kind, values in crowd.values.items():
        for value in values:
            digest = vault.lookup_hash(kind, value)
            holder = uniqueness.holder(marker_kind(kind), digest)
            if holder is not None:
                found[marker_kind(kind), digest] = holder
    return found


def claimed(crowd: Crowd) -> dict[tuple[str, str], list[str]]:
    """Which living people have each value."""
    found: dict[tuple[str, str], list[str]] = {}
    for person in crowd.people:
        item = store.find_personal(person)
        if item is None or store.get(person)[0].state is PersonState.ERASED:
            continue
        for marker in item.personal.markers():
            found.setdefault(marker, []).append(person)
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_one_holder_whatever_eight_do(seed):
    crowd = Crowd(seed)
    did: Counter[str] = Counter()
    results = together([crowd.writer(1000 * seed + number) for number in range(WRITERS)])
    assert len(done(results)) == WRITERS, [result for result in results if isinstance(result, PadanError)]
    for result in results:
        did.update(result)
    assert did["register"] > 1
    assert did["register refused"] > 1
    owners = claimed(crowd)
    assert all(len(people) == 1 for people in owners.values()), owners
    assert held(crowd) == {key: people[0] for key, people in owners.items()}


def test_eight_that_register_the_same_are_one(provider):
    wanted = Registration(email=samples.email(), phone=samples.phone(), nik=samples.nik(), password=samples.PASSWORD)
    results = together([lambda: register(wanted)] * WRITERS)
    (person,) = done(results)
    assert set(provider.passwords) == {person}
    markers = store.load(person).personal.markers()
    assert len(markers) == len(UNIQUE_KINDS)
    assert {uniqueness.holder(*marker) for marker in markers} == {person}


def test_what_is_given_back_is_taken_by_one_of_eight():
    address = samples.email()
    first = register(Registration(email=address, phone=samples.phone(), password=samples.PASSWORD))
    profile.change(first, PersonChange(email=samples.email()), None)
    results = together(
        [lambda: register(Registration(email=address, password=samples.PASSWORD)) for _ in range(WRITERS)]
    )
    (person,) = done(results)
    digest = vault.lookup_hash(Kind.EMAIL, address)
    assert uniqueness.holder(marker_kind(Kind.EMAIL), digest) == person
