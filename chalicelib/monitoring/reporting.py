"""Users tell what is wrong with a vacancy. Who they are is kept as a keyed hash alone, and shown to nobody.

What they write may name themselves and others: it is stored sealed (`chalicelib.monitoring.words`).

Only of signed-in people it is known that several reports come from several of them. Each counts once for a vacancy and
may report only so often a day; what they add later is kept beside their first report. Who has no
account may report too: as often as the policy says from one device, one address and about one vacancy, and all of them
together count as one person at most (`chalicelib.monitoring.anonymity`).
"""

from datetime import datetime

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import vacancies
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import Conflict, FieldError, NotFound, Unavailable, invalid
from chalicelib.monitoring import anonymity, policy, table, words
from chalicelib.monitoring.anonymity import keyed
from chalicelib.monitoring.model import Device, KeptReport, NewReport, Origin, Report, ReportCode, Reported, ReportEntry
from chalicelib.monitoring.sampling import sampled
from chalicelib.people.limits import Limit, take
from chalicelib.tables import committed
from chalicelib.texts import Text
from chalicelib.vacancies.model import State, Vacancy
from security.principal import Principal

_ATTEMPTS = 8
_DAY = 24 * 3600
MOST_OF_ONE = 10
"""Different reports that are kept of one person about one vacancy."""
MOST_KEPT = 1_000
"""Reports listed of one vacancy; an item has its limit of size, and a vacancy is long held by then."""


def report(principal: Principal, vacancy_id: str, new: NewReport, device: Device, clock: Clock = SYSTEM_CLOCK) -> None:
    """Take a report of a published vacancy.

    What the same person, or on one day the same device, reports besides is kept as well and does not count as another
    person's; the same once more changes nothing.

    When as many people as the policy says report severe kinds since an officer last decided, the vacancy is held at
    once. Of ``device`` nothing is kept, and of a signed-in person's nothing is asked. Raises `NotFound`, `InvalidInput`
    on ``/text``, `Conflict` on ``/vacancy_id`` when no more reports are kept of it, `TooManyRequests`,
    `Unauthenticated` when the policy takes no reports without an account.
    """
    if new.code is ReportCode.OTHER and not new.text:
        raise invalid("/text", "required", Text("Jelaskan masalahnya.", "Say what is wrong."))
    vacancy = vacancies.get(vacancy_id)
    if vacancy.state is not State.PUBLISHED:
        raise NotFound
    rules = policy.current().reports
    if principal.id:
        a_day = Limit(name="reports-day", most=rules.most_a_day, seconds=_DAY, grain=anonymity.GRAIN)
        take(a_day, keyed("reports", principal.id), clock)
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
    named = {each.whose for each in counted if not each.anonymous}
    nameless = {each.whose for each in counted if each.anonymous}
    return len(named) + min(len(nameless), rules.anonymous_voices)


def reports_of(principal: Principal, vacancy_id: str, clock: Clock = SYSTEM_CLOCK) -> tuple[Report, ...]:
    """Return what users report of a vacancy, the latest first; a report whose time is over has no text any more.

    Each text that is opened leaves an entry in the audit, with who read it. Raises `NotFound`, `Forbidden` for who is
    no monitor when there is a text, `Unavailable`.
    """
    entries = table.load_reported(vacancies.get(vacancy_id).id)[0].entries[-100:]
    kept = table.reports((entry.key for entry in entries), clock.now())
    return tuple(
        Report(
            vacancy_id=vacancy_id,
            code=entry.code,
            at=entry.at,
            anonymous=entry.anonymous,
            text=words.opened(kept[entry.key], principal) if entry.key in kept else None,
        )
        for entry in reversed(entries)
    )


def _added(vacancy: Vacancy, key: str, new: NewReport, clock: Clock, *, anonymous: bool) -> Reported:
    for _ in range(_ATTEMPTS):
        reported, version = table.load_reported(vacancy.id)
        own = tuple(each for each in reported.entries if each.whose == key)
        now = clock.now()
        if _said_already(own, new, now):
            return reported
        if len(own) >= MOST_OF_ONE or len(reported.entries) >= MOST_KEPT:
            raise _enough()
        place = f"{key}#{len(own)}" if own else key
        entry = ReportEntry(key=place, code=new.code, at=now, anonymous=anonymous, after=key if own else "")
        more = msgspec.structs.replace(reported, entries=(*reported.entries, entry))
        full = KeptReport(vacancy_id=vacancy.id, code=new.code, at=now, anonymous=anonymous)
        until = now + policy.current().reports.kept
        full = words.closed(full, place, new.text, until)

        def build(transaction: TransactWrite) -> None:
            table.put_report(transaction, more, version, place, full, until)  # noqa: B023 - run before the next turn

        if committed(build):
            return more
    raise Unavailable


def _said_already(own: tuple[ReportEntry, ...], new: NewReport, now: datetime) -> bool:
    """Tell whether the person said the same before: the kind alone, or the kind in these very words."""
    same = [each.key for each in own if each.code is new.code]
    if not same or new.text is None:
        return bool(same)
    return any(words.says(report, new.text) for report in table.reports(same, now).values())


def _enough() -> Conflict:
    detail = Text(
        "Laporan tentang lowongan ini sudah cukup dan akan diperiksa.",
        "Enough was reported of this vacancy; it will be looked at.",
    )
    return Conflict(detail, [FieldError(pointer="/vacancy_id", code="reported_enough", detail=detail)])
