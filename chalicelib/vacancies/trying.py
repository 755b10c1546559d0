"""A change of the policy tried on the vacancies of the last month. Nothing is stored."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from chalicelib import employers
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import invalid
from chalicelib.texts import Text
from chalicelib.vacancies import table
from chalicelib.vacancies.checking import context_of
from chalicelib.vacancies.model import Vacancy
from chalicelib.vacancies.standing import facts_of
from chalicelib.validation import policy
from chalicelib.validation.dry_run import Candidate, DryRun, dry_run

MONTH = timedelta(days=30)
_TOGETHER = 100


def try_policy(policy_from: int, policy_to: int, since: timedelta = MONTH, clock: Clock = SYSTEM_CLOCK) -> DryRun:
    """Return what policy ``policy_to`` would do instead of ``policy_from`` to vacancies posted or changed ``since``.

    Reads the whole table. Raises `InvalidInput` naming the field for a policy that is not there.
    """
    old, new = _policy("/from", policy_from), _policy("/to", policy_to)
    now = clock.now()
    return dry_run(_candidates(now - since, now), old, new)


def _policy(pointer: str, number: int) -> policy.Policy:
    if number not in policy.numbers():
        known = ", ".join(map(str, policy.numbers()))
        raise invalid(
            pointer,
            "unknown_version",
            Text(f"Kebijakan {number} tidak ada; ada {known}.", f"There is no policy {number}; there are {known}."),
        )
    return policy.load(number)


def _candidates(since: datetime, now: datetime) -> Iterator[Candidate]:
    after: str | None = None
    while True:
        items, after = table.some(after, _TOGETHER)
        found = [item.vacancy for item in items if max(item.vacancy.posted_at, item.vacancy.updated_at) >= since]
        yield from _with_facts(found, now)
        if after is None:
            return


def _with_facts(vacancies: list[Vacancy], now: datetime) -> Iterator[Candidate]:
    known = employers.stored_many(vacancy.employer_id for vacancy in vacancies)
    for vacancy in vacancies:
        employer = known.get(vacancy.employer_id)
        facts = facts_of(employer) if employer else None
        yield Candidate(id=vacancy.id, content=vacancy.content, context=context_of(vacancy, now, facts))
