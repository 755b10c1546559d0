"""The change feed over the interface, from the stream to the line."""

import json
from typing import Any

import pytest

from chalicelib.vacancies.table import VacancyItem
from functions import feed as routes
from security.principal import Audience
from tests.duplicates.queueing import announcements
from tests.functions.events import stream_event
from tests.functions.posting_samples import published
from tests.store_fixtures import Caller, Reply, SignedIn

__all__ = ["announcements"]
pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("announcements")]


@pytest.fixture
def owner(caller: Caller) -> SignedIn:
    return caller.sign_in(Audience.SEEKER)


def image(place: str) -> dict[str, Any]:
    return VacancyItem.get(place.rpartition("/")[2], consistent_read=True).serialize()


def lines(reply: Reply) -> list[Any]:
    assert (reply.status, reply.headers["content-type"]) == (200, "application/x-ndjson"), reply.text
    return [json.loads(line) for line in reply.text.splitlines()]


def now(caller: Caller) -> str:
    """The cursor at the end of the log."""
    after = ""
    while True:
        *found, last = lines(caller.send("GET", f"/v1/feed/vacancies?limit=500{after}"))
        if not found:
            return last["next"]
        after = f"&after={last['next']}"


def test_a_publication_and_its_end_are_two_lines(caller, owner):
    after = now(caller)
    place = published(owner)
    opened = image(place)
    assert routes.record(stream_event("vacancies", [(None, opened)]), None) == {"batchItemFailures": []}
    upsert, cursor = lines(caller.send("GET", f"/v1/feed/vacancies?after={after}"))
    assert (upsert["kind"], upsert["vacancy"]["title"]) == ("upsert", "Kasir Minimarket")
    assert upsert["revision"] == upsert["vacancy"]["revision"]
    assert cursor["kind"] == "cursor"

    owner.send("POST", f"{place}/close", {"filled": True})
    routes.record(stream_event("vacancies", [(opened, image(place))]), None)
    removal, last = lines(caller.send("GET", f"/v1/feed/vacancies?after={cursor['next']}"))
    assert (removal["kind"], removal["id"]) == ("removal", upsert["id"])
    assert removal["keys"] == upsert["keys"]
    assert {"region", "occupation", "employer_id", "partner"} <= removal["keys"].keys()
    assert "vacancy" not in removal
    assert lines(caller.send("GET", f"/v1/feed/vacancies?after={last['next']}"))[0]["kind"] == "cursor"


def test_the_link_goes_on_where_the_page_ends(caller, owner):
    after = now(caller)
    places = [published(owner) for _ in range(3)]
    routes.record(stream_event("vacancies", [(None, image(place)) for place in places]), None)
    following, seen = f"/v1/feed/vacancies?after={after}&limit=2", []
    for _ in range(3):
        reply = caller.send("GET", following)
        seen += [line["id"] for line in lines(reply)[:-1]]
        address, _, relation = reply.headers["link"].partition(">")
        assert relation == '; rel="next"'
        following = address.removeprefix("<")
    assert sorted(seen) == sorted(place.rpartition("/")[2] for place in places)


def test_a_record_that_cannot_be_read_stops_nobody_else(caller, owner):
    after = now(caller)
    places = [published(owner) for _ in range(2)]
    broken = {**image(places[0]), "vacancy": {"M": {"id": {"N": "1"}}}}
    event = stream_event("vacancies", [(None, image(places[0])), (None, broken), (None, image(places[1]))])
    assert routes.record(event, None) == {"batchItemFailures": [{"itemIdentifier": "1001"}]}
    assert len(lines(caller.send("GET", f"/v1/feed/vacancies?after={after}"))) == 3


def test_the_snapshot_ends_with_the_cursor_of_the_feed(caller, owner):
    places = [published(owner) for _ in range(3)]
    routes.record(stream_event("vacancies", [(None, image(place)) for place in places]), None)
    path, seen = "/v1/feed/snapshot?limit=2", []
    for _ in range(100):
        *found, cursor = lines(caller.send("GET", path))
        seen += [line["id"] for line in found]
        assert all(line["kind"] == "vacancy" for line in found)
        if "feed" in cursor:
            break
        path = f"/v1/feed/snapshot?limit=2&cursor={cursor['next']}"
    assert {place.rpartition("/")[2] for place in places} <= set(seen)
    assert len(seen) == len(set(seen))
    assert lines(caller.send("GET", f"/v1/feed/vacancies?after={cursor['feed']}"))[-1]["kind"] == "cursor"


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("after=2999-01-01T00:00:00Z", "after"),
        ("after=forged", "after"),
        ("limit=0", "limit"),
        ("limit=many", "limit"),
        ("since=1", "since"),
    ],
)
def test_a_wrong_parameter_is_named(caller, query, name):
    reply = caller.send("GET", f"/v1/feed/vacancies?{query}")
    assert (reply.status, set(reply.pointers())) == (400, {name})


def test_a_forged_cursor_of_the_snapshot_is_named(caller):
    reply = caller.send("GET", "/v1/feed/snapshot?cursor=forged")
    assert (reply.status, set(reply.pointers())) == (400, {"cursor"})


def test_other_formats_are_not_to_be_had(caller):
    assert caller.send("GET", "/v1/feed/vacancies", headers={"accept": "text/csv"}).status == 406
