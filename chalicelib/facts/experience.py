"""How many months of experience a text asks for: the most of its demands, or none where beginners may apply."""

import re
from collections.abc import Iterator

from chalicelib.facts.model import Fact
from chalicelib.facts.passages import GAP, fact, is_wish, surest
from chalicelib.facts.refusals import is_refused, is_waived
from chalicelib.validation.reading import Passage

MOST_MONTHS = 20 * 12
"""No advert asks for more; a longer time is the age of a person or of a company."""
_STATED, _OPEN = 0.9, 0.9
_NAMES = ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh")
_ENGLISH = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WORDS = {name: at for names in (_NAMES, _ENGLISH) for at, name in enumerate(names, 1)} | {"se": 1}
_NUMBER = rf"(?:\d{{1,2}}(?:[.,]5)?|\b(?:{'|'.join(_WORDS)}))"
_UNIT = r"(?:tahun(?:an)?|thn|th|years?(?:\(s\))?|yrs?|yr|bulan|bln|months?(?:\(s\))?)(?:['’`]s?)?(?![a-z])"
_ASIDE = r"(?:\s?\([^)\n]{1,15}\))?\s?\+?"
_TO = r"(?:[-–—~]|s/d|s\.d|sd|sampai(?: dengan)?|hingga|to|atau|or)"
_END = rf"(?:\s?{_TO}\s?{_NUMBER}{_ASIDE})?"
_TIME = (
    rf"(?<![\d,/])(?<!\d\.)(?P<low>{_NUMBER}){_ASIDE}"
    rf"(?:\s?(?P<low_unit>{_UNIT})(?:\s?{_TO}\s?{_NUMBER}{_ASIDE}[\s-]?{_UNIT})?|{_END}[\s-]?(?P<unit>{_UNIT}))"
)
_CUE = r"(?:(?:berpengalaman|pengalaman(?:an)?)|\b(?:pngalaman|pernah bekerja|experienced?|experiences|exp))\b"
_BEHIND = re.compile(rf"{_CUE}(?P<gap>{GAP}{{0,90}}?){_TIME}")
_AHEAD = re.compile(rf"{_TIME}(?P<gap>(?:(?![,(]){GAP}){{0,45}}?)(?<![a-z]){_CUE}")
_OTHER_TIME = re.compile(
    r"\b(?:usia|umur|berusia|aged?|kontrak|contract|ipk|gpa|toefl|masa|lulus\w*|graduat\w*|maksimal|maks?|max(?:imum)?"
    r"|kurang dari|less than|semester|angkatan)\b"
)
_ENDED = re.compile(r"[,;!•]|\.(?=\s)")
_COMPANY = re.compile(
    r"\b(?:kami|perusahaan (?:kami|yang)|berdiri|our (?:company|team|firm|group)|we have|with over|founded|established"
    r"|beroperasi|selama|sejak)\b[^\n;.]{0,45}$"
)
_NOT = (
    r"(?:tidak|tdk|tak|ga|gak|nggak|ngga|enggak|bukan)"
    r" (?:perlu|harus|wajib|butuh|di ?perlukan|di ?butuhkan|di ?utamakan|di ?haruskan|diwajibkan|mensyaratkan"
    r"|memerlukan|membutuhkan|ada|punya|memiliki|masalah|jadi masalah|menjadi masalah|jadi syarat|dipersyaratkan)"
)
_NONE = re.compile(
    rf"\b(?:{_NOT}|tanpa|non|no|without|zero|belum(?: (?:punya|memiliki|ada))?|not? (?:prior |previous )?)"
    rf"[\s-](?:(?:punya|memiliki|ada|adanya|prior|previous|work(?:ing)?|syarat) )?(?:ber)?"
    r"(?:pengalaman|experience)\b(?! (?:min\w*\.? |selama )?\d)"
    rf"|\bpengalaman(?: kerja| bekerja)? {_NOT}"
    r"|\bexperience (?:is )?not (?:required|needed|necessary|a must|mandatory|essential|compulsory)"
    r"|\b(?:ber)?pengalaman (?:maupun|atau|ataupun|/) ?(?:tidak|non|belum|tanpa)\b"
)
_FRESH = re.compile(
    r"\bfresh[\s-]{0,3}grad(?:uate|uated|uates|uation)?s?\b|\bfreshgraduates?\b|\blulusan baru\b|\bbaru lulus\b"
    r"|\bfreshers?\b"
)


def experience(passages: tuple[Passage, ...]) -> Fact[int] | None:
    """Return the least experience in months that is asked for; a wish is no demand."""
    demands = tuple(found for passage in passages for found in _demands(passage))
    beginners = surest(found for passage in passages for found in _open(passage))
    if beginners is None:
        return max(demands, key=lambda each: each.value, default=None)
    return beginners


def graduates(passages: tuple[Passage, ...]) -> Fact[bool] | None:
    """Return where the text says that those who have just finished school may apply."""
    return surest(fact(passage, *span, True, _OPEN) for passage in passages for span in _welcome(passage, _FRESH))


def _open(passage: Passage) -> Iterator[Fact[int]]:
    """Yield where beginners are let in."""
    for pattern in (_FRESH, _NONE):
        for span in _welcome(passage, pattern):
            yield fact(passage, *span, 0, _OPEN)


def _welcome(passage: Passage, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(passage.lowered):
        if not is_refused(passage, *match.span()):
            yield match.span()


def _demands(passage: Passage) -> Iterator[Fact[int]]:
    for pattern in (_BEHIND, _AHEAD):
        for match in pattern.finditer(passage.lowered):
            asked = _months(match)
            if asked is None or _about_else(passage, match) or is_wish(passage, *match.span()):
                continue
            if is_waived(passage, *match.span()):
                continue
            yield fact(passage, *match.span(), asked, _STATED)


def _months(match: re.Match[str]) -> int | None:
    """Return the lower end in months; None for a number that is too large."""
    unit = match["low_unit"] or match["unit"]
    number = _WORDS.get(match["low"]) or float(match["low"].replace(",", "."))
    asked = int(number if unit[0] in "bm" else number * 12)
    return asked if asked <= MOST_MONTHS else None


def _about_else(passage: Passage, match: re.Match[str]) -> bool:
    """Whether the time is an age, a contract's or a company's."""
    before = passage.lowered[max(0, match.start() - 60) : match.start()].rpartition("\n")[2]
    last = _ENDED.split(before)[-1][-25:]
    return bool(_OTHER_TIME.search(match["gap"]) or _OTHER_TIME.search(last) or _COMPANY.search(before))
