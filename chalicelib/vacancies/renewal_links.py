"""Renewing a vacancy by the link of a reminder, without signing in: once, as the member whom the reminder went to.

Looking at a link changes nothing, so that whatever opens links in messages before people do (scanners, previews) renews
nothing. A second click says only that all is well.
"""

from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from chalicelib import employers
from chalicelib.clock import SYSTEM_CLOCK, Clock, day_of, epoch_seconds
from chalicelib.errors import NotFound
from chalicelib.settings import Service, read
from chalicelib.texts import Text
from chalicelib.vacancies import reading, storing
from chalicelib.vacancies.acting import by_side
from chalicelib.vacancies.closing import end_when_renewed, renewed
from chalicelib.vacancies.model import DIRECT, Side, State, Vacancy
from chalicelib.vacancies.renewal import RENEWED_BY_LINK, term_of
from chalicelib.vacancies.renewal_tokens import Offer, opened, token_of

GOOD_AFTER_THE_END = timedelta(days=14)
"""So long after its end a vacancy that was taken off can still be renewed by its link; it is checked again then."""

PATH = "/v1/renewals"
_UNKNOWN = Text(
    "Tautan ini tidak berlaku atau tidak berlaku lagi. Masuk ke Padan untuk memperpanjang lowongan.",
    "This link is not valid, or not valid any more. Sign in to Padan to renew the vacancy.",
)


class Outlook(StrEnum):
    """What using the link comes to.

    ``RENEWS``: the vacancy stays longer. ``CHECKS``: it was taken off; it is checked again and then published.
    ``SETTLED``: it was renewed or handed in anew since, nothing is left to do. ``OVER``: it stands in a state that a
    link does not change, such as closed or held.
    """

    RENEWS = "renews"
    CHECKS = "checks"
    SETTLED = "settled"
    OVER = "over"


class Linked(msgspec.Struct, frozen=True, kw_only=True):
    """The vacancy that a link is about, and what using it comes to; ``until`` when it would stay, or stays already."""

    vacancy: Vacancy
    outlook: Outlook
    until: datetime | None = None


class _Proven(msgspec.Struct, frozen=True):
    """A link that is good: what it offers, on which vacancy, and to whom."""

    offer: Offer
    vacancy: Vacancy
    person_id: str


def renewal_link(vacancy: Vacancy, person_id: str) -> str:
    """Return the address at which ``person_id`` can renew ``vacancy`` once, up to two weeks after its present end."""
    offer = Offer(
        vacancy_id=vacancy.id,
        term=epoch_seconds(term_of(vacancy)),
        last_day=day_of(vacancy.expires_at + GOOD_AFTER_THE_END),
    )
    return f"{read(Service).public_url.rstrip('/')}{PATH}?t={token_of(offer, person_id)}"


def linked(token: str, clock: Clock = SYSTEM_CLOCK) -> Linked:
    """Return what a link is about and would do, without doing it.

    Raises `NotFound`, always the same, for a link that was not made here, is too old, or went to somebody who is no
    member of the employer any more.
    """
    proven = _proven(token, clock)
    return _looked_at(proven.vacancy, proven.offer.term, clock.now())


def renew_by_link(token: str, clock: Clock = SYSTEM_CLOCK) -> Linked:
    """Renew the vacancy of a link as the person it was sent to; one that was renewed since stays as it is.

    Raises `NotFound` as `linked` does, `Conflict` for a vacancy that is neither published nor expired.
    """
    proven = _proven(token, clock)
    now, term = clock.now(), proven.offer.term

    def changed(vacancy: Vacancy) -> Vacancy:
        if _outlook(vacancy, term) is Outlook.SETTLED:
            return vacancy
        by = proven.person_id
        return by_side(Side.EMPLOYER, by, vacancy, renewed(vacancy, by, now, RENEWED_BY_LINK))

    return _looked_at(storing.change(proven.vacancy.id, changed), term, now)


def _looked_at(vacancy: Vacancy, term: int, now: datetime) -> Linked:
    outlook = _outlook(vacancy, term)
    until = end_when_renewed(vacancy, now) if outlook in (Outlook.RENEWS, Outlook.CHECKS) else None
    if outlook is Outlook.SETTLED and vacancy.state is State.PUBLISHED:
        until = vacancy.expires_at
    return Linked(vacancy=vacancy, outlook=outlook, until=until)


def _outlook(vacancy: Vacancy, term: int) -> Outlook:
    if epoch_seconds(term_of(vacancy)) != term:
        return Outlook.SETTLED
    if vacancy.source.partner != DIRECT:
        return Outlook.OVER
    return {State.PUBLISHED: Outlook.RENEWS, State.EXPIRED: Outlook.CHECKS}.get(vacancy.state, Outlook.OVER)


def _proven(token: str, clock: Clock) -> _Proven:
    link = opened(token)
    if link is None or link.offer.last_day < day_of(clock.now()):
        raise NotFound(_UNKNOWN)
    try:
        vacancy = reading.get(link.offer.vacancy_id)
        members = employers.stored(vacancy.employer_id).employer.members
    except NotFound:
        raise NotFound(_UNKNOWN) from None
    person_id = next((member.person_id for member in members if link.is_for(member.person_id)), None)
    if person_id is None:
        raise NotFound(_UNKNOWN)
    return _Proven(link.offer, vacancy, person_id)
