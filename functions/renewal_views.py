"""What the link of a reminder answers, in the reader's language. No more than everybody may know of the vacancy."""

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.clock import day_of
from chalicelib.texts import Language, Text
from chalicelib.vacancies import Linked, Outlook, State

_SETTLED = Text("Lowongan ini tayang sampai {until}.", "This vacancy is published until {until}.")
_TEXTS = {
    Outlook.RENEWS: Text(
        "Lowongan ini berakhir {end}. Bila diperpanjang sekarang, tayang sampai {until}.",
        "This vacancy ends on {end}. If it is renewed now, it stays until {until}.",
    ),
    Outlook.CHECKS: Text(
        "Lowongan ini berakhir {end}. Bila diperpanjang, diperiksa lagi lalu tayang sampai {until}.",
        "This vacancy ended on {end}. If it is renewed, it is checked again and then stays until {until}.",
    ),
    Outlook.OVER: Text(
        "Lowongan ini tidak dapat diperpanjang dengan tautan. Masuk ke Padan untuk melihat keadaannya.",
        "This vacancy cannot be renewed by a link. Sign in to Padan to see how it stands.",
    ),
}
_WAITING = Text(
    "Lowongan ini sudah diajukan lagi dan belum tayang. Masuk ke Padan untuk melihat hasil pemeriksaannya.",
    "This vacancy was handed in again and is not published yet. Sign in to Padan to see what the check found.",
)


class RenewalQuery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The link's token. It stands in the query, which neither the firewall nor any log of requests keeps."""

    t: Annotated[str, Meta(min_length=1, max_length=200)]


class RenewalView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The vacancy of a link, and what using it comes to; ``text`` says it in the reader's language.

    ``ends`` is its present last day, ``until`` the one that it has once it is renewed (western Indonesian time).
    """

    vacancy_id: str
    title: str
    employer: str
    state: State
    outlook: Outlook
    ends: date
    text: str
    until: date | None = None


def renewal_view(found: Linked, language: Language) -> RenewalView:
    """Return what a link is about, and would do, to whoever holds it."""
    vacancy = found.vacancy
    until = day_of(found.until) if found.until is not None else None
    ends = day_of(vacancy.expires_at)
    words = _words(found).in_language(language)
    return RenewalView(
        vacancy_id=vacancy.id,
        title=" ".join(vacancy.content.title.split()),
        employer=vacancy.employer_name,
        state=vacancy.state,
        outlook=found.outlook,
        ends=ends,
        text=words.format(end=ends, until=until),
        until=until,
    )


def _words(found: Linked) -> Text:
    if found.outlook is Outlook.SETTLED:
        return _SETTLED if found.until is not None else _WAITING
    return _TEXTS[found.outlook]
