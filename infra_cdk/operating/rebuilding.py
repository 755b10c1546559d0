"""Tasks that make anew what follows from the tables: indices, codes, counts, and days on which people are reminded."""

import sys
import time
from collections.abc import Sequence

from infra_cdk.deployment import Deployment
from infra_cdk.operating import options


def rebuild_index(deployment: Deployment, arguments: Sequence[str]) -> object:  # noqa: ARG001
    """[--force]: builds both indices anew from the tables and switches to them; the old ones answer meanwhile."""
    from chalicelib.indexing import reindex

    began = time.monotonic()
    built = reindex(_progress, force="--force" in arguments)
    return {"vacancies": built.vacancies, "candidates": built.candidates, "seconds": round(time.monotonic() - began, 2)}


def reconcile(deployment: Deployment, arguments: Sequence[str]) -> object:  # noqa: ARG001
    """[--repair]: compares tables and indices; with --repair writes what drifted."""
    from chalicelib.indexing import reconcile

    return reconcile(repair="--repair" in arguments)


def recode(deployment: Deployment, arguments: Sequence[str]) -> object:
    """[--dry-run] [--all] [--writes-per-second N] [--checkpoint FILE]: codes anew what other tables coded; goes on."""
    from chalicelib import vacancies
    from local.cli.output import progress

    parser = options.job("recode")
    parser.add_argument("--all", action="store_true", dest="every")
    wanted = parser.parse_args(arguments)
    how = vacancies.Recoding(
        dry_run=wanted.dry_run, every=wanted.every, writes_per_second=wanted.writes_per_second, workers=options.WRITERS
    )
    file = options.checkpoint(wanted, deployment, "recoding")
    with progress() as display:
        task = display.add_task("recode", total=None)
        return vacancies.recode(
            how,
            vacancies.FileCheckpoint(file),
            lambda done, total: display.update(task, completed=done, total=total),
        )


def rebuild_quality(deployment: Deployment, arguments: Sequence[str]) -> object:  # noqa: ARG001
    """: counts anew how good vacancies are, beside what is counted as it happens; goes on after a break."""
    from chalicelib import quality
    from local.cli.output import progress

    with progress() as display:
        task = display.add_task("quality", total=None)
        return quality.rebuild(lambda done, total: display.update(task, completed=done, total=total))


def place_people(deployment: Deployment, arguments: Sequence[str]) -> object:
    """[--dry-run] [--writes-per-second N] [--checkpoint FILE]: notes for everybody when to remind them; goes on."""
    from chalicelib import people
    from chalicelib.jobs import FileNote
    from local.cli.output import progress

    wanted = options.job("place-people").parse_args(arguments)
    how = people.Placing(dry_run=wanted.dry_run, writes_per_second=wanted.writes_per_second, workers=options.WRITERS)
    with progress() as display:
        task = display.add_task("place people", total=None)
        return people.place_due(
            how,
            FileNote(options.checkpoint(wanted, deployment, "placing"), people.PlacingReached),
            lambda done, total: display.update(task, completed=done, total=total),
        )


def _progress(index: str, count: int) -> None:
    sys.stderr.write(f"{index}: {count}\n")
