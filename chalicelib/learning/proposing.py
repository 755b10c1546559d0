"""Each night: what use makes proposable becomes proposals, or new evidence for those that are open."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

import msgspec

from chalicelib.clock import SYSTEM_CLOCK, Clock, day_of
from chalicelib.identifiers import derived_identifier
from chalicelib.learning import table
from chalicelib.learning.candidates import Candidate, Completes, of_searches
from chalicelib.learning.folding import fold
from chalicelib.learning.model import Proposal, ProposalState
from chalicelib.learning.summing import totals
from chalicelib.learning.telling import may_be_told
from chalicelib.learning.uncoded import of_vacancies, published
from chalicelib.settings import Learning, read
from chalicelib.tables import saved

LOOKED_AT = timedelta(days=55)
"""Eight weeks before yesterday and itself: longer than a season's rush, shorter than a fashion."""


class Night(msgspec.Struct, frozen=True, kw_only=True):
    """What one night did."""

    events: int
    proposed: int
    renewed: int


def learn(clock: Clock = SYSTEM_CLOCK, *, today: bool = False) -> Night:
    """Sum the last days and propose what they show; running again changes nothing but the evidence.

    ``today``: of the day that has not ended as well, for a trial.
    """
    last = day_of(clock.now()) - timedelta(days=0 if today else 1)
    events, asked = fold(last), read(Learning)
    sums = [each for each in totals(table.days(last - LOOKED_AT, last)) if may_be_told(each.text)]
    searches = of_searches(sums, asked.learning_least, asked.learning_days, _completes())
    outcomes = [_put(each, clock) for each in _distinct((*searches, *of_vacancies(published())))]
    return Night(events=events, proposed=outcomes.count("proposed"), renewed=outcomes.count("renewed"))


def identifier_of(candidate: Candidate) -> str:
    """Return the identifier under which ``candidate`` is proposed: the same words of the same kind are one proposal."""
    return derived_identifier("prp", candidate.kind.value, candidate.words)


def _distinct(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield each of the words once: a synonym is completed too, and needs no suggestion of its own."""
    seen: set[str] = set()
    for each in candidates:
        if each.words not in seen:
            seen.add(each.words)
            yield each


def _put(candidate: Candidate, clock: Clock) -> str:
    """Save a new proposal, or new evidence of an open one; whoever decides at the same time goes before."""
    identifier, now = identifier_of(candidate), clock.now()
    present = table.load(identifier)
    if present is not None and present.proposal.state is not ProposalState.OPEN:
        return "decided"
    earlier = present.proposal if present is not None else None
    proposal = Proposal(
        id=identifier,
        kind=candidate.kind,
        words=candidate.words,
        target=candidate.target,
        confidence=round(candidate.confidence, 4),
        evidence=candidate.evidence,
        proposed_at=earlier.proposed_at if earlier is not None else now,
        seen_at=now,
        history=earlier.history if earlier is not None else (),
    )
    if not saved(table.item_of(proposal, None if present is None else present.version)):
        return "decided"
    return "proposed" if present is None else "renewed"


def _completes() -> Completes:
    """Return what tells whether the completions know a text: then it needs no suggestion."""
    from chalicelib import reference
    from search.completing import Completer
    from search.vocabulary import AskedKind, Kind

    completer, kinds = Completer(reference.lexicon()), tuple(Kind(each) for each in AskedKind)
    return lambda text: bool(completer.complete(text, kinds, 1))
