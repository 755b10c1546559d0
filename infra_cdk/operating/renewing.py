"""Tasks that renew what keeps secrets: the keys and hashes of people's data, and what is no person's."""

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec

from chalicelib.clock import SYSTEM_CLOCK
from infra_cdk.deployment import Deployment
from infra_cdk.operating import account, options


def renew_personal(deployment: Deployment, arguments: Sequence[str]) -> object:
    """[--dry-run] [--wrapped-before TIME] [--writes-per-second N] [--checkpoint FILE]: renews keys and hashes of all.

    Ends with an error when somebody's could not be renewed: then an old key or secret must stay.
    """
    from chalicelib import people
    from chalicelib.jobs import FileNote
    from local.cli.output import progress
    from security import audit

    parser = options.job("renew-personal")
    parser.add_argument("--wrapped-before", type=datetime.fromisoformat, default=SYSTEM_CLOCK.now())
    wanted = parser.parse_args(arguments)
    how = people.Renewing(
        wrapped_before=wanted.wrapped_before.astimezone(UTC),
        dry_run=wanted.dry_run,
        writes_per_second=wanted.writes_per_second,
        workers=options.WRITERS,
    )
    if not wanted.dry_run:
        audit.record(
            actor=account.operator(deployment), action="renew_personal", subject="vault", purpose="key_rotation"
        )
    note = FileNote(options.checkpoint(wanted, deployment, "renewing"), people.RenewingReached)
    with progress() as display:
        task = display.add_task("renew", total=None)
        report = people.renew(how, note, lambda done, total: display.update(task, completed=done, total=total))
    if report.failed:
        raise SystemExit(msgspec.json.encode(report).decode())
    return report


def renew_secrets(deployment: Deployment, arguments: Sequence[str]) -> object:
    """[--wrapped-before TIME]: wraps anew what is no person's: keys of reports' words, secrets of partners.

    Ends with an error when something could not be renewed: then an old key must stay.
    """
    from chalicelib.partners.renewing import renew_secrets as renew_partners
    from security.rewrapping import rewrap_others

    parser = argparse.ArgumentParser(prog="renew-secrets", allow_abbrev=False)
    parser.add_argument("--wrapped-before", type=datetime.fromisoformat, default=SYSTEM_CLOCK.now())
    before = parser.parse_args(arguments).wrapped_before.astimezone(UTC)
    partners, keys = renew_partners(before, actor=account.operator(deployment)), rewrap_others(before)
    report = {"partners": partners, "keys": keys}
    if partners.failed or keys.failed:
        raise SystemExit(msgspec.json.encode(report).decode())
    return report
