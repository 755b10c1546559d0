"""The codes of a profile against the reference tables, and its words: what is wrong is named by its pointer."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import chain

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.errors import FieldError, InvalidInput
from chalicelib.identifying import identifiers_in
from chalicelib.people.model import Experience, Profile
from chalicelib.texts import Text

Known = Callable[[str], bool]
Codes = Iterable[tuple[str, str | None]]

_NAMES = {
    "region": Text("wilayah", "region"),
    "skill": Text("keterampilan", "skill"),
    "occupation": Text("jabatan", "occupation"),
    "education": Text("jenjang pendidikan", "education level"),
    "language": Text("bahasa", "language"),
    "licence": Text("izin", "licence"),
    "employment_type": Text("jenis hubungan kerja", "employment type"),
}


def check(profile: Profile, clock: Clock = SYSTEM_CLOCK) -> None:
    """Return when every code of ``profile`` is known and no text of it holds a contact or national id.

    Raises `InvalidInput` with a pointer for each that is wrong.
    """
    known = _tables()
    errors = [
        _unknown(pointer, kind, code)
        for kind, pointers in _codes(profile).items()
        for pointer, code in pointers
        if code is not None and not known[kind](code)
    ]
    errors += _impossible_dates(profile, clock.now().date())
    # Words are shown, searched and copied; contacts are kept sealed elsewhere.
    errors += identifiers_in(_words(profile))
    if errors:
        raise InvalidInput(Text("Ada isian yang tidak sah.", "Some fields are not valid."), errors)


def _codes(profile: Profile) -> dict[str, Codes]:
    wishes = profile.wishes
    return {
        "region": chain([("/region", profile.region)], _each("/wishes/regions", wishes.regions)),
        "skill": _each("/skills", profile.skills),
        "occupation": chain(
            _each("/wishes/occupations", wishes.occupations),
            [(f"/experiences/{place}/occupation", job.occupation) for place, job in enumerate(profile.experiences)],
        ),
        "education": [(f"/educations/{place}/level", e.level) for place, e in enumerate(profile.educations)],
        "language": _each("/languages", profile.languages),
        "licence": _each("/licences", profile.licences),
        "employment_type": _each("/wishes/employment_types", wishes.employment_types),
    }


def _each(pointer: str, codes: tuple[str, ...]) -> Codes:
    return ((f"{pointer}/{place}", code) for place, code in enumerate(codes))


def _tables() -> dict[str, Known]:
    from chalicelib import reference

    return {
        "region": lambda code: reference.regions().get(code) is not None,
        "skill": lambda code: reference.skills().get(code) is not None,
        "occupation": lambda code: reference.occupations().get(code) is not None,
        "education": lambda code: code in reference.education_levels(),
        "language": lambda code: code in reference.languages(),
        "licence": lambda code: code in reference.licences(),
        "employment_type": lambda code: code in reference.employment_types(),
    }


def _impossible_dates(profile: Profile, today: date) -> Iterator[FieldError]:
    for place, job in enumerate(profile.experiences):
        if _in_future(job, today):
            detail = Text("Tanggal ini belum tiba.", "This date has not come yet.")
            yield FieldError(pointer=f"/experiences/{place}/since", code="future_date", detail=detail)


def _in_future(job: Experience, today: date) -> bool:
    return job.since is not None and job.since > today


def _words(profile: Profile) -> Iterator[tuple[str, str]]:
    yield "/headline", profile.headline
    yield from ((f"/experiences/{place}/title", job.title) for place, job in enumerate(profile.experiences))
    yield from ((f"/educations/{place}/field", each.field) for place, each in enumerate(profile.educations))


def _unknown(pointer: str, kind: str, code: str) -> FieldError:
    name, shown = _NAMES[kind], code[:60]
    detail = Text(f"Kode {name.id} {shown} tidak dikenal.", f"The {name.en} code {shown} is not known.")
    return FieldError(pointer=pointer, code=f"unknown_{kind}", detail=detail)
