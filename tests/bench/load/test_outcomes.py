"""What is counted of a run, and that being late is not forgiven."""

import asyncio
import time

import msgspec
import pytest

from bench.load import __main__ as command
from bench.load.arrivals import Arrival, Kind
from bench.load.outcomes import Ending, Outcome, ending_of, notes, percentile, summaries
from bench.load.running import Run
from bench.load.sending import send_all
from bench.load.wire import NoReply, Reply
from bench.load.writers import Lost, Writers

DONE = Reply(status=200, headers={}, content=b"{}")
OVERLOADED = b'{"type":"https://padan.example/problems/overloaded"}'


@pytest.mark.parametrize(
    ("status", "content", "ending"),
    [
        (200, b'{"items":[],"degraded":[]}', Ending.ANSWERED),
        (200, b'{"degraded":["facets_stale"]}', Ending.DEGRADED),
        (202, b"{}", Ending.ANSWERED),
        (503, OVERLOADED, Ending.SHED),
        (503, b"{}", Ending.BUSY),
        (429, b"{}", Ending.LIMITED),
        (400, b"{}", Ending.REFUSED),
        (412, b"{}", Ending.REFUSED),
        (500, b"{}", Ending.FAILED),
        (504, b"{}", Ending.FAILED),
    ],
)
def test_answers_end_as_they_are(status, content, ending):
    assert ending_of(Reply(status=status, headers={}, content=content)) is ending


@pytest.mark.parametrize(("share", "value"), [(0.5, 50), (0.95, 95), (0.99, 99), (1.0, 100), (0.001, 1)])
def test_percentiles_are_values_that_were_measured(share, value):
    assert percentile(list(range(1, 101)), share) == value
    assert percentile([], share) == 0


def _outcome(ending, milliseconds=10.0, kind=Kind.SEARCH, note=""):
    return Outcome(kind=kind, at=0.0, ending=ending, milliseconds=milliseconds, note=note)


def test_those_who_were_refused_do_not_make_a_run_faster():
    outcomes = [_outcome(Ending.ANSWERED, 100.0)] * 4 + [_outcome(Ending.SHED, 1.0)] * 6
    (summary,) = summaries(outcomes, 2.0)
    assert (summary.count, summary.good, summary.p50, summary.rate) == (10, 4, 100.0, 2.0)
    assert summary.endings == {Ending.ANSWERED: 4, Ending.SHED: 6}


def test_whoever_has_to_wait_for_a_place_has_waited_since_they_were_to_come():
    """One at a time, each a twentieth of a second, all to come at once: the fifth has waited for all."""

    async def run():
        one = asyncio.Lock()

        async def work():
            async with one:
                await asyncio.sleep(0.05)
            return DONE

        return await send_all([Arrival(0.0, Kind.SEARCH)] * 5, {Kind.SEARCH: work})

    times = sorted(each.milliseconds for each in asyncio.run(run()))
    assert times[-1] >= 250
    assert times[0] < times[2] < times[4]


def test_a_sender_that_was_busy_counts_against_the_platform_and_says_so():
    async def run():
        async def work():
            time.sleep(0.1)
            return DONE

        return await send_all([Arrival(0.0, Kind.SEARCH), Arrival(0.01, Kind.SEARCH)], {Kind.SEARCH: work})

    first, second = asyncio.run(run())
    assert second.behind >= 80
    assert second.milliseconds >= 180
    assert first.milliseconds < second.milliseconds


def test_what_has_no_answer_failed_and_says_how():
    async def run():
        async def work():
            raise NoReply("POST /v1/partner/vacancies: TimeoutError")

        return await send_all([Arrival(0.0, Kind.PUSH)], {Kind.PUSH: work})

    (outcome,) = asyncio.run(run())
    assert outcome.ending is Ending.FAILED
    assert notes([outcome]) == {"POST /v1/partner/vacancies: TimeoutError": 1}


@pytest.mark.parametrize(
    ("run", "code"),
    [
        (Run(outcomes=(_outcome(Ending.ANSWERED), _outcome(Ending.SHED)), seconds=1.0), 0),
        (Run(outcomes=(_outcome(Ending.FAILED, note="gone"),), seconds=1.0), 1),
        (Run(outcomes=(), seconds=1.0, writes=Lost(acknowledged=9, missing=1)), 1),
        (Run(outcomes=(), seconds=1.0, items=Lost(acknowledged=100, missing=2)), 1),
        (Run(outcomes=(), seconds=1.0, people=Lost(acknowledged=3, missing=3)), 1),
        (Run(outcomes=(), seconds=1.0, unfound=1), 1),
    ],
)
def test_a_run_fails_for_what_is_lost_and_not_for_what_is_shed(run, code, capsys):
    assert command.report(run) == code
    assert "published items not found" in capsys.readouterr().out


class Profiles:
    """One person's profile in place of a platform; loses and drops what a test wishes."""

    def __init__(self, forgets=(), drops=()):
        self.version, self.headline, self.asked = 1, "", 0
        self.forgets, self.drops = forgets, drops

    async def send(self, method, _target, headers, content=b""):
        if method == "GET":
            return self._reply(200, {"profile": {"headline": self.headline}})
        self.asked += 1
        if headers["If-Match"] != f'"{self.version}"':
            return self._reply(412)
        headline = msgspec.json.decode(content)["headline"]
        if self.asked in self.forgets:
            return self._reply(200, ahead=1)
        self.version, self.headline = self.version + 1, headline
        if self.asked in self.drops:
            raise NoReply("the answer was lost")
        return self._reply(200)

    def _reply(self, status, body=None, ahead=0):
        headers = {"etag": f'"{self.version + ahead}"'}
        return Reply(status=status, headers=headers, content=msgspec.json.encode(body or {}))


def _written(profiles, times):
    async def run():
        writers = Writers(profiles)
        await writers.add("token")
        for _ in range(times):
            try:
                await writers.work()
            except NoReply:
                continue
        return await writers.lost()

    return asyncio.run(run())


def test_writes_that_are_there_are_not_lost():
    assert _written(Profiles(), 5) == Lost(acknowledged=5, missing=0)


def test_a_write_that_was_acknowledged_and_forgotten_is_found_out():
    lost = _written(Profiles(forgets=(5,)), 5)
    assert lost.acknowledged == 5
    assert lost.missing >= 1


def test_a_write_whose_answer_was_lost_may_have_happened():
    assert _written(Profiles(drops=(3,)), 5) == Lost(acknowledged=4, missing=0)
