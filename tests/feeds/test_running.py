"""Runs of the schedule against a portal on this machine: published, unchanged, closed, down, broken off."""

import json
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import feeds, partners, settings, vacancies
from chalicelib.clock import FixedClock
from chalicelib.errors import Conflict, InvalidInput, NotFound
from chalicelib.feeds import Feed, FeedForm, handing, running, table
from chalicelib.feeds.model import FeedState, SeenPage
from chalicelib.resources import STREAM_FAILURES, physical_name
from chalicelib.vacancies.model import Channel, State
from functions.intake import take_partner_items
from functions.pulling import pull_feeds
from local.events.runner import Clients, Runner
from local.events.sources import sources_of
from local.http.context import LambdaContext
from local.resources import client
from tests.function_policies import as_function
from tests.partners.conftest import posting

BEGIN = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
EVENT = json.loads((Path(__file__).parents[1] / "events" / "nightly.json").read_text(encoding="utf-8"))
TITLES = ("Operator Mesin Jahit", "Staf Administrasi Gudang", "Perawat Klinik", "Juru Masak", "Teknisi Pendingin")


@pytest.fixture(autouse=True)
def on_this_machine(stores, monkeypatch):
    monkeypatch.setenv("PADAN_FEEDS_LOOPBACK", "true")
    settings.forget()
    yield
    monkeypatch.undo()
    settings.forget()


class World:
    """A partner whose portal is ``site``, a clock that is moved, and the schedule."""

    def __init__(self, site, queue, name):
        self.site, self.queue = site, queue
        self.clock = FixedClock(BEGIN)
        self.partner = partners.add_partner(f"Portal {name}"[-90:], self.clock).id
        self.waited = []

    def item(self, number):
        title = TITLES[number % len(TITLES)]
        about = (
            f"Pekerjaan nomor {number} di bengkel contoh: {title.lower()} untuk satu giliran kerja tetap setiap hari."
        )
        return posting(number, identifier=f"{self.partner}-{number}", title=f"{title} {number}", description=about)

    def offers(self, *numbers, day="2026-05-01"):
        """Let the portal offer these postings on pages of their own; others are gone."""
        self.site.answers.clear()
        entries = []
        for number in numbers:
            body = f'<script type="application/ld+json">{json.dumps(self.item(number))}</script>'.encode()
            self.site.says(f"/kerja/{number}", body, etag=f'"{number}"')
            entries.append(f"<url><loc>{self.site.url(f'/kerja/{number}')}</loc><lastmod>{day}</lastmod></url>")
        self.site.says("/sitemap.xml", f"<urlset>{''.join(entries)}</urlset>".encode())

    def lists(self, *numbers, etag):
        """Let the portal offer these postings in one file."""
        self.site.says("/feed", b"\n".join(json.dumps(self.item(each)).encode() for each in numbers), etag=etag)

    def registers(self, path="/sitemap.xml", form=FeedForm.SITEMAP, minutes=60):
        feed = Feed(partner_id=self.partner, url=self.site.url(path), form=form, minutes=minutes)
        return feeds.add_feed(feed, "operator", self.clock)

    def runs(self, seconds=840.0):
        """One run of the schedule under its policy, and the queue worked off; what was done for this partner."""
        done = as_function("pull_feeds", lambda: running.pull_due(lambda: seconds, self.clock, self.waited.append))
        self.queue.work_off(take_partner_items)
        return done

    def later(self, **step):
        self.clock.advance(timedelta(**step))

    def states(self):
        offered = {each.source.external_id: each for each in self.known()}
        return {name.rpartition("-")[2]: each.state for name, each in sorted(offered.items())}

    def known(self):
        return list(vacancies.of_source(self.partner))

    def overview(self):
        return table.overview(table.load(self.partner))


@pytest.fixture
def world(site, queue, request):
    found = World(site, queue, f"{request.module.__name__} {request.node.name}")
    yield found
    if table.load(found.partner):
        feeds.stop_feed(found.partner, "operator", found.clock)


@pytest.fixture
def told(monkeypatch):
    """The values of each metric that runs tell, in order."""
    values = defaultdict(list)
    monkeypatch.setattr(running, "measure", lambda name, value, **_: values[name].append(value))
    return values


