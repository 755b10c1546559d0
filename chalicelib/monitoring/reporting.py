"""Users tell what is wrong with a vacancy. Who they are is kept as a keyed hash alone, and shown to nobody.

Only of signed-in people it is known that several reports come from several of them. Each may report a vacancy once and
only so often a day. Who has no account may report too: as often as the policy says from one device, one address and
about one vacancy, and all of them together count as one person at most (`chalicelib.monitoring.anonymity`).
"""

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import vacancies
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import NotFound, Unavailable, invalid
from chalicelib.monitoring import anonymity, policy, table
from chalicelib.monitoring.anonymity import keyed
from chalicelib.monitoring.model import Device, NewReport, Origin, Report, ReportCode, Reported, ReportEntry
from chalicelib.monitoring.sampling import sampled
from chalicelib.people.limits import Limit, take
from chalicelib.tables import committed
from chalicelib.texts import Text
from chalicelib.vacancies.model import State, Vacancy
from security.principal import Principal

_ATTEMPTS = 8
_DAY = 24 * 3600
MOST_KEPT = 1_000
"""Reports listed of one vacancy; an item has its limit of size, and a vacancy is long held by then."""


def report(principal: Principal, vacancy_id: str, new: NewReport, device: Device, clock: Clock = SYSTEM_CLOCK) -> None:
    """Take a report of a published vacancy; the same person's, or on one day the same device's, second one changes
    nothing.

    When as many people as the policy says report severe kinds since an officer last decided, the vacancy is held at
    once. Of ``device`` nothing is kept, and of a signed-in person's nothing is asked. Raises `NotFound`, `InvalidInput`
    on ``/text``, `TooManyRequests`, `Unauthenticated` when the policy takes no reports without an account.
    """
    if new.code is ReportCode.OTHER and not new.text:
        raise invalid("/text", "required", Text("Jelaskan masalahnya.", "Say what is wrong."))
    vacancy = vacancies.get(vacancy_id)
    if vacancy.state is not State.PUBLISHED:
        raise NotFound
    rules = policy.current().reports
    if principal.id:
        take(Limit(name="reports-day", most=rules.most_a_day, seconds=_DAY), principal.id, clock)
        key = keyed("report", vacancy_id, principal.id)
    else:
        key = anonymity.admitted(device, vacancy_id, clock)
    reported = _added(vacancy, key, new, clock, anonymous=not principal.id)
    table.add(sampled(vacancy, Origin.REPORTED, 1.0, clock))
    if severe_since_decision(reported, vacancy) >= rules.holds:
        vacancies.hold_published(vacancy_id, "reported", clock)


def severe_since_decision(reported: Reported, vacancy: Vacancy) -> int:
    """Return how many people reported a severe kind since an officer last decided on the vacancy.

    Those without an account count together as no more than the policy says.
    """
    rules = policy.current().reports
    decided = max((entry.at for entry in vacancy.history if entry.decision is not None), default=None)
    counted = [each for each in reported.entries if each.code in rules.severe and (not decided or each.at > decided)]
    nameless = sum(each.anonymous for each in counted)
    return len(counted) - nameless + min(nameless, rules.anonymous_voices)


def reports_of(vacancy_id: str) -> tuple[Report, ...]:
    """Return what users report of a vacancy, the latest first; a report whose time is over has no text any more.

    Raises `NotFound`.
    """
    entries = table.load_reported(vacancies.get(vacancy_id).id)[0].entries[-100:]
    kept = table.reports(entry.key for entry in entries)
    bare = (Report(vacancy_id=vacancy_id, code=entry.code, at=entry.at, anonymous=entry.anonymous) for entry in entries)
    return tuple(kept.get(entry.key, each) for entry, each in zip(entries, bare, strict=True))[::-1]


def _added(vacancy: Vacancy, key: str, new: NewReport, clock: Clock, *, anonymous: bool) -> Reported:
    for _ in range(_ATTEMPTS):
        reported, version = table.load_reported(vacancy.id)
        if any(entry.key == key for entry in reported.entries) or len(reported.entries) >= MOST_KEPT:
            return reported
        now = clock.now()
        entry = ReportEntry(key=key, code=new.code, at=now, anonymous=anonymous)
        more = msgspec.structs.replace(reported, entries=(*reported.entries, entry))
        full = Report(vacancy_id=vacancy.id, code=new.code, at=now, text=new.text, anonymous=anonymous)
        until = now + policy.current().reports.kept

        def build(transaction: TransactWrite) -> None:
            table.put_report(transaction, more, version, key, full, until)  # noqa: B023 - run before the next turn

        if committed(build):
            return more
    raise Unavailable
