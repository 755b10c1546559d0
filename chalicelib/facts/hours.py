"""Weekly hours of work: stated by the week, or by the day or the clock together with the days.

Between two hours of the clock one hour of rest is taken off where there are more than five (Law 13/2003, article 79,
asks for half an hour after four; an hour is what is usual).
"""

import re
from collections.abc import Iterator

from chalicelib.facts.model import Fact
from chalicelib.facts.passages import fact, surest
from chalicelib.validation.reading import Passage

MOST = 84
_BY_WEEK, _BY_DAY, _BY_CLOCK = 0.9, 0.8, 0.7
_REST_AFTER = 5
_DAY_NAMES = (
    ("senin", "monday", "mon"), ("selasa", "tuesday", "tue"), ("rabu", "wednesday", "wed"),
    ("kamis", "thursday", "thu"), ("jum'at", "jumat", "jum’at", "friday", "fri"), ("sabtu", "saturday", "sat"),
    ("minggu", "ahad", "sunday", "sun"),
)  # fmt: skip
_DAYS = {name: at for at, names in enumerate(_DAY_NAMES) for name in names}
_DAY = "|".join(sorted(_DAYS, key=len, reverse=True))
_TO = r"(?:-|–|—|s/d|s\.d\.?|sd|sampai(?: dengan)?|hingga|to|until|till)"


def _hours(name: str) -> str:
    return rf"(?<![\d.,:])(?P<{name}>\d{{1,2}})\s?(?:jam|hours?|hrs?)"


def _count(name: str) -> str:
    return rf"(?P<{name}>[4-7])\s?(?:hari|days?)(?:\s?(?:kerja|work(?:ing)?))?"


def _time(name: str) -> str:
    clock = rf"(?P<{name}>[01]?\d|2[0-4])(?:[.:](?P<{name}_minutes>[0-5]\d))?"
    return rf"{clock}\s?(?:wib|wita|wit)?\s?(?P<{name}_part>am|pm|pagi|siang|sore|malam)?"


_A_DAY = r"(?:sehari|(?:per|/)\s?(?:hari|day)|a day)\b"
_WEEKLY = re.compile(
    rf"{_hours('hours')}\s?(?:kerja\s)?(?:seminggu|(?:per|/)\s?(?:minggu|week)|dalam seminggu|a week|weekly)\b"
)
_DAILY = re.compile(
    rf"{_hours('hours')}\s?(?:kerja\s)?{_A_DAY}[^\n.]{{0,30}}?\b{_count('days')}\b"
    rf"|\b{_count('days_first')}\b[^\n.]{{0,30}}?{_hours('hours_last')}\s?(?:kerja\s)?{_A_DAY}"
)
_CLOCK = re.compile(
    rf"\b(?P<first>{_DAY})\s?{_TO}\s?(?P<last>{_DAY})\b[\s:,(]{{0,4}}(?:(?:jam|pukul|waktu|kerja)\s?:?\s?){{0,2}}"
    rf"{_time('begin')}\s?{_TO}\s?(?:jam |pukul )?{_time('end')}(?![\d.:])"
    rf"(?:[\s),;&|]{{0,4}}(?:dan |and )?(?:sabtu|saturday|sat)\b[\s:,(]{{0,4}}(?:(?:jam|pukul)\s?)?"
    rf"{_time('sat_begin')}\s?{_TO}\s?{_time('sat_end')}(?![\d.:]))?"
)
_OTHERS = re.compile(
    r"\b(?:toko|operasional|layanan|mesin|support|call ?center|hubungi|wawancara|interview|walk[ -]?in|proses|buka"
    r"|maksimal|max|lembur|overtime|pelatihan|training|kuliah|kelas)\b[^\n]{0,40}$"
)


def hours(passages: tuple[Passage, ...]) -> Fact[int] | None:
    """Return the weekly hours that are stated most surely."""
    return surest(found for passage in passages for found in _stated(passage))


def _stated(passage: Passage) -> Iterator[Fact[int]]:
    for pattern, sure in ((_WEEKLY, _BY_WEEK), (_DAILY, _BY_DAY), (_CLOCK, _BY_CLOCK)):
        for match in pattern.finditer(passage.lowered):
            weekly = _of_clock(match) if pattern is _CLOCK else _counted(match)
            if 0 < weekly <= MOST and not _OTHERS.search(passage.before(match.start(), 50)):
                yield fact(passage, *match.span(), weekly, sure)


def _counted(match: re.Match[str]) -> int:
    found = match.groupdict()
    daily = int(found.get("hours") or found.get("hours_last") or 0)
    return daily * int(found.get("days") or found.get("days_first") or 1)


def _of_clock(match: re.Match[str]) -> int:
    """Return the hours between the hours of the clock on each of the days; 0 where they make no sense."""
    days = _DAYS[match["last"]] - _DAYS[match["first"]] + 1
    daily = _worked(match, "begin", "end")
    if days < 1 or daily <= 0:
        return 0
    saturday = _worked(match, "sat_begin", "sat_end") if match["sat_begin"] else 0.0
    return round(days * daily + max(0.0, saturday))


def _worked(match: re.Match[str], begin: str, end: str) -> float:
    present = _clock(match, end) - _clock(match, begin)
    if present < 0 and not match[f"{end}_part"]:
        present += 12 if int(match[end]) <= 12 else 0
    return present - 1 if present > _REST_AFTER else present


def _clock(match: re.Match[str], name: str) -> float:
    hour, part = int(match[name]), match[f"{name}_part"]
    hour += 12 if part in ("pm", "sore", "malam", "siang") and hour < (11 if part == "siang" else 12) else 0
    return hour + int(match[f"{name}_minutes"] or 0) / 60
