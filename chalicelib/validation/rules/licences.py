"""Licences that law asks for: a vacancy that does not ask for them brings people who may not do the work."""

import re
from collections.abc import Iterator

from chalicelib.texts import Text
from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.subject import Subject


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
    """A regulated occupation, and none of its licences in the fields or in the text."""
    content = subject.content
    needed = subject.reference.required_licences(content.occupation) if content.occupation else ()
    if not needed or any(licence.code in content.licences for licence in needed):
        return
    words = [re.escape(word.lower()) for licence in needed for word in licence.words]
    asked = re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")
    if not any(asked.search(passage.lowered) for passage in subject.texts):
        names = ", ".join(dict.fromkeys(licence.words[0] for licence in needed))
        yield Observation(pointer="/licences", values={"licences": names})
