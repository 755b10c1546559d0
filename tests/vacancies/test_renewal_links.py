"""Renewing by the link of a reminder: once, by whoever it was sent to, for as long as it is good."""

import threading
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from chalicelib import vacancies
from chalicelib.clock import FixedClock, day_of
from chalicelib.employers.model import Employer, EmployerDetails, Member, Role, Verification
from chalicelib.employers.table import EmployerItem
from chalicelib.errors import Conflict, NotFound
from chalicelib.identifiers import new_identifier
from chalicelib.vacancies import Outlook, storing, table
from chalicelib.vacancies.lifecycle import lifetime
from chalicelib.vacancies.model import Source, State, Transition
from chalicelib.vacancies.renewal import RENEWED_BY_LINK
from chalicelib.vacancies.renewal_links import GOOD_AFTER_THE_END
from tests.vacancies.samples import content, vacancy

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("any_store")]
NOW = datetime(2026, 7, 17, 2, 30, tzinfo=UTC)
END = datetime(2026, 7, 31, 2, tzinfo=UTC)
BEGUN = END - timedelta(days=90)


class World:
    """A verified employer with two members, and one vacancy about to end."""

    def __init__(self, **changes):
        self.owner, self.recruiter = new_identifier("per"), new_identifier("per")
        self.employer = new_identifier("emp")
        self._employ(self.owner, self.recruiter)
        made = vacancy(
            State.PUBLISHED,
            **{
                "id": new_identifier("vac"),
                "employer_id": self.employer,
                "posted_at": BEGUN,
                "published_at": BEGUN,
                "expires_at": END,
                "history": (Transition(state=State.SUBMITTED, at=BEGUN, by=self.owner),),
                **changes,
            },
        )
        table.item_of(made).save()
        self.id = made.id

    def _employ(self, *people):
        members = tuple(Member(person_id=person, role=Role.OWNER, since=BEGUN) for person in people)
        made = Employer(
            id=self.employer,
            details=EmployerDetails(name="Karya Sentosa", region="32.73"),
            members=members,
            created_at=BEGUN,
            updated_at=BEGUN,
            verification=Verification.VERIFIED,
        )
        EmployerItem(self.employer, employer=made).save(add_version_condition=False)

    def dismiss(self, person):
        self._employ(*(each for each in (self.owner, self.recruiter) if each != person))

    @property
    def present(self):
        return vacancies.get(self.id)

    def token(self, person=None):
        return vacancies.renewal_link(self.present, person or self.owner).rpartition("=")[2]

    def change(self, **changes):
        storing.change(self.id, lambda one: msgspec.structs.replace(one, **changes))


@pytest.fixture
def world():
    return World()


def use(token, at=NOW):
    return vacancies.renew_by_link(token, FixedClock(at))


def look(token, at=NOW):
    return vacancies.linked(token, FixedClock(at))


def test_looking_tells_and_changes_nothing(world):
    before = world.present
    found = look(world.token())
    assert (found.outlook, found.until) == (Outlook.RENEWS, NOW + lifetime())
    assert world.present == before


def test_using_it_renews_as_its_receiver(world):
    found = use(world.token(world.recruiter))
    entry = found.vacancy.history[-1]
    assert (entry.state, entry.by, entry.reason) == (State.PUBLISHED, world.recruiter, RENEWED_BY_LINK)
    assert found.vacancy.expires_at == NOW + lifetime()
    assert (found.outlook, found.until) == (Outlook.SETTLED, NOW + lifetime())


def test_a_second_click_changes_nothing(world):
    token = world.token()
    first = use(token)
    later = NOW + timedelta(days=2)
    assert use(token, later) == first
    assert look(token, later) == first
    assert world.present == first.vacancy


def test_the_other_members_link_is_settled_by_the_first(world):
    mine, theirs = world.token(), world.token(world.recruiter)
    first = use(mine)
    assert use(theirs, NOW + timedelta(hours=1)) == first


def test_many_clicks_at_once_renew_once(world):
    tokens = [world.token(), world.token(world.recruiter)] * 3
    barrier = threading.Barrier(len(tokens))

    def click(token):
        barrier.wait()
        use(token)

    clicks = [threading.Thread(target=click, args=(token,)) for token in tokens]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join()
    assert [entry.reason for entry in world.present.history].count(RENEWED_BY_LINK) == 1


