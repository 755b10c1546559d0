"""A simulated year in which employers keep vacancies up by the links of their messages, and scanners open all of them.

The schedule fails at times and runs twice at others; links are used late, twice, at once by several members, after a
member has left, and long after they are good. The order of events is drawn from a seed; what must hold is checked at
each use and once more from the histories at the end.
"""

import itertools
import random
import re
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from chalicelib import vacancies
from chalicelib.clock import FixedClock, day_of
from chalicelib.employers.model import Employer, EmployerDetails, Member, Role, Verification
from chalicelib.employers.table import EmployerItem
from chalicelib.errors import Conflict, NotFound
from chalicelib.identifiers import new_identifier
from chalicelib.notifications.planning import notices_of
from chalicelib.outbox import OutboxItem
from chalicelib.vacancies import Outlook, reminding, storing, table
from chalicelib.vacancies.lifecycle import MACHINE, Step, lifetime, taken
from chalicelib.vacancies.model import State, Transition
from chalicelib.vacancies.renewal import RENEWAL_DUE, RENEWED_BY_LINK, term_of
from chalicelib.vacancies.renewal_tokens import opened
from tests.vacancies.samples import vacancy

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("store")]
START = datetime(2026, 1, 5, 3, 30, tzinfo=UTC)
BEGUN = START - timedelta(days=1)
DAYS, VACANCIES, EMPLOYERS, SEED = 365, 36, 9, 20260105


class Held(msgspec.Struct, frozen=True):
    """A link that somebody has in a message."""

    token: str
    vacancy_id: str
    employer_id: str
    person_id: str
    term: datetime


class Year:
    """The world under the schedule, and what became of every use of a link."""

    def __init__(self) -> None:
        self.random = random.Random(SEED)
        self.clock = FixedClock(START)
        self.members = {new_identifier("emp"): [new_identifier("per") for _ in range(1, 4)] for _ in range(EMPLOYERS)}
        self.left: set[str] = set()
        for employer in self.members:
            self._employ(employer)
        self.vacancies = [self._vacancy() for _ in range(VACANCIES)]
        self.links: list[Held] = []
        self.became = Counter[str]()

    def _employ(self, employer: str) -> None:
        present = [person for person in self.members[employer] if person not in self.left]
        made = Employer(
            id=employer,
            details=EmployerDetails(name="Karya Sentosa", region="32.73"),
            members=tuple(Member(person_id=person, role=Role.OWNER, since=START) for person in present),
            created_at=START,
            updated_at=START,
            verification=Verification.VERIFIED,
        )
        EmployerItem(employer, employer=made).save(add_version_condition=False)

    def _vacancy(self) -> str:
        employer = self.random.choice(list(self.members))
        made = vacancy(
            State.PUBLISHED,
            id=new_identifier("vac"),
            employer_id=employer,
            expires_at=START + timedelta(days=self.random.randint(1, 90)),
            posted_at=BEGUN,
            history=(Transition(state=State.SUBMITTED, at=BEGUN, by=self.members[employer][0]),),
        )
        table.item_of(made).save()
        return made.id

    def schedule(self) -> None:
        drawn = self.random.random()
        if drawn < 0.08:
            return
        _together([self._run] * (2 if drawn < 0.16 else 1))

    def _run(self) -> None:
        vacancies.remind_employers(self.clock)
        vacancies.take_off_due(self.clock)

    def post(self) -> list[Held]:
        """Deliver the day's messages and return the links in them."""
        found = []
        for item in list(OutboxItem.scan(consistent_read=True)):
            item.delete(add_version_condition=False)
            if item.event.topic == reminding.TOPIC:
                for notice in notices_of(item.event, self.clock):
                    tokens = re.findall(r"\?t=(\S+)", notice.values["list"].id)
                    found += [self._held(token, item.event.subject, notice.recipient.person_id) for token in tokens]
        self.links += found
        return found

    def _held(self, token: str, employer: str, person: str) -> Held:
        link = opened(token)
        assert link is not None
        return Held(token, link.offer.vacancy_id, employer, person, term_of(vacancies.get(link.offer.vacancy_id)))

    def scan(self, fresh: list[Held]) -> None:
        """Open every link of the day before anybody else does, as mail scanners do."""
        if not fresh:
            return
        before = vacancies.get_many(self.vacancies)
        for held in fresh:
            assert vacancies.linked(held.token, self.clock).vacancy.id == held.vacancy_id
        assert vacancies.get_many(self.vacancies) == before

    def people(self, fresh: list[Held]) -> None:
        """What people do with the day's links and with older ones."""
        for held in fresh:
            if self.random.random() < 0.12:
                self.use(held, self.random.choice((1, 1, 2, 3)))
        for held in self.random.sample(self.links, min(2, len(self.links))):
            self.use(held, 1)
        if self.random.random() < 0.02:
            employer = self.random.choice(list(self.members))
            self.left.add(self.members[employer][-1])
            self._employ(employer)
        if self.random.random() < 0.02:
            self._close(self.random.choice(self.vacancies))

    def _close(self, vacancy_id: str) -> None:
        step = Step(to=State.CLOSED, at=self.clock.now(), by="per_owner")
        present = vacancies.get(vacancy_id)
        if present.state is State.PUBLISHED:
            storing.change(vacancy_id, lambda one: taken(one, step))

    def use(self, held: Held, times: int) -> None:
        """Use a link, with other members' links to the same at once, and check what became of it."""
        before = vacancies.get(held.vacancy_id)
        others = [each for each in self.links if (each.vacancy_id, each.term) == (held.vacancy_id, held.term)]
        pressed = [held, *self.random.sample(others, min(times - 1, len(others)))]
        good = all(self._is_good(each) for each in pressed)
        outcomes: list[str] = []
        _together([lambda each=each: outcomes.append(self._press(each)) for each in pressed])
        after = vacancies.get(held.vacancy_id)
        renewed = len(after.history) > len(before.history)
        self.became.update([f"{before.state.value} {'renewed' if renewed else 'left'}", *outcomes])
        current = term_of(before) == held.term and before.state in (State.PUBLISHED, State.EXPIRED)
        if good:
            assert renewed == current
        if renewed:
            assert current
            assert term_of(after) == self.clock.now()
            assert after.expires_at == self.clock.now() + lifetime()

    def _is_good(self, held: Held) -> bool:
        link = opened(held.token)
        assert link is not None
        return held.person_id not in self.left and link.offer.last_day >= day_of(self.clock.now())

    def _press(self, held: Held) -> str:
        try:
            found = vacancies.renew_by_link(held.token, self.clock)
        except NotFound:
            assert not self._is_good(held)
            return "refused"
        except Conflict:
            return "conflict"
        assert self._is_good(held)
        assert found.outlook is Outlook.SETTLED
        return "settled"


