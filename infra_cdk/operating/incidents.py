"""Tasks of an incident: is the audit to be believed, who is told of a breach, and whose contact is given back."""

import argparse
from collections.abc import Sequence
from pathlib import Path

import msgspec

from infra_cdk.deployment import Deployment
from infra_cdk.operating import account


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
            actor=account.operator(deployment),
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
        former.restore(person_id, contact_id, account.operator(deployment))
    return tuple(
        {"id": each.id, "channel": each.channel, "since": each.since, "until": each.until}
        for each in former.standing(person_id)
    )
