"""Changing a stored vacancy under optimistic locking, with the writes that must commit beside it."""

from collections.abc import Callable

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import outbox, tables, uniqueness
from chalicelib.errors import PreconditionFailed, Unavailable
from chalicelib.vacancies import table
from chalicelib.vacancies.bodies import claim_body
from chalicelib.vacancies.content import text_hash
from chalicelib.vacancies.lifecycle import ACTIVE
from chalicelib.vacancies.model import DIRECT, State, Vacancy

TEXT = "vacancy-text"
EXTERNAL = "vacancy-source"
_ATTEMPTS = 6
Change = Callable[[Vacancy], Vacancy]
Allow = Callable[[Vacancy], None]


def change(
    vacancy_id: str,
    changed: Change,
    expected: int | None = None,
    also: tables.Writes | None = None,
    allow: Allow | None = None,
) -> Vacancy:
    """Replace a vacancy by what ``changed`` makes of it and return that, its revision one higher.

    ``allow`` raises for a vacancy that the caller may not change, before anything else of it is looked at: whoever may
    not know of it does not learn its revision either.
    With ``expected`` the present revision must be that one, or the vacancy must only have been recoded since
    (`PreconditionFailed`): what its poster states is what it was. A write that lost a race is made
    anew on the newer vacancy, so a count that came in between disturbs nobody. What ``changed`` raises goes through,
    and when it returns its argument nothing is written. Raises `NotFound`, `Unavailable`.
    """
    for _ in range(_ATTEMPTS):
        item = table.load(vacancy_id)
        present = item.vacancy
        if allow is not None:
            allow(present)
        if expected is not None and not _stands_at(present, expected):
            raise PreconditionFailed
        wanted = changed(present)
        if wanted is present:
            return present
        wanted = msgspec.structs.replace(wanted, revision=present.revision + 1, recoded_from=None)
        if _committed(wanted, present, item.version, also):
            return wanted
    raise Unavailable


def _stands_at(present: Vacancy, expected: int) -> bool:
    first = present.revision if present.recoded_from is None else present.recoded_from
    return first <= expected <= present.revision


def _committed(wanted: Vacancy, present: Vacancy, version: int, also: tables.Writes | None) -> bool:
    def build(transaction: TransactWrite) -> None:
        transaction.save(table.item_of(wanted, version))
        move_text_claim(transaction, present, wanted)
        claim_body(transaction, present, wanted)
        ask_to_mend(transaction, present, wanted)
        if also is not None:
            also(transaction)

    return tables.committed(build)


def ask_to_mend(transaction: TransactWrite, before: Vacancy, after: Vacancy) -> None:
    """Let the employer's members know of a published vacancy that something has to be mended, once for each date."""
    by = _mend_by(after)
    if after.source.partner != DIRECT or by is None or by == _mend_by(before):
        return
    outbox.add(transaction, topic="vacancy_mend", subject=after.id, details={"by": by})


def _mend_by(vacancy: Vacancy) -> str | None:
    if vacancy.state is not State.PUBLISHED:
        return None
    return min((finding.mend_by for finding in vacancy.findings if finding.mend_by), default=None)


def text_key(vacancy: Vacancy) -> str | None:
    """Return what a vacancy claims so that its source does not post the same text twice; ``None`` when it claims none.

    Only partners' vacancies claim their text: an employer may look for the same worker twice.
    """
    if vacancy.source.partner == DIRECT or vacancy.state not in ACTIVE:
        return None
    return f"{vacancy.source.partner}#{text_hash(vacancy.employer_name, vacancy.content)}"


def move_text_claim(transaction: TransactWrite, before: Vacancy | None, after: Vacancy) -> None:
    """Claim the text of ``after`` and release that of ``before`` in ``transaction``, where they differ."""
    old, new = before and text_key(before), text_key(after)
    if old == new:
        return
    if old:
        uniqueness.release(transaction, TEXT, old, after.id)
    if new:
        uniqueness.claim(transaction, TEXT, new, after.id)
