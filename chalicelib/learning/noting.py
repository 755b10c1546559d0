"""Logging answered searches and what follows them. Never fails: a search is worth more than its log."""

import hashlib
import random
import secrets
from datetime import datetime

from chalicelib.clock import SYSTEM_CLOCK, Clock, day_of
from chalicelib.learning import dictionary, hearing, recording, tickets
from chalicelib.learning.describing import event_of, occupation_of
from chalicelib.learning.model import ChoiceEvent, Heard, SearchEvent, Step
from chalicelib.learning.privacy import heard
from chalicelib.learning.tickets import Ticket
from chalicelib.observability import logger, measure
from chalicelib.settings import Learning, read
from chalicelib.texts import Language
from search.answer import SearchAnswer
from search.request import SearchRequest


def answered(
    request: SearchRequest,
    answer: SearchAnswer,
    *,
    language: Language,
    milliseconds: float,
    suggested: bool = False,
    earlier: Ticket | None = None,
    clock: Clock = SYSTEM_CLOCK,
) -> str | None:
    """Log the first page of a search; return its ticket, ``None`` when nothing is logged here.

    ``earlier``: the search before, which this one words otherwise if that was in vain.
    """
    if not read(Learning).learning or request.cursor is not None:
        return None
    try:
        now = clock.now()
        texts = heard(request.words, answer.understood.left, dictionary.recogniser().knows)
        event = event_of(
            request, answer, texts, language=language, milliseconds=milliseconds, now=now, suggested=suggested
        )
        if random.random() < read(Learning).learning_share:  # noqa: S311 - a sample
            recording.RECORDER.hand_over(lambda: _keep(event, texts, now))
        # Who has found something and searches for something else has not worded the same otherwise.
        if earlier is not None and earlier.vain and answer.total:
            followed(earlier, Step.REWORDED, occupation_of(answer.understood), clock)
        return tickets.issue(event, now)
    except Exception as error:
        logger.warning("a search was not described", extra={"reason": type(error).__name__})
        measure("SearchLogLost", 1, reason="description")
        return None


def ticket(text: str | None, clock: Clock = SYSTEM_CLOCK) -> Ticket | None:
    """Return the ticket that a request brings back, if any; raises `InvalidInput` on ``search``."""
    return None if text is None else tickets.read(text, clock.now())


def followed(ticket: Ticket | None, step: Step, occupation: str | None, clock: Clock = SYSTEM_CLOCK) -> None:
    """Log that a search led to a vacancy of ``occupation``: one search counts once for each step and occupation."""
    if ticket is None or not occupation or not (ticket.query or ticket.left) or not read(Learning).learning:
        return
    event = ChoiceEvent(step=step, occupation=occupation, region=ticket.region, query=ticket.query, left=ticket.left)
    # Which search it was cannot be told from this: the ticket is with the client alone.
    identifier = hashlib.sha256(f"{ticket.search}\n{step}\n{occupation}".encode()).hexdigest()[:24]
    day = day_of(clock.now())
    from chalicelib.learning import table

    recording.RECORDER.hand_over(lambda: table.keep_choice(day, identifier, event))


def _keep(event: SearchEvent, texts: tuple[Heard, ...], now: datetime) -> None:
    from chalicelib.learning import table

    day = day_of(now)
    table.keep_search(day, secrets.token_hex(12), event)
    for each in texts:
        hearing.hear(each, day, event.region or event.cell)
