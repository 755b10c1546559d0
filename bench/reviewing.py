"""Many officers empty one region's queue at once: how many decisions a second, is one vacancy given twice, is one lost?

python -m bench.reviewing [--officers N] [--vacancies N]
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bench.partner_push import use
from local.emulator import Emulator
from local.resources import create_stores

_REGION = "32.73"


def main(arguments: Sequence[str] | None = None) -> int:
    """Fill the queue, let the officers work until nothing is left, and print the rates; returns 1 when it is wrong."""
    parser = argparse.ArgumentParser(prog="python -m bench.reviewing", description=__doc__)
    parser.add_argument("--officers", type=int, default=50)
    parser.add_argument("--vacancies", type=int, default=1_000)
    given = parser.parse_args(arguments)
    with _emulator():
        expected = list(_fill(given.vacancies))
        start = time.perf_counter()
        with ThreadPoolExecutor(given.officers) as pool:
            decided = Counter(key for own in pool.map(_work, range(given.officers)) for key in own)
        seconds = time.perf_counter() - start
    twice = sum(number > 1 for number in decided.values())
    lost = len(set(expected) - set(decided))
    print(f"{given.officers} officers, {given.vacancies} vacancies of one region, emulator")
    print(f"{len(decided) / seconds:.1f} taken and decided a second, in {seconds:.1f} s")
    print(f"given twice: {twice}; lost: {lost}")
    return 1 if twice or lost else 0


@contextmanager
def _emulator() -> Iterator[None]:
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        emulator = stack.enter_context(Emulator(Path(folder), save_seconds=3600))
        use(emulator)
        create_stores(emulator.url)
        yield


def _fill(count: int) -> Iterator[str]:
    from chalicelib.identifiers import derived_identifier
    from chalicelib.vacancies.model import Source, State, Vacancy, VacancyContent
    from chalicelib.vacancies.table import item_of

    now = datetime.now(UTC)
    for number in range(count):
        made = Vacancy(
            id=derived_identifier("vac", f"reviewing {number}"),
            employer_id=derived_identifier("emp", f"{number % 50}"),
            employer_name="Karya Sentosa",
            source=Source(),
            content=VacancyContent(title=f"Kasir {number}", region=_REGION),
            content_hash="",
            state=State.HELD,
            posted_at=now,
            updated_at=now,
            expires_at=now,
            waiting_since=now,
            posted_by="per_poster",
        )
        item_of(made).save()
        yield made.id


def _work(number: int) -> list[str]:
    from chalicelib import reviewing
    from chalicelib.identifiers import derived_identifier
    from chalicelib.vacancies.model import Decision, ReasonCode
    from chalicelib.vacancies.reviews import Ruling
    from security.principal import Audience, Principal

    identifier = derived_identifier("per", f"officer {number}")
    officer = Principal(id=identifier, roles=frozenset({Audience.OFFICER}), regions=(_REGION,))
    ruling = Ruling(decision=Decision.REJECT, code=ReasonCode.NO_VACANCY)
    done = []
    while (found := reviewing.take_next(officer)) is not None:
        reviewing.decide(officer, found.vacancy.id, ruling)
        done.append(found.vacancy.id)
    return done


if __name__ == "__main__":
    sys.exit(main())
