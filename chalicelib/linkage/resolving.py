"""Asking what is due: each port in its own share of the time, until it is done, out of time, or the circuit opens."""

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import tables
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.linkage import cases, progress, table
from chalicelib.linkage.asking import SYSTEM
from chalicelib.linkage.deadline import Deadline
from chalicelib.linkage.failures import NoAnswer, Reason
from chalicelib.linkage.lines import Registers
from chalicelib.linkage.model import Confirmation, Standing, Verdict
from chalicelib.linkage.ports import Port
from chalicelib.linkage.table import ConfirmationItem
from chalicelib.observability import logger, measure
from security import audit

LEAST_SECONDS = 1.0
"""With less time left nothing is begun."""


class Resolved(msgspec.Struct, frozen=True, kw_only=True):
    """How many questions were answered, and how many were tried without an answer."""

    answered: int = 0
    unanswered: int = 0


def resolve_due(registers: Registers, deadline: Deadline, clock: Clock = SYSTEM_CLOCK) -> Resolved:
    """Ask every register that is connected what is due; questions to others wait and cost nothing.

    May run twice at once: what the other did is not done again, and a register is asked twice at worst.
    """
    answered = unanswered = 0
    ports = registers.connected
    for place, port in enumerate(ports):
        share = deadline.sooner(deadline.remaining / (len(ports) - place))
        for outcome in _of_port(port, registers, share, clock):
            answered += outcome
            unanswered += not outcome
    return Resolved(answered=answered, unanswered=unanswered)


def _of_port(port: Port, registers: Registers, deadline: Deadline, clock: Clock) -> list[bool]:
    """Return for each question that was tried whether it was answered."""
    outcomes: list[bool] = []
    for subject, key in table.due(port, clock.now()):
        if deadline.remaining < LEAST_SECONDS:
            break
        item = table.load(subject, key)
        if item is None or not _is_due(item.confirmation, clock):
            continue
        try:
            outcomes.append(_tried(item, registers, deadline, clock))
        except NoAnswer as error:
            # Nobody was asked, and nobody else would be: what is due stays due without a single write.
            logger.info("a register is left alone", extra={"port": port.value, "seconds": error.retry_after})
            break
    return outcomes


def _is_due(confirmation: Confirmation, clock: Clock) -> bool:
    return confirmation.next_try_at is not None and confirmation.next_try_at <= clock.now()


def _tried(item: ConfirmationItem, registers: Registers, deadline: Deadline, clock: Clock) -> bool:
    """Ask one question and store how it stands; raises `NoAnswer` when its register may not be asked now."""
    before = item.confirmation
    case = cases.of(before.port)
    try:
        verdict = case.judge(before, item.sealed, registers, deadline, clock)
        if verdict is None:
            item.delete()
            return True
        after = progress.answered(before, verdict, clock.now())
        case.settle(after, clock)
    except NoAnswer as error:
        if error.reason is Reason.NOT_TRIED:
            raise
        _postpone(item, error, clock)
        return False
    except Exception:
        # Of one question alone: the others go on, and this one comes again.
        logger.exception("a confirmation could not be worked on", extra={"subject": item.pk, "key": item.key})
        _postpone(item, NoAnswer(Reason.INTERNAL), clock)
        return False
    _store_answer(item, after, verdict, clock)
    return True


def _store_answer(item: ConfirmationItem, after: Confirmation, verdict: Verdict, clock: Clock) -> None:
    def record(transaction: TransactWrite) -> None:
        audit.record(
            actor=SYSTEM,
            action=f"{after.port.value}_{verdict.state.value}",
            subject=after.subject,
            purpose="verification",
            transaction=transaction,
            clock=clock,
        )

    if _stored(item, after, record):
        measure("ConfirmationSettled", 1, port=after.port.value, state=after.state.value)


def _postpone(item: ConfirmationItem, error: NoAnswer, clock: Clock) -> None:
    after = progress.unanswered(item.confirmation, error, clock.now())
    if _stored(item, after) and after.state is Standing.FAILED:
        logger.error("a confirmation is given up", extra={"subject": item.pk, "key": item.key})
        measure("ConfirmationSettled", 1, port=after.port.value, state=after.state.value)


def _stored(item: ConfirmationItem, after: Confirmation, also: tables.Writes | None = None) -> bool:
    def build(transaction: TransactWrite) -> None:
        table.put(transaction, after, item.sealed, int(item.version))
        if also is not None:
            also(transaction)

    done = tables.committed(build)
    if not done:
        logger.info("a confirmation was asked for anew meanwhile", extra={"subject": item.pk, "key": item.key})
    return done
