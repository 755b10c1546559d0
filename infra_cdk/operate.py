"""Administrative tasks on a deployment: ``python -m infra_cdk.operate FILE TASK [ARGUMENT...]``.

Runs the platform's own use cases on the operator's machine, with the settings of the deployed interface and the
operator's credentials: whatever IAM lets the operator do. The index is reached from inside the network alone, so tasks
on it run in a shell there (CloudShell in the deployment's VPC).
"""

import argparse
import math
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from chalicelib.clock import SYSTEM_CLOCK
from infra_cdk.deployment import Deployment, DeploymentError, Place, Role, read_deployment

_HANDLER = "APIHandlerName"
"""Output of the platform stack: the name of the function that serves the interface."""

_WRITERS = 16
"""Items that a job stores at the same time: over the network each takes tens of milliseconds."""

Task = Callable[[Deployment, Sequence[str]], object]


def settings_of(place: Place, clients: Callable[[str], Any]) -> dict[str, str]:
    """Return the variables of the deployed interface in ``place``; ``clients`` makes those of a service there."""
    stacks = clients("cloudformation").describe_stacks(StackName=place.stack("platform"))["Stacks"]
    outputs = {output["OutputKey"]: output["OutputValue"] for output in stacks[0].get("Outputs", [])}
    found = clients("lambda").get_function_configuration(FunctionName=outputs[_HANDLER])
    variables: dict[str, str] = found["Environment"]["Variables"]
    return variables


def add_partner(deployment: Deployment, arguments: Sequence[str]) -> object:  # noqa: ARG001 - as every task
    """NAME PUBLIC_KEY_FILE: registers a partner with an ed25519 public key (PEM), or gives a known one another."""
    from chalicelib.partners.keys import add_key, add_partner

    name, file = arguments
    partner = add_partner(name)
    key = add_key(partner.id, Path(file).read_text())
    return {"partner_id": partner.id, "key_id": key.key_id}


def revoke_key(deployment: Deployment, arguments: Sequence[str]) -> object:  # noqa: ARG001
    """PARTNER_NAME KEY_ID: ends a partner's key at once."""
    from chalicelib.partners.keys import partner_named, revoke_key

    name, key = arguments
    return {"partner_id": revoke_key(partner_named(name).id, key).id, "revoked": key}


def add_feed(deployment: Deployment, arguments: Sequence[str]) -> object:
    """PARTNER_NAME URL [sitemap|lines] [MINUTES]: registers or changes the feed that is fetched of a partner."""
    from chalicelib.feeds import Feed, FeedForm, add_feed
    from chalicelib.partners.keys import partner_named

    name, url, *more = arguments
    form, minutes = (*more, *("sitemap", "60")[len(more) :])
    feed = Feed(partner_id=partner_named(name).id, url=url, form=FeedForm(form), minutes=int(minutes))
    return add_feed(feed, _operator(deployment))


def stop_feed(deployment: Deployment, arguments: Sequence[str]) -> object:
    """PARTNER_NAME: fetches the partner's feed no more; its vacancies stay."""
    from chalicelib.feeds import stop_feed
    from chalicelib.partners.keys import partner_named

    (name,) = arguments
    return stop_feed(partner_named(name).id, _operator(deployment))


def list_feeds(deployment: Deployment, arguments: Sequence[str]) -> object:  # noqa: ARG001
    """: every feed, when it was looked at last and what was wrong, and when it is looked at next."""
    from chalicelib.feeds import all_feeds

    return all_feeds()


def _operator(deployment: Deployment) -> str:
    """Return who runs this task, as AWS knows them."""
    return str(_client("sts", deployment.home_region).get_caller_identity()["Arn"])


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

    wanted = _recoding(arguments)
    how = vacancies.Recoding(
        dry_run=wanted.dry_run, every=wanted.every, writes_per_second=wanted.writes_per_second, workers=_WRITERS
    )
    file = _checkpoint(wanted, deployment, "recoding")
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

    wanted = _job("place-people").parse_args(arguments)
    how = people.Placing(dry_run=wanted.dry_run, writes_per_second=wanted.writes_per_second, workers=_WRITERS)
    with progress() as display:
        task = display.add_task("place people", total=None)
        return people.place_due(
            how,
            FileNote(_checkpoint(wanted, deployment, "placing"), people.PlacingReached),
            lambda done, total: display.update(task, completed=done, total=total),
        )


