"""Applications from both sides: apply, move, take back, be erased, and a vacancy that closes in between."""

from typing import Any

import msgspec
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from chalicelib import applications, employers, people, tables, uniqueness, vacancies
from chalicelib.applications import ApplicationLetter, ApplicationState, Stored
from chalicelib.applications.applying import ONCE
from chalicelib.applications.model import ERASED
from chalicelib.employers.model import EmployerDetails
from chalicelib.errors import Conflict, Forbidden, NotFound, PadanError, PreconditionFailed
from chalicelib.identifiers import new_identifier
from chalicelib.people import store
from chalicelib.people.model import PersonState, Profile
from chalicelib.vacancies import State, table
from security.principal import Audience, Principal
from tests.effort import effort
from tests.functions.people_store import stored_person
from tests.stateful.together import clock, done, together
from tests.vacancies.samples import NOW, vacancy

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("store")]
S = ApplicationState
FORWARD = {
    S.SUBMITTED: {S.SEEN, S.SHORTLISTED, S.INTERVIEW, S.DECLINED},
    S.SEEN: {S.SHORTLISTED, S.INTERVIEW, S.DECLINED},
    S.SHORTLISTED: {S.INTERVIEW, S.OFFERED, S.DECLINED},
    S.INTERVIEW: {S.OFFERED, S.DECLINED},
    S.OFFERED: {S.HIRED, S.DECLINED},
}
"""The employer's way; the job seeker may go back from each of these. What is not here is over."""


class Applying(RuleBasedStateMachine):
    """Three people, two vacancies of one employer, and a stranger; the model is what was seen last."""

    sent: Bundle[str] = Bundle("sent")

    @initialize()
    def begin(self) -> None:
        self.clock = clock()
        self.member = Principal(id=new_identifier("per"), roles=frozenset({Audience.SEEKER, Audience.EMPLOYER}))
        self.employer = employers.register(
            self.member, EmployerDetails(name="Karya Pelamar", region="32.73")
        ).employer.id
        self.stranger = Principal(id=new_identifier("per"), roles=self.member.roles)
        self.seekers = [Principal(id=new_identifier("per"), roles=frozenset({Audience.SEEKER})) for _ in range(3)]
        for seeker in self.seekers:
            stored_person(seeker.id)
        self.vacancies = [self._published() for _ in range(2)]
        self.known: dict[str, Stored] = {}
        self.senders: dict[str, Principal] = {}
        self.ever: dict[str, int] = dict.fromkeys(self.vacancies, 0)

    def _published(self) -> str:
        made = vacancy(State.PUBLISHED, id=new_identifier("vac"), employer_id=self.employer, published_at=NOW)
        table.item_of(made).save()
        return made.id

    @rule(target=sent, who=st.integers(0, 2), where=st.integers(0, 1), twice=st.booleans())
    def apply(self, who: int, where: int, twice: bool) -> Any:
        seeker, place = self.seekers[who], self.vacancies[where]
        is_open = vacancies.get(place).state is State.PUBLISHED
        is_there = people.get(seeker.id)[0].state is PersonState.ACTIVE
        applied = any(
            one.application.person_id == seeker.id and one.application.vacancy_id == place
            for one in self.known.values()
        )

        def work() -> Stored:
            return applications.apply(seeker, place, ApplicationLetter(message="Selamat pagi"), clock=self.clock)

        results = together([work] * (2 if twice else 1))
        new = [result for result in done(results) if isinstance(result, Stored)]
        assert len(new) == (is_open and is_there and not applied), results
        assert {type(one) for one in results if isinstance(one, PadanError)} <= {Conflict, Forbidden, NotFound}
        for one in new:
            self.known[one.application.id], self.senders[one.application.id] = one, seeker
            self.ever[place] += 1
        return multiple(*(one.application.id for one in new))

    @rule(which=sent, to=st.sampled_from(ApplicationState), side=st.sampled_from(("seeker", "employer", "stranger")))
    def move(self, which: str, to: ApplicationState, side: str) -> None:
        before = self.known[which]
        present = before.application.state
        who = {"seeker": self.senders[which], "employer": self.member, "stranger": self.stranger}[side]
        theirs = before.application.person_id == who.id or side == "employer"
        steps = FORWARD.get(present, set()) if side == "employer" else ({S.WITHDRAWN} if present in FORWARD else set())
        try:
            after = applications.move(who, which, to, before.version, "Terima kasih", self.clock)
        except NotFound:
            assert not theirs
        except Conflict:
            assert theirs
            assert to not in steps
        else:
            assert theirs
            assert to in steps
            assert after.version == before.version + 1
            assert after.application.history[:-1] == before.application.history
            self.known[which] = after

    @rule(which=sent, behind=st.integers(1, 3))
    def move_what_was_not_read(self, which: str, behind: int) -> None:
        with pytest.raises(PreconditionFailed):
            applications.move(self.member, which, S.SEEN, self.known[which].version + behind, clock=self.clock)

    @rule(who=st.integers(0, 2))
    def erase(self, who: int) -> None:
        person = self.seekers[who].id
        found, version = store.get(person)
        erased = msgspec.structs.replace(found, state=PersonState.ERASED, profile=Profile())
        tables.write(lambda transaction: store.put_person(transaction, erased, version))
        open_before = {which for which, one in self.known.items() if one.application.person_id == person}
        assert applications.anonymise_person(person) == len(open_before)
        assert applications.anonymise_person(person) == 0
        for which in open_before:
            present, after = self.known[which].application, applications.stored(which)
            assert after.application.person_id == ERASED
            assert after.application.letter == ApplicationLetter()
            assert after.application.state is (S.WITHDRAWN if present.state in FORWARD else present.state)
            assert all(event.reason is None for event in after.application.history)
            self.known[which] = after

    @rule(where=st.integers(0, 1))
    def close(self, where: int) -> None:
        if vacancies.get(self.vacancies[where]).state is State.PUBLISHED:
            vacancies.close(self.member, self.vacancies[where], filled=True, clock=self.clock)

    @rule(late=st.booleans())
    def count(self, late: bool) -> None:
        applications.count([*self.vacancies, *(self.vacancies if late else ())])
        for place in self.vacancies:
            assert vacancies.get(place).applications == self.ever[place]

    @invariant()
    def what_is_stored_is_what_was_seen(self) -> None:
        for which, seen in getattr(self, "known", {}).items():
            assert applications.stored(which) == seen

    @rule()
    def both_sides_see_the_same(self) -> None:
        for place in self.vacancies:
            received = {one.application.id: one for one in applications.of_vacancy(self.member, place, 100).items}
            assert received == {w: one for w, one in self.known.items() if one.application.vacancy_id == place}
            with pytest.raises(NotFound):
                applications.of_vacancy(self.stranger, place, 100)
        for seeker in self.seekers:
            own = {one.application.id: one for one in applications.of_person(seeker.id, 100).items}
            assert own == {w: one for w, one in self.known.items() if one.application.person_id == seeker.id}

    @rule()
    def one_marker_for_each_that_stands(self) -> None:
        for place in self.vacancies:
            for seeker in self.seekers:
                holder = uniqueness.holder(ONCE, f"{place}#{seeker.id}")
                standing = [
                    which
                    for which, one in self.known.items()
                    if (one.application.vacancy_id, one.application.person_id) == (place, seeker.id)
                ]
                assert [holder] == (standing or [None])

    def teardown(self) -> None:
        if hasattr(self, "known"):
            self.both_sides_see_the_same()
            self.one_marker_for_each_that_stands()


def test_applications_of_both_sides():
    run_state_machine_as_test(Applying, settings=effort(8, 15))