def test_a_sitemap_is_published_left_alone_closed_when_gone_and_survives_an_outage(world):
    world.offers(1, 2, 3)
    world.registers()
    (first,) = world.runs()
    assert (first.items, first.outcome) == (3, "complete")
    published = {each.id: each for each in world.known()}
    assert {each.channel for each in published.values()} == {Channel.FEED}
    assert len(published) == 3
    assert world.waited == [1.0, 1.0, 1.0]

    world.later(minutes=59)
    assert world.runs() == (), "before its hour nobody looks"
    world.later(minutes=1)
    (second,) = world.runs()
    assert (second.items, second.closed, second.outcome) == (0, 0, "complete")
    assert {each.id: each for each in world.known()} == published

    world.offers(1, 2)
    for expected in (0, 0, 1):
        world.later(hours=1)
        (looked,) = world.runs()
        assert (looked.items, looked.closed) == (0, expected)
    assert set(world.states()) == {"1", "2"}
    (gone,) = set(published) - {each.id for each in world.known()}
    assert vacancies.get(gone).state in {State.CLOSED, State.WITHDRAWN}

    remembered = table.state_of(table.load(world.partner))
    world.site.answers.clear()
    for hours in (2, 4, 8):
        world.later(hours=24)
        world.site.says("/robots.txt", status=404)
        world.site.says("/sitemap.xml", status=503)
        (down,) = world.runs()
        assert (down.outcome, down.closed) == ("failed", 0)
        found = world.overview()
        assert found.reached.problem == "status 503"
        assert found.next_at == world.clock.now() + timedelta(hours=hours)
    after = table.state_of(table.load(world.partner))
    assert (after.pages, after.named, after.missing) == (remembered.pages, remembered.named, remembered.missing)
    assert set(world.states()) == {"1", "2"}

    world.offers(1, 2, 3)
    world.later(hours=9)
    (back,) = world.runs()
    assert (back.items, back.outcome, world.overview().reached.problem) == (1, "complete", "")
    assert set(world.states()) == {"1", "2", "3"}


def test_a_file_that_did_not_change_is_not_sent_and_what_it_drops_is_closed_after_three_looks(world):
    world.lists(1, 2, 3, etag='"a"')
    world.registers("/feed", FeedForm.LINES)
    assert [each.items for each in world.runs()] == [3]
    world.site.says("/feed", status=304)
    world.later(hours=1)
    assert [each.items for each in world.runs()] == [0]
    assert world.site.asked[-1][1]["if-none-match"] == '"a"'
    world.lists(1, 2, etag='"b"')
    closed = []
    for _ in range(3):
        world.later(hours=1)
        closed += [each.closed for each in world.runs()]
        world.site.says("/feed", status=304)
    assert closed == [0, 0, 1]
    assert set(world.states()) == {"1", "2"}


def test_a_list_that_lost_too_much_is_doubted_told_and_closes_nothing(world, told):
    world.lists(*range(12), etag='"a"')
    world.registers("/feed", FeedForm.LINES)
    assert [(each.outcome, each.troubled) for each in world.runs()] == [("complete", False)]
    world.lists(*range(3), etag='"b"')
    for _ in range(5):
        world.later(hours=1)
        (looked,) = world.runs()
        assert (looked.outcome, looked.closed, looked.troubled) == ("doubted", 0, True)
        world.site.says("/feed", status=304)
    assert len(world.states()) == 12
    assert world.overview().reached.problem == "too_many_gone"
    assert told["FeedTroubled"] == [0, 1, 1, 1, 1, 1]
    world.lists(*range(12), etag='"c"')
    world.later(hours=1)
    (back,) = world.runs()
    assert (back.outcome, back.troubled, world.overview().reached.problem) == ("complete", False, "")


def test_a_feed_that_fails_again_and_again_is_told(world, told):
    world.site.says("/feed", status=503)
    world.registers("/feed", FeedForm.LINES)
    seen = []
    for _ in range(5):
        (looked,) = world.runs()
        seen.append((looked.outcome, looked.troubled))
        world.later(days=1)
    assert seen == [("failed", False)] * 3 + [("failed", True)] * 2
    assert told["FeedTroubled"] == [0, 0, 0, 1, 1]


def test_what_the_portal_pushes_by_itself_is_never_closed_for_its_feed(world):
    pushed = json.dumps(world.item(9)).encode()
    partners.push(world.partner, pushed, partners.PayloadForm.LINES, clock=world.clock)
    world.lists(1, 2, etag='"a"')
    world.registers("/feed", FeedForm.LINES)
    for _ in range(5):
        world.runs()
        world.later(hours=1)
    assert set(world.states()) == {"1", "2", "9"}


def test_a_run_that_ends_before_it_remembers_is_repeated_without_a_second_receipt(world, monkeypatch):
    world.lists(*range(25), etag='"a"')
    world.registers("/feed", FeedForm.LINES)
    receipts = []
    push = partners.push

    def noted(*given, **named):
        receipts.append(push(*given, **named))
        return receipts[-1]

    monkeypatch.setattr(partners, "push", noted)
    with monkeypatch.context() as broken:
        broken.setattr(table, "keep", lambda *_: 1 / 0)
        (failed,) = as_function("pull_feeds", lambda: running.pull_due(lambda: 840.0, world.clock, world.waited.append))
    assert failed.outcome == "failed"
    from local.events.shapes import queue_event

    one = world.queue.receive()[:1]
    take_partner_items(queue_event(one, "arn:aws:sqs:ap-southeast-3:000000000000:items"), None)
    world.later(hours=1)
    (again,) = world.runs()
    assert (again.items, again.outcome) == (25, "complete")
    assert len({each.receipt.id for each in receipts}) == 1
    assert len(world.states()) == 25


