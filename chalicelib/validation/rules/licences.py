"""Licences that law asks for: a vacancy that does not ask for them brings people who may not do the work."""

import re
from collections.abc import Iterator

from chalicelib.texts import Text
from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.context import RequiredLicence
from chalicelib.validation.subject import Subject

OF_ALL = frozenset(
    {
        *("str", "strttk", "stra", "sip", "sim_a", "sim_b1", "sim_b1_umum", "sim_c", "sio_crane", "sio_excavator"),
        *("sio_forklift", "sio_boiler", "gada_pratama", "ant", "att", "basic_safety", "aaji"),
    }
)
"""Licences that everybody in a group needs who does its work: health, driving, lifting gear, security, ships, life
insurance. Others of the table bind a few in their group (public accountants among accountants) and are left out."""

_DRIVING = "sim_"

_BESIDE_THE_WORK = re.compile(
    r"\b(?:team lead(?:er)?|regulatory|registrasi produk|re-?asuransi|re-?insurance|general insurance|asuransi umum"
    r"|admin\w*|underwrit\w+|hospital)\b"
)
"""Titles of whoever leads, registers, administers or insures beside the work for which the licence is asked."""


_MESSAGE = Text(
    "Pekerjaan ini menurut hukum memerlukan {licences}; lowongan tidak menyebutkannya.",
    "By law this work needs {licences}; the vacancy does not ask for it.",
)
_BASIS = "Sesuai profesi (tabel regulated_occupations)"


@CATALOGUE.rule("licence_not_asked", version=1, message=_MESSAGE, legal_basis=_BASIS)
def licence_not_asked_by_name(subject: Subject) -> Iterator[Observation]:
    """Version 1: a licence that implies the one needed was not enough."""
    yield from _unasked(subject, frozenset(subject.content.licences))


@CATALOGUE.rule("licence_not_asked", version=2, message=_MESSAGE, legal_basis=_BASIS)
def licence_not_asked(subject: Subject) -> Iterator[Observation]:
    """A regulated occupation, and none of its licences in the fields or in the text; any driving licence is enough.

    In the fields a licence counts that implies the one needed.
    """
    asked = frozenset(subject.content.licences)
    implied = (licence.code for licence in _needed(subject) if asked.intersection(licence.held_with))
    yield from _unasked(subject, asked.union(implied))


def _needed(subject: Subject) -> list[RequiredLicence]:
    occupation = subject.content.occupation
    known = subject.reference.required_licences(occupation) if occupation else ()
    return [licence for licence in known if licence.code in OF_ALL]


def _unasked(subject: Subject, asked: frozenset[str]) -> Iterator[Observation]:
    needed = _needed(subject)
    if (
        not needed
        or _BESIDE_THE_WORK.search(subject.content.title.lower())
        or any(licence.code in asked for licence in needed)
    ):
        return
    words = [re.escape(word.lower()) for licence in needed for word in licence.words]
    if any(licence.code.startswith(_DRIVING) for licence in needed):
        words.append("sim")
    named = re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")
    if not any(named.search(passage.lowered) for passage in subject.texts):
        names = ", ".join(dict.fromkeys(licence.words[0] for licence in needed))
        yield Observation(pointer="/licences", values={"licences": names})
