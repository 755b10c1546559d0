"""At the edge, over processes that share a table: one person's burst is that person's, and a told wait is true."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.limits.model import SLICES, Caller, RouteClass
from tests.functions.people_store import stored_person
from tests.limits.processes import START, served

pytestmark = pytest.mark.emulator
READING = "/v1/people/me/saved-searches"
MOST, PROCESSES = 12, 3
SLICE = 60 // SLICES


@pytest.fixture
def front():
    """Three processes that let a person read twelve times in a minute."""
    with served(PROCESSES, RouteClass.READ, Caller.PERSON, MOST) as found:
        yield found


def seeker(caller):
    """Somebody who is signed in."""
    found = caller.sign_in()
    stored_person(found.id)
    return found


def statuses(person, times: int) -> list[int]:
    return [person.send("GET", READING).status for _ in range(times)]


def test_a_persons_burst_takes_nothing_from_others_at_the_same_address(caller, front):
    loud, calm = seeker(caller), seeker(caller)
    with ThreadPoolExecutor(8) as pool:
        burst = [pool.submit(loud.send, "GET", READING) for _ in range(5 * MOST)]
        quiet = statuses(calm, MOST - PROCESSES + 1)
        answers = [each.result() for each in burst]
    admitted = sum(answer.status == 200 for answer in answers)
    assert MOST - PROCESSES < admitted <= MOST
    assert {answer.status for answer in answers} == {200, 429}
    assert set(quiet) == {200}
    anonymous = caller.send("GET", "/v1/reference")
    assert anonymous.status == 200, "who has not signed in is counted apart"


def test_every_refusal_is_a_problem_that_says_when_there_is_room(caller, front):
    person = seeker(caller)
    statuses(person, MOST)
    answer = person.send("GET", READING)
    assert answer.status == 429
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json["type"].endswith("/too-many-requests")
    wait = int(answer.headers["retry-after"])
    front.moment += wait - 1
    assert person.send("GET", READING).status == 429, "it is told to wait longer than it has to"
    front.moment += 1
    assert statuses(person, 1) == [200]


@pytest.mark.parametrize("late", [0, 1, SLICE - 1])
def test_the_wait_is_true_wherever_in_a_slice_the_limit_was_reached(caller, front, late):
    person = seeker(caller)
    front.moment += late
    while (answer := person.send("GET", READING)).status == 200:
        pass
    assert int(answer.headers["retry-after"]) == 60 + SLICE - late
    front.moment += int(answer.headers["retry-after"])
    assert person.send("GET", READING).status == 200


def test_the_window_slides_and_does_not_begin_anew_with_the_minute(caller, front):
    """Half before a full minute, half after it: then it is full, as a window from minute to minute would not be."""
    person = seeker(caller)
    front.moment += 60 - SLICE
    first = statuses(person, MOST // 2)
    front.moment = START + 60
    second = statuses(person, MOST)
    assert first == [200] * (MOST // 2)
    assert sum(status == 200 for status in first + second) <= MOST
    front.moment = START + 60 + 60 - SLICE
    assert person.send("GET", READING).status == 429, "sixty seconds have not passed since the first half"
    front.moment = START + 60 + 60
    assert person.send("GET", READING).status == 200


def test_what_a_person_writes_is_counted_apart_from_what_they_read(caller, front):
    person = seeker(caller)
    while person.send("GET", READING).status == 200:
        pass
    body = {"parameters": {"q": "kasir"}}
    assert person.send("POST", READING, body).status == 201
    assert person.send("GET", "/v1/vacancies?q=kasir&limit=1").status in {200, 503}
