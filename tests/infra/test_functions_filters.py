"""What a stream's filter lets through is all that its function works on: nothing is lost, and little called in vain."""

import pytest

from chalicelib.applications.model import Application, ApplicationLetter, ApplicationState
from chalicelib.applications.table import item_of
from chalicelib.clock import epoch_seconds
from chalicelib.identifiers import new_identifier
from chalicelib.outbox import OutboxEvent, OutboxItem
from chalicelib.people.model import Person, PersonState, Profile
from chalicelib.people.table import PersonItem
from functions import applications, linkage, notifying, registration
from infra_cdk.functions.specs import FUNCTIONS
from local.http.context import LambdaContext
from tests.functions.events import stream_event
from tests.platform_fixtures import forget
from tests.vacancies.samples import NOW

CONTEXT = LambdaContext("filters", 60)
FILTERED = {each.name: each.source.pattern for each in FUNCTIONS if getattr(each.source, "pattern", None)}


def person(state):
    made = Person(id="per_1", state=state, profile=Profile(), created_at=NOW, updated_at=NOW)
    return PersonItem(made.id, person=made).serialize()


def event(topic):
    made = OutboxEvent(id=new_identifier("evt"), topic=topic, subject="per_1", correlation_id="c", at=NOW)
    return OutboxItem(made.id, event=made, expires=epoch_seconds(NOW)).serialize()


def application():
    made = Application(
        id=new_identifier("app"),
        vacancy_id="vac_1",
        employer_id="emp_1",
        person_id="per_1",
        title="Kasir",
        employer_name="Karya Sentosa",
        letter=ApplicationLetter(),
        state=ApplicationState.SUBMITTED,
        created_at=NOW,
        updated_at=NOW,
        history=(),
    )
    return item_of(made).serialize()


def record(before, after):
    (found,) = stream_event("some", [(before, after)])["Records"]
    return found


def passes(pattern, value):
    """Lambda's event filtering, as far as the patterns go: every key is there, with one of the listed values."""
    if isinstance(pattern, list):
        return value in pattern
    return isinstance(value, dict) and all(key in value and passes(each, value[key]) for key, each in pattern.items())


ERASED, ACTIVE = person(PersonState.ERASED), person(PersonState.ACTIVE)
CASES = [
    ("finish_erasures", record(ACTIVE, ERASED), True),
    ("finish_erasures", record(ACTIVE, ACTIVE), False),
    ("finish_erasures", record(ERASED, None), False),
    ("forget_people", record(None, event("person_erased")), True),
    ("forget_people", record(None, event("welcome")), False),
    ("forget_people", record(event("person_erased"), None), False),
    ("ask_registers", record(None, event("employer_stated")), True),
    ("ask_registers", record(None, event("application_state")), True),
    ("ask_registers", record(None, event("welcome")), False),
    ("ask_registers", record(event("employer_stated"), None), False),
    ("relay_events", record(None, event("welcome")), True),
    ("relay_events", record(event("welcome"), None), False),
    ("count_applications", record(None, application()), True),
    ("count_applications", record(application(), application()), False),
    ("count_applications", record(application(), None), False),
]
HANDLERS = {
    "ask_registers": linkage.ask_registers,
    "count_applications": applications.count,
    "finish_erasures": registration.finish_erasures,
    "forget_people": applications.forget,
    "relay_events": notifying.relay_events,
}


@pytest.fixture
def nobody_answers(monkeypatch):
    """No table, queue or key answers here: a function that asked for one would report a failure."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    forget()
    yield
    monkeypatch.undo()
    forget()


def test_every_filter_has_its_cases():
    assert {name for name, _, _ in CASES} == set(FILTERED) == set(HANDLERS)


@pytest.mark.parametrize(("name", "found", "expected"), CASES)
def test_a_filter_lets_through_what_there_is_to_do(name, found, expected):
    assert passes(FILTERED[name], found) is expected


def test_a_function_that_asked_would_report_it(nobody_answers):
    found = {"Records": [record(None, event("person_erased"))]}
    assert applications.forget(found, CONTEXT)["batchItemFailures"]


@pytest.mark.parametrize(("name", "found"), [(name, found) for name, found, expected in CASES if not expected])
def test_a_function_would_do_nothing_with_what_is_left_out(name, found, nobody_answers):
    assert HANDLERS[name]({"Records": [found]}, CONTEXT) == {"batchItemFailures": []}
