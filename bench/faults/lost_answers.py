"""Clients ask until they are answered while every tenth answer is lost on both ways: to them, and to the platform.

python -m bench.faults.lost_answers [--operations 10000] [--share 0.1] [--seed 7] [--clients 24] [--minutes 60]
                                    [--pause 0.05]

After so many minutes nobody begins anything new, and what was done by then is compared. The AWS SDK waits ``--pause``
seconds at most between its tries, as often as ever: at its own up to 20 seconds, half a second on average before the
first, a message that is sent with a dozen requests waits longer than it works.
"""

import argparse
import math
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from bench.cleaning import end_like_ctrl_c
from bench.faults.asking import Asking, Tally
from bench.faults.counting import Finding, compared, of, stored
from bench.faults.journeys import Market
from bench.faults.proxy import Fate, Proxy, share
from bench.faults.standing import FaultyPlatform, impatient, standing
from bench.faults.wire import Message
from bench.report import figure, heading
from local.mailbox import Mailbox
from security.signatures import Algorithm, SigningKey, generate_ed25519

_CLIENTS, _OPEN = 24, 24
_SETTLING_SECONDS = 300
_PAUSE = 0.05
_KINDS = (("person", 4), ("employer", 1), ("portal", 2))


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What a run found. ``met`` is what became of requests: to the services, and to the platform."""

    findings: tuple[Finding, ...]
    tally: Tally
    seconds: float
    services: dict[Fate, int]
    front: dict[Fate, int]

    @property
    def faults(self) -> list[Finding]:
        """Findings that are not as they should be."""
        return [finding for finding in self.findings if not finding.fine]


def run(
    data: Path, operations: int, part: float, seed: int, clients: int = _CLIENTS, minutes: float = math.inf
) -> Outcome:
    """Do at least ``operations`` operations on a new platform on ``data`` and compare what they did.

    After ``minutes`` what was begun is brought to its end, and that is all.
    """
    with standing(data) as platform:
        key, vacancies = prepared(platform, seed)
        before, market, tally = stored(), Market(key, vacancies, seed), Tally()
        began = time.monotonic()
        lost = share(part, Fate.LOSE_ANSWER, seed, _is_counted)
        with platform.failing(services=lost, front=share(part, Fate.LOSE_ANSWER, seed + 1)):
            _worked(platform, market, tally, Work(operations, clients, began + 60 * minutes), seed)
            services, front = _met(platform.services), _met(platform.front)
        seconds = time.monotonic() - began
        platform.settle(_SETTLING_SECONDS + tally.operations / 20)
        findings = compared(market.told, before, Mailbox(platform.behind.straight))
        findings += [*indexed(), *dead_letters(), _pushed(market)]
    return Outcome(findings=tuple(findings), tally=tally, seconds=seconds, services=services, front=front)


class Work(msgspec.Struct, frozen=True):
    """How much is done: so many operations by so many clients, or what is begun before a (monotonic) moment."""

    operations: int
    clients: int
    until: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what became of every kind of thing; returns 1 when something is lost or doubled."""
    parser = argparse.ArgumentParser(prog="python -m bench.faults.lost_answers", description=__doc__)
    parser.add_argument("--operations", type=int, default=10_000)
    parser.add_argument("--share", type=float, default=0.1)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--clients", type=int, default=_CLIENTS)
    parser.add_argument("--minutes", type=float, default=math.inf)
    parser.add_argument("--pause", type=float, default=_PAUSE)
    given = parser.parse_args(arguments)
    end_like_ctrl_c()
    heading(
        "lost answers",
        f"{given.operations:,} operations, {given.share:.0%} of answers lost on both ways, seed {given.seed}",
        "emulator, embedded index",
    )
    with tempfile.TemporaryDirectory(prefix="padan-faults-") as folder, impatient(given.pause):
        outcome = run(Path(folder), given.operations, given.share, given.seed, given.clients, given.minutes)
    report(outcome)
    return 1 if outcome.faults else 0


