"""Where the rows of a file come from: what is stated for all of them, and sources that single rows name."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from chalicelib.clock import SYSTEM_CLOCK, Clock, day_of
from chalicelib.reference.files import several
from chalicelib.reference.importing.grid import Draft, Grid
from chalicelib.reference.importing.problems import Problems
from chalicelib.reference.importing.sheets import Record

FACTS = ("title", "source", "licence", "retrieved")
_KEYED = re.compile(r"source\.(\w+)")
_LAWS = ("law", "basis")


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What is stated of a whole file: its title, where it comes from, on what terms, and the day it was fetched."""

    title: str = ""
    source: str = ""
    licence: str = ""
    retrieved: str = ""


class Head(msgspec.Struct, frozen=True):
    """Lines at the head of a file: what is stated, and further sources by their key."""

    facts: Facts
    sources: tuple[tuple[str, str], ...]


def stated(facts: Facts, head: Sequence[Record], problems: Problems) -> Head:
    """Return what options and the file's own head state, the options first."""
    found: dict[str, str] = {}
    sources: dict[str, str] = {}
    for record in head:
        key, _, text = record.cells[0].partition(": ")
        keyed = _KEYED.fullmatch(key)
        kind, name = (sources, keyed[1]) if keyed else (found, key)
        if (keyed is None and key not in FACTS) or name in kind:
            problems.add("bad_head", line=record.line, problem=key)
        kind[name] = " ".join(text.split())
    told = {fact: " ".join(getattr(facts, fact).split()) or found.get(fact, "") for fact in FACTS}
    return Head(Facts(**told), tuple(sources.items()))


def complete(facts: Facts, problems: Problems, clock: Clock = SYSTEM_CLOCK) -> None:
    """Note what is not stated, and a day that is none or has yet to come."""
    for fact in FACTS:
        if not getattr(facts, fact):
            problems.add("bad_fact", fact=fact, problem="wajib dinyatakan", problem_en="has to be stated")
        elif not getattr(facts, fact).isprintable():
            problems.add("bad_fact", fact=fact, problem="ada karakter tak terlihat", problem_en="has hidden characters")
    if facts.retrieved:
        try:
            late = date.fromisoformat(facts.retrieved) > day_of(clock.now())
        except ValueError:
            problems.add("bad_date", column="--retrieved", value=facts.retrieved)
            return
        if late:
            problems.add("bad_fact", fact="retrieved", problem="masih akan datang", problem_en="has yet to come")


class Origins:
    """The sources that rows name: keys in files as this project writes them, texts in all others."""

    def __init__(self, grid: Grid, head: Head, *, own: bool, telling: bool) -> None:
        """``own``: the file is written as this project writes tables; ``telling``: rows named sources before."""
        self._grid, self._own, self._source = grid, own, head.facts.source
        self._texts = dict(head.sources)
        laws = any(grid.layout.column(law) for law in _LAWS)
        self.named = grid.has("source") and (own or telling or not laws)
        """Whether rows name sources. Where they name a law instead, a download's column of sources only repeats it."""

    def keys(self, problems: Problems) -> tuple[str, ...]:
        """Return the cell of each row; notes keys that the head does not state."""
        return tuple(self._key(row, problems) for row in self._grid.rows)

    @property
    def sources(self) -> Iterator[tuple[str, str]]:
        """Yield keys and texts; of texts only after `keys`."""
        yield from self._texts.items()

    def _key(self, row: Draft, problems: Problems) -> str:
        cell = self._grid.cell(row, "source")
        if self._own:
            for key in several(cell):
                if key not in self._texts:
                    problems.add("unknown_source", line=row.line, column="source", key=row.key, value=key)
            return cell
        if not cell or cell == self._source:
            return ""
        known = next((key for key, text in self._texts.items() if text == cell), f"s{len(self._texts) + 1}")
        self._texts[known] = cell
        return known
