"""Bringing what is sealed of everybody up to the present keys and secrets: a job over the table, to be broken off.

It serves every rotation (docs/runbooks/key-rotation.md): each person's own key is wrapped anew when it was wrapped
before a moment, values that lie directly under data keys, and plain names, go under that key, and hashes and their
markers become those of the secrets in force. Nobody is told a value, so nothing of it is a reading for the audit.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from enum import StrEnum

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import sweeping, tables, uniqueness
from chalicelib.errors import Unavailable
from chalicelib.jobs import FileNote, Pace, Progress
from chalicelib.observability import logger
from chalicelib.people import store, table
from chalicelib.people.personal import HASHED_KINDS, Personal
from chalicelib.sweeping import Swept
from security import vault
from security.sealed import UNDER_OWNER_KEY, Kind
from security.vault import UnsealError, Vault

_ATTEMPTS = 4
_NEVER = datetime.min.replace(tzinfo=UTC)
ROUND = "sealed-data"
MOST = 500_000
"""People whom one run looks at: twenty million in forty nights."""
_NAMED = 100
"""So many of those who failed are named in the report; all of them are counted, and in the log."""


class Renewing(msgspec.Struct, frozen=True, kw_only=True):
    """How to renew: keys that were wrapped before ``wrapped_before``; ``page`` people are read at a time."""

    wrapped_before: datetime
    dry_run: bool = False
    writes_per_second: float | None = None
    page: int = 200
    workers: int = 8


class Renewal(StrEnum):
    """What became of one person: all was in order, something was renewed, they were erased meanwhile, or it failed."""

    RIGHT = "right"
    RENEWED = "renewed"
    GONE = "gone"
    FAILED = "failed"


class RenewingReport(msgspec.Struct, frozen=True, kw_only=True):
    """What renewing did, or in a dry run would do. Only with nobody ``failed`` is an old key or secret done with.

    ``named`` are the first of those who failed.
    """

    dry_run: bool
    seen: int = 0
    right: int = 0
    renewed: int = 0
    gone: int = 0
    failed: int = 0
    named: tuple[str, ...] = ()
    seconds: float = 0.0


class RenewingReached(msgspec.Struct, frozen=True, kw_only=True):
    """How far renewing came: from when it looks at keys, the last person of a finished page, and the counts."""

    wrapped_before: datetime
    after: str
    report: RenewingReport


def renew(
    how: Renewing,
    note: FileNote[RenewingReached] | None = None,
    progress: Progress | None = None,
    pace: Pace | None = None,
) -> RenewingReport:
    """Renew everybody and return what was done; twice changes nothing.

    With ``note`` a run that was broken off goes on after the last page that it finished, and looks at keys from when it
    did. A dry run writes nothing and begins at the beginning. Raises what the table raises.
    """
    kept = None if how.dry_run else note
    reached = kept.read() if kept else None
    if reached:
        how = msgspec.structs.replace(how, wrapped_before=reached.wrapped_before)
    report = reached.report if reached else RenewingReport(dry_run=how.dry_run)
    after, rate = reached.after if reached else None, pace or Pace(how.writes_per_second)
    began = time.monotonic() - report.seconds
    with ThreadPoolExecutor(how.workers) as pool:
        while True:
            identifiers, after = table.some_personal(after, how.page)
            outcomes = list(pool.map(lambda person_id: _outcome(person_id, how, rate), identifiers))
            report = _counted(report, dict(zip(identifiers, outcomes, strict=True)), time.monotonic() - began)
            if progress:
                progress(report.seen, None if after else report.seen)
            if after is None:
                break
            if kept:
                kept.note(RenewingReached(wrapped_before=how.wrapped_before, after=after, report=report))
    if kept:
        kept.clear()
    return report


def renew_some(left: Callable[[], float], *, most: int = MOST) -> Swept:
    """Bring people's sealed data up to the present form and secrets, as far as one run comes; the next goes on.

    Nobody has to think of it after a release or a new secret. Keys stay as they are wrapped: to renew those, and to be
    sure that an old key or secret is done with, is `renew`. ``left``: the seconds that the run has.
    """
    how = Renewing(wrapped_before=_NEVER)

    def each(found: tuple[str, Personal]) -> bool:
        person_id, personal = found
        return not _is_present(personal) and _renewed(person_id, how, Pace(None)) is Renewal.RENEWED

    return sweeping.sweep(ROUND, table.whole_personal, each, left, most=most)


def _outcome(person_id: str, how: Renewing, pace: Pace) -> Renewal:
    """One person who fails keeps nobody else from being renewed."""
    try:
        return _renewed(person_id, how, pace)
    except Exception:
        logger.exception("what is sealed of a person was not renewed", extra={"person": person_id})
        return Renewal.FAILED


def _renewed(person_id: str, how: Renewing, pace: Pace) -> Renewal:
    for _ in range(_ATTEMPTS):
        item = store.find_personal(person_id)
        if item is None:
            return Renewal.GONE
        if how.dry_run:
            return _judged(person_id, item.personal, how)
        wrapped = vault.vault().rewrap(person_id, how.wrapped_before)
        before, after = item.personal, up_to_date(item.personal, person_id, vault.vault())
        if after == before:
            return Renewal.RENEWED if wrapped else Renewal.RIGHT
        pace.wait()
        if _stored(person_id, before, after, int(item.version)):
            return Renewal.RENEWED
    raise Unavailable


def up_to_date(personal: Personal, person_id: str, door: Vault) -> Personal:
    """Return ``personal`` with everything under the person's key and hashed under the secrets in force of ``door``.

    Raises `UnsealError` when something does not open, `Unavailable`.
    """
    sealed = {kind: door.reseal(value) for kind, value in personal.sealed.items()}
    if personal.name is not None and Kind.NAME not in sealed:
        sealed[Kind.NAME] = door.seal(personal.name, Kind.NAME, person_id)
    changed = msgspec.structs.replace(personal, sealed=sealed, name=None)
    if set(personal.secrets) == door.secret_names() and personal.name is None:
        return changed
    hashes = {kind: door.hashes_of(sealed[kind]) for kind in HASHED_KINDS if kind in sealed}
    if lost := [kind for kind in personal.hashes if kind not in hashes]:
        raise UnsealError(f"nothing is sealed of {', '.join(lost)}")
    return msgspec.structs.replace(
        changed,
        hashes={kind: found[0] for kind, found in hashes.items()},
        others={kind: found[1] for kind, found in hashes.items() if len(found) > 1},
        secrets=tuple(sorted(door.secret_names())),
    )


def _judged(person_id: str, personal: Personal, how: Renewing) -> Renewal:
    """Tell what renewing would do, without opening anything."""
    wrapped = not vault.vault().wrapped_before(person_id, how.wrapped_before)
    return Renewal.RIGHT if wrapped and _is_present(personal) else Renewal.RENEWED


def _is_present(personal: Personal) -> bool:
    """Tell whether everything is under the person's own key and hashed under the secrets in force."""
    under_owner = all(value.form == UNDER_OWNER_KEY for value in personal.sealed.values())
    return under_owner and personal.name is None and set(personal.secrets) == vault.vault().secret_names()


def _stored(person_id: str, before: Personal, after: Personal, version: int) -> bool:
    def build(transaction: TransactWrite) -> None:
        store.put_personal(transaction, person_id, after, version)
        for kind, value in sorted(after.markers() - before.markers()):
            uniqueness.claim(transaction, kind, value, person_id)
        for kind, value in sorted(before.markers() - after.markers()):
            uniqueness.release(transaction, kind, value, person_id)

    return tables.committed(build)


def _counted(report: RenewingReport, outcomes: dict[str, Renewal], seconds: float) -> RenewingReport:
    found = list(outcomes.values())
    more = {each.value: getattr(report, each.value) + found.count(each) for each in Renewal}
    failed: Iterator[str] = (person_id for person_id, outcome in outcomes.items() if outcome is Renewal.FAILED)
    named = (*report.named, *failed)[:_NAMED]
    return msgspec.structs.replace(
        report, seen=report.seen + len(outcomes), named=named, seconds=round(seconds, 3), **more
    )
