"""Vacancies that come from a partner: many at once, each with its own outcome, in few round trips."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import employers, tables, uniqueness
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.employers import lookalikes
from chalicelib.errors import NotFound, Unavailable, invalid
from chalicelib.tables import ConditionRefused
from chalicelib.texts import Text
from chalicelib.vacancies import storing, table
from chalicelib.vacancies.bodies import BODY, another, body_key, holders_of
from chalicelib.vacancies.content import text_hash
from chalicelib.vacancies.lifecycle import Step, taken
from chalicelib.vacancies.model import Source, State, Vacancy, VacancyContent
from chalicelib.vacancies.planning import Plan, Present, SourceItem, UpsertOutcome, planned
from chalicelib.vacancies.standing import facts_of, is_verified
from chalicelib.validation.context import EmployerFacts
from chalicelib.validation.model import Finding

_TOGETHER = 24
"""Vacancies in one transaction: each takes up to four writes of the hundred, and a share of the four megabytes."""
_ROUNDS = 8


class _Poster(msgspec.Struct, frozen=True):
    """An employer of a push: its identifier, and what is known of it."""

    id: str
    facts: EmployerFacts | None


_Posters = Mapping[tuple[str, str], _Poster]
"""By partner and by the employer's name there."""


class _Job(msgspec.Struct, frozen=True):
    place: int
    item: SourceItem
    external: str
    text: str
    body: str | None = None


def upsert_from_source(
    source: Source,
    employer_name: str,
    content: VacancyContent,
    findings: tuple[Finding, ...] | None,
    now: datetime,
) -> UpsertOutcome:
    """Create or update one vacancy of a partner in one transaction; see `upsert_many`."""
    item = SourceItem(source=source, employer_name=employer_name, content=content, findings=findings)
    return upsert_many([item], now)[0]


def upsert_many(items: Sequence[SourceItem], now: datetime, clock: Clock = SYSTEM_CLOCK) -> list[UpsertOutcome]:
    """Create or update a partner's vacancies; return an outcome for each, in the same order.

    Each vacancy commits with its claims or not at all; a race with another writer is decided anew. Doing it again
    changes nothing. Raises `Unavailable` when races outlast the attempts: then some items may be done, and the whole
    may be repeated.
    """
    outcomes: dict[int, UpsertOutcome] = {}
    waiting = [_job(place, item) for place, item in enumerate(items)]
    posters = _posters(items, clock)
    for _ in range(_ROUNDS + len(items)):
        if not waiting:
            return [outcomes[place] for place in range(len(items))]
        chosen, later = _independent(waiting)
        outcomes |= _round(chosen, posters, now)
        waiting = sorted((job for job in (*chosen, *later) if job.place not in outcomes), key=lambda job: job.place)
    raise Unavailable


def remove_from_source(source: Source, reason: str = "removed", clock: Clock = SYSTEM_CLOCK) -> Vacancy:
    """Close the vacancy that a partner no longer offers; closing it twice changes nothing. Raises `NotFound`."""
    identifier = uniqueness.holder(storing.EXTERNAL, _external(source))
    if identifier is None:
        raise NotFound
    now = clock.now()

    def changed(vacancy: Vacancy) -> Vacancy:
        if vacancy.state in table.CLOSED:
            return vacancy
        to = State.CLOSED if vacancy.state is State.PUBLISHED else State.WITHDRAWN
        told = msgspec.structs.replace(vacancy, offered_at=now)
        return taken(told, Step(to=to, at=now, by=source.partner, reason=reason))

    return storing.change(identifier, changed)


def _job(place: int, item: SourceItem) -> _Job:
    text = text_hash(item.employer_name, item.content)
    return _Job(place, item, _external(item.source), f"{item.source.partner}#{text}", body_key(item.content))


def _external(source: Source) -> str:
    if not source.external_id:
        raise invalid("/identifier", "required", Text("Nomor dari mitra wajib.", "The partner's own id is required."))
    return f"{source.partner}#{source.external_id}"


