"""What happened elsewhere that a register can confirm: events of the outbox become questions."""

from collections.abc import Callable, Mapping

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.outbox import OutboxEvent


def follow(event: OutboxEvent, clock: Clock = SYSTEM_CLOCK) -> None:
    """Ask what follows of ``event``; twice changes nothing, and other events are passed over."""
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


_STEPS: Mapping[str, Callable[[OutboxEvent, Clock], None]] = {
    "application_state": _application_state,
    "employer_stated": _employer_stated,
}

TOPICS = tuple(sorted(_STEPS))
"""Events from which a question follows; the function that follows them is called for these alone."""
