"""Licences that law asks for: a vacancy that does not ask for them brings people who may not do the work."""

import re
from collections.abc import Iterator

from chalicelib.texts import Text
from chalicelib.validation.catalogue import CATALOGUE, Observation
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


@CATALOGUE.rule(
    "licence_not_asked",
    version=1,
    message=Text(
        "Pekerjaan ini menurut hukum memerlukan {licences}; lowongan tidak menyebutkannya.",
        "By law this work needs {licences}; the vacancy does not ask for it.",
    ),
    legal_basis="Sesuai profesi (tabel regulated_occupations)",
)
def licence_not_asked(subject: Subject) -> Iterator[Observation]:
    """A regulated occupation, and none of its licences in the fields or in the text; any driving licence is enough."""
    content = subject.content
    known = subject.reference.required_licences(content.occupation) if content.occupation else ()
    needed = [licence for licence in known if licence.code in OF_ALL]
    if (
        not needed
        or _BESIDE_THE_WORK.search(content.title.lower())
        or any(licence.code in content.licences for licence in needed)
    ):
        return
    words = [re.escape(word.lower()) for licence in needed for word in licence.words]
    if any(licence.code.startswith(_DRIVING) for licence in needed):
        words.append("sim")
    asked = re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")
    if not any(asked.search(passage.lowered) for passage in subject.texts):
        names = ", ".join(dict.fromkeys(licence.words[0] for licence in needed))
        yield Observation(pointer="/licences", values={"licences": names})
