"""What a person's data is used for, and what each use needs of the person: as data, asked in one place. Pure.

Law 27/2022: consent for each purpose (articles 20 to 24), its withdrawal (9 and 40), objection to decisions by machine
alone, profiling among them (10), and postponing or restricting all processing (11 and 41). See docs/rights.md.
"""

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from chalicelib.people.model import Person, PersonState
from security.consent import CURRENT, ConsentType


class Use(StrEnum):
    """Everything that the platform does with a person's data beside keeping it and answering the person.

    ``FOUND``: in the index of candidates, in employers' lists and in the nightly matching. ``RECOMMENDED``: vacancies
    ranked for the person. ``ALERTED``: new vacancies noted for their saved searches; ``MAILED`` and ``TEXTED``: told of
    them. ``REMINDED``: asked whether they still look for work. ``NEWS``: told what became of what they sent.
    ``APPLYING``: sending something to an employer. ``SHOWN``: an employer reads what was sent. ``CHECKED``: asked about
    in registers. ``ASSISTED``: an officer acts for them. ``RESEARCH``: counted as a person in studies.
    """

    FOUND = "found"
    RECOMMENDED = "recommended"
    ALERTED = "alerted"
    MAILED = "mailed"
    TEXTED = "texted"
    REMINDED = "reminded"
    NEWS = "news"
    APPLYING = "applying"
    SHOWN = "shown"
    CHECKED = "checked"
    ASSISTED = "assisted"
    RESEARCH = "research"


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """What a use needs: a ``consent``, and no objection to being judged by machines (``profiles``)."""

    consent: ConsentType | None = None
    profiles: bool = False


NEEDS: Mapping[Use, Need] = {
    Use.FOUND: Need(consent=ConsentType.RECOMMEND_TO_EMPLOYERS, profiles=True),
    Use.RECOMMENDED: Need(profiles=True),
    Use.ALERTED: Need(),
    Use.MAILED: Need(consent=ConsentType.CONTACT_BY_EMAIL),
    Use.TEXTED: Need(consent=ConsentType.CONTACT_BY_SMS),
    Use.REMINDED: Need(consent=ConsentType.RECOMMEND_TO_EMPLOYERS),
    Use.NEWS: Need(),
    Use.APPLYING: Need(),
    Use.SHOWN: Need(),
    Use.CHECKED: Need(consent=ConsentType.CHECK_IN_REGISTERS),
    Use.ASSISTED: Need(consent=ConsentType.OFFICER_ON_BEHALF),
    Use.RESEARCH: Need(consent=ConsentType.RESEARCH),
}
"""The whole table: a use that is not here is none."""


def permitted(person: Person, use: Use) -> bool:
    """Tell whether the person's data may be used so now; for nothing of somebody erased or restricted."""
    need = NEEDS[use]
    if person.state is PersonState.ERASED or person.restricted_at is not None:
        return False
    if need.profiles and person.objected_at is not None:
        return False
    return need.consent is None or agreed(person, need.consent)


def agreed(person: Person, consent: ConsentType) -> bool:
    """Tell whether the person agrees to the present wording of ``consent``."""
    return person.consents.get(consent.value) == CURRENT[consent]
