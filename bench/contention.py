"""Officers in threads who work off one region's queue: some go home in the middle, some die while they decide.

What is checked is kept in a ledger of its own, from what each officer saw: who was told to have which vacancy until
when. It shares nothing with the leases of the platform. Time is a clock that stands still while there is work and jumps
to the end of the next lease that was left behind, so that leases of officers who work slowly run out under their hands.
"""

import random
import threading
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import msgspec

from chalicelib import reviewing
from chalicelib.clock import FixedClock
from chalicelib.errors import Conflict, Unavailable
from chalicelib.reviewing import Review
from chalicelib.vacancies.model import Decision, ReasonCode
from chalicelib.vacancies.reviews import Ruling
from security.principal import Principal

RULINGS = (
    Ruling(decision=Decision.PUBLISH, code=ReasonCode.CONFIRMED_BY_EMPLOYER, reason="Ditanyakan"),
    Ruling(decision=Decision.CORRECT, code=ReasonCode.UNCLEAR),
)
"""Decisions after which nobody may take a vacancy; a rejected one may be taken, to propose that it be published."""
_PATIENCE = 0.05
_IMPATIENT = 25
_TRIES = 20
LEAVES_BEHIND = ("go home", "die", "lose the answer")
"""Habits that leave a lease behind."""


class Ledger:
    """Who was told to have which vacancy until when, and what was decided; notes what must not be."""

    def __init__(self, clock: FixedClock) -> None:
        """Begin with nothing, at the time of ``clock``, which nobody else moves."""
        self._clock = clock
        self._changed = threading.Condition()
        self._held: dict[str, tuple[str, datetime]] = {}
        self._left: set[str] = set()
        self._asked = 0
        self.decided: dict[str, str] = {}
        self.wrong: list[str] = []
        self.happened: Counter[str] = Counter()

    def took(self, officer: str, vacancy: str, until: datetime) -> bool:
        """Note that an officer was given a vacancy; tell whether they have it still."""
        with self._changed:
            self.happened["taken"] += 1
            if vacancy in self.decided:
                self.wrong.append(f"{vacancy} was taken by {officer} after {self.decided[vacancy]} decided")
            if until <= self._clock.now():
                self.happened["expired"] += 1
                return False
            other, others_until = self._held.get(vacancy, (officer, until))
            if other != officer and others_until > self._clock.now():
                self.wrong.append(f"{vacancy} was taken by {officer} while {other} had it")
            self._held[vacancy] = (officer, until)
            return True

    def lets_go(self, officer: str, vacancy: str) -> None:
        """Note that an officer has it no longer: called before it is given back, or when it turned out to be gone."""
        with self._changed:
            if self._held.get(vacancy, ("", None))[0] == officer:
                del self._held[vacancy]
                self._left.discard(vacancy)
            self._changed.notify_all()

    def leaves(self, vacancy: str) -> None:
        """Note that nobody works on it any more, although the lease goes on."""
        with self._changed:
            if vacancy in self._held:
                self._left.add(vacancy)
            self._changed.notify_all()

    def has_decided(self, officer: str, vacancy: str) -> None:
        """Note a decision that the officer saw succeed."""
        with self._changed:
            other, until = self._held.get(vacancy, (officer, self._clock.now()))
            if other != officer and until > self._clock.now():
                self.wrong.append(f"{vacancy} was decided by {officer} while {other} had it")
            if vacancy in self.decided:
                self.wrong.append(f"{vacancy} was decided by {officer} and by {self.decided[vacancy]}")
            self.decided[vacancy] = officer
            self._held.pop(vacancy, None)
            self._left.discard(vacancy)
            self._changed.notify_all()

    def is_over(self) -> bool:
        """Wait for somebody to finish, or jump to where a lease that was left behind ends; true when nobody has any.

        Now and then it jumps although others are at work, and their leases run out under their hands.
        """
        with self._changed:
            now = self._clock.now()
            self._held = {key: claim for key, claim in self._held.items() if claim[1] > now}
            self._left &= self._held.keys()
            if not self._held:
                return True
            self._asked += 1
            if self._left and (self._left == self._held.keys() or self._asked % _IMPATIENT == 0):
                self._clock.advance(min(self._held[key][1] for key in self._left) - now)
            else:
                self._changed.wait(_PATIENCE)
            return False


class Died(Exception):
    """The process of an officer ended."""


class Mortal:
    """A clock whose reader dies when it is read for the ``dies_at``-th time: in the middle of whatever reads it."""

    def __init__(self, clock: FixedClock, dies_at: int) -> None:
        """Count readings from now on."""
        self._clock, self._left = clock, dies_at

    def now(self) -> datetime:
        """Return the present moment, or raise `Died`."""
        self._left -= 1
        if not self._left:
            raise Died
        return self._clock.now()


