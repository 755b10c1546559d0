"""A guarded line to one register: circuit breaker, retry budget, deadline, and answers of the right type or none."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

import msgspec

from chalicelib.linkage.answers import Question
from chalicelib.linkage.breaker import Breaker
from chalicelib.linkage.budget import RetryBudget
from chalicelib.linkage.deadline import Deadline
from chalicelib.linkage.failures import COUNTED, WORTH_ANOTHER, NoAnswer, Reason
from chalicelib.linkage.ports import Port
from chalicelib.linkage.transport import Transport
from chalicelib.observability import logger, measure

A = TypeVar("A", bound=msgspec.Struct)
ANSWERED = "answered"
_LONGEST_JITTER = 0.3


class Link:
    """Puts questions to one register. ``pause`` waits the given seconds before a retry."""

    def __init__(
        self,
        port: Port,
        transport: Transport,
        breaker: Breaker | None = None,
        budget: RetryBudget | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        """Guard ``transport``."""
        self.port = port
        self._transport = transport
        self.breaker = breaker or Breaker()
        self._budget = budget or RetryBudget()
        self._pause = pause

    def ask(self, path: str, question: Question, kind: type[A], fits: Callable[[A], bool], deadline: Deadline) -> A:
        """Return the register's answer; one that does not ``fit`` the question is none.

        Raises `NoAnswer` and nothing else, whatever bytes come back.
        """
        self._budget.called()
        try:
            return self._tried(path, question, kind, fits, deadline)
        except NoAnswer as error:
            if error.reason not in WORTH_ANOTHER or deadline.remaining <= _LONGEST_JITTER or not self._budget.take():
                raise
        self._pause(random.uniform(0, _LONGEST_JITTER))  # noqa: S311 - jitter
        return self._tried(path, question, kind, fits, deadline)

    def _tried(self, path: str, question: Question, kind: type[A], fits: Callable[[A], bool], deadline: Deadline) -> A:
        if not self.breaker.admits():
            raise NoAnswer(Reason.NOT_TRIED, self.breaker.seconds_closed_to_all)
        try:
            answer = _decoded(self._transport.post(path, msgspec.json.encode(question), deadline), kind, fits)
        except NoAnswer as error:
            self._note(error)
            raise
        except BaseException:
            self.breaker.undecided()
            raise
        self.breaker.succeeded()
        measure("RegisterAsked", 1, port=self.port.value, outcome=ANSWERED)
        return answer

    def _note(self, error: NoAnswer) -> None:
        if error.reason in COUNTED:
            self.breaker.failed()
        elif error.reason in (Reason.REJECTED, Reason.BUSY):
            # It answers: the circuit is whole.
            self.breaker.succeeded()
        else:
            self.breaker.undecided()
        measure("RegisterAsked", 1, port=self.port.value, outcome=error.reason.value)
        logger.warning("a register gave no answer", extra={"port": self.port.value, "reason": error.reason.value})


def _decoded(body: bytes, kind: type[A], fits: Callable[[A], bool]) -> A:
    try:
        answer = msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise NoAnswer(Reason.MALFORMED) from None
    if not fits(answer):
        raise NoAnswer(Reason.MALFORMED)
    return answer
