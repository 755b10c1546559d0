"""Users tell what is wrong with a vacancy. Who they are is kept as a keyed hash alone, and shown to nobody.

A report needs a signed-in person: only then do several reports come from several people. Each may report a vacancy
once and only so often a day; addresses are limited before a request comes here (`security.waf`).
"""

import hashlib
import hmac

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import vacancies
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import NotFound, Unavailable, invalid
from chalicelib.monitoring import policy, table
from chalicelib.monitoring.model import NewReport, Origin, Report, ReportCode, Reported, ReportEntry
from chalicelib.monitoring.sampling import sampled
from chalicelib.people.limits import Limit, take
from chalicelib.secrets import lookup_secret
from chalicelib.tables import ConditionRefused, write
from chalicelib.texts import Text
from chalicelib.vacancies.model import State, Vacancy
from security.principal import Principal

_ATTEMPTS = 8
_DAY = 24 * 3600
MOST_KEPT = 1_000
"""Reports listed of one vacancy; an item has its limit of size, and a vacancy is long held by then."""


def report(principal: Principal, vacancy_id: str, new: NewReport, clock: Clock = SYSTEM_CLOCK) -> None:
    """Take a user's report of a published vacancy; the same person's second one changes nothing.

    When as many people as the policy says report severe kinds since an officer last decided, the vacancy is held at
    once. Raises `NotFound`, `InvalidInput` on ``/text``, `TooManyRequests`.
    """
    if new.code is ReportCode.OTHER and not new.text:
        raise invalid("/text", "required", Text("Jelaskan masalahnya.", "Say what is wrong."))
    vacancy = vacancies.get(vacancy_id)
    if vacancy.state is not State.PUBLISHED:
        raise NotFound
    rules = policy.current().reports
    take(Limit(name="reports-day", most=rules.most_a_day, seconds=_DAY), principal.id, clock)
    reported = _added(vacancy, _key(vacancy_id, principal), new, clock)
    table.add(sampled(vacancy, Origin.REPORTED, 1.0, clock))
    if severe_since_decision(reported, vacancy) >= rules.holds:
        vacancies.hold_published(vacancy_id, "reported", clock)


def severe_since_decision(reported: Reported, vacancy: Vacancy) -> int:
    """Return how many people reported a severe kind since an officer last decided on the vacancy."""
    severe = policy.current().reports.severe
    decisions = [entry.at for entry in vacancy.history if entry.decision is not None]
    return sum(entry.code in severe and (not decisions or entry.at > max(decisions)) for entry in reported.entries)


def reports_of(vacancy_id: str) -> tuple[Report, ...]:
    """Return what users report of a vacancy, the latest first; a report whose time is over has no text any more.

    Raises `NotFound`.
    """
    entries = table.load_reported(vacancies.get(vacancy_id).id)[0].entries[-100:]
    kept = table.reports(entry.key for entry in entries)
    bare = (Report(vacancy_id=vacancy_id, code=entry.code, at=entry.at) for entry in entries)
    return tuple(kept.get(entry.key, each) for entry, each in zip(entries, bare, strict=True))[::-1]


def _added(vacancy: Vacancy, key: str, new: NewReport, clock: Clock) -> Reported:
    for _ in range(_ATTEMPTS):
        reported, version = table.load_reported(vacancy.id)
        if any(entry.key == key for entry in reported.entries) or len(reported.entries) >= MOST_KEPT:
            return reported
        now = clock.now()
        entry = ReportEntry(key=key, code=new.code, at=now)
        more = msgspec.structs.replace(reported, entries=(*reported.entries, entry))
        full = Report(vacancy_id=vacancy.id, code=new.code, at=now, text=new.text)
        until = now + policy.current().reports.kept

        def build(transaction: TransactWrite) -> None:
            table.put_report(transaction, more, version, key, full, until)  # noqa: B023 - run before the next turn

        try:
            write(build)
        except ConditionRefused:
            continue
        return more
    raise Unavailable


def _key(vacancy_id: str, principal: Principal) -> str:
    """Return what tells one person's reports of one vacancy apart from another's, and says nothing of either."""
    return hmac.new(lookup_secret(), f"report\n{vacancy_id}\n{principal.id}".encode(), hashlib.sha256).hexdigest()