def report(outcome: Outcome) -> None:
    """Print a run."""
    figure("operations", outcome.tally.operations, "")
    figure("requests of clients", sum(outcome.front.values()), "")
    figure("  answers lost", outcome.front.get(Fate.LOSE_ANSWER, 0), "")
    figure("requests of the platform to services", sum(outcome.services.values()), "")
    figure("  answers lost", outcome.services.get(Fate.LOSE_ANSWER, 0), "")
    figure("duration", outcome.seconds, "s")
    print("answers by status:", dict(sorted(outcome.tally.answers.items())))
    for finding in outcome.findings:
        print(finding)


def prepared(platform: FaultyPlatform, seed: int) -> tuple[SigningKey, list[str]]:
    """Register a partner and publish vacancies to apply to, while nothing fails yet."""
    from chalicelib import partners, vacancies
    from chalicelib.clock import SYSTEM_CLOCK
    from local.seed.filling import fill

    fill(_OPEN, 0, seed)
    private, public = generate_ed25519()
    partner = partners.add_partner("Contoh Gangguan")
    registered = partners.add_key(partner.id, public)
    platform.settle()
    now = SYSTEM_CLOCK.now()
    opened = [
        vacancy.id for vacancy, _ in vacancies.stored() if vacancy.state == "published" and vacancy.expires_at > now
    ]
    return SigningKey(key_id=registered.key_id, algorithm=Algorithm.ED25519, private=private), opened


def _worked(platform: FaultyPlatform, market: Market, tally: Tally, work: Work, seed: int) -> None:
    kinds = [name for name, weight in _KINDS for _ in range(weight)]
    drawn = random.Random(seed)

    def go_on(kind: str) -> None:
        if tally.operations < work.operations and time.monotonic() < work.until:
            with Asking(platform.front.url, tally) as asking:
                journey: Callable[[Asking], None] = getattr(market, kind)
                journey(asking)

    with ThreadPoolExecutor(work.clients) as pool:
        # A push alone is one operation: more journeys than operations are never needed.
        for _ in pool.map(go_on, (drawn.choice(kinds) for _ in range(work.operations))):
            pass


def _is_counted(request: Message) -> bool:
    """Leave out what only asks whether there is something new: those requests have no end."""
    return bool(request.service) and request.service != "streams.dynamodb" and request.operation != "ReceiveMessage"


def _met(way: Proxy) -> dict[Fate, int]:
    return dict(way.met)


def indexed() -> list[Finding]:
    """Compare the indices with the tables; a cluster shows what it took within a second, and is asked to at once."""
    from datetime import timedelta

    from chalicelib import indexing
    from search.engine import candidate_index, vacancy_index

    for index in (vacancy_index(), candidate_index()):
        index.refresh()
    report = indexing.reconcile(in_flight=timedelta(0))
    return [
        Finding(
            what=f"index of {drift.index}",
            told=drift.compared,
            lost=(*drift.missing, *drift.stale),
            doubled=(*drift.orphaned, *drift.ahead),
        )
        for drift in (report.vacancies, report.candidates)
    ]


def dead_letters() -> list[Finding]:
    """Look for messages and changes that were given up."""
    from chalicelib import aws
    from chalicelib.resources import QUEUES, STREAM_FAILURES, physical_name

    sqs, found = aws.client("sqs"), []
    for name in (STREAM_FAILURES.name, *(queue.dead_letter for queue in QUEUES)):
        address = sqs.get_queue_url(QueueName=physical_name(name))["QueueUrl"]
        answer = sqs.get_queue_attributes(QueueUrl=address, AttributeNames=["ApproximateNumberOfMessages"])
        if number := int(answer["Attributes"]["ApproximateNumberOfMessages"]):
            found.append(f"{name}: {number}")
    return [Finding(what="messages that were given up", told=0, doubled=tuple(found))]


def _pushed(market: Market) -> Finding:
    """Every pushed item is one vacancy, or the double of one."""
    from chalicelib import vacancies
    from chalicelib.partners import table

    there = [vacancy.source.external_id or "" for vacancy, _ in vacancies.stored()]
    ours = [name for name in there if name.startswith("F-")]
    other = set()
    for receipt in market.told.receipts:
        progress = table.load_progress(receipt).receipt
        for outcomes in table.load_outcomes(receipt, range(progress.chunks)).values():
            other |= {each.external_id or "" for each in outcomes if each.vacancy_id is None}
    return of("vacancies of a partner", market.told.pushed - other, ours)


if __name__ == "__main__":
    sys.exit(main())
