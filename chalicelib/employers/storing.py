"""Changing an employer under its version."""

from collections.abc import Callable, Iterable, Mapping

from pynamodb.transactions import TransactWrite

from chalicelib import tables
from chalicelib.employers import lookalikes, table
from chalicelib.employers.model import Employer
from chalicelib.errors import Conflict, PreconditionFailed, Unavailable
from chalicelib.tables import ConditionRefused
from chalicelib.texts import Text

_ATTEMPTS = 5


class Stored:
    """An employer and the version at which it stands in the table."""

    def __init__(self, employer: Employer, version: int) -> None:
        """Keep both."""
        self.employer, self.version = employer, version


def stored(employer_id: str) -> Stored:
    """Return the employer and its version; raises `NotFound`."""
    item = table.load(employer_id)
    return Stored(item.employer, item.version)


def stored_many(identifiers: Iterable[str]) -> Mapping[str, Employer]:
    """Return those of the employers that exist, by identifier."""
    return table.load_many(set(identifiers))


def change(
    employer_id: str, expected: int | None, changed: Callable[[Employer], Employer], also: tables.Writes | None = None
) -> Stored:
    """Replace an employer by what ``changed`` makes of it, together with the writes that ``also`` adds.

    With ``expected`` the change is refused with `PreconditionFailed` when the table holds another version; without,
    it is made anew on what somebody else wrote meanwhile. `Conflict` when ``also`` is refused.
    """
    for _ in range(_ATTEMPTS):
        present = stored(employer_id)
        if expected is not None and present.version != expected:
            raise PreconditionFailed
        wanted = changed(present.employer)
        try:
            _commit(present, wanted, also)
            return Stored(wanted, present.version + 1)
        except ConditionRefused:
            if stored(employer_id).version == present.version:
                raise _taken() from None
    raise Unavailable


def _commit(present: Stored, wanted: Employer, also: tables.Writes | None) -> None:
    def build(transaction: TransactWrite) -> None:
        table.put(transaction, wanted, present.version)
        lookalikes.move_keys(transaction, present.employer, wanted)
        if also is not None:
            also(transaction)

    tables.write(build)


def _taken() -> Conflict:
    return Conflict(Text("Sudah dipakai perusahaan lain.", "Already taken by another employer."))
