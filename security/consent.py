"""What people agree to: versioned, one kind at a time, and as easily withdrawn as given.

Law 27/2022 on Personal Data Protection asks for explicit consent for each purpose (articles 20 to 22) and lets people
withdraw it (article 9). A new wording is a new version, and silence about it is not consent.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

import msgspec

from chalicelib.errors import invalid
from chalicelib.texts import Text


class ConsentType(StrEnum):
    """Purposes that need a person's consent."""

    RECOMMEND_TO_EMPLOYERS = "recommend_to_employers"
    CONTACT_BY_SMS = "contact_by_sms"
    CONTACT_BY_EMAIL = "contact_by_email"
    OFFICER_ON_BEHALF = "officer_on_behalf"
    RESEARCH = "research"
    CHECK_IN_REGISTERS = "check_in_registers"


CURRENT: dict[ConsentType, int] = {
    ConsentType.RECOMMEND_TO_EMPLOYERS: 1,
    ConsentType.CONTACT_BY_SMS: 1,
    ConsentType.CONTACT_BY_EMAIL: 1,
    ConsentType.OFFICER_ON_BEHALF: 1,
    ConsentType.RESEARCH: 1,
    ConsentType.CHECK_IN_REGISTERS: 1,
}
"""The version of each purpose's present wording."""


class Consent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One consent: to which wording, when given and withdrawn (UTC), and recorded by whom (a person's id).

    ``language``: that in which the wording was shown, ``id`` or ``en``; unknown for those from before it was kept.
    """

    type: ConsentType
    version: int
    given_at: datetime
    given_by: str
    language: str = ""
    withdrawn_at: datetime | None = None


def given(consents: Iterable[Consent], kind: ConsentType) -> bool:
    """Tell whether the present wording of ``kind`` is agreed to and not withdrawn."""
    return any(
        consent.type is kind and consent.version == CURRENT[kind] and consent.withdrawn_at is None
        for consent in consents
    )


def give(
    consents: tuple[Consent, ...], kind: ConsentType, version: int, at: datetime, by: str, language: str = ""
) -> tuple[Consent, ...]:
    """Return ``consents`` with one more, unchanged when it is there already; earlier ones stay as history.

    Raises `InvalidInput` when ``version`` is not the present wording: the person saw another text.
    """
    if version != CURRENT[kind]:
        detail = Text(
            f"Versi persetujuan sekarang {CURRENT[kind]}; tampilkan teks terbaru.",
            f"The present version is {CURRENT[kind]}; show the newest text.",
        )
        raise invalid("/version", "outdated_consent", detail)
    if given(consents, kind):
        return consents
    one = Consent(type=kind, version=version, given_at=at, given_by=by, language=language)
    return (*withdraw(consents, kind, at), one)


def withdraw(consents: tuple[Consent, ...], kind: ConsentType, at: datetime) -> tuple[Consent, ...]:
    """Return ``consents`` with every open one of ``kind``, of whatever version, withdrawn at ``at``."""
    return tuple(
        msgspec.structs.replace(consent, withdrawn_at=at)
        if consent.type is kind and consent.withdrawn_at is None
        else consent
        for consent in consents
    )


def to_ask_again(consents: Iterable[Consent]) -> frozenset[ConsentType]:
    """Return the purposes that were agreed to in an older wording only."""
    known = tuple(consents)
    once = {consent.type for consent in known if consent.withdrawn_at is None}
    return frozenset(kind for kind in once if not given(known, kind))
