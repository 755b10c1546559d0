"""Many officers empty one region's queue at once: how many decisions a second, is one vacancy given twice, is one lost?

python -m bench.reviewing [--engine emulator|dynamodb-local] [--officers N] [--vacancies N] [--seed N]

Some officers go home in the middle, some die while they decide, some never learn that they decided: `bench.contention`.
"""

import argparse
import logging
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from local.emulator import CREDENTIALS, REGION, Emulator
from local.engines.dynamodb import DynamoDBLocal
from local.resources import client
from local.table_stores import create_tables

if TYPE_CHECKING:
    from chalicelib.vacancies.model import Vacancy
    from security.principal import Principal

_REGION = "32.73"
_START = datetime(2026, 5, 5, 3, 0, tzinfo=UTC)
ENGINES = ("emulator", "dynamodb-local")


def main(arguments: Sequence[str] | None = None) -> int:
    """Fill the queue, let the officers work until nothing is left, and print what happened; returns 1 when wrong."""
    parser = argparse.ArgumentParser(prog="python -m bench.reviewing", description=__doc__)
    parser.add_argument("--engine", choices=ENGINES, default=ENGINES[0])
    parser.add_argument("--officers", type=int, default=50)
    parser.add_argument("--vacancies", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    logging.getLogger("urllib3").setLevel(logging.ERROR)  # it warns of more threads than pooled connections
    with _engine(given.engine):
        return _run(given.engine, given.officers, given.vacancies, given.seed)


def _run(engine: str, officers: int, vacancies: int, seed: int) -> int:
    from bench.contention import run, verdict

    everything = list(_fill(vacancies))
    start = time.perf_counter()
    ledger = run([_officer(number) for number in range(officers)], everything, _START, seed)
    seconds = time.perf_counter() - start
    found = verdict(ledger, everything)
    print(f"{officers} officers, {vacancies} vacancies of one region, {engine}, seed {seed}")
    print(f"{vacancies / seconds:.1f} decided a second, in {seconds:.1f} s")
    print("; ".join(f"{what}: {number}" for what, number in sorted(ledger.happened.items())))
    print(f"with two officers: {len(found.wrong)}; not decided once: {len(found.not_once)}; lost: {len(found.lost)}")
    print("\n".join(found.wrong))
    return 0 if found.good else 1


@contextmanager
def _engine(name: str) -> Iterator[None]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        if name == ENGINES[0]:
            url = stack.enter_context(Emulator(folder, save_seconds=3600)).url
        else:
            url = stack.enter_context(DynamoDBLocal()).url
        os.environ.update(CREDENTIALS | {"AWS_ENDPOINT_URL": url, "PADAN_LOG_LEVEL": "WARNING"})
        os.environ.update({"AWS_REGION": REGION, "AWS_DEFAULT_REGION": REGION})
        import app  # noqa: F401 - all tables

        create_tables(client("dynamodb", url))
        yield


def _fill(count: int) -> Iterator[str]:
    from chalicelib.identifiers import derived_identifier
    from chalicelib.vacancies.model import Source, State, Vacancy, VacancyContent

    for number in range(count):
        made = Vacancy(
            id=derived_identifier("vac", f"reviewing {number}"),
            employer_id=derived_identifier("emp", f"{number % 50}"),
            employer_name="Karya Sentosa",
            source=Source(partner="par_bench", external_id=f"{number}"),
            content=VacancyContent(title=f"Kasir {number}", region=_REGION),
            content_hash="",
            state=State.HELD,
            posted_at=_START,
            updated_at=_START,
            expires_at=_START,
            waiting_since=_START,
            posted_by="per_poster",
        )
        _store(made)
        yield made.id


def _store(made: "Vacancy") -> None:
    from pynamodb.transactions import TransactWrite

    from chalicelib import tables
    from chalicelib.vacancies import storing, table

    def build(transaction: TransactWrite) -> None:
        transaction.save(table.item_of(made))
        storing.move_text_claim(transaction, None, made)

    tables.write(build)


def _officer(number: int) -> "Principal":
    from chalicelib.identifiers import derived_identifier
    from security.principal import Audience, Principal

    identifier = derived_identifier("per", f"officer {number}")
    return Principal(id=identifier, roles=frozenset({Audience.OFFICER}), regions=(_REGION,))


if __name__ == "__main__":
    sys.exit(main())
