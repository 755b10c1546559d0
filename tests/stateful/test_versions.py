"""Eight writers and a reader of one thing under its version (`If-Match`): no update is lost, nothing is seen too late.

Each writer reads, changes what it read, and writes on condition of the version that it read; refused, it begins anew.
"""

from collections.abc import Callable

import msgspec
import pytest

from chalicelib import alerts, applications, employers, people, vacancies
from chalicelib.applications import ApplicationLetter, ApplicationState
from chalicelib.employers.model import DetailsPatch, EmployerDetails
from chalicelib.errors import Conflict, PreconditionFailed
from chalicelib.identifiers import new_identifier
from chalicelib.people import profile
from chalicelib.people.model import Profile
from chalicelib.vacancies import State, table
from chalicelib.vacancies.content import ContentPatch
from search.request import Criteria
from security.principal import Audience, Principal
from tests.effort import FACTOR
from tests.functions.people_store import stored_person
from tests.stateful.history import History, Reading, Write, moment
from tests.stateful.together import WRITERS, done, patient, together
from tests.vacancies.samples import content, vacancy

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("any_store")]
EACH = 3 * max(1, FACTOR)
"""Writes that each writer gets through."""


class Thing(msgspec.Struct, frozen=True, kw_only=True):
    """Something under a version: how it is read and written; a word stands for what it says."""

    name: str
    make: Callable[[], str]
    read: Callable[[str], tuple[int, str]]
    write: Callable[[str, str, int], int]


def member() -> Principal:
    principal = Principal(id=new_identifier("per"), roles=frozenset({Audience.SEEKER, Audience.EMPLOYER}))
    stored_person(principal.id)
    return principal


OWNERS: dict[str, Principal] = {}


def own(identifier: str, principal: Principal) -> str:
    OWNERS[identifier] = principal
    return identifier


def an_employer() -> str:
    owner = member()
    return own(employers.register(owner, EmployerDetails(name="Karya Ramai", region="32.73")).employer.id, owner)


def a_vacancy() -> str:
    employer = an_employer()
    made = vacancies.draft(OWNERS[employer], employer, content(title="first"))
    return own(made.id, OWNERS[employer])


def a_search() -> str:
    owner = member()
    return own(alerts.save(owner, draft("first")).search.id, owner)


def draft(word: str) -> alerts.Draft:
    return alerts.Draft(
        name=word, parameters=alerts.SearchParameters(q="kasir"), words="kasir", criteria=Criteria(), active=True
    )


def a_person() -> str:
    return member().id


def read_vacancy(identifier: str) -> tuple[int, str]:
    found = vacancies.get(identifier)
    return found.revision, found.content.title


def write_vacancy(identifier: str, word: str, expected: int) -> int:
    return vacancies.amend(OWNERS[identifier], identifier, ContentPatch(title=word), expected).revision


def read_employer(identifier: str) -> tuple[int, str]:
    found = employers.stored(identifier)
    return found.version, found.employer.details.industry or "first"


def write_employer(identifier: str, word: str, expected: int) -> int:
    return employers.change(OWNERS[identifier], identifier, DetailsPatch(industry=word), expected).version


def read_search(identifier: str) -> tuple[int, str]:
    found = alerts.kept(OWNERS[identifier], identifier)
    return found.version, found.search.name


def write_search(identifier: str, word: str, expected: int) -> int:
    return alerts.change(OWNERS[identifier], identifier, draft(word), expected).version


def read_profile(identifier: str) -> tuple[int, str]:
    person, version = people.get(identifier)
    return version, person.profile.headline or ""


def write_profile(identifier: str, word: str, expected: int) -> int:
    return profile.replace_profile(identifier, Profile(headline=word), expected)[1]


THINGS = (
    Thing(name="vacancy", make=a_vacancy, read=read_vacancy, write=write_vacancy),
    Thing(name="employer", make=an_employer, read=read_employer, write=write_employer),
    Thing(name="saved search", make=a_search, read=read_search, write=write_search),
    Thing(name="profile", make=a_person, read=read_profile, write=write_profile),
)


@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: thing.name)
def test_no_update_is_lost(thing):
    identifier = thing.make()
    history = History(*thing.read(identifier))

    def writer(number: int) -> int:
        for turn in range(EACH):
            word = f"writer {number} turn {turn}"
            while not _written(thing, identifier, word, history):
                pass
        return EACH

    def reader() -> int:
        for _ in range(2 * EACH):
            _read(thing, identifier, history)
        return 0

    works = [patient(lambda number=number: writer(number), 1) for number in range(WRITERS)]
    assert len(done(together([*works, reader]))) == WRITERS + 1
    _read(thing, identifier, history)
    assert len(history.writes) == WRITERS * EACH
    assert not history.anomalies()
    assert thing.read(identifier)[0] == history.first + WRITERS * EACH


def _written(thing: Thing, identifier: str, word: str, history: History) -> bool:
    saw = _read(thing, identifier, history)
    began = moment()
    try:
        made = thing.write(identifier, word, saw)
    except PreconditionFailed:
        return False
    history.wrote(Write(saw=saw, made=made, word=word, began=began, ended=moment()))
    return True


def _read(thing: Thing, identifier: str, history: History) -> int:
    began = moment()
    version, word = thing.read(identifier)
    history.read(Reading(version=version, word=word, began=began, ended=moment()))
    return version


def test_of_eight_that_take_the_same_step_one_does():
    employer = an_employer()
    published = vacancy(State.PUBLISHED, id=new_identifier("vac"), employer_id=employer)
    table.item_of(published).save()
    sender = Principal(id=new_identifier("per"), roles=frozenset({Audience.SEEKER}))
    stored_person(sender.id)
    sent = applications.apply(sender, published.id, ApplicationLetter())
    steps = [ApplicationState.SEEN, ApplicationState.SHORTLISTED, ApplicationState.INTERVIEW, ApplicationState.DECLINED]

    def employers_step(to: ApplicationState):
        return lambda: applications.move(OWNERS[employer], sent.application.id, to, sent.version)

    def back():
        return applications.move(sender, sent.application.id, ApplicationState.WITHDRAWN, sent.version)

    results = together([*(employers_step(to) for to in steps), *[back] * (WRITERS - len(steps))])
    (moved,) = done(results)
    assert {type(result) for result in results} <= {type(moved), PreconditionFailed, Conflict}
    found = applications.read(sender, sent.application.id)
    assert (found.version, found.application.state) == (sent.version + 1, moved.application.state)
    assert len(found.application.history) == 2
