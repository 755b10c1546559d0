"""The tables of figures, in Markdown, between two marks of a page whose other words are written by hand."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from bench.relevance.measuring import Answered, Row, of_family, rows
from bench.relevance.metrics import Interval
from bench.relevance.model import TUNE, Family
from bench.relevance.overlap import agreement

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
PARTS = {True: "tune part", False: "test part"}
_AGREED = ("part", "queries", "mean overlap", "least", "same lists", "overlap under 0.9")
_HEAD = ("way of searching", "nDCG@10", "gain", "MRR", "recall@50", "nothing found")


class Measured(msgspec.Struct, frozen=True):
    """All answers of one engine on one part."""

    engine: str
    part: int
    answers: Sequence[Answered]

    @property
    def title(self) -> str:
        """The engine and the part."""
        return f"{self.engine}, {PARTS[self.part == TUNE]}"


def replaced(page: Path, figures: str) -> str:
    """Return ``page`` with ``figures`` between its marks. Raises ValueError when a mark is missing."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, mark, after = rest.partition(END)
    if not mark:
        raise ValueError(f"{page} has no place for figures: {BEGIN} … {END}")
    return f"{before}{BEGIN}\n{figures.strip()}\n{END}{after}"


def figures(corpus: str, measured: Sequence[Measured]) -> str:
    """Return the tables: of each engine and part all steps, then nDCG@10 of each step by family."""
    parts = [corpus]
    for each in measured:
        parts.append(f"### {each.title}: {len({answer.asked for answer in each.answers})} queries")
        parts.append(table(_HEAD, [_cells(row) for row in rows(each.answers)]))
        parts.append(f"nDCG@10 by kind of query, {each.title}:")
        parts.append(table(*_by_family(each.answers)))
    parts.append(agreements(measured))
    return "\n\n".join(parts)


def agreements(measured: Sequence[Measured]) -> str:
    """Return the table of how far the engines agree on each part; nothing where only one was measured."""
    body = list[Sequence[str]]()
    for part in dict.fromkeys(each.part for each in measured):
        own = [each.answers for each in measured if each.part == part]
        found = agreement(own[0], own[1]) if len(own) > 1 else None
        if found is not None:
            told = (f"{found.mean:.4f}", f"{found.least:.3f}", f"{found.same:.1%}", f"{found.unlike:.1%}")
            body.append((PARTS[part == TUNE], str(found.queries), *told))
    return "\n\n".join(("### Agreement of the engines", table(_AGREED, body))) if body else ""


def table(head: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = (head, ["---"] * len(head), *body)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cells(row: Row) -> tuple[str, ...]:
    told = [_told(row.metrics[name]) for name in ("ndcg", "reciprocal", "recall")]
    gained = f"{row.gained.mean:+.3f} ({row.gained.low:+.3f} … {row.gained.high:+.3f})" if row.gained else ""
    zero = row.metrics["zero"]
    return (row.way, told[0], gained, *told[1:], f"{zero.mean:.1%} ({zero.low:.1%} … {zero.high:.1%})")


def _told(figure: Interval) -> str:
    return f"{figure.mean:.3f} ({figure.low:.3f} … {figure.high:.3f})"


def _by_family(found: Sequence[Answered]) -> tuple[Sequence[str], list[list[str]]]:
    columns = {family: of_family(found, family) for family in Family}
    asked = {family: own for family, own in columns.items() if own}
    head = ["way of searching", *(f"{family} ({len({each.asked for each in own})})" for family, own in asked.items())]
    measured = [rows(own) for own in asked.values()]
    return head, [[lines[0].way, *_means(lines)] for lines in zip(*measured, strict=True)]


def _means(lines: Sequence[Row]) -> Iterator[str]:
    for row in lines:
        yield f"{row.metrics['ndcg'].mean:.3f}, {row.metrics['zero'].mean:.0%} empty"
