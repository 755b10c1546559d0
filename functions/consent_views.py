"""What people are asked to agree to, and the receipts of what they agreed to."""

from datetime import datetime

import msgspec

from chalicelib.people import consents
from chalicelib.people.personal import Personal
from chalicelib.texts import Language
from security.consent import CURRENT, Consent, ConsentType
from security.consent_wordings import Wording, wording_of


class WordingView(msgspec.Struct, frozen=True, kw_only=True):
    """One wording, word for word. ``fingerprint``: SHA-256 over it in both languages."""

    purpose: ConsentType
    version: int
    title: str
    text: str
    data: str
    kept: str
    without: str
    fingerprint: str


class Wordings(msgspec.Struct, frozen=True, kw_only=True):
    """The present wording of every purpose."""

    items: tuple[WordingView, ...]


class ConsentReceipt(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """That somebody agreed: to which wording, shown in which language, when, recorded by whom, and until when."""

    purpose: ConsentType
    version: int
    given_at: datetime
    given_by: str
    language: str = ""
    withdrawn_at: datetime | None = None
    wording: WordingView | None = None


def wordings_now(language: Language) -> tuple[WordingView, ...]:
    """Return what is asked for at present."""
    found = (wording_of(purpose, version) for purpose, version in CURRENT.items())
    return tuple(_shown(wording, language) for wording in found if wording is not None)


def receipts_of(person_id: str, personal: Personal, reader: Language) -> tuple[ConsentReceipt, ...]:
    """Return a receipt for each consent ever given, the latest first, in the language in which it was shown."""
    return tuple(
        _receipt(consents.shown_to(person_id, consent), wording, reader)
        for consent, wording in consents.receipts(personal)
    )


def _receipt(consent: Consent, wording: Wording | None, reader: Language) -> ConsentReceipt:
    language = Language(consent.language) if consent.language else reader
    return ConsentReceipt(
        purpose=consent.type,
        version=consent.version,
        given_at=consent.given_at,
        given_by=consent.given_by,
        language=consent.language,
        withdrawn_at=consent.withdrawn_at,
        wording=_shown(wording, language) if wording is not None else None,
    )


def _shown(wording: Wording, language: Language) -> WordingView:
    return WordingView(
        purpose=wording.purpose,
        version=wording.version,
        title=wording.title.in_language(language),
        text=wording.text.in_language(language),
        data=wording.data.in_language(language),
        kept=wording.kept.in_language(language),
        without=wording.without.in_language(language),
        fingerprint=wording.fingerprint,
    )
