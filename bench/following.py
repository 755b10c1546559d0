"""What comparing costs on the tables: calls of DynamoDB and time for each vacancy, on the emulator.

    python -m bench.following [--vacancies 500]

The corpus has known copies (see bench/copies.py). Its vacancies are followed in messages as the worker gets them, each
by itself, once more, and then all of them linked in one pass over empty tables.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench import copies
from bench.calls import dynamodb_calls
from bench.partner_push import use
from bench.report import figure, heading
from local.emulator import Emulator
from local.resources import create_stores

SEED, IN_A_BATCH = 7, 50
"""The worker takes five messages of ten vacancies at a time."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure each way and print what it cost; returns 1 when they do not end alike."""
    parser = argparse.ArgumentParser(prog="python -m bench.following", description=__doc__)
    parser.add_argument("--vacancies", type=int, default=500)
    given = parser.parse_args(arguments)
    with _emulator():
        heading("following", f"{given.vacancies:,} vacancies with known copies, seed {SEED}", "emulator")
        return 0 if _measured(given.vacancies) else 1


@contextmanager
def _emulator() -> Iterator[None]:
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        running = stack.enter_context(Emulator(Path(folder), save_seconds=3600))
        use(running)
        create_stores(running.url)
        yield


def _measured(count: int) -> bool:
    from chalicelib import duplicates

    names = list(_stored(count))
    parts = [names[start : start + IN_A_BATCH] for start in range(0, count, IN_A_BATCH)]
    _report("in batches", count, lambda: [duplicates.follow_many(part) for part in parts])
    _report("in batches, again", count, lambda: [duplicates.follow_many(part) for part in parts])
    followed = _links(names)
    _emptied()
    _report("each by itself", count, lambda: _by_itself(names))
    alone = _links(names)
    _emptied()
    _report("all in one pass", count, duplicates.run)
    return followed == alone == _links(names)


def _by_itself(names: Iterable[str]) -> None:
    from chalicelib import duplicates

    for name in names:
        duplicates.follow(name)


def _stored(count: int) -> Iterator[str]:
    """Store the corpus; yield identifiers."""
    from chalicelib.vacancies.table import item_of

    for each in copies.corpus(count, SEED):
        item_of(each.vacancy).save()
        yield each.vacancy.id


def _links(names: Iterable[str]) -> dict[str, str | None]:
    from chalicelib import vacancies

    return {name: each.canonical_id for name, each in vacancies.get_many(names).items()}


def _emptied() -> None:
    """Forget everything about duplicates; vacancies keep their links until they are told others."""
    from chalicelib.duplicates.table import BlockItem, EntryItem

    for model in (EntryItem, BlockItem):
        with model.batch_write() as batch:
            for item in model.scan():
                batch.delete(item)


def _report(name: str, count: int, work: Callable[[], object]) -> None:
    with dynamodb_calls() as found:
        started = time.perf_counter()
        work()
        seconds = time.perf_counter() - started
    kinds = ", ".join(f"{kind} {number / count:.2f}" for kind, number in found.most_common())
    figure(f"{name}: calls", found.total() / count, "each", kinds)
    figure(f"{name}: time", seconds / count * 1000, "ms each")


if __name__ == "__main__":
    sys.exit(main())
