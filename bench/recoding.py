"""Recode invented vacancies in the emulator's table: how many a second are stored, tried, and found current?

python -m bench.recoding [--vacancies N]
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.partner_push import use
from local.emulator import Emulator
from local.resources import create_stores
from local.seed.vacancies import SampleVacancy, sample_vacancies

_NOW = datetime(2026, 5, 4, tzinfo=UTC)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fill the table with vacancies that other tables coded, recode it three times, and print the rates."""
    parser = argparse.ArgumentParser(prog="python -m bench.recoding", description=__doc__)
    parser.add_argument("--vacancies", type=int, default=5_000)
    count = parser.parse_args(arguments).vacancies
    with tempfile.TemporaryDirectory() as folder, Emulator(Path(folder), save_seconds=3600) as emulator:
        use(emulator)
        create_stores(emulator.url)
        _fill(sample_vacancies(count))
        _measure()
    return 0


def _fill(samples: Iterator[SampleVacancy]) -> None:
    from chalicelib.identifiers import derived_identifier
    from chalicelib.vacancies.model import Source, State, Stated, Vacancy, VacancyContent
    from chalicelib.vacancies.table import item_of

    for sample in samples:
        content = VacancyContent(title=sample.title, description=sample.description, region=sample.region)
        vacancy = Vacancy(
            id=derived_identifier("vac", f"recoding {sample.number}"),
            employer_id=derived_identifier("emp", sample.employer),
            employer_name=sample.employer,
            source=Source(),
            content=content,
            content_hash="",
            state=State.PUBLISHED,
            posted_at=_NOW,
            updated_at=_NOW,
            expires_at=_NOW,
            stated=Stated(),
        )
        item_of(vacancy).save()


def _measure() -> None:
    from chalicelib.vacancies import Recoding, recode

    recode(Recoding(dry_run=True, page=100))
    for name, how in (("dry run", Recoding(dry_run=True)), ("recoded", Recoding()), ("found current", Recoding())):
        report = recode(how)
        counts = {each: getattr(report, each) for each in ("seen", "written", "coded", "same", "current", "failed")}
        sys.stdout.write(f"{name}: {report.rate:,.0f} vacancies a second ({report.seconds:.1f} s), {counts}\n")


if __name__ == "__main__":
    sys.exit(main())
