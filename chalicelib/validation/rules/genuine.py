"""Work for which a person's sex, faith or looks may be a genuine requirement: an officer looks, no machine decides.

The convention on discrimination leaves out what a job itself requires (ILO 111, article 1(2), ratified by Act 21/1999):
whoever washes or searches women may have to be a woman, an imam a Muslim. Read from the title, which names the job.
"""

import re
from collections.abc import Iterator

from chalicelib.texts import Text
from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.subject import Subject

_BY_GROUND = {
    "sex": re.compile(
        r"\b(?:spa|massage|pijat|refleksi|waxing|therapist spa|terapis|ibu asrama|musyrif(?:ah)?|pengasuh|caregiver"
        r"|perawat (?:lansia|orang tua)|baby ?sitter|nanny|fitting|toilet|avsec|pemeriksa badan|bidan|midwife|model"
        r"|talent|pemeran|akt(?:or|ris)|figuran|penari|dancer|penyanyi|singer)\b"
    ),
    "religion": re.compile(
        r"\b(?:imam|marbot|merbot|mu'?ad?zin|khatib|ustad[zh]?(?:ah)?|guru (?:agama|ngaji|mengaji|tah?fi[dz]h?"
        r"|qur'?an|pai"
        r"|tpq|tpa)|pendeta|pastor|katekis|penyuluh agama|da'?i|amil|pembimbing (?:haji|umrah|umroh|ibadah)|muthaw?wif"
        r"|rohani\w*|chaplain|(?:juru )?sembelih|penyembelih|penyelia halal)\b"
    ),
    "appearance": re.compile(
        r"\b(?:model|peragaw(?:ati|an)|talent|pemeran|akt(?:or|ris)|figuran|penari|dancer|pramugar[ai]|flight attendant"
        r"|cabin crew)\b(?! (?:bisnis|data|keuangan|business|pembelajaran))"
    ),
}


def may_be_genuine(subject: Subject, ground: str) -> bool:
    """Tell whether the job that the title names may genuinely ask for ``sex``, ``religion`` or ``appearance``."""
    return _BY_GROUND[ground].search(subject.content.title.lower()) is not None


@CATALOGUE.rule(
    "occupational_requirement",
    version=1,
    message=Text(
        "Frasa “{phrase}” mungkin syarat yang memang dituntut pekerjaan ini. Petugas akan memeriksanya.",
        "The phrase “{phrase}” may be a requirement of the work itself. An officer will look at it.",
    ),
    legal_basis="UU 21/1999 (Konvensi ILO 111 Pasal 1 ayat 2)",
)
def occupational_requirement(subject: Subject) -> Iterator[Observation]:
    """A sex, faith or look is asked for in work that may genuinely require it."""
    from chalicelib.validation.rules import appearance, religion, sex

    if may_be_genuine(subject, "sex"):
        yield from sex.asked(subject)
    if may_be_genuine(subject, "religion"):
        yield from religion.asked(subject)
    if may_be_genuine(subject, "appearance"):
        yield from appearance.asked(subject)
