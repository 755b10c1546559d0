"""For how much a vacancy counts in the tally of its source. Pure: it follows from the vacancy as it stands alone."""

from chalicelib.sources.scoring import Tally
from chalicelib.vacancies.lifecycle import MACHINE, WAITING
from chalicelib.vacancies.model import DIRECT, Source, State, Vacancy

_OUTCOMES = WAITING | {State.PUBLISHED, State.REJECTED}


def name_of(source: Source) -> str:
    """Return under which name a source is counted: its partner, or one name for all that is posted here."""
    return source.partner or DIRECT


def employer_of(vacancy: Vacancy) -> str:
    """Return the employer in whose own tally a vacancy counts: of what is posted here, whose it is.

    What a portal offers is the portal's word and not the employer's.
    """
    return vacancy.employer_id if name_of(vacancy.source) == DIRECT else ""


def counted(vacancy: Vacancy) -> Tally:
    """Return for how much a vacancy counts: once, by the last word of the check or of an officer about it.

    What was mended counts as what it has become; what nobody has checked yet counts for nothing, nor does what waits
    for an officer only because its employer is new. What the source has sent before is a duplicate and nothing else.
    """
    if vacancy.duplicate_of is not None:
        return Tally(duplicates=1)
    states = (vacancy.state, *(entry.state for entry in reversed(vacancy.history)))
    last = next((state for state in states if state in _OUTCOMES), None)
    if last is State.PUBLISHED:
        return Tally(accepted=1, stale=int(_stale(vacancy)))
    return Tally(held=int(last is State.HELD), rejected=int(last is State.REJECTED))


def _stale(vacancy: Vacancy) -> bool:
    """Tell whether a vacancy ended without its source's saying so.

    It expired and stated no end of its own; or all its openings were filled, as the employment insurance says, while a
    partner still offered it. An employer whose openings were filled through its own post has done nothing wrong.
    """
    if vacancy.state is State.EXPIRED:
        return vacancy.content.expires_at is None
    by_machine = bool(vacancy.history) and vacancy.history[-1].by == MACHINE
    return vacancy.state is State.FILLED and by_machine and name_of(vacancy.source) != DIRECT