class Officer:
    """Works until nothing is left, by a seeded mixture of habits."""

    def __init__(self, principal: Principal, ledger: Ledger, clock: FixedClock, seed: int) -> None:
        """Work in the name of ``principal``."""
        self._me, self._ledger, self._clock = principal, ledger, clock
        self._chance = random.Random(seed)

    def work(self, everything: Sequence[str]) -> None:
        """Take vacancies until there is none; now and then ask for a certain one, as many others do."""
        while True:
            certain = self._chance.random() < 0.15
            found = self._certain(everything) if certain else self._next()
            if found is None:
                if not certain and self._ledger.is_over():
                    return
            elif (lease := found.case.lease) and self._ledger.took(self._me.id, found.vacancy.id, lease.until):
                self._go_on(found.vacancy.id)

    def _certain(self, everything: Sequence[str]) -> Review | None:
        try:
            return reviewing.hold(self._me, self._chance.choice(everything), self._clock)
        except (Conflict, Unavailable) as refusal:
            self._refused(refusal)
            return None

    def _next(self) -> Review | None:
        """Return the next, ``None`` when there is none or the own desk is full: then time has to go on."""
        try:
            return reviewing.take_next(self._me, clock=self._clock)
        except (Conflict, Unavailable) as refusal:
            self._refused(refusal)
            return None

    def _go_on(self, vacancy: str) -> None:
        habit = self._chance.choices(("decide", "give back", *LEAVES_BEHIND), weights=(70, 9, 7, 7, 7))[0]
        self._ledger.happened[habit] += 1
        try:
            self._do(habit, vacancy)
        except Conflict as refusal:
            self._refused(refusal)
            self._ledger.lets_go(self._me.id, vacancy)
        except Unavailable as refusal:
            self._refused(refusal)
            self._ledger.leaves(vacancy)
        except Died:
            self._ledger.leaves(vacancy)

    def _do(self, habit: str, vacancy: str) -> None:
        if habit == "go home":
            self._ledger.leaves(vacancy)
        elif habit == "give back":
            self._give_back(vacancy)
        else:
            clock = Mortal(self._clock, self._chance.randint(1, 6)) if habit == "die" else self._clock
            reviewing.decide(self._me, vacancy, self._chance.choice(RULINGS), clock=clock)
            if habit == "lose the answer":
                self._ledger.leaves(vacancy)
            else:
                self._ledger.has_decided(self._me.id, vacancy)

    def _give_back(self, vacancy: str) -> None:
        self._ledger.lets_go(self._me.id, vacancy)
        for _ in range(_TRIES):
            try:
                reviewing.give_back(self._me, vacancy, self._clock)
            except Unavailable as refusal:
                self._refused(refusal)
            else:
                return

    def _refused(self, refusal: Conflict | Unavailable) -> None:
        self._ledger.happened[refusal.errors[0].code if refusal.errors else "unavailable"] += 1


def run(officers: Sequence[Principal], everything: Sequence[str], start: datetime, seed: int = 1) -> Ledger:
    """Let ``officers`` work off ``everything``, all at once; returns the ledger."""
    clock = FixedClock(start)
    ledger = Ledger(clock)
    workers = [Officer(each, ledger, clock, seed * 1_000 + number) for number, each in enumerate(officers)]
    with ThreadPoolExecutor(len(workers)) as pool:
        list(pool.map(lambda worker: worker.work(everything), workers))
    return ledger


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it: vacancies held or decided by two, decided other than once, and never decided."""

    wrong: tuple[str, ...]
    not_once: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def good(self) -> bool:
        """Whether no vacancy was with two officers, every one was decided once, and none was lost."""
        return not (self.wrong or self.not_once or self.lost)


def verdict(ledger: Ledger, everything: Sequence[str]) -> Verdict:
    """Compare the ledger with what stands in the histories and in the audit trail, decision by decision."""
    from chalicelib import vacancies
    from security import audit

    found = vacancies.get_many(everything)
    not_once = []
    for key in everything:
        deciders = [entry.by for entry in found[key].history if entry.decision is not None]
        recorded = [entry.actor for entry in audit.entries_of(key) if entry.action.startswith("review_")]
        known = ledger.decided.get(key)
        if len(deciders) > 1 or recorded != deciders or known not in (None, *deciders):
            not_once.append(key)
    lost = [key for key in everything if not any(entry.decision for entry in found[key].history)]
    return Verdict(wrong=tuple(ledger.wrong), not_once=tuple(not_once), lost=tuple(lost))
