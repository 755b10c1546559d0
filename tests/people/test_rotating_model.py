"""In whatever order people register, change and are renewed while the secret of the hashes is replaced: nobody is there
twice, and everybody is found from every process. In memory, with the rules of the stored transactions."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, precondition, rule

from chalicelib.people import renewing
from chalicelib.people.personal import Personal, marker_kind, put
from security import vault
from security.sealed import Kind
from tests.people.processes import PHASES, RENEWED_AFTER, Processes
from tests.security.test_vault import MemoryKeys, MemoryShelf

ADDRESSES = tuple(f"orang{number}@contoh.invalid" for number in range(4))


class Rotation(RuleBasedStateMachine):
    """People with an e-mail address each; markers that one may hold alone."""

    people = Bundle("people")

    def __init__(self):
        super().__init__()
        self.processes = Processes(MemoryKeys(), MemoryShelf())
        self._whole, vault.vault = vault.vault, self.processes.present
        self.phase, self.count = 0, 0
        self.markers, self.stored, self.truth = {}, {}, {}

    def teardown(self):
        vault.vault = self._whole

    def commit(self, person, before, after):
        """All or nothing: what is new is claimed, what is over is released."""
        fresh = after.markers() - before.markers()
        if any(marker in self.markers for marker in fresh):
            return False
        for marker in before.markers() - after.markers():
            assert self.markers.pop(marker) == person
        self.markers |= dict.fromkeys(fresh, person)
        self.stored[person] = after
        return True

    def process(self, data):
        return self.processes.using(data.draw(st.sampled_from(PHASES[self.phase])))

    @rule(target=people, data=st.data(), address=st.sampled_from(ADDRESSES))
    def register(self, data, address):
        with self.process(data):
            self.count += 1
            person = f"per_{self.count}"
            done = self.commit(person, Personal(), put(Personal(), {Kind.EMAIL: address}, person))
        assert done == (address not in self.truth.values())
        if not done:
            return multiple()
        self.truth[person] = address
        return person

    @rule(data=st.data(), person=people, address=st.sampled_from(ADDRESSES))
    def change(self, data, person, address):
        with self.process(data):
            done = self.commit(person, self.stored[person], put(self.stored[person], {Kind.EMAIL: address}, person))
        taken = address in {found for other, found in self.truth.items() if other != person}
        assert done != taken
        if done:
            self.truth[person] = address

    @rule(person=consumes(people))
    def leave(self, person):
        for marker in self.stored.pop(person).markers():
            assert self.markers.pop(marker) == person
        del self.truth[person]

    @precondition(lambda self: self.phase in RENEWED_AFTER)
    @rule(person=people)
    def renew(self, person):
        """The job comes to one person, once or again."""
        with self.processes.using(RENEWED_AFTER[self.phase]) as door:
            before = self.stored[person]
            assert self.commit(person, before, renewing.up_to_date(before, person, door))

    @precondition(lambda self: self.phase + 1 < len(PHASES))
    @rule()
    def go_on(self):
        """The next processes start. Where the runbook says so, only after the job has ended."""
        if self.phase in RENEWED_AFTER:
            for person in self.stored:
                self.renew(person)
        self.phase += 1

    @invariant()
    def everybody_is_found_from_every_process(self):
        for person, address in self.truth.items():
            for secrets in PHASES[self.phase]:
                hashes = self.processes.door(secrets).lookup_hashes(Kind.EMAIL, address)
                held = {self.markers.get((marker_kind(Kind.EMAIL), value)) for value in hashes} - {None}
                assert held == {person}

    @invariant()
    def markers_are_those_of_the_people(self):
        assert set(self.markers) == {marker for each in self.stored.values() for marker in each.markers()}


Rotation.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestRotation = Rotation.TestCase


def test_the_model_notices_a_step_too_early():
    """Without the job, somebody from before is not found any more once the old secret is gone."""
    processes = Processes(MemoryKeys(), MemoryShelf())
    old, new = PHASES[0][0], PHASES[-1][0]
    before = set(processes.door(old).lookup_hashes(Kind.EMAIL, ADDRESSES[0]))
    assert not before & set(processes.door(new).lookup_hashes(Kind.EMAIL, ADDRESSES[0]))