def _together(works) -> None:
    """Do all at once; what one of them raises is raised."""
    raised = []

    def guarded(work):
        try:
            work()
        except BaseException as error:
            raised.append(error)

    threads = [threading.Thread(target=guarded, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for error in raised:
        raise error


@pytest.fixture(scope="module")
def year(store):
    """The year that was."""
    world = Year()
    for _ in range(DAYS):
        world.schedule()
        fresh = world.post()
        world.scan(fresh)
        world.people(fresh)
        world.clock.advance(timedelta(days=1))
    return world


def histories(year):
    return [one.history for one in vacancies.get_many(year.vacancies).values()]


def test_much_happened(year):
    assert len(year.links) > 150
    for what in ("published renewed", "published left", "expired renewed", "closed left", "refused", "settled"):
        assert year.became[what] > 0, year.became


def test_nothing_was_renewed_by_a_link_without_being_asked_about(year):
    renewals = 0
    for history in histories(year):
        asked = False
        for entry in history:
            asked = asked or entry.reason == RENEWAL_DUE
            if entry.reason == RENEWED_BY_LINK:
                assert asked
                asked, renewals = False, renewals + 1
    assert renewals > 10


def test_who_renewed_was_a_member_then(year):
    people = {person for members in year.members.values() for person in members}
    named = [
        entry.by
        for history in histories(year)
        for entry in history
        if entry.reason == RENEWED_BY_LINK or (entry.state is State.SUBMITTED and entry.by != MACHINE)
    ]
    assert set(named) <= people
    assert len(named) > len(year.vacancies)


def test_nothing_ended_before_its_time_or_without_two_reminders(year):
    ended = 0
    for history in histories(year):
        since, asked = history[0].at, 0
        for entry in history:
            asked += entry.reason == RENEWAL_DUE
            if entry.state is State.EXPIRED:
                assert asked >= 2
                assert since == BEGUN or entry.at >= since + lifetime()
                ended += 1
            if entry.reason == RENEWED_BY_LINK or entry.state is State.SUBMITTED:
                since, asked = entry.at, 0
    assert ended > 10


def test_each_time_was_renewed_once(year):
    for history in histories(year):
        moments = [entry.at for entry in history if entry.reason == RENEWED_BY_LINK]
        assert len(moments) == len(set(moments))
        assert all(later - earlier >= lifetime() - timedelta(days=30) for earlier, later in itertools.pairwise(moments))