def test_a_look_that_has_no_time_for_all_pages_goes_on_at_the_next_run(world):
    world.offers(1, 2, 3)
    world.registers()
    passed = iter(range(0, 10_000, 30))
    start = running.time.monotonic()

    class Hurrying:
        @staticmethod
        def monotonic():
            return start + next(passed)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running, "time", Hurrying)
        (first,) = world.runs()
    assert (first.outcome, first.items < 3) == ("partial", True)
    assert world.overview().next_at <= world.clock.now()
    (second,) = world.runs()
    assert (second.outcome, first.items + second.items) == ("complete", 3)


def test_a_run_without_time_leaves_the_feeds_to_the_next(world):
    world.lists(1, etag='"a"')
    world.registers("/feed", FeedForm.LINES)
    with pytest.raises(running.NoTimeError, match="1 feeds are due"):
        world.runs(seconds=90.0)
    assert [each.items for each in world.runs()] == [1]
    assert world.runs(seconds=90.0) == (), "nothing is due, and nothing is wrong"


def test_a_run_whose_time_ends_keeps_what_it_did_and_leaves_the_others(world):
    other = World(world.site, world.queue, "kedua")
    world.lists(1, etag='"a"')
    world.registers("/feed", FeedForm.LINES)
    other.clock = world.clock
    other.registers("/feed", FeedForm.LINES)
    spent = len(world.site.asked)
    left = lambda: 840.0 if len(world.site.asked) == spent else 90.0  # noqa: E731
    assert len(as_function("pull_feeds", lambda: running.pull_due(left, world.clock, world.waited.append))) == 1
    assert len(world.runs()) == 1
    feeds.stop_feed(other.partner, "operator", other.clock)


def test_the_local_platform_gives_the_schedule_the_time_to_fetch_a_feed(world, emulator):
    from app import app

    (source,) = [each for each in sources_of(app) if each.name == "pull_feeds"]
    clients = Clients(queues=client("sqs", emulator.url), tables=None, streams=None)
    runner = Runner([source], clients, emulator.url, physical_name(STREAM_FAILURES.name))
    world.lists(1, 2, etag='"a"')
    world.registers("/feed", FeedForm.LINES)
    assert runner.fire("pull_feeds")
    world.queue.work_off(take_partner_items)
    assert set(world.states()) == {"1", "2"}
    assert world.overview().reached.problem == ""


def test_a_schedule_that_has_no_time_for_any_feed_fails(world):
    world.lists(1, etag='"a"')
    world.registers("/feed", FeedForm.LINES)
    with pytest.raises(running.NoTimeError):
        pull_feeds(EVENT, LambdaContext("pull_feeds", 60))
    assert world.site.asked == []


def test_the_schedule_looks_at_what_is_due(world):
    world.lists(1, 2, etag='"a"')
    world.registers("/feed", FeedForm.LINES)
    pull_feeds(EVENT, LambdaContext("pull_feeds", 840))
    world.queue.work_off(take_partner_items)
    assert set(world.states()) == {"1", "2"}


def test_one_feed_that_breaks_keeps_no_other_waiting(world, monkeypatch):
    other = World(world.site, world.queue, "lain")
    other.lists(7, etag='"z"')
    world.registers("/feed", FeedForm.LINES)
    world.later(seconds=1)
    other.clock = world.clock
    other.registers("/feed", FeedForm.LINES)
    state_of = table.state_of

    def broken(item):
        if item.pk == world.partner:
            raise RuntimeError("rows that cannot be read")
        return state_of(item)

    monkeypatch.setattr(table, "state_of", broken)
    assert sorted(each.outcome for each in world.runs()) == ["complete", "failed"]
    assert len(other.states()) == 1
    feeds.stop_feed(other.partner, "operator", other.clock)


def test_a_stopped_feed_is_not_looked_at_and_its_vacancies_stay(world):
    world.lists(1, 2, etag='"a"')
    world.registers("/feed", FeedForm.LINES)
    world.runs()
    stopped = feeds.stop_feed(world.partner, "other", world.clock)
    assert (stopped.registered.active, stopped.registered.by, stopped.next_at) == (False, "other", None)
    world.later(days=3)
    assert feeds.stop_feed(world.partner, "third", world.clock).registered.by == "other"
    asked = len(world.site.asked)
    assert world.runs() == ()
    assert (len(world.site.asked), set(world.states())) == (asked, {"1", "2"})
    assert world.partner in {each.registered.feed.partner_id for each in feeds.all_feeds()}


