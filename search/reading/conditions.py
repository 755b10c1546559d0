"""Conditions in everyday words: experience, fresh graduates, remote work, disability; and words to pass over."""

import re

import msgspec

from search.reading.shorthand import written_out

_YEARS = r"(?P<{0}>\d{{1,2}})\s*\+?\s*(?P<{0}_unit>tahun|thn|th|years?|yrs?|bulan|bln|months?)"
_NONE = re.compile(
    r"\b(?:tanpa|tdk|tidak|tak|non|belum|blm|ga|gak|nggak|no|without)\s+"
    r"(?:perlu\s+|butuh\s+|punya\s+|ada\s+|berpengalaman|pengalaman|experience)(?:pengalaman|berpengalaman)?"
    r"(?:\s+kerja)?\b|\bno\s+experience\b"
)
_FRESH = re.compile(r"\bfresh\s*-?\s*grad(?:uate)?s?\b|\blulusan\s+baru\b|\bbaru\s+lulus\b|\bfreshgrad(?:uate)?s?\b")
_HAVE = re.compile(
    rf"\b(?:pengalaman|berpengalaman|experience)\s+(?:kerja\s+)?(?:minimal\s+|min\s+)?{_YEARS.format('after')}\b"
    rf"|\b{_YEARS.format('before')}\s+(?:of\s+)?(?:pengalaman|experience)\b"
)
_NO_HOME = r"(?!\s+(?:sakit|makan|tangga|tinggal|produksi|potong|susun|duka|ibadah|mewah))"
"""After these words a house is no home: a hospital, a restaurant, a household."""
_REMOTE = re.compile(
    r"\b(?:remote|wfh|work\s+from\s+home|kerja\s+jarak\s+jauh|work\s+remotely"
    rf"|(?:(?:pe)?kerja(?:an)?\s+)?(?:online\s+)?dari\s+rumah{_NO_HOME}"
    rf"|(?:pe)?kerja(?:an)?\s+di\s+rumah{_NO_HOME}(?:\s+aja|\s+saja)?)\b"
)
_DISABILITY = re.compile(r"\b(?:(?:ramah\s+)?(?:penyandang\s+)?(?:disabilitas|difabel)|disability(?:\s+friendly)?)\b")
_AGE = re.compile(
    r"\b(?:usia|umur|age)\s*(?:maksimal|maks|max|minimal|min|di\s*atas|di\s*bawah)?\s*\d{1,2}"
    r"(?:\s*-\s*\d{1,2})?(?:\s*(?:tahun|thn|th))?\b"
)
_QUOTED_OR_SIGNED = re.compile(r'[+-]?"[^"]*"|(?<!\S)[+-]\S+')


class Conditions(msgspec.Struct, frozen=True, kw_only=True):
    """What was found, and the text without it."""

    rest: str
    experience_months: int | None = None
    fresh_graduate: bool = False
    remote: bool = False
    disability_friendly: bool = False


def find_conditions(text: str) -> Conditions:
    """Read the conditions in ``text`` (lower case). What is quoted or signed is words, never a condition.

    Ages are passed over: they are never a criterion.
    """
    kept = _QUOTED_OR_SIGNED.findall(text)
    rest = _AGE.sub(" ", written_out(_QUOTED_OR_SIGNED.sub(" ", text)))
    rest, none = _NONE.subn(" ", rest)
    rest, fresh = _FRESH.subn(" ", rest)
    having = _HAVE.search(rest)
    rest, remote = _REMOTE.subn(" ", _HAVE.sub(" ", rest))
    rest, disability = _DISABILITY.subn(" ", rest)
    return Conditions(
        rest=" ".join([*kept, rest]),
        experience_months=0 if none or fresh else _months(having) if having else None,
        fresh_graduate=bool(fresh),
        remote=bool(remote),
        disability_friendly=bool(disability),
    )


def _months(found: re.Match[str]) -> int:
    side = "after" if found["after"] else "before"
    number = int(found[side])
    return number if found[f"{side}_unit"][0] in "bm" else number * 12
