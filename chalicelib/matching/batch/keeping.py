"""What the last nightly matching keeps of a person, for that person."""

from chalicelib.matching.batch.deployed import results
from chalicelib.matching.batch.errors import BatchError, Damaged
from chalicelib.matching.batch.results import Ranked


def kept_of(person_id: str) -> tuple[Ranked, ...]:
    """Return it, best first; nothing for who was not in the run, and before the first one. Raises `Damaged`."""
    try:
        return results().of(person_id)
    except Damaged:
        raise
    except BatchError:
        return ()