def _posters(items: Sequence[SourceItem], clock: Clock) -> _Posters:
    found: dict[tuple[str, str], str] = {}
    for partner in {item.source.partner for item in items}:
        names = dict.fromkeys(item.employer_name for item in items if item.source.partner == partner)
        known = employers.ensure_unclaimed(partner, names, clock)
        found |= {(partner, name): identifier for name, identifier in known.items()}
    stored = employers.stored_many(found.values())
    alike = lookalikes.alike_to_many({one.name for one in stored.values() if not is_verified(one)}, clock)
    facts = {identifier: facts_of(one, alike.get(one.name, ())) for identifier, one in stored.items()}
    return {key: _Poster(identifier, facts.get(identifier)) for key, identifier in found.items()}


def _independent(jobs: Sequence[_Job]) -> tuple[list[_Job], list[_Job]]:
    """Part the jobs into those that touch different vacancies and texts, and those that have to see their result."""
    seen: set[str] = set()
    chosen: list[_Job] = []
    later: list[_Job] = []
    for job in jobs:
        keys = {f"external {job.external}", f"text {job.text}"}
        (later if keys & seen else chosen).append(job)
        seen |= keys
    return chosen, later


def _round(jobs: Sequence[_Job], posters: _Posters, now: datetime) -> dict[int, UpsertOutcome]:
    plans = []
    bodies = holders_of({job.body for job in jobs if job.body})
    for job, state in zip(jobs, _read(jobs), strict=True):
        poster = posters[job.item.source.partner, job.item.employer_name]
        first = bodies.get(job.body or "")
        copied = another(job.item.employer_name, first.name) if first and first.id != poster.id else None
        known = msgspec.structs.replace(state, employer=poster.facts, copied_from=copied)
        free = msgspec.structs.replace(job, body=None) if job.body in bodies else job
        plans.append((free, planned(job.item, known, poster.id, now)))
    done = {job.place: plan.outcome for job, plan in plans if plan.write is None}
    writing = [(job, plan) for job, plan in plans if plan.write is not None]
    for start in range(0, len(writing), _TOGETHER):
        done |= {job.place: plan.outcome for job, plan in _commit(writing[start : start + _TOGETHER])}
    return done


def _read(jobs: Sequence[_Job]) -> list[Present]:
    identifiers = uniqueness.holders(storing.EXTERNAL, {job.external for job in jobs})
    texts = uniqueness.holders(storing.TEXT, {job.text for job in jobs})
    items = table.load_many(set(identifiers.values()))
    return [_present(items.get(identifiers.get(job.external, "")), texts.get(job.text)) for job in jobs]


def _present(item: table.VacancyItem | None, text_holder: str | None) -> Present:
    if item is None:
        return Present(text_holder=text_holder)
    return Present(vacancy=item.vacancy, version=item.version, text_holder=text_holder)


def _commit(plans: Sequence[tuple[_Job, Plan]]) -> Iterator[tuple[_Job, Plan]]:
    """Write the plans together; when one is refused, part them until the refused one stands alone and is left out."""

    def build(transaction: TransactWrite) -> None:
        claimed: set[str] = set()
        for job, plan in plans:
            _add(transaction, job, plan, claimed)

    try:
        tables.write(build)
    except ConditionRefused:
        if len(plans) > 1:
            half = len(plans) // 2
            yield from _commit(plans[:half])
            yield from _commit(plans[half:])
        return
    yield from plans


def _add(transaction: TransactWrite, job: _Job, plan: Plan, claimed: set[str]) -> None:
    if plan.write is None:
        return
    transaction.save(table.item_of(plan.write, plan.version))
    storing.move_text_claim(transaction, plan.before, plan.write)
    if plan.before is None:
        uniqueness.claim(transaction, storing.EXTERNAL, job.external, plan.write.id)
        if job.body and job.body not in claimed and plan.write.state is State.PUBLISHED:
            uniqueness.claim(transaction, BODY, job.body, plan.write.employer_id)
            claimed.add(job.body)
