"""What happened elsewhere that a register can confirm: events of the outbox become questions.

And what follows of an answer beyond the one record that it is about, so that nobody who asks registers waits for it.
"""

from collections.abc import Callable, Mapping

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.observability import logger
from chalicelib.outbox import OutboxEvent


def follow(event: OutboxEvent, clock: Clock = SYSTEM_CLOCK) -> None:
    """Ask or do what follows of ``event``; twice changes nothing, and other events are passed over."""
    step = _STEPS.get(event.topic)
    if step is not None:
        step(event, clock)


def _employer_stated(event: OutboxEvent, clock: Clock) -> None:
    from chalicelib.linkage.cases import businesses

    businesses.ask(event.subject, clock)


def _application_state(event: OutboxEvent, clock: Clock) -> None:
    from chalicelib.linkage.cases import hires

    if event.details.get("state") in hires.STATES:
        hires.ask(event.subject, clock)


def _employer_contradicted(event: OutboxEvent, clock: Clock) -> None:
    from chalicelib import vacancies

    held = vacancies.hold_contradicted(event.subject, clock)
    if held:
        logger.info("vacancies held for a register's word", extra={"employer": event.subject, "count": held})


_STEPS: Mapping[str, Callable[[OutboxEvent, Clock], None]] = {
    "application_state": _application_state,
    "employer_contradicted": _employer_contradicted,
    "employer_stated": _employer_stated,
}

TOPICS = tuple(sorted(_STEPS))
"""Events from which something follows; the function that follows them is called for these alone."""
