"""A vacancy under a key of its employer's own, such as a row of a file: the same key is the same vacancy for ever."""

from datetime import datetime

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib import employers, tables, uniqueness
from chalicelib.errors import Unavailable
from chalicelib.tables import ConditionRefused
from chalicelib.vacancies import storing, table
from chalicelib.vacancies.acting import by_side
from chalicelib.vacancies.channels import begun
from chalicelib.vacancies.checking import submitted, with_content
from chalicelib.vacancies.content import content_hash, refuse_incoherent
from chalicelib.vacancies.model import Channel, Side, State, Vacancy, VacancyContent

OFFERED = "vacancy-offered"
_ATTEMPTS = 3


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """One vacancy as it is handed in: ``key`` is unique for its employer, ``at`` the moment of the whole file."""

    employer_id: str
    key: str
    content: VacancyContent
    by: str
    channel: Channel
    at: datetime
    external_id: str | None = None


class Offered(msgspec.Struct, frozen=True, kw_only=True):
    """The vacancy as it stands, and whether this offer made or changed it."""

    vacancy: Vacancy
    changed: bool


def offer(wanted: Offer) -> Offered:
    """Make the vacancy and submit it, or bring the one with its key up to date.

    The same content again changes nothing, except that an expired vacancy is submitted anew; what its employer closed
    stays closed until the content is another. Doing it twice, or two at once, leads to one vacancy. Raises
    `InvalidInput` that names each wrong field, `NotFound` without the employer, `Unavailable`.
    """
    refuse_incoherent(wanted.content, wanted.at)
    place = f"{wanted.employer_id}#{wanted.key}"
    for _ in range(_ATTEMPTS):
        known = uniqueness.holder(OFFERED, place)
        if known is not None:
            return _told(storing.change(known, lambda vacancy: _renewed(vacancy, wanted)), wanted)
        try:
            return _told(_made(wanted, place), wanted)
        except ConditionRefused:
            continue  # A twin claimed the key meanwhile: it is known now.
    raise Unavailable


def _made(wanted: Offer, place: str) -> Vacancy:
    employer = employers.stored(wanted.employer_id).employer
    draft = begun(wanted.by, employer, wanted.content, wanted.channel, wanted.at, wanted.external_id)
    vacancy = by_side(_side(wanted), wanted.by, None, submitted(draft, wanted.by, wanted.at))

    def build(transaction: TransactWrite) -> None:
        transaction.save(table.item_of(vacancy))
        uniqueness.claim(transaction, OFFERED, place, vacancy.id)
        storing.ask_to_mend(transaction, draft, vacancy)

    tables.write(build)
    return vacancy


def _renewed(vacancy: Vacancy, wanted: Offer) -> Vacancy:
    fingerprint = content_hash(vacancy.employer_name, wanted.content)
    same = vacancy.content_hash == fingerprint
    if _is_done(vacancy, wanted) or (same and vacancy.state is not State.EXPIRED):
        return vacancy
    anew = submitted(with_content(vacancy, wanted.content, fingerprint, wanted.at), wanted.by, wanted.at)
    return by_side(_side(wanted), wanted.by, vacancy, anew)


def _side(wanted: Offer) -> Side:
    return Side.OFFICER if wanted.channel is Channel.OFFICER else Side.EMPLOYER


def _told(vacancy: Vacancy, wanted: Offer) -> Offered:
    return Offered(vacancy=vacancy, changed=_is_done(vacancy, wanted))


def _is_done(vacancy: Vacancy, wanted: Offer) -> bool:
    """Whether this very offer led to a step of the history: then it came twice."""
    return any(step.at == wanted.at and step.by == wanted.by for step in vacancy.history)
