"""``padan push``: a file of vacancies through the signed partner interface."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import httpx
import typer
from rich.progress import Progress, TaskID

from local.cli.keyring import load_key
from local.cli.output import Exit, explained, fail, print_json, print_table, progress, screen
from local.cli.target import DEFAULT_DATA, AsJson, Data, Url, connected
from local.push.journal import Journal
from local.push.parts import OversizeLineError, Part, parts_of
from local.push.sending import ReceiptTimeoutError, ReceiptView, await_receipt, send
from security.signatures import SigningKey

HELP = """Pushes a file of schema.org JobPosting, one JSON document a line, and prints what was rejected and why.

Interrupted, it goes on where it stopped when it is called again with the same file.

Examples:\n
  padan push vacancies.ndjson --partner kerjacepat\n
  padan push vacancies.ndjson --partner kerjacepat --json
"""
_SHOWN = 50


def push(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="NDJSON file.")],
    partner: Annotated[str, typer.Option(help="Partner whose key signs.")],
    url: Url = None,
    data: Data = DEFAULT_DATA,
    json: AsJson = False,
) -> None:
    """Send the parts that were not sent before, wait for every receipt, report."""
    key = load_key(data, partner)
    try:
        parts = list(parts_of(file))
    except OversizeLineError as error:
        fail(str(error), Exit.USAGE)
    journal = Journal.of(data, partner, file)
    with explained(), connected(url, data) as client:
        try:
            receipts = _pushed(client, key, parts, journal)
        except ReceiptTimeoutError as error:
            fail(f"{error}; call the command again to go on waiting.", Exit.UNREACHABLE)
    journal.forget()
    _report(receipts, json)


def _pushed(client: httpx.Client, key: SigningKey, parts: list[Part], journal: Journal) -> list[ReceiptView]:
    with progress() as display:
        total = sum(part.items for part in parts)
        sending = display.add_task("sent", total=total)
        checking = display.add_task("checked", total=total)
        for part in parts:
            if journal.receipt_of(part) is None:
                journal.note(part, send(client, key, part, journal.key_of(part)))
            display.advance(sending, part.items)
        return [_checked(client, key, part, journal, display, checking) for part in parts]


def _checked(
    client: httpx.Client, key: SigningKey, part: Part, journal: Journal, display: Progress, task: TaskID
) -> ReceiptView:
    receipt = await_receipt(client, key, str(journal.receipt_of(part)))
    display.advance(task, part.items)
    return receipt


def _report(receipts: list[ReceiptView], json: bool) -> None:
    counts: Counter[str] = Counter()
    for receipt in receipts:
        counts.update(receipt.counts)
    refused = [item for receipt in receipts for item in receipt.refused]
    if json:
        told = {"receipts": [each.id for each in receipts], "total": counts.total(), "counts": dict(counts)}
        print_json({**told, "refused": refused})
        return
    print_table("pushed", ("outcome", "items"), counts.items())
    rows = [(item.external_id, item.result, item.why) for item in refused[:_SHOWN]]
    if rows:
        print_table("not published", ("id", "outcome", "why"), rows)
    if len(refused) > _SHOWN:
        screen.print(f"and {len(refused) - _SHOWN} more; every receipt lists all of its items", markup=False)