def renew_personal(deployment: Deployment, arguments: Sequence[str]) -> object:
    """[--dry-run] [--wrapped-before TIME] [--writes-per-second N] [--checkpoint FILE]: renews keys and hashes of all.

    Ends with an error when somebody's could not be renewed: then an old key or secret must stay.
    """
    from chalicelib import people
    from chalicelib.jobs import FileNote
    from local.cli.output import progress
    from security import audit

    parser = _job("renew-personal")
    parser.add_argument("--wrapped-before", type=datetime.fromisoformat, default=SYSTEM_CLOCK.now())
    wanted = parser.parse_args(arguments)
    how = people.Renewing(
        wrapped_before=wanted.wrapped_before.astimezone(UTC),
        dry_run=wanted.dry_run,
        writes_per_second=wanted.writes_per_second,
        workers=_WRITERS,
    )
    if not wanted.dry_run:
        audit.record(actor=_operator(deployment), action="renew_personal", subject="vault", purpose="key_rotation")
    note = FileNote(_checkpoint(wanted, deployment, "renewing"), people.RenewingReached)
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
    partners, keys = renew_partners(before, actor=_operator(deployment)), rewrap_others(before)
    report = {"partners": partners, "keys": keys}
    if partners.failed or keys.failed:
        raise SystemExit(msgspec.json.encode(report).decode())
    return report


def audit_verify(deployment: Deployment, arguments: Sequence[str]) -> object:  # noqa: ARG001
    """[--from TIME] [--to TIME] [--head NUMBER:HASH]: verifies the audit; ends with 1 when something is wrong."""
    from security.auditing.checking import Wish, verify_present

    parser = argparse.ArgumentParser(prog="audit-verify", allow_abbrev=False)
    for option in ("--from", "--to", "--head"):
        parser.add_argument(option)
    wanted = {name: value for name, value in vars(parser.parse_args(arguments)).items() if value is not None}
    try:
        wish = msgspec.convert(wanted, Wish)
    except msgspec.ValidationError as error:
        parser.error(str(error))
    report = verify_present(wish)
    if not report.sound:
        raise SystemExit(msgspec.json.encode(report).decode())
    return report


def breach_notice(deployment: Deployment, arguments: Sequence[str]) -> object:
    """FILE [--send] [--agency-told] [--document OUT]: tells people and the agency of a breach (runbook breach)."""
    from chalicelib import breaches
    from local.cli.output import progress

    parser = argparse.ArgumentParser(prog="breach-notice", allow_abbrev=False)
    parser.add_argument("incident", type=Path)
    parser.add_argument("--send", action="store_true")
    parser.add_argument("--agency-told", action="store_true")
    parser.add_argument("--document", type=Path)
    wanted = parser.parse_args(arguments)
    with progress() as display:
        task = display.add_task("breach notice", total=None)
        found = breaches.handle(
            wanted.incident.read_bytes(),
            actor=_operator(deployment),
            send=wanted.send,
            agency_told=wanted.agency_told,
            tell=lambda done, total: display.update(task, completed=done, total=total),
        )
    if wanted.document is not None:
        wanted.document.write_text(found.document, encoding="utf-8")
    return found


def list_breaches(deployment: Deployment, arguments: Sequence[str]) -> object:  # noqa: ARG001
    """: every breach that was declared, who has been told of it, and the hours since it was found out."""
    from chalicelib import breaches

    return breaches.standing()


def restore_contact(deployment: Deployment, arguments: Sequence[str]) -> object:
    """PERSON_ID [CONTACT_ID]: tells which contacts a person gave up lately, or gives one back (contact-objection)."""
    from chalicelib.people import former

    person_id, *chosen = arguments
    for contact_id in chosen:
        former.restore(person_id, contact_id, _operator(deployment))
    return tuple(
        {"id": each.id, "channel": each.channel, "since": each.since, "until": each.until}
        for each in former.standing(person_id)
    )


def _recoding(arguments: Sequence[str]) -> argparse.Namespace:
    parser = _job("recode")
    parser.add_argument("--all", action="store_true", dest="every")
    return parser.parse_args(arguments)


def _job(name: str) -> argparse.ArgumentParser:
    """Return what reads the options that every long job over a table has."""
    parser = argparse.ArgumentParser(prog=name, allow_abbrev=False)
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--writes-per-second", type=_rate, default=100.0)
    parser.add_argument("--checkpoint", type=Path)
    return parser


def _checkpoint(wanted: argparse.Namespace, deployment: Deployment, name: str) -> Path:
    file: Path = wanted.checkpoint or Path("build") / f"{deployment.prefix}{name}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def _rate(text: str) -> float:
    rate = float(text)
    if not 0 < rate < math.inf:
        raise ValueError
    return rate