def test_a_feed_that_is_stopped_while_it_is_looked_at_stays_stopped(world):
    world.lists(1, etag='"a"')
    world.registers("/feed", FeedForm.LINES)
    answer = world.site.answers["/feed"]

    def stopping(handler):
        feeds.stop_feed(world.partner, "operator", world.clock)
        answer(handler)

    world.site.answers["/feed"] = stopping
    assert world.runs() == ()
    assert world.overview().registered.active is False
    assert set(world.states()) == {"1"}, "what was fetched is not lost"


def test_another_address_begins_anew_and_the_same_goes_on(world):
    world.lists(1, 2, etag='"a"')
    world.registers("/feed", FeedForm.LINES)
    world.runs()
    world.registers("/feed", FeedForm.LINES, minutes=30)
    assert table.state_of(table.load(world.partner)).named
    world.site.answers["/other"] = world.site.answers["/feed"]
    world.registers("/other", FeedForm.LINES)
    assert table.state_of(table.load(world.partner)) == FeedState()
    assert [each.items for each in world.runs()] == [2]


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"minutes": 14}, "/minutes"),
        ({"minutes": 1441}, "/minutes"),
        ({"url": "http://93.184.216.34/feed"}, "/url"),
        ({"url": "https://10.0.0.1/feed"}, "/url"),
        ({"url": "https://169.254.169.254/latest"}, "/url"),
        ({"url": "ftp://portal.example/"}, "/url"),
        ({"url": "feed"}, "/url"),
    ],
)
def test_a_feed_that_the_platform_would_not_fetch_is_not_registered(world, changes, pointer):
    wish = {"partner_id": world.partner, "url": "http://127.0.0.1/f", "form": FeedForm.LINES, **changes}
    with pytest.raises(InvalidInput) as refused:
        feeds.add_feed(Feed(**wish), "operator", world.clock)
    assert [each.pointer for each in refused.value.errors] == [pointer]
    assert table.load(world.partner) is None


def test_loopback_is_for_a_local_platform_alone(world, monkeypatch):
    monkeypatch.setenv("PADAN_STAGE", "pilot")
    settings.forget()
    with pytest.raises(InvalidInput):
        world.registers()


def test_unknown_partners_have_no_feed(world):
    with pytest.raises(NotFound):
        feeds.stop_feed(world.partner, "operator", world.clock)
    feed = Feed(partner_id="par_01ARZ3NDEKTSV4RRFFQ69G5FAV", url="http://127.0.0.1/f", form=FeedForm.LINES)
    with pytest.raises(NotFound):
        feeds.add_feed(feed, "operator", world.clock)


def test_two_operators_at_once_are_told(world, monkeypatch):
    world.registers()
    stale = table.load(world.partner)
    world.registers(minutes=30)
    with monkeypatch.context() as patch:
        patch.setattr(table, "load", lambda _: stale)
        with pytest.raises(Conflict):
            world.registers(minutes=45)
    assert world.overview().registered.feed.minutes == 30


def test_what_is_remembered_of_many_pages_comes_back_from_as_many_rows_as_it_takes(world, monkeypatch):
    monkeypatch.setattr(table, "PART", 500)
    world.registers()
    item = table.load(world.partner)
    for count in (400, 900, 3):
        pages = tuple(
            SeenPage(url=f"https://portal.example/{n * 7919 % 10_007}", identifiers=(f"K{n}",)) for n in range(count)
        )
        state = FeedState(pages=pages, next_at=BEGIN)
        table.keep(item, state, BEGIN)
        assert table.state_of(table.load(world.partner)) == state
        assert (item.reached.parts > 1) is (count > 3)
    (row, *_) = table.FeedPart.query(f"{world.partner}#{item.reached.slot}")
    row.delete(add_version_condition=False)
    assert table.state_of(table.load(world.partner)) == FeedState(), "rows of another time count for nothing"


@given(st.lists(st.binary(max_size=12).map(lambda raw: raw.replace(b"\n", b"").strip())), st.integers(1, 4))
def test_bodies_carry_every_line_once_in_order_within_their_bounds(lines, most):
    found = list(handing.bodies(lines, most_items=most, most_bytes=20))
    assert all(len(body) <= 20 and 1 <= body.count(b"\n") + 1 <= most for body in found)
    carried = [line for body in found for line in body.split(b"\n")]
    assert carried == [
        line for line in lines if line not in (b"", b"\xef\xbb\xbf") and not line.startswith(handing.REFUSED)
    ]
