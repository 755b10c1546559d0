"""How well search finds what is meant, on real vacancies, step by step.

    python -m bench.relevance [--part tune|test|both] [--engine embedded|opensearch|both] [--queries 150]
                              [--write docs/relevance.md] [--worst 20]

Queries, judgements and figures: docs/relevance.md. ``--worst`` shows queries of the tune part that find least; those of
the test part are never shown, so that nothing is mended on them.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.cleaning import end_like_ctrl_c
from bench.relevance import corpus
from bench.relevance.engines import EMBEDDED, Engine, engines, searchable
from bench.relevance.families import about_skills, about_work
from bench.relevance.measuring import Answered, answered
from bench.relevance.model import TEST, TUNE, Posting
from bench.relevance.page import Measured, figures, replaced
from bench.report import machine

_PARTS = {"tune": (TUNE,), "test": (TEST,), "both": (TUNE, TEST)}
_ENGINES = {"embedded": ("embedded",), "opensearch": ("opensearch",), "both": ("embedded", "opensearch")}
_CORPUS = (
    "{} vacancies that a portal filed under {} sub-classes (March to April 2024) and {} whose employers ticked skills "
    "(2018); {} of them in the tune part."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; without the data nothing is measured, and the reason is said."""
    given = _parser().parse_args(arguments)
    end_like_ctrl_c()
    if not given.folder.is_dir():
        print(f"left out: {corpus.ABSENT.format(given.folder)}")
        return 0
    print(f"machine: {machine()}")
    corpus.let_pages_be_signed()
    filed, ticked = corpus.filed(given.folder), corpus.ticked(given.folder)
    with engines(_ENGINES[given.engine]) as found:
        measured = [
            Measured(engine.name, part, _answers(engine, part, filed, ticked, given.queries))
            for engine in found
            for part in _PARTS[given.part]
        ]
    told = figures(_named(filed, ticked), measured)
    print(told)
    if given.write:
        given.write.write_text(replaced(given.write, told), encoding="utf-8")
    _print_worst([each for each in measured if each.part == TUNE and each.engine == EMBEDDED.name], given.worst)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.relevance", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=corpus.FOLDER)
    parser.add_argument("--part", choices=sorted(_PARTS), default="both")
    parser.add_argument("--engine", choices=sorted(_ENGINES), default="both")
    parser.add_argument("--queries", type=int, default=150, help="at most so many of each kind and part")
    parser.add_argument("--write", type=Path, metavar="PAGE")
    parser.add_argument("--worst", type=int, default=0, metavar="N")
    return parser


def _answers(
    engine: Engine, part: int, filed: Sequence[Posting], ticked: Sequence[Posting], most: int
) -> list[Answered]:
    found: list[Answered] = []
    for name, postings, ask in (("filed", filed, about_work), ("ticked", ticked, about_skills)):
        own = [posting for posting in postings if posting.part == part]
        with searchable(engine, f"relevance-{name}-{part}", own) as ways:
            found.extend(answered(ways, ask(own, part, most), own))
    return found


def _named(filed: Sequence[Posting], ticked: Sequence[Posting]) -> str:
    sorts = len({posting.sort for posting in filed})
    tuned = sum(posting.part == TUNE for posting in (*filed, *ticked))
    return _CORPUS.format(f"{len(filed):,}", sorts, f"{len(ticked):,}", f"{tuned:,}")


def _print_worst(measured: Sequence[Measured], count: int) -> None:
    for each in measured if count else ():
        last = each.answers[-1].way if each.answers else ""
        final = [answer for answer in each.answers if answer.way == last]
        for answer in sorted(final, key=lambda answer: answer.scores.ndcg)[:count]:
            print(f"{answer.scores.ndcg:.2f} {answer.scores.recall:.2f} {answer.asked.family:14} {answer.asked.words}")


if __name__ == "__main__":
    sys.exit(main())
