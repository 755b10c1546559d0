"""Names and titles without what differs from portal to portal and says nothing."""

import functools

from search.normalise import normalise


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FORMS = _words("pt tbk cv ud pd fa firma persero perseroan terbatas perum koperasi yayasan ltd inc co corp llc")
"""Legal forms, written before or after a name, or left out."""
_ENDINGS = _words("indonesia group grup")
"""Left out at the end only: portals add and drop them."""
_HIDDEN = frozenset(
    {
        *("", "rahasia", "dirahasiakan", "perusahaan", "perusahaan rahasia", "perusahaan dirahasiakan"),
        *("perusahaan swasta", "confidential", "company confidential", "confidential company", "private advertiser"),
    }
)
"""What stands where a name is withheld."""
_NOISE = _words(
    "loker lowongan kerja dibutuhkan dicari segera urgent urgently hiring wanted needed vacancy job jobs kami butuh "
    "open opening recruitment penempatan area wilayah cabang kota kabupaten kab untuk di and dan"
)
"""What a title calls out and where, not what the work is."""
LEVELS = _words(
    "senior sr junior jr intern magang trainee lead head kepala chief manager manajer supervisor spv assistant asisten "
    "director direktur koordinator coordinator wakil deputy vice i ii iii 1 2 3"
)
"""Words that tell two jobs of one trade apart: with and without one of them, they are not the same."""


@functools.lru_cache(maxsize=65_536)
def employer_key(name: str) -> str:
    """Return the name by which spellings of one employer agree; empty when it tells nothing (a withheld name)."""
    words = [word.strip(".") for word in normalise(name).split()]
    kept = [word for word in words if word and word not in _FORMS]
    while len(kept) > 1 and kept[-1] in _ENDINGS:
        kept.pop()
    key = " ".join(kept)
    return "" if key in _HIDDEN else key


@functools.lru_cache(maxsize=65_536)
def title_words(title: str, place: str = "") -> tuple[str, ...]:
    """Return the sorted different words of a title that say what the work is, without those of ``place``.

    A title of nothing else keeps its words.
    """
    words = [word.strip(".&") or word for word in normalise(title).split()]
    here = frozenset(normalise(place).split())
    kept = {word for word in words if word not in _NOISE and word not in here}
    return tuple(sorted(kept or set(words)))
