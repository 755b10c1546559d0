"""The feed of a suspended partner is not asked, and one in flight brings nothing more, until the partner may go on."""

import pytest

import app
from chalicelib import feeds, partners, settings, vacancies
from chalicelib.feeds import FeedForm, handing, running, table
from chalicelib.vacancies.model import State
from infra_cdk.functions.specs import API
from tests.feeds.test_running import World
from tests.function_policies import as_function

__all__ = ["app"]
REASON = "Menagih biaya dari pelamar"


@pytest.fixture(autouse=True)
def on_this_machine(stores, monkeypatch):
    monkeypatch.setenv("PADAN_FEEDS_LOOPBACK", "true")
    settings.forget()
    yield
    monkeypatch.undo()
    settings.forget()


@pytest.fixture
def world(site, queue, request):
    found = World(site, queue, f"{request.module.__name__} {request.node.name}")
    yield found
    if table.load(found.partner):
        feeds.stop_feed(found.partner, "operator", found.clock)


def suspended_meanwhile(world):
    """By an administrator, while the function that fetches feeds is at work."""
    as_function(API, lambda: partners.suspend(world.partner, REASON))


def test_a_suspended_partner_is_not_asked_and_at_once_after_it_may_go_on(world):
    world.lists(1, 2, etag='"a"')
    world.registers("/feed", FeedForm.LINES)
    partners.suspend(world.partner, REASON)
    assert world.runs() == ()
    world.later(hours=5)
    assert world.runs() == ()
    assert world.site.asked == []
    partners.resume(world.partner)
    (looked,) = world.runs()
    assert (looked.items, looked.outcome) == (2, "complete")
    assert set(world.states().values()) == {State.PUBLISHED}


def test_what_is_offered_stays_as_it_is_while_its_partner_is_suspended(world):
    world.offers(1, 2)
    world.registers()
    world.runs()
    before = world.states()
    partners.suspend(world.partner, REASON)
    world.offers()
    for _ in range(4):
        world.later(hours=2)
        assert world.runs() == ()
    assert world.states() == before


def test_a_look_in_flight_fetches_no_further_page_and_hands_nothing_on(world):
    world.offers(1, 2, 3)
    world.registers()
    wait = world.waited.append

    class Suspending(list):
        def append(self, seconds):
            wait(seconds)
            suspended_meanwhile(world)

    usual, world.waited = world.waited, Suspending()
    assert world.runs() == ()
    assert len([path for path, _ in world.site.asked if "/kerja/" in path]) <= 1
    assert world.known() == []
    assert table.load(world.partner).reached.digest == "", "nothing is remembered of a look that was stopped"
    partners.resume(world.partner)
    world.waited = usual
    (looked,) = world.runs()
    assert (looked.items, looked.outcome, len(world.known())) == (3, "complete", 3)


def test_pushes_of_a_look_in_flight_stop_amid_and_are_made_once_when_it_goes_on(world, monkeypatch):
    world.lists(*range(6), etag='"a"')
    world.registers("/feed", FeedForm.LINES)
    monkeypatch.setattr(handing.bodies, "__defaults__", (2, handing.MOST_BYTES))
    receipts, push = [], partners.push

    def pushed(*given, **named):
        progress = push(*given, **named)
        receipts.append(progress.receipt.id)
        if len(receipts) == 2:
            suspended_meanwhile(world)
        return progress

    monkeypatch.setattr(partners, "push", pushed)
    assert world.runs() == ()
    assert len(receipts) == 2
    assert world.known() == [], "what was pushed a moment before waits with its receipt"
    partners.resume(world.partner)
    (looked,) = world.runs()
    assert (looked.items, len(world.known())) == (6, 6)
    assert len(set(receipts)) == 3


def test_nothing_is_closed_once_its_partner_is_suspended(world, monkeypatch):
    world.offers(1, 2)
    world.registers()
    world.runs()
    world.offers(2)
    for _ in range(2):
        world.later(hours=2)
        world.runs()
    counted = running._counted

    def suspending(*given):
        found = counted(*given)
        assert found[1], "this pass misses the vacancy for the last time"
        suspended_meanwhile(world)
        return found

    world.later(hours=2)
    with monkeypatch.context() as patch:
        patch.setattr(running, "_counted", suspending)
        assert world.runs() == ()
    assert world.states()["1"] is State.PUBLISHED
    partners.resume(world.partner)
    world.runs()
    assert "1" not in world.states(), "what is closed is offered no more"


def test_the_feeds_of_others_are_looked_at(world):
    other = World(world.site, world.queue, "berjalan terus")
    world.lists(1, etag='"a"')
    world.registers("/feed", FeedForm.LINES)
    other.clock = world.clock
    other.registers("/feed", FeedForm.LINES)
    partners.suspend(world.partner, REASON)
    assert len(world.runs()) == 1
    assert table.load(other.partner).reached.looked_at is not None
    assert not list(vacancies.of_source(world.partner))
    feeds.stop_feed(other.partner, "operator", other.clock)
