"""One job on several portals as people find it, on each engine: from the tables over the streams into the index."""

import random
import secrets
from datetime import timedelta

import pytest

from chalicelib import settings
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.duplicates.table import BlockItem, EntryItem
from chalicelib.identifiers import new_identifier
from chalicelib.partners.keys import add_partner
from chalicelib.settings import Search
from chalicelib.vacancies.model import Channel, Source, State
from chalicelib.vacancies.table import VacancyItem, item_of
from functions import duplicates as routes
from functions import feed, indexing
from search import engine
from security.principal import Audience
from tests.contracts.index.cluster import drop
from tests.duplicates.queueing import announcements
from tests.duplicates.samples import vacancy
from tests.duplicates.test_following import change, text_of
from tests.functions.events import stream_event

__all__ = ["announcements"]
pytestmark = pytest.mark.emulator
ENGINES = ["embedded", pytest.param("opensearch", marks=pytest.mark.engine)]


@pytest.fixture(params=ENGINES)
def index(request, store, tmp_path, monkeypatch):
    """An empty index of each engine, as the functions find it."""
    monkeypatch.setenv("PADAN_SEARCH_ENGINE", request.param)
    monkeypatch.setenv("PADAN_SEARCH_FOLDER", str(tmp_path / "index"))
    monkeypatch.setenv("PADAN_INDEX_PREFIX", f"t{secrets.token_hex(4)}-")
    if request.param == "opensearch":
        monkeypatch.setenv("PADAN_SEARCH_URL", request.getfixturevalue("opensearch").url)
    settings.forget()
    engine.close()
    yield engine.vacancy_index
    if request.param == "opensearch":
        drop(settings.read(Search))
    engine.close()
    settings.forget()


class World:
    """Tables whose changes go where the streams carry them, until nothing changes any more."""

    def __init__(self, caller, announcements, index):
        for model in (VacancyItem, EntryItem, BlockItem):
            for item in model.scan():
                item.delete()
        self.caller, self.announcements, self.index = caller, announcements, index
        self.officer = caller.sign_in(Audience.OFFICER, regions=("32",))
        self.seen, self.events, self.messages = {}, [], []

    def settle(self):
        for _ in range(10):
            changes = [(self.seen.get(item.pk), item.serialize()) for item in VacancyItem.scan()]
            changes = [change for change in changes if change[0] != change[1]]
            if not changes:
                break
            self.seen |= {after["pk"]["S"]: after for _, after in changes}
            self.deliver(stream_event("vacancies", changes))
        else:
            raise AssertionError("it goes round")
        self.index().refresh()

    def deliver(self, event):
        self.events.append(event)
        for consumer in (feed.record, indexing.index_vacancies):
            assert consumer(event, None) == {"batchItemFailures": []}
        self.link(self.announcements())

    def link(self, bodies):
        self.messages.extend(bodies)
        records = [{"messageId": str(place), "body": body} for place, body in enumerate(bodies)]
        assert routes.link_duplicates({"Records": records}, None) == {"batchItemFailures": []}

    def replay(self, draw):
        """All that was ever delivered again, in another order."""
        for event in draw.sample(self.events, len(self.events)):
            self.deliver(event)
        self.link(draw.sample(self.messages, len(self.messages)))
        self.settle()

    def versions(self):
        return {item.pk: item.version for item in VacancyItem.scan()}

    def found(self):
        """What a search shows: each hit with the portals on which it stands as well."""
        items = self.caller.send("GET", "/v1/vacancies?q=kasir&limit=50").json["items"]
        return {item["id"]: [(each["name"], each["vacancy_id"]) for each in item["also_on"]] for item in items}

    def judge(self, one, other, verdict):
        body = {"other_id": other.id, "verdict": verdict, "reason": "sudah ditanyakan"}
        reply = self.officer.send("POST", f"/v1/vacancies/{one.id}/duplicates", body)
        assert reply.status == 200
        self.settle()


@pytest.fixture
def world(caller, announcements, index):
    return World(caller, announcements, index)


def stored(portal, **changes):
    now = SYSTEM_CLOCK.now()
    text = text_of("Satu Tiga Portal")
    made = vacancy(
        0,
        portal,
        id=new_identifier("vac"),
        **{
            "employer_name": "Satu Tiga Portal",
            "description": text,
            "source": Source(partner=portal, external_id=new_identifier("vac")) if portal else Source(),
            "posted_at": now - timedelta(days=1),
            "expires_at": now + timedelta(days=30),
        }
        | changes,
    )
    item_of(made).save()
    return made


@pytest.fixture
def three(store):
    """One job: the employer's own, and two portals', each with its name."""
    portals = [add_partner(f"Contoh {name} {secrets.token_hex(3)}") for name in ("Satu", "Dua")]
    public = stored(portals[0].id, channel=Channel.PUBLIC)
    return stored(""), (public, portals[0].name), (stored(portals[1].id), portals[1].name)


def test_one_is_found_and_says_where_else_it_stands(world, three):
    own, (public, first), (partner, second) = three
    world.settle()
    assert world.found() == {own.id: [(first, public.id), (second, partner.id)]}
    (item,) = world.caller.send("GET", "/v1/vacancies?q=kasir").json["items"]
    assert [each["partner"] for each in item["also_on"]] == [public.source.partner, partner.source.partner]
    page = world.caller.send("GET", f"/v1/vacancies/{own.id}").json
    assert [each["name"] for each in page["also_on"]] == [first, second]


def test_an_officers_word_changes_what_is_found_and_comes_back(world, three):
    own, (public, first), (partner, second) = three
    world.settle()
    world.judge(own, partner, "different")
    assert world.found() == {own.id: [(first, public.id)], partner.id: []}
    world.judge(own, partner, "same")
    assert world.found() == {own.id: [(first, public.id), (second, partner.id)]}


def test_what_was_joined_by_an_officer_is_found_as_one(world, three):
    own, (public, first), (partner, second) = three
    other = stored(partner.source.partner, title="Kasir Kepala Toko", description=text_of("lain"))
    world.settle()
    assert set(world.found()) == {own.id, other.id}
    world.judge(other, own, "same")
    assert set(world.found()) == {own.id}
    world.judge(other, own, "different")
    assert world.found() == {own.id: [(first, public.id), (second, partner.id)], other.id: []}


def test_events_that_come_again_change_nothing(world, three):
    own, (public, _), (partner, _) = three
    world.settle()
    world.judge(own, public, "different")
    world.judge(own, public, "same")
    world.judge(own, partner, "different")
    before, versions = world.found(), world.versions()
    assert set(before) == {own.id, partner.id}
    for seed in range(2):
        world.replay(random.Random(seed))
        assert (world.found(), world.versions()) == (before, versions)
    world.judge(own, partner, "different")
    assert (world.found(), world.versions()) == (before, versions)


def test_when_the_found_one_closes_the_next_is_found_in_its_place(world, three):
    own, (public, first), (partner, second) = three
    world.settle()
    change(own, state=State.FILLED)
    world.settle()
    assert world.found() == {public.id: [(second, partner.id)]}
    change(own, state=State.PUBLISHED)
    world.settle()
    assert world.found() == {own.id: [(first, public.id), (second, partner.id)]}
