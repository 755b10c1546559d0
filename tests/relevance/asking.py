"""Queries for a world: of its own titles, places, amounts and signs, as people combine them."""

import unicodedata
from functools import lru_cache

from hypothesis import strategies as st

from search.document import Coordinates
from search.normalise import normalise
from search.request import Criteria, Near
from tests.relevance.placed import World
from tests.relevance.worlds import DAY, PLACES, SKILLS, TYPES

WHERE = ("bekasi", "jakarta selatan", "bandung", "depok", "jawa barat", "surabaya")
PAY = ("gaji 4jt", "gaji 5 juta", "Rp6.000.000", "3-5jt")
OTHER = ("remote", "magang", "fresh graduate", "lulusan sma", "tanpa pengalaman", "excel", "python", "mewah", "kilat")
AMOUNTS = (2_000_000, 4_000_000, 5_000_000, 8_000_000, 12_000_000)
CENTRES = (Coordinates(-6.2, 106.8), Coordinates(-6.9, 107.6), Coordinates(-7.3, 112.7))


@lru_cache
def titles(world: World) -> tuple[str, ...]:
    """Return the titles of a world without signs, each once."""
    return tuple(sorted({" ".join(_letters(each.title)) for each in world.documents} - {""}))


@lru_cache
def title_words(world: World) -> tuple[str, ...]:
    """Return the longer words of titles, each once."""
    return tuple(sorted({word for title in titles(world) for word in title.split() if len(word) > 3}))


def _letters(text: str) -> list[str]:
    return [word for word in normalise(text).split() if word.isascii() and word.isalpha()]


def phrases(world: World) -> st.SearchStrategy[str]:
    """Draw one thing to ask for."""
    known = st.sampled_from(titles(world)) | st.sampled_from(title_words(world))
    return known | known | st.sampled_from((*WHERE, *OTHER))


def queries(world: World) -> st.SearchStrategy[str]:
    """Draw a query of one to four things, with places, pay and signs."""
    signed = st.builds("{}{}".format, st.sampled_from(("+", "-")), st.sampled_from(title_words(world)))
    quoted = st.builds('"{}"'.format, st.sampled_from(titles(world)))
    pieces = phrases(world) | phrases(world) | signed | quoted | st.sampled_from(PAY)
    return st.lists(pieces, min_size=1, max_size=4).map(" ".join)


def criteria(world: World) -> st.SearchStrategy[Criteria]:
    """Draw choices of the fields that a searcher can choose by."""
    codes = tuple(sorted({each.occupation for each in world.documents if each.occupation}))
    employers = tuple(sorted({each.employer_id for each in world.documents}))
    return st.builds(
        Criteria,
        occupations=_few((*codes, *{code[:2] for code in codes})),
        skills=_few(SKILLS),
        regions=_few((*PLACES, "31", "32", "35")),
        near=st.none() | st.none() | st.builds(Near, st.sampled_from(CENTRES), st.sampled_from((5.0, 25.0, 200.0))),
        salary_minimum=_maybe(AMOUNTS),
        employment_types=_few(tuple(kind for kind in TYPES if kind)),
        education_rank=_maybe((0, 1, 3, 7)),
        experience_months=_maybe((0, 12, 36)),
        remote=_maybe((True, False)),
        disability_friendly=_maybe((True, False)),
        fresh_graduate=_maybe((True, False)),
        posted_since=_maybe(tuple(world.now - days * DAY for days in (3, 14, 60))),
        sources=_few(("padan", "contoh")),
        employers=_few(employers),
    )


def _few(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    some = st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True).map(tuple)
    return st.just(()) | st.just(()) | st.just(()) | st.just(()) | some


def _maybe(values: tuple[object, ...]) -> st.SearchStrategy[object]:
    return st.none() | st.none() | st.none() | st.none() | st.sampled_from(values)


def otherwise_written() -> st.SearchStrategy["Writing"]:
    """Draw another way to write the same letters."""
    return st.sampled_from(WRITINGS)


class Writing:
    """One way to write the same letters; its name is shown when a relation fails."""

    def __init__(self, name: str) -> None:
        """Write as ``name`` says."""
        self.name = name

    def __call__(self, text: str) -> str:
        """Return ``text`` written so."""
        match self.name:
            case "capitals":
                return text.upper()
            case "blanks":
                return f"  {text.replace(' ', '   ')}\t"
            case "hard blanks":
                return text.replace(" ", "\u00a0")
            case "wide":
                return "".join(chr(ord(sign) + 0xFEE0) if "a" <= sign <= "z" else sign for sign in text)
            case "apart":
                return unicodedata.normalize("NFD", _marked(text))
            case _:
                return unicodedata.normalize("NFC", _marked(text))

    def __repr__(self) -> str:
        """Return the name."""
        return self.name


WRITINGS = tuple(map(Writing, ("capitals", "blanks", "hard blanks", "wide", "apart", "together")))


def _marked(text: str) -> str:
    return text.replace("a", "\u00e1").replace("e", "\u00e9")