def complete_table(deployment: Deployment, arguments: Sequence[str]) -> object:
    """TABLE: gives a restored table what its stack says and it lacks: stream, replicas, policy, tags …."""
    from infra_cdk import node

    node.use()
    from infra_cdk.assembly import synthesize
    from infra_cdk.drills.table_completing import apply, lacking
    from infra_cdk.drills.table_settings import settings_of

    (name,) = arguments
    with tempfile.TemporaryDirectory() as folder:
        settings = settings_of(synthesize(deployment, Path(folder)))[deployment.home.named(name)]
    return {"applied": apply(settings, _client), "lacking": lacking(settings, _client)}


def follow_streams(deployment: Deployment, arguments: Sequence[str]) -> object:
    """TABLE: leads the functions that followed a former stream of the table to the present one, in every place."""
    from infra_cdk.drills.following import follow

    (name,) = arguments
    regions = [deployment.home_region, *([deployment.recovery_region] if deployment.recovery == "warm" else [])]
    return {"moved": follow(deployment.home.named(name), regions, _client)}


def stop_work(deployment: Deployment, arguments: Sequence[str]) -> object:
    """[recovery]: stops interface, event sources and schedules in the home or the recovery region; nothing is lost."""
    from infra_cdk.drills.stopping import stop

    return stop(_place(deployment, arguments), _client)


def start_work(deployment: Deployment, arguments: Sequence[str]) -> object:
    """[recovery]: begins again with what the deployment file says works in the home or the recovery region."""
    from infra_cdk.drills.stopping import start

    return start(_place(deployment, arguments), _client)


def repeat_erasures(deployment: Deployment, arguments: Sequence[str]) -> object:  # noqa: ARG001
    """Erases again whoever a restored table brought back, by the tombstones of people and the audit's entries."""
    from infra_cdk.drills.erasing import repeat

    return repeat()


def _place(deployment: Deployment, arguments: Sequence[str]) -> Place:
    (role,) = arguments or [Role.HOME]
    return Place(deployment=deployment, role=Role(role))


TASKS: dict[str, Task] = {
    "add-partner": add_partner,
    "revoke-key": revoke_key,
    "add-feed": add_feed,
    "stop-feed": stop_feed,
    "list-feeds": list_feeds,
    "rebuild-index": rebuild_index,
    "reconcile": reconcile,
    "recode": recode,
    "place-people": place_people,
    "rebuild-quality": rebuild_quality,
    "renew-personal": renew_personal,
    "renew-secrets": renew_secrets,
    "audit-verify": audit_verify,
    "breach-notice": breach_notice,
    "breaches": list_breaches,
    "restore-contact": restore_contact,
    "complete-table": complete_table,
    "follow-streams": follow_streams,
    "stop-work": stop_work,
    "start-work": start_work,
    "repeat-erasures": repeat_erasures,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one task in the active place, or in the one that is named; print its result as one line of JSON."""
    tasks = " | ".join(f"{name} {task.__doc__}" for name, task in TASKS.items())
    parser = argparse.ArgumentParser(prog="python -m infra_cdk.operate", description=__doc__, epilog=tasks)
    parser.add_argument("file", type=Path, help="deployment file (TOML)")
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("--in", dest="role", choices=list(Role), type=Role, help="home or recovery; else the active")
    options, more = parser.parse_known_args(arguments)
    try:
        deployment = read_deployment(options.file)
    except DeploymentError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    prepare(deployment, options.role or deployment.active)
    _record(deployment, options.task)
    result = TASKS[options.task](deployment, more)
    sys.stdout.write(msgspec.json.encode(result).decode() + "\n")
    return 0


def _record(deployment: Deployment, task: str) -> None:
    """Have the audit say who runs which task, before it runs.

    Tasks are needed most when a region or a table is lost, and the audit with it: then it is said here, and the trail
    of the account alone keeps what the operator's role did.
    """
    from security import audit

    subject = deployment.prefix.rstrip("-")
    try:
        audit.record(actor=_operator(deployment), action=f"operate_{task}", subject=subject, purpose="operation")
    except Exception as error:
        sys.stderr.write(f"not in the audit: {type(error).__name__}: {error}\n")


def prepare(deployment: Deployment, role: Role) -> None:
    """Give this process the settings of the deployed interface."""
    place = Place(deployment=deployment, role=role)
    region = {"AWS_REGION": place.region, "AWS_DEFAULT_REGION": place.region, "POWERTOOLS_TRACE_DISABLED": "true"}
    os.environ.update(region)
    os.environ.update(settings_of(place, lambda service: _client(service, place.region)))


def _client(service: str, region: str) -> Any:  # noqa: ANN401 - boto3 makes its clients at run time
    import boto3

    return boto3.client(service, region_name=region)  # type: ignore[call-overload]


def _progress(index: str, count: int) -> None:
    sys.stderr.write(f"{index}: {count}\n")


if __name__ == "__main__":
    sys.exit(main())
