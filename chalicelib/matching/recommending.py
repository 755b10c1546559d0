"""Recommendations in both directions, with reasons."""

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

import msgspec

from chalicelib import employers, indexing, people, vacancies
from chalicelib.clock import SYSTEM_CLOCK, Clock, epoch_seconds
from chalicelib.errors import Conflict
from chalicelib.identifiers import derived_identifier
from chalicelib.matching.gathering import people_for, vacancies_for
from chalicelib.matching.learning import Lesson, lessons
from chalicelib.matching.model import Match, Seeker
from chalicelib.matching.remarks import conditions
from chalicelib.matching.scoring import quick, score
from chalicelib.matching.sides import demand_of, seeker_of
from chalicelib.matching.world import KNOWLEDGE
from chalicelib.pagination import decode_cursor, encode_cursor, unknown_cursor
from chalicelib.people import Person
from chalicelib.secrets import lookup_secret
from chalicelib.texts import Text
from chalicelib.vacancies import State
from search.document import VacancyDocument
from security.policy import Action, Resource, ResourceKind
from security.principal import Principal

CANDIDATE = "cnd"
LEAST = 0.2
"""Pairs that score less are not recommended."""
T = TypeVar("T", VacancyDocument, Seeker)


class Recommendation(msgspec.Struct, frozen=True, kw_only=True):
    """A vacancy for a person."""

    match: Match
    vacancy: VacancyDocument


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A consenting person for a vacancy: codes, never a name, contact or lasting identifier."""

    match: Match
    seeker: Seeker


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Some matches, best first, and the cursor to go on from."""

    recommendations: tuple[Recommendation, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    next: str | None = None


class Narrowing(msgspec.Struct, frozen=True, kw_only=True):
    """Which vacancies a person wants to see at all, said with each request and kept nowhere.

    ``disability_friendly``: only those that say so, without telling of a disability. ``under_18``: none whose usual
    work law closes to minors, without telling an age. Neither changes a score.
    """

    disability_friendly: bool = False
    under_18: bool = False


class _Ranked(NamedTuple, Generic[T]):
    """The score of a pair, before it is explained, and the other side of it."""

    score: float
    item: T


class _After(msgspec.Struct, frozen=True):
    subject: str
    score: float
    id: str


ALL = Narrowing()


def recommend(
    person_id: str,
    limit: int,
    cursor: str | None = None,
    narrowing: Narrowing = ALL,
    clock: Clock = SYSTEM_CLOCK,
) -> Page:
    """Return the open vacancies that fit the person best, and on the first page what would make more of them fit.

    Raises `NotFound`, `Conflict` when the person stopped it, `InvalidInput` when the cursor is not of this list, and
    `Unavailable`.
    """
    from search.engine import index_answering, vacancy_index

    person, _ = people.living(person_id)
    people.require_use(person, people.Use.RECOMMENDED)
    seeker = seeker_of(person)
    now = epoch_seconds(clock.now())
    plan = vacancies_for(seeker, now, disability_friendly=narrowing.disability_friendly)
    with index_answering():
        found = vacancy_index().search(plan).hits
    demands = {hit.document.id: demand_of(hit.document) for hit in found}
    if narrowing.under_18:
        demands = {each: demand for each, demand in demands.items() if not conditions(demand, KNOWLEDGE)}
    ranked = [
        _Ranked(value, hit.document)
        for hit in found
        if hit.document.id in demands
        if (value := quick(seeker, demands[hit.document.id], KNOWLEDGE)) is not None
    ]
    chosen, position = _page(ranked, person_id, limit, cursor)
    matched = ((score(seeker, demands[document.id], KNOWLEDGE), document) for document in chosen)
    return Page(
        recommendations=tuple(Recommendation(match=match, vacancy=document) for match, document in matched),
        lessons=lessons(seeker, tuple(demands.values()), KNOWLEDGE) if cursor is None else (),
        next=position,
    )


def candidates(
    principal: Principal, vacancy_id: str, limit: int, cursor: str | None = None, clock: Clock = SYSTEM_CLOCK
) -> Page:
    """Return the consenting people who fit the vacancy best, for its employer's members and officers.

    Raises `NotFound` to everybody else, `Conflict` when the vacancy is not published, `InvalidInput` when the cursor
    is not of this list, and `Unavailable`.
    """
    from search.engine import candidate_index, index_answering

    vacancy = vacancies.get(vacancy_id)
    resource = Resource(kind=ResourceKind.CANDIDATES, employer=vacancy.employer_id, region=vacancy.content.region or "")
    employers.require(principal, Action.READ, resource)
    if vacancy.state is not State.PUBLISHED:
        raise Conflict(Text("Lowongan belum terbit.", "The vacancy is not published."))
    demand = demand_of(indexing.vacancy_document(vacancy, 0, clock.now()))
    with index_answering():
        hits = candidate_index().search(people_for(demand))
    seekers = [_for_employers(person, vacancy_id) for person in _consenting(hit.document.id for hit in hits)]
    ranked = [_Ranked(value, seeker) for seeker in seekers if (value := quick(seeker, demand, KNOWLEDGE)) is not None]
    chosen, position = _page(ranked, vacancy_id, limit, cursor)
    return Page(
        candidates=tuple(Candidate(match=score(seeker, demand, KNOWLEDGE), seeker=seeker) for seeker in chosen),
        next=position,
    )


def candidate_code(vacancy_id: str, person_id: str) -> str:
    """Return the code under which a person is a candidate for one vacancy, whoever reads it.

    It is a hash under the platform's secret: whoever saw somebody for two vacancies, or gets their application later,
    cannot tell from it that they are the same person. Raises `Unavailable`.
    """
    said = f"candidate\n{vacancy_id}\n{person_id}".encode()
    return derived_identifier(CANDIDATE, hmac.new(lookup_secret(), said, hashlib.sha256).hexdigest())


def _for_employers(person: Person, vacancy_id: str) -> Seeker:
    """Order, cursors and answers of a list hold the code alone."""
    return msgspec.structs.replace(seeker_of(person), id=candidate_code(vacancy_id, person.id))


def _consenting(identifiers: Iterable[str]) -> Iterator[Person]:
    """The index may be a moment behind: consent is read from the table."""
    return (person for person in people.get_many(identifiers).values() if indexing.is_candidate(person))


def _page(ranked: Iterable[_Ranked[T]], subject: str, limit: int, cursor: str | None) -> tuple[list[T], str | None]:
    """Keep what is worth recommending, best first and equals by identifier, and cut the page behind ``cursor``."""
    ordered = sorted((pair for pair in ranked if pair.score >= LEAST), key=_order)
    if cursor is not None:
        after = decode_cursor(cursor, _After)
        if after.subject != subject:
            raise unknown_cursor()
        ordered = [pair for pair in ordered if _order(pair) > (-after.score, after.id)]
    chosen = [pair.item for pair in ordered[:limit]]
    if len(ordered) <= limit:
        return chosen, None
    last = ordered[limit - 1]
    return chosen, encode_cursor(_After(subject, last.score, last.item.id))


def _order(pair: _Ranked[T]) -> tuple[float, str]:
    return (-pair.score, pair.item.id)
