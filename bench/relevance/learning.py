"""Learns the weights of the text score on the tune part, and says what that is worth on employers not learned from.

    python -m bench.relevance.learning [FOLDER] [--queries 40] [--passes 2] [--seed 7] [--date 2026-11-22] [--write]

The test part is never read. Employers of the tune part are dealt into three folds. First each fold is left out once:
weights are learned on the other two and measured on it. Then they are learned on all three, and with ``--write`` that
is what ``search/weights.tsv`` states from then on. Freshness, completeness, exposure, distance and the lot are chosen
and not learned: nothing in the judgements says how much they matter. Nor are weights that few queries feel, as those of
slips and employers (docs/ranking.md).
"""

import argparse
import csv
import io
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from bench.cleaning import end_like_ctrl_c
from bench.relevance import corpus
from bench.relevance.folds import COUNT, folds, measuring
from bench.relevance.metrics import Interval, interval
from bench.relevance.tuning import Bounds, Learned, Measure, differences, learned
from bench.relevance.ways import START
from bench.report import machine
from chalicelib.clock import SYSTEM_CLOCK
from search.weights import TABLE, Stated, stated

_SOURCE = "learned: python -m bench.relevance.learning, tune part, seed {}, {}"
_STAYED = "chosen, and no other value was surely better: python -m bench.relevance.learning, tune part, seed {}, {}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn; without the data nothing is learned, and the reason is said."""
    given = _parser().parse_args(arguments)
    end_like_ctrl_c()
    if not given.folder.is_dir():
        print(f"left out: {corpus.ABSENT.format(given.folder)}")
        return 0
    corpus.let_pages_be_signed()
    print(f"machine: {machine()}")
    bounds = {row.name: Bounds(row.lowest, row.highest) for row in stated() if row.name in START}
    with folds(corpus.filed(given.folder), corpus.ticked(given.folder), given.queries) as every:
        measure = measuring(every)
        print(f"queries by fold: {', '.join(str(len(fold)) for fold in measure(START))}")
        _tell_held_out(bounds, measure, given.seed, given.passes)
        final = learned(START, bounds, measure, range(COUNT), given.seed, given.passes)
        _tell(final, _gained(START, final.settings, measure, range(COUNT)))
    if given.write:
        rows = restated(stated(given.write), final.settings, given.seed, given.date)
        given.write.write_text(written(rows), encoding="utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.relevance.learning", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=corpus.FOLDER)
    parser.add_argument("--queries", type=int, default=40, help="at most so many of each kind and fold")
    parser.add_argument("--passes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--date", default=SYSTEM_CLOCK.now().date().isoformat())
    parser.add_argument("--write", type=Path, nargs="?", const=TABLE, metavar="TABLE")
    return parser


def _tell_held_out(bounds: Mapping[str, Bounds], measure: Measure, seed: int, passes: int) -> None:
    """Say what is learned without each fold, and what that is worth on it."""
    gains: list[float] = []
    for fold in range(COUNT):
        without = learned(START, bounds, measure, [each for each in range(COUNT) if each != fold], seed, passes)
        own = differences(measure(START)[fold], measure(without.settings)[fold])
        print(f"learned without fold {fold}, on it: {_range(interval(own))} by {_changed(without)}")
        gains.extend(own)
    print(f"on employers not learned from: {_range(interval(gains))} nDCG@10 over {len(gains)} queries")


def _tell(final: Learned, gained: Interval) -> None:
    for change in final.kept:
        print(f"  {change.name}: {change.before:g} -> {change.after:g}, {_range(change.gained)}")
    print(f"learned on all folds: {_range(gained)} nDCG@10 (of what it was learned on)")


def _gained(start: Mapping[str, float], end: Mapping[str, float], measure: Measure, over: Sequence[int]) -> Interval:
    before, after = measure(start), measure(end)
    return interval([each for fold in over for each in differences(before[fold], after[fold])])


def _changed(found: Learned) -> str:
    changed = {name: value for name, value in found.settings.items() if value != START[name]}
    return ", ".join(f"{name} {value:g}" for name, value in sorted(changed.items())) or "nothing"


def _range(found: Interval) -> str:
    return f"{found.mean:+.4f} ({found.low:+.4f} … {found.high:+.4f})"


def restated(rows: Sequence[Stated], settings: Mapping[str, float], seed: int, date: str) -> list[Stated]:
    """Return the rows of the table with what was learned.

    A weight that no other value was surely better for stays as the table has it, also where that is not what learning
    began with: it may have been chosen for a reason that the judgements do not see.
    """
    return [_restated(row, settings[row.name], seed, date) if row.name in settings else row for row in rows]


def _restated(row: Stated, value: float, seed: int, date: str) -> Stated:
    if value != START[row.name]:
        return msgspec.structs.replace(row, value=value, source=_SOURCE.format(seed, date))
    return msgspec.structs.replace(row, source=_STAYED.format(seed, date)) if row.value == value else row


def written(rows: Sequence[Stated]) -> str:
    """Return the table of ``rows`` as its file says it."""
    made = io.StringIO()
    writer = csv.writer(made, delimiter="\t", quoting=csv.QUOTE_NONE, lineterminator="\n")
    writer.writerow(Stated.__struct_fields__)
    for row in rows:
        writer.writerow((row.name, *(f"{number:g}" for number in (row.value, row.lowest, row.highest)), row.source))
    return made.getvalue()


if __name__ == "__main__":
    sys.exit(main())
