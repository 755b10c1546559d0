"""Hours that the text states: by the day, by the week, or from one hour of the clock to another.

Law 13/2003, article 77, and Government Regulation 35/2021, articles 21 and 26: seven hours on six days or eight on
five, forty a week; overtime of at most four hours a day and eighteen a week.
"""

import re
from collections.abc import Iterator

from chalicelib.texts import Text
from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.phrases import Phrases, spotted
from chalicelib.validation.rules.work import LEGAL_HOURS, LONGEST_HOURS
from chalicelib.validation.subject import Subject

LEGAL_DAY = 8
LONGEST_DAY = 12
"""Eight hours, and four of overtime."""

LONGEST_PRESENCE = 13
"""Between two hours of the clock: the longest day and half an hour's rest after every four hours of it."""

_HOURS = r"(?<![\d.,:])\d{1,3}\s?(?:jam|hours?|hrs?)"
_DAY = r"(?:sehari|per ?hari|/ ?hari|setiap hari|tiap hari|a day|per day|/ ?day|daily)"
_WEEK = r"(?:seminggu|per ?minggu|/ ?minggu|dalam seminggu|a week|per week|/ ?week|weekly)"
_WORKS = r"(?:jam kerja|waktu kerja|durasi kerja|bekerja|kerja|working hours?|work(?:s|ing)?)"
_BY_DAY = Phrases(
    words=frozenset({"jam", "hour", "hours", "hrs"}),
    pattern=re.compile(
        rf"\b{_WORKS}\b[^\n.;!?•\d]{{0,20}}{_HOURS}\s?(?:kerja\s)?{_DAY}|{_HOURS} (?:kerja|work(?:ing)?)\s?{_DAY}"
    ),
    unless_before=re.compile(
        r"\b(?:maksimal|melayani|toko|operasional|layanan|shift|mesin|support|minimal|di luar)\W+(?:\w+\W+){0,2}$"
    ),
)
_BY_WEEK = Phrases(
    words=frozenset({"jam", "hour", "hours", "hrs"}),
    pattern=re.compile(
        rf"\b{_WORKS}\b[^\n.;!?•\d]{{0,20}}{_HOURS}\s?(?:kerja\s)?{_WEEK}|{_HOURS} (?:kerja|work(?:ing)?)\s?{_WEEK}"
    ),
    unless_before=re.compile(r"\b(?:toko|operasional|layanan|mesin|support|minimal)\W+(?:\w+\W+){0,2}$"),
)
_CLOCK = (
    r"(?P<{0}>[01]?\d|2[0-4])(?:[.:][0-5]\d)?(?:\s?(?:wib|wita|wit))?(?:\s?(?P<{0}part>pagi|siang|sore|malam|am|pm))?"
)
_BETWEEN = (
    rf"\b(?:jam|waktu) kerja\b\W{{0,4}}(?:(?:senin|selasa|mulai|dari|pukul|jam"
    rf"|hari)\W{{1,3}}){{0,3}}{_CLOCK.format('begin')}"
    rf"\s?(?:-|–|s/d|sd|sampai(?: dengan)?|hingga|to)\s?(?:jam |pukul )?{_CLOCK.format('end')}(?!\d|[.,:]?\d|\s?(?:jam"
    rf"|hari))"
)
_BETWEEN_HOURS = re.compile(_BETWEEN)
_CLOCKED = Phrases(
    words=frozenset({"jam", "waktu"}),
    pattern=_BETWEEN_HOURS,
    unless_after=re.compile(r"[^\n]{0,40}\b(?:shift|shifting|rolling|bergantian|pembagian)\b"),
)
_SHIFTS = re.compile(r"\b(?:shift\w*|rolling|bergantian)\b")
_LEGAL = {LONGEST_DAY: LEGAL_DAY, LONGEST_HOURS: LEGAL_HOURS}
_NUMBER = re.compile(r"\d{1,3}")
_BASIS = "UU 13/2003 Pasal 77-78 jo. UU 6/2023; PP 35/2021 Pasal 21 dan 26"


@CATALOGUE.rule(
    "stated_hours_unlawful",
    version=1,
    message=Text(
        "“{phrase}”: {hours} jam melebihi batas {most} jam (8 jam sehari dan 40 seminggu, ditambah lembur paling lama "
        "4 "
        "jam sehari dan 18 seminggu).",
        "“{phrase}”: {hours} hours are more than {most} (8 a day and 40 a week, with at most 4 a day and 18 a week of "
        "overtime).",
    ),
    legal_basis=_BASIS,
)
def stated_hours_unlawful(subject: Subject) -> Iterator[Observation]:
    """The text states more hours than the law allows with overtime."""
    for found, hours, most in subject.once(_stated):
        if hours > most:
            yield _told(found, hours, most)


@CATALOGUE.rule(
    "stated_hours_with_overtime",
    version=1,
    message=Text(
        "“{phrase}”: {hours} jam melebihi {most} jam; kelebihannya adalah lembur yang wajib disepakati dan dibayar.",
        "“{phrase}”: {hours} hours are more than {most}; the rest is overtime, to be agreed and paid.",
    ),
    legal_basis=_BASIS,
)
def stated_hours_with_overtime(subject: Subject) -> Iterator[Observation]:
    """The text states more than eight hours a day or forty a week, within what overtime allows."""
    for found, hours, most in subject.once(_stated):
        legal = _LEGAL.get(most)
        if legal is not None and legal < hours <= most:
            yield _told(found, hours, legal)


def _stated(subject: Subject) -> tuple[tuple[Observation, int, int], ...]:
    """Return each statement with its hours and the most that is lawful."""
    counted = ((_BY_DAY, LONGEST_DAY), (_BY_WEEK, LONGEST_HOURS))
    told = [
        (found, int(_NUMBER.findall(found.phrase or "0")[-1]), most)
        for phrases, most in counted
        for found in spotted(subject.texts, phrases)
    ]
    clocked = [(found, _span(found.phrase or ""), LONGEST_PRESENCE) for found in spotted(subject.texts, _CLOCKED)]
    return (*told, *clocked)


def _span(phrase: str) -> int:
    """Return the hours between the two hours of the clock that ``phrase`` names; 0 where it is about shifts."""
    match = _BETWEEN_HOURS.search(phrase.lower())
    if match is None or _SHIFTS.search(phrase.lower()):
        return 0
    begin, end = _hour(match, "begin"), _hour(match, "end")
    return end - begin if end > begin else 0


def _hour(match: re.Match[str], name: str) -> int:
    hour, part = int(match[name]), match[f"{name}part"]
    return hour + 12 if part in ("sore", "malam", "pm") and hour < 12 else hour


def _told(found: Observation, hours: int, most: int) -> Observation:
    return Observation(
        pointer=found.pointer,
        phrase=found.phrase,
        span=found.span,
        values={"hours": str(hours), "most": str(most)},
    )
