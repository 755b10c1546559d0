"""What one item of a partner's push leads to. Pure: everything that it depends on is handed in."""

from datetime import datetime
from enum import StrEnum

import msgspec

from chalicelib.identifiers import new_identifier
from chalicelib.vacancies.checking import checked_again, find, judged, with_content
from chalicelib.vacancies.content import content_hash
from chalicelib.vacancies.lifecycle import MACHINE, WAITING, Step, lifetime, taken
from chalicelib.vacancies.model import Channel, Source, State, Transition, Vacancy, VacancyContent
from chalicelib.vacancies.storing import text_key
from chalicelib.vacancies.table import CLOSED
from chalicelib.validation.context import EmployerFacts
from chalicelib.validation.model import Finding

UPDATES_RECORDED = 1_000
"""Updates that leave the state alone enter the history until it has so many entries; an item has its limit of size."""


class UpsertKind(StrEnum):
    """What became of a pushed item, in the words of receipts."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE_OF = "duplicate_of"
    HELD = "held"
    REJECTED = "rejected"


class SourceItem(msgspec.Struct, frozen=True, kw_only=True):
    """One pushed vacancy. ``source.external_id`` is set.

    ``findings`` are those of a check that the caller made; with ``None`` the vacancy is checked here, where the
    findings of the check before are known, so that a phrase to be mended keeps its date.
    """

    source: Source
    employer_name: str
    content: VacancyContent
    findings: tuple[Finding, ...] | None = None
    posted_at: datetime | None = None
    channel: Channel = Channel.PARTNER


class UpsertOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of an item: the vacancy it is, or the one it repeats; ``findings`` explain."""

    kind: UpsertKind
    vacancy_id: str
    findings: tuple[Finding, ...] = ()


class Present(msgspec.Struct, frozen=True, kw_only=True):
    """What the tables hold about an item: its vacancy and version, who holds its text, who had it first."""

    vacancy: Vacancy | None = None
    version: int | None = None
    text_holder: str | None = None
    copied_from: str | None = None
    employer: EmployerFacts | None = None


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """An outcome and the vacancy to write for it (``None``: nothing is to be written)."""

    outcome: UpsertOutcome
    write: Vacancy | None = None
    before: Vacancy | None = None
    version: int | None = None


def planned(item: SourceItem, present: Present, employer_id: str, now: datetime) -> Plan:
    """Return what ``item``, handed in at ``now``, leads to, given what the table holds.

    What was handed in before the source's last word about the vacancy comes late and changes nothing.
    """
    fingerprint = content_hash(item.employer_name, item.content)
    known = present.vacancy
    if known is not None and known.offered_at is not None and now < known.offered_at:
        return _nothing(_kind_of(known), known)
    if known is not None and known.content_hash == fingerprint and known.state not in CLOSED:
        return _repeated(item, present, known, now)
    start = known or _new(item, employer_id, fingerprint, now)
    renamed = msgspec.structs.replace(start, employer_id=employer_id, employer_name=item.employer_name)
    changed = with_content(renamed, item.content, fingerprint, now)
    findings = item.findings if item.findings is not None else find(changed, now, present.employer, present.copied_from)
    entered = taken(changed, Step(to=State.SUBMITTED, at=now, by=item.source.partner))
    after = judged(entered, findings, now)
    if text_key(after) and present.text_holder not in (None, after.id):
        return _duplicate(present, str(present.text_holder), now)
    return _written(_offered(_short_history(known, after, now), now), present, _kind(after, known))


def _new(item: SourceItem, employer_id: str, fingerprint: str, now: datetime) -> Vacancy:
    return Vacancy(
        id=new_identifier("vac"),
        employer_id=employer_id,
        employer_name=item.employer_name,
        source=item.source,
        content=item.content,
        content_hash=fingerprint,
        state=State.DRAFT,
        posted_at=item.posted_at or now,
        updated_at=now,
        expires_at=now + lifetime(),
        posted_by=item.source.partner,
        channel=item.channel,
        revision=0,
    )


def _repeated(item: SourceItem, present: Present, known: Vacancy, now: datetime) -> Plan:
    """The same content again: still offered, so it lives on; a phrase not mended by its date is held now."""
    if known.state is not State.PUBLISHED:
        return _nothing(_kind_of(known), known)
    findings = item.findings if item.findings is not None else find(known, now, present.employer, present.copied_from)
    after = checked_again(known, findings, now)
    if after.state is not State.PUBLISHED:
        return _written(_offered(after, now), present, _kind(after, known))
    if known.content.expires_at is None and known.expires_at - now < lifetime() / 2:
        longer = msgspec.structs.replace(known, expires_at=now + lifetime())
        step = Step(to=State.PUBLISHED, at=now, by=item.source.partner, reason="renewed")
        return _written(_offered(taken(longer, step), now), present, UpsertKind.UNCHANGED)
    return _nothing(UpsertKind.UNCHANGED, known)


def _duplicate(present: Present, holder: str, now: datetime) -> Plan:
    outcome = UpsertOutcome(kind=UpsertKind.DUPLICATE_OF, vacancy_id=holder)
    known = present.vacancy
    if known is None or known.state in CLOSED:
        return Plan(outcome=outcome)
    if known.state is not State.PUBLISHED:
        closed = taken(known, Step(to=State.WITHDRAWN, at=now, by=MACHINE, reason="duplicate"))
    else:
        closed = taken(known, Step(to=State.CLOSED, at=now, by=MACHINE, reason="duplicate"))
    linked = msgspec.structs.replace(
        closed, duplicate_of=holder, offered_at=now, revision=known.revision + 1, recoded_from=None
    )
    return Plan(outcome=outcome, write=linked, before=known, version=present.version)


def _short_history(known: Vacancy | None, after: Vacancy, now: datetime) -> Vacancy:
    """An update that leaves a vacancy published is one entry and not three."""
    if known is None or {known.state, after.state} != {State.PUBLISHED}:
        return after
    last = after.history[-1]
    update = Transition(state=State.PUBLISHED, at=now, by=after.source.partner, reason="updated", rules=last.rules)
    entries = (update,) if len(known.history) < UPDATES_RECORDED else ()
    return msgspec.structs.replace(after, history=(*known.history, *entries))


def _written(after: Vacancy, present: Present, kind: UpsertKind) -> Plan:
    known = present.vacancy
    numbered = msgspec.structs.replace(after, revision=after.revision + 1, duplicate_of=None, recoded_from=None)
    outcome = UpsertOutcome(kind=kind, vacancy_id=after.id, findings=after.findings)
    return Plan(outcome=outcome, write=numbered, before=known, version=present.version)


def _nothing(kind: UpsertKind, known: Vacancy) -> Plan:
    return Plan(outcome=UpsertOutcome(kind=kind, vacancy_id=known.id, findings=known.findings))


def _offered(vacancy: Vacancy, now: datetime) -> Vacancy:
    return msgspec.structs.replace(vacancy, offered_at=now)


def _kind_of(known: Vacancy) -> UpsertKind:
    """What a receipt says of a vacancy that stays as it is."""
    if known.state is State.REJECTED:
        return UpsertKind.REJECTED
    return UpsertKind.HELD if known.state in WAITING or known.state is State.DRAFT else UpsertKind.UNCHANGED


def _kind(after: Vacancy, known: Vacancy | None) -> UpsertKind:
    if after.state is State.REJECTED:
        return UpsertKind.REJECTED
    if after.state is not State.PUBLISHED:
        return UpsertKind.HELD
    return UpsertKind.CREATED if known is None else UpsertKind.UPDATED
