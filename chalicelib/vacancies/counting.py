"""The number of applications on a vacancy, as it is found and shown."""

from pynamodb.exceptions import UpdateError
from pynamodb.expressions.operand import Path

from chalicelib.errors import NotFound, Unavailable
from chalicelib.tables import was_refused
from chalicelib.vacancies import table

_ATTEMPTS = 10


def count_applications(vacancy_id: str, received: int) -> bool:
    """Set how many applications a vacancy ever received, and tell whether that was news.

    The count only grows, so late, repeated or shuffled calls converge. The table's version grows with it, for the
    index; the revision does not, so nobody who edits the vacancy is disturbed. Raises `Unavailable` when lost races
    outlast the attempts.
    """
    for _ in range(_ATTEMPTS):
        try:
            item = table.load(vacancy_id)
        except NotFound:
            return False
        if item.vacancy.applications >= received:
            return False
        try:
            item.update([Path("vacancy.applications").set(received)])
        except UpdateError as error:
            if not was_refused(error):
                raise
        else:
            return True
    raise Unavailable
