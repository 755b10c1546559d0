"""Every comparison: its name, and the cases of one part."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from bench import jobstreet
from bench.facts import second_look, truth
from bench.facts.measuring import Case, case
from bench.facts.second_look import Compared, Looked
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.facts import Facts, facts, is_sure
from chalicelib.facts.model import Fact, PayRange
from chalicelib.reference import education_levels, regions, skills

_TYPES = {"Full time": "FULL_TIME", "Kontrak": "CONTRACTOR", "Paruh waktu": "PART_TIME"}
_LANGUAGES = {"Indonesia": "id", "Inggris": "en", "Mandarin": "zh", "Arab": "ar", "Jepang": "ja", "Korea": "ko"}
_LEVELS = {"SD": "sd", "SMP": "smp", "SMA": "sma", "SMK": "smk", "PROFESI": "profession"}
_SURE = 0.5
_NAMESAKE = 0.3
"""How surely a portal's name of a place must mean a region to be one that it may mean."""
_SAMPLES = {"judged, unseen": ("second", "third"), "judged, looked at": ("first",)}


class Row(msgspec.Struct, frozen=True):
    """One line of the table: what is read against what."""

    group: str
    kind: str
    cases: tuple[Case, ...]


def rows(folder: Path, part: int) -> Iterator[Row]:
    """Yield the comparisons on the vacancies of one part. Raises OSError."""
    found = truth.described(folder)
    if part == truth.TEST:
        yield from _by_hand(found)
    yield from _against_fields([row for row in found.values() if truth.part_of(row) == part])
    yield from _fields_alone(folder, [row for row in found.values() if truth.part_of(row) == part], part)


def is_told(row: Row) -> bool:
    """Whether anything is stated or read: else there is nothing to count."""
    return any(each.stated or each.read for each in row.cases)


def _by_hand(found: dict[str, jobstreet.Row]) -> Iterator[Row]:
    read = [(each, facts(found[each.id].title, found[each.id].text)) for each in truth.judged() if each.id in found]
    for group, samples in _SAMPLES.items():
        for kind in truth.kinds():
            cells = [(getattr(each, kind), stated) for each, stated in read if each.drawn in samples]
            judged = tuple(case(_judged(kind, cell), values(kind, stated)) for cell, stated in cells if cell != "?")
            yield Row(group, kind, judged)


def _judged(kind: str, cell: str) -> Sequence[str]:
    if cell == "-":
        return ()
    return (regions().resolve(cell)[0].code,) if kind == "region" else cell.split()


def _against_fields(rows: Sequence[jobstreet.Row]) -> Iterator[Row]:
    today = SYSTEM_CLOCK.now().date()
    pay, types, places = list[Case](), list[Case](), list[Case]()
    for row in rows:
        read = facts(row.title, row.text)
        if paid := truth.monthly_rupiah(jobstreet.posting(row, today, today)):
            pay.append(case((paid,), values("pay", read)))
        if row.kind in _TYPES:
            types.append(case((_TYPES[row.kind],), values("employment_type", read)))
        if located := _filed(row):
            places.append(case((located[0],), _within(located, values("region", read))))
    yield Row("field against text", "pay", tuple(pay))
    yield Row("field against text", "employment_type", tuple(types))
    yield Row("field against text", "region", tuple(places))


def second_looks(folder: Path) -> Iterator[Looked]:
    """Yield what a reader made of the disagreements of the test part, as sure as facts are used. Raises OSError."""
    rows = [row for row in truth.described(folder).values() if truth.part_of(row) == truth.TEST]
    judged = second_look.verdicts()
    yield second_look.looked("region", filter(None, map(_placed, rows)), judged)
    yield second_look.looked("employment_type", filter(None, map(_engaged, rows)), judged)


def _placed(row: jobstreet.Row) -> Compared | None:
    filed = _filed(row)
    return _compared(row, "region", lambda value: value in _within((value,), filed)) if filed else None


def _engaged(row: jobstreet.Row) -> Compared | None:
    filed = _TYPES.get(row.kind)
    return _compared(row, "employment_type", lambda value: value == filed) if filed else None


def _compared(row: jobstreet.Row, kind: str, agrees: Callable[[str], bool]) -> Compared:
    found = getattr(facts(row.title, row.text, (kind,)), kind)
    read = found.value if found is not None and is_sure(kind, found) else None
    return Compared(id=jobstreet.identifier(row), read=read, agrees=read is not None and agrees(read))


def _filed(row: jobstreet.Row) -> Sequence[str]:
    """Return what the portal's name of a place may mean, the surest first: some names are those of two regions."""
    return [each.code for each in regions().resolve(row.location) if each.confidence >= _NAMESAKE]


def _within(filed: Sequence[str], read: Sequence[str]) -> Sequence[str]:
    """Return ``read``, as the first of ``filed`` where one of them lies in it or around it.

    A portal files some vacancies under the province.
    """
    return [
        filed[0] if any(each.startswith(code) or code.startswith(each) for code in filed) else each for each in read
    ]


def _fields_alone(folder: Path, rows: Sequence[jobstreet.Row], part: int) -> Iterator[Row]:
    today = SYSTEM_CLOCK.now().date()
    paid = ((row, truth.monthly_rupiah(jobstreet.posting(row, today, today))) for row in rows)
    read = (case((pay,), values("pay", facts("", f"Gaji {row.salary}"))) for row, pay in paid if pay)
    yield Row("field as text", "pay", tuple(read))
    yield Row("field as text", "education", tuple(_schooling(folder, part)))
    yield Row("field as text", "languages", tuple(_spoken(folder, part)))
    yield Row("field as text", "skills", tuple(_ticked(folder, part)))


def _schooling(folder: Path, part: int) -> Iterator[Case]:
    for half, (cell,) in truth.cells(folder / truth.OLDER, "pendidikan"):
        listed = [_LEVELS.get(name, name.lower()) for name in cell.split(", ")]
        known = [level for level in education_levels() if level.code in listed]
        if half == part and known:
            yield case((known[0].code,), values("education", facts("", f"Pendidikan: {cell}")))


def _spoken(folder: Path, part: int) -> Iterator[Case]:
    for half, (cell,) in truth.cells(folder / truth.OLDER, "work_environment_bahasa"):
        names = cell.split(", ")
        if half == part and all(name in _LANGUAGES for name in names):
            listed = ", ".join(f"Bahasa {name}" for name in names)
            yield case([_LANGUAGES[name] for name in names], values("languages", facts("", listed)))


def _ticked(folder: Path, part: int) -> Iterator[Case]:
    for half, (cell,) in truth.cells(folder / truth.TICKED, "skills_to_have"):
        codes = [code for tag in cell.split(", ") if (code := skills().resolve(tag))]
        if half == part and codes:
            known = ", ".join(tag for tag in cell.split(", ") if skills().resolve(tag))
            yield case(codes, values("skills", facts("", known)))


def values(kind: str, read: Facts) -> Sequence[str]:
    """Return what was read of ``kind`` in the form of the truth; what is merely named is none."""
    found: Fact[object] | tuple[Fact[object], ...] | None = getattr(read, kind)
    every = found if isinstance(found, tuple) else (found,) if found is not None else ()
    return [_told(each.value) for each in every if kind in ("languages", "licences") or each.confidence >= _SURE]


def _told(value: object) -> str:
    return f"{value.minimum}-{value.maximum}" if isinstance(value, PayRange) else str(value)
