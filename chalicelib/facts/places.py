"""Where the work is: the region behind words such as ``penempatan``, or in the title; several apart give none."""

import re
from collections.abc import Iterator, Sequence

from chalicelib.facts.model import TITLE, Fact
from chalicelib.facts.passages import fact, surest
from chalicelib.facts.places_named import Named, meant, named
from chalicelib.facts.refusals import NOT
from chalicelib.validation.reading import Passage

_PLACED, _IN_TITLE, _LIVING = 0.9, 0.88, 0.5
_REACH, _BEYOND = 110, 40
_WORK_PLACE = re.compile(
    r"\b(?:(?:lokasi|wilayah|area|tempat)? ?penempatan(?: kerja| area)?|(?:di ?|siap )?tempatkan|ditempatkan|placement"
    r"|placed|(?:ber)?lokasi(?: kerja| pekerjaan| kantor)?|tempat kerja|job location|location|located|based|kantor kami"
    r"|work(?:ing)? (?:location|place|area|venue(?: is)?)|berkantor(?! pusat)|area kerja|work(?: full)? (?:in|at)"
    r"|bekerja di|office(?! tower| ?\()|(?:full )?wfo (?:di|at|in)|on-?site (?:at|in|di)|(?:to be )?place in|base on)\b"
)
_HOME = re.compile(r"\b(?:domisili|berdomisili|domicile|domiciled?|bertempat tinggal|tinggal di|living in|reside)\b")
_ANYWHERE = re.compile(
    r"\b(?:seluruh|semua|all over|dimana saja|di mana saja|anywhere|berbagai|all area|(?:di ?)?luar"
    r"|sesuai (?:domisili|kebutuhan))\b"
)
_ALSO = re.compile(r"^\W*(?:(?:maupun|dan|atau|and|or|serta)\b.{0,25})?\b(?:diseluruh|seluruh|semua|all over)\b")
_INTERVIEW = re.compile(r"\b(?:interview|wawancara|test|tes)\W{0,4}(?:di |in )?$")
_NO_PLACE_BEFORE = re.compile(
    rf"\b(?:{NOT}|tanpa|jangan|pernah|not|never|no|kecuali|selain)"
    r"(?: (?:ada|untuk|akan|lagi|di|bisa|dapat|perlu|harus|mau|siap|bersedia|pernah|menerima|melayani|membuka|lowongan"
    r"|kerja|be|been|being|willing|to)){0,3}\W{0,2}$"
)
"""Of a place where nobody works, or where somebody once did (``pernah ditempatkan``)."""
_NOT_THERE = re.compile(
    r"\b(?:tidak|tdk|tak|bukan|belum|kecuali|selain|except|not)\b"
    r"(?! (?:jauh|lebih|terlalu|hanya|cuma|masalah|keberatan|far|only))"
)
_NO_PLACE_AFTER = re.compile(
    rf"^\W{{0,3}}(?:(?:sudah|telah|saat ini|is|are) )?(?:{NOT} (?:ada|tersedia|di ?buka|buka|di ?perlukan|di ?butuhkan)"
    r"|penuh\b|di ?tutup\b|not (?:available|open))"
)
_BREAK = re.compile(
    r"(?<!,)\n|[;!?•●▪➢✓*]|\.(?!\d)(?<!\bjl\.)(?<!\bjln\.)(?<!\bkab\.)(?<!\bkec\.)(?<!\bkel\.)(?<!\bprov\.)(?<!\bno\.)(?<!\bpt\.)"
    r"(?<!\bcv\.)(?<!\bd\.)(?<!\bi\.)(?<!\bgn\.)(?<!\bgg\.)(?<!\bkp\.)(?<!\btj\.)"
)
"""Where a clause ends; the dot of an address's abbreviations ends none, nor a lost break behind a comma."""


def place(passages: tuple[Passage, ...]) -> Fact[str] | None:
    """Return the region that is named most surely: behind words for a place of work, in the title, or of residence."""
    return surest(found for passage in passages for found in _stated(passage))


def _stated(passage: Passage) -> Iterator[Fact[str]]:
    if passage.pointer == TITLE:
        yield from _region(passage, None, 0, len(passage.lowered), _IN_TITLE)
        return
    for pattern, sure in ((_WORK_PLACE, _PLACED), (_HOME, _LIVING)):
        for match in pattern.finditer(passage.lowered):
            if not _NO_PLACE_BEFORE.search(passage.before(match.start(), 40)):
                yield from _region(passage, match.start(), match.end(), _end(passage, match.end()), sure)


def _end(passage: Passage, start: int) -> int:
    """Return where the words behind a cue end; a lost break behind a colon is none."""
    window = passage.lowered[start : start + _REACH]
    begin = len(window) - len(window.lstrip(" :\n" if window.lstrip().startswith(":") else " "))
    found = _BREAK.search(window, begin)
    return start + (found.start() if found else len(window))


def _region(passage: Passage, cue: int | None, start: int, end: int, sure: float) -> Iterator[Fact[str]]:
    words = passage.lowered[start:end]
    if ruled_out := _NOT_THERE.search(words):
        words = words[: ruled_out.start()]
    near = tuple(_together(words, named(words)))
    if not near or _ANYWHERE.search(words[: near[-1].end]):
        return
    stop = start + near[-1].end
    if _NO_PLACE_AFTER.match(passage.after(stop, _BEYOND)):
        return
    if cue is None and _INTERVIEW.search(words[: near[0].start]):
        return
    found = meant(words, near)
    if found is not None and not _ALSO.match(passage.lowered[stop : stop + _BEYOND]):
        yield fact(passage, start + near[0].start if cue is None else cue, stop, found[0], sure * found[1])


def _together(words: str, places: Iterator[Named] | Sequence[Named]) -> Iterator[Named]:
    """Yield the first place and those that are listed right behind it."""
    reached = None
    for each in places:
        if reached is not None and len(words[reached : each.start].split()) > 2:
            return
        yield each
        reached = each.end
