"""The content on its own: what contradicts itself, changes to a part of it, and its fingerprints."""

import hashlib
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import msgspec

from chalicelib import reference
from chalicelib.errors import FieldError, InvalidInput
from chalicelib.merging import patch_type
from chalicelib.texts import Text
from chalicelib.vacancies.model import VacancyContent

_NO_WORD = re.compile(r"[\W_]+")

LONGEST_AHEAD = timedelta(days=366)
"""A vacancy is announced for at most a year."""

ContentPatch: Any = patch_type(VacancyContent, "ContentPatch", __name__)
"""Any part of a `VacancyContent`: an absent field stays as it is, ``null`` empties an optional one (RFC 7396)."""


class NewVacancy(VacancyContent, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A vacancy to be drafted: its content and the employer that offers it."""

    employer_id: str

    @property
    def content(self) -> VacancyContent:
        """The content alone."""
        return VacancyContent(**{name: getattr(self, name) for name in VacancyContent.__struct_fields__})


def refuse_incoherent(content: VacancyContent, now: datetime) -> None:
    """Raise `InvalidInput` that names every field with an unknown code or one that contradicts another."""
    errors = [*_unknown_codes(content), *_contradictions(content, now)]
    if errors:
        raise InvalidInput(Text("Ada isian yang tidak sah.", "Some fields are not valid."), errors)


def content_hash(employer_name: str, content: VacancyContent) -> str:
    """Return the fingerprint of everything that was stated; equal ones mean that nothing changed."""
    return _digest(employer_name.encode(), msgspec.msgpack.encode(content))


def text_hash(employer_name: str, content: VacancyContent) -> str:
    """Return the fingerprint of what makes a vacancy the same one for a reader, whatever its dates and spelling."""
    parts = (employer_name, content.title, content.description, content.region or "", str(content.pay_minimum))
    return _digest(*(_NO_WORD.sub(" ", part.casefold()).strip().encode() for part in parts))


def _digest(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _unknown_codes(content: VacancyContent) -> Iterator[FieldError]:
    if content.region is not None and content.region not in reference.regions():
        yield _unknown("/region", "unknown_region", content.region)
    if content.occupation is not None and reference.occupations().get(content.occupation) is None:
        yield _unknown("/occupation", "unknown_occupation", content.occupation)
    if content.education is not None and content.education not in reference.education_levels():
        yield _unknown("/education", "unknown_education", content.education)
    lists = (
        ("skills", content.skills, reference.skills()),
        ("licences", content.licences, reference.licences()),
        ("languages", content.languages, reference.languages()),
    )
    for name, codes, known in lists:
        for place, code in enumerate(codes):
            if known.get(code) is None:
                yield _unknown(f"/{name}/{place}", f"unknown_{name.removesuffix('s')}", code)


def _contradictions(content: VacancyContent, now: datetime) -> Iterator[FieldError]:
    lowest, highest, end = content.pay_minimum, content.pay_maximum, content.expires_at
    if lowest is not None and highest is not None and highest < lowest:
        text = Text("Upah tertinggi di bawah upah terendah.", "The highest pay is below the lowest.")
        yield FieldError(pointer="/pay_maximum", code="below_minimum", detail=text)
    if end is not None and end <= now:
        text = Text("Tanggal berakhir sudah lewat.", "The day of expiry is past.")
        yield FieldError(pointer="/expires_at", code="past", detail=text)
    if end is not None and end > now + LONGEST_AHEAD:
        text = Text("Tanggal berakhir paling lama satu tahun.", "The day of expiry is more than a year ahead.")
        yield FieldError(pointer="/expires_at", code="too_far", detail=text)


def _unknown(pointer: str, code: str, value: str) -> FieldError:
    return FieldError(pointer=pointer, code=code, detail=Text(f"{value} tidak dikenal.", f"{value} is not known."))
