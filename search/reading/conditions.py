"""Conditions in everyday words: experience, fresh graduates, remote work, disability."""

import re

import msgspec

_NUMBER = r"(?:\d{{1,2}}|se|satu|dua|tiga|empat|lima)"
_YEARS = (
    rf"(?:(?:\d{{{{1,2}}}}\s*(?:-|sampai|sd|s/d|to)\s*)?(?P<{{0}}>{_NUMBER})\s*\+?\s*"
    r"(?P<{0}_unit>tahun|thn|th|years?|yrs?|bulan|bln|months?))"
)
_WORDS = {"se": 1, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5}
_NONE = re.compile(
    r"\b(?:tanpa|tdk|tidak|tak|non|belum|blm|ga|gak|nggak|gk|no|without|nol|0|zero|minim)\s+"
    r"(?:(?:perlu|butuh|punya|pernah|harus|wajib|ada|any)\s+){0,2}"
    r"(?:berpengalaman|pengalaman|experience|(?<=pernah )kerja)(?:\s+kerja)?(?:\s+required)?\b"
    r"|\b(?:pengalaman|experience)\s+(?:tidak|ga|gak|nggak|not?)\s*(?:wajib|perlu|harus|diutamakan|required|needed)\b"
    r"|\bnon?-?(?:exp|experience)\b"
)
_FRESH = re.compile(
    r"\bfresh\s*-?\s*(?:from\s+)?grad(?:uate)?s?\b|\blulusan\s+baru\b|\bbaru\s+lulus\b|\bfreshgrad(?:uate)?s?\b"
    r"|\bbaru\s+wisuda\b|\bbaru\s+tamat\b|\bnew\s+grad(?:uate)?s?\b"
)
_HAVE = re.compile(
    r"\b(?:ber)?(?:pengalaman|experienced?)\s+(?:kerja\s+)?(?:(?:minimal|min\.?|lebih\s+dari|kurang\s+dari|di\s*atas|di\s*bawah|sekitar|selama|<|>)"
    rf"\s*)?{_YEARS.format('after')}(?!\w)"
    rf"|\b{_YEARS.format('before')}\s+(?:of\s+)?(?:pengalaman|experience)\b"
    rf"|(?<![\w.,-]){_YEARS.format('bare')}(?!\w)"
)
_LASTING = re.compile(
    r"(?<!\w)(?:kontrak|magang|pkl|dinas|training|pelatihan|anak|bayi|balita|usia|umur|age|contract|internship|probation|"
    r"maks(?:imal)?|max|min(?:imal)?|setiap|per|/|lulusan|ijazah|diploma)\.?\s*$"
)
"""Before these years or months are how long something takes or how old somebody is."""
_NO_HOME = r"(?!\s+(?:sakit|makan|tangga|tinggal|produksi|potong|susun|duka|ibadah|mewah))"
"""After these words a house is no home: a hospital, a restaurant, a household."""
_REMOTE = re.compile(
    r"\b(?:remote|wfh|wfa|work\s+from\s+(?:home|anywhere)|kerja\s+jarak\s+jauh|work\s+remotely|remotely"
    rf"|(?:(?:pe)?kerja(?:an)?\s+)?(?:online\s+)?dari\s+rumah{_NO_HOME}"
    rf"|(?:pe)?kerja(?:an)?\s+di\s+rumah{_NO_HOME}(?:\s+aja|\s+saja)?"
    r"|(?:pe)?kerja(?:an)?\s+(?:online\s+)?(?:dari|lewat|pakai|pake|via)\s+(?:hp|handphone|smartphone))\b"
)
_DENIED = re.compile(
    r"\b(?:bukan|jangan|non|tanpa|selain|not?|kecuali|except|without|(?:tidak|tdk|gak?|nggak)(?:\s+\w+)?)\s*$"
)
_DISABILITY = re.compile(r"\b(?:(?:ramah\s+)?(?:penyandang\s+)?(?:disabilitas|difabel)|disability(?:\s+friendly)?)\b")
_YOUNGEST = 17
"""From so many years on a bare number of years is an age."""
_LOOKED_AT = 24
"""So many signs before a condition are looked at: each costs the same, however long the text."""


class Conditions(msgspec.Struct, frozen=True, kw_only=True):
    """What was found, and the text without it."""

    rest: str
    experience_months: int | None = None
    fresh_graduate: bool = False
    remote: bool = False
    disability_friendly: bool = False


def find_conditions(text: str) -> Conditions:
    """Read the conditions in ``text`` (lower case, short forms written out, nothing quoted or signed in it).

    Who denies remote work (``bukan wfh``) does not ask for it; the words stay. Years without more words are experience
    (``admin 2 tahun``) unless they are an age or how long something takes.
    """
    rest, none = _NONE.subn(" ", text)
    rest, fresh = _FRESH.subn(" ", rest)
    rest, months = _experience(rest)
    rest, remote = _taken(_REMOTE, rest)
    rest, disability = _taken(_DISABILITY, rest)
    return Conditions(
        rest=rest,
        experience_months=0 if none or fresh else months,
        fresh_graduate=bool(fresh),
        remote=remote,
        disability_friendly=disability,
    )


def _experience(text: str) -> tuple[str, int | None]:
    months: list[int] = []

    def take(found: re.Match[str]) -> str:
        stated = _months(found)
        bare = found["bare"] is not None
        if bare and (stated >= _YOUNGEST * 12 or _LASTING.search(_before(text, found))):
            return found[0]
        months.append(stated)
        return " "

    return _HAVE.sub(take, text), months[0] if months else None


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, bool]:
    """Return ``text`` without what asks for something, and whether it did."""
    asked: list[str] = []

    def take(found: re.Match[str]) -> str:
        if _DENIED.search(_before(text, found)):
            return found[0]
        asked.append(found[0])
        return " "

    return pattern.sub(take, text), bool(asked)


def _before(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - _LOOKED_AT) : found.start()]


def _months(found: re.Match[str]) -> int:
    side = next(side for side in ("after", "before", "bare") if found[side])
    number = _WORDS.get(found[side]) or int(found[side])
    return number if found[f"{side}_unit"][0] in "bm" else number * 12