def test_a_late_reminder_that_moved_the_end_keeps_the_first_link_good(world):
    token = world.token()
    world.change(expires_at=END + timedelta(days=3))
    assert look(token).outlook is Outlook.RENEWS
    assert use(token).vacancy.expires_at == NOW + lifetime()


def test_after_the_next_reminders_an_old_link_renews_nothing(world):
    token = world.token()
    use(token)
    world.change(expires_at=NOW + timedelta(days=5))
    before = world.present
    assert use(token, NOW + timedelta(days=1)).outlook is Outlook.SETTLED
    assert world.present == before
    assert use(world.token(), NOW + timedelta(days=1)).vacancy.expires_at == NOW + timedelta(days=1) + lifetime()


def test_an_expired_one_is_checked_again(world):
    token = world.token()
    world.change(state=State.EXPIRED)
    late = END + timedelta(days=10)
    assert look(token, late).outlook is Outlook.CHECKS
    found = use(token, late)
    assert found.vacancy.state is State.PUBLISHED
    assert [entry.state for entry in found.vacancy.history[-3:]] == [State.SUBMITTED, State.CHECKED, State.PUBLISHED]
    assert found.vacancy.history[-3].by == world.owner
    assert use(token, late + timedelta(hours=1)) == found


def test_an_expired_one_in_which_something_is_wrong_waits_and_is_settled(world):
    token = world.token()
    world.change(state=State.EXPIRED, content=content(pay_minimum=1_000_000, pay_maximum=1_100_000))
    found = use(token, END + timedelta(days=1))
    assert found.vacancy.state is State.HELD
    assert (found.outlook, found.until) == (Outlook.SETTLED, None)
    assert use(token, END + timedelta(days=2)) == found


def test_it_is_good_for_two_weeks_after_the_end(world):
    token = world.token()
    last = END + GOOD_AFTER_THE_END
    assert look(token, last).outlook is Outlook.RENEWS
    with pytest.raises(NotFound):
        look(token, last + timedelta(days=1))
    with pytest.raises(NotFound):
        use(token, last + timedelta(days=1))


def test_who_left_the_employer_renews_nothing(world):
    token = world.token(world.recruiter)
    world.dismiss(world.recruiter)
    for asked in (look, use):
        with pytest.raises(NotFound):
            asked(token)
    assert world.present.expires_at == END
    assert look(world.token()).outlook is Outlook.RENEWS


def test_a_stranger_has_no_link(world):
    with pytest.raises(NotFound):
        use(world.token(new_identifier("per")))


def test_a_link_is_of_one_vacancy(world):
    other = World()
    use(world.token())
    assert other.present.expires_at == END
    world.dismiss(None)
    EmployerItem(other.employer, employer=EmployerItem.get(world.employer).employer).save(add_version_condition=False)
    swapped = other.token(other.owner)
    with pytest.raises(NotFound):
        use(swapped)


@pytest.mark.parametrize(
    "state", [State.CLOSED, State.FILLED, State.WITHDRAWN, State.REJECTED, State.HELD, State.DRAFT]
)
def test_what_was_put_aside_stays_so(world, state):
    token = world.token()
    world.change(state=state)
    before = world.present
    assert (look(token).outlook, look(token).until) == (Outlook.OVER, None)
    with pytest.raises(Conflict) as refused:
        use(token)
    assert [error.pointer for error in refused.value.errors] == ["/state"]
    assert world.present == before


def test_a_partners_vacancy_is_the_partners():
    world = World(source=Source(partner="par_one", external_id=new_identifier("tst")))
    token = world.token()
    assert look(token).outlook is Outlook.OVER
    with pytest.raises(Conflict):
        use(token)


def test_a_vacancy_that_is_no_more_is_not_found(world):
    token = world.token()
    table.VacancyItem.get(world.id).delete(add_version_condition=False)
    with pytest.raises(NotFound):
        look(token)


def test_after_a_reminder_the_link_is_still_that_of_the_same_time(world):
    before = world.token()
    assert vacancies.remind_employers(FixedClock(NOW)) >= 1
    assert [entry.reason for entry in world.present.history][-1:] == ["renewal_due"]
    assert world.token() == before
    use(before)
    assert vacancies.remind_employers(FixedClock(NOW + timedelta(days=3))) == 0
    assert day_of(world.present.expires_at) == day_of(NOW + lifetime())
