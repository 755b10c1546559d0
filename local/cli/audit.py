"""``padan audit``: whether the audit is what was written."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from local.cli.output import Exit, explained, fail, print_json, print_table, screen
from local.cli.target import DEFAULT_DATA, AsJson, Data, Url, connected
from local.cli.waiting import follow

app = typer.Typer(help="The audit: who read or changed whose data.", no_args_is_help=True)

VERIFY_HELP = """Verifies the audit: each entry, link, object, signature and head, and the table against the chains.

Prints what is wrong, the first of it first, and ends with 1; with 0 when nothing is. Note the head that it prints down
elsewhere: given to a later run it proves that nothing of what is there now was taken off.
A copy of the archive (a folder) is verified by itself, with the public key of whoever signed it (PEM).

Examples:\n
  padan audit verify\n
  padan audit verify --from 2026-01-01T00:00:00Z --to 2026-02-01T00:00:00Z\n
  padan audit verify --copy ./audit-copy --public-key audit.pem --head 96:5f0c…
"""


@app.callback()
def group() -> None:
    """Keep ``verify`` a command of its own."""


@app.command("verify", help=VERIFY_HELP)
def verify(
    first: Annotated[str | None, typer.Option("--from", help="Entries from this time on (with a zone).")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Entries before this time.")] = None,
    head: Annotated[str | None, typer.Option(help="What an earlier run told: NUMBER:HASH.")] = None,
    copy: Annotated[Path | None, typer.Option(help="A folder with a copy of the archive.", exists=True)] = None,
    public_key: Annotated[Path | None, typer.Option(help="Public key of the copy's signer (PEM).", exists=True)] = None,
    url: Url = None,
    data: Data = DEFAULT_DATA,
    json: AsJson = False,
) -> None:
    """Have the platform verify its audit, or verify a copy here."""
    wish = {"from": _moment(first, "--from"), "to": _moment(last, "--to"), "head": _head(head)}
    wanted = {name: value for name, value in wish.items() if value is not None}
    if copy is not None:
        report = _of_copy(copy, public_key, wanted)
    else:
        with explained(), connected(url, data) as client:
            report = follow(client, "/dev/audit/verify", json=wanted)
    print_json(report) if json else _print(report)
    if report["faults"]:
        raise typer.Exit(Exit.REFUSED)


def _of_copy(folder: Path, public_key: Path | None, wanted: dict[str, str]) -> dict[str, Any]:
    from security.auditing.archive import FolderArchive
    from security.auditing.checking import Wish, verify_copy
    from security.auditing.signing import signed_by

    if public_key is None:
        fail("Name the signer's public key: --public-key FILE.", Exit.USAGE)
    try:
        signed = signed_by(public_key.read_bytes())
    except ValueError:
        fail(f"{public_key} holds no public key.", Exit.USAGE)
    wish = msgspec.convert(wanted, Wish)
    found: dict[str, Any] = msgspec.to_builtins(
        verify_copy(FolderArchive(folder), signed, span=wish.span, head=wish.head)
    )
    return found


def _moment(text: str | None, option: str) -> str | None:
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        fail(f"{option}: {text} is no time, such as 2026-01-31T00:00:00Z.", Exit.USAGE)
    if found.tzinfo is None:
        fail(f"{option}: say the zone of {text}, such as Z or +07:00.", Exit.USAGE)
    return found.isoformat()


def _head(text: str | None) -> str | None:
    number, _, digest = (text or "0:").partition(":")
    if not number.isdecimal() or (text and len(digest) != 64):
        fail("--head: it is what an earlier run told, NUMBER:HASH.", Exit.USAGE)
    return text


def _print(report: dict[str, Any]) -> None:
    screen.print(
        f"{report['manifests']} manifests, {report['segments']} segments, {report['links']} links, "
        f"{report['entries']} entries of the table."
    )
    screen.print(f"head {report['head']}", markup=False, soft_wrap=True)
    if report["faults"]:
        rows = [(each["fault"], each["where"], each["detail"]) for each in report["findings"]]
        print_table(f"{report['faults']} wrong, the first of it first", ("what", "where", "detail"), rows)
    else:
        screen.print("Nothing is wrong.")
