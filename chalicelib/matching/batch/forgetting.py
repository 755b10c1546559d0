"""Taking a person out of the result of the nightly matching.

Rows have one length and stand in the order of identifiers: a person's row is blanked where it stands, then the contents
are made to agree with the rows. Several people may be forgotten at the same moment: each step changes one file, as it
stands (`editing`). Whoever is stopped between the two steps comes again and does the second.

What a run was made of is taken away once it is joined (`forget_inputs`). Results that are read no more go by the
bucket's own rule within days, and a run that was in progress brings nobody back for longer than a night.
"""

import bisect
from collections.abc import Mapping

import msgspec

from chalicelib.matching.batch.blocks import digest
from chalicelib.matching.batch.editing import edit
from chalicelib.matching.batch.joining import CONTENTS, PAGE, Contents, Sheet, sheet_name
from chalicelib.matching.batch.manifest import MANIFEST, Manifest, block_name, part_name
from chalicelib.matching.batch.rows import IDENTIFIER, ROW, fixed, plain
from chalicelib.matching.batch.runs import current_run, run_store
from chalicelib.matching.batch.store import Store

_LAST = "~"
"""Sorts after every identifier."""


def forget_person(person_id: str, root: Store | None = None) -> bool:
    """Blank a person's row in the result that is read; returns whether anything was left of them. May be repeated.

    Raises `editing.Contended` while too many others are forgotten at the same moment.
    """
    place = root if root is not None else _deployed()
    name = current_run(place)
    if name is None:
        return False
    store = run_store(place, name)
    found = store.read(CONTENTS)
    number = _sheet_of(msgspec.json.decode(found, type=Contents), person_id) if found is not None else -1
    if number < 0:
        return False
    # The rows come first: they say what the contents are to be. A page that begins with a blank is found by the name
    # that stood there.
    blanked = edit(store, sheet_name(number), lambda rows: _blanked(rows, person_id))
    named = edit(store, CONTENTS, lambda content: _agreeing(store, number, content))
    return blanked or named


def forget_inputs(store: Store) -> None:
    """Take away people and parts of a run that was joined: nobody reads them any more. May be repeated."""
    content = store.read(MANIFEST)
    if content is None:
        return
    for block in msgspec.json.decode(content, type=Manifest).blocks:
        store.remove(block_name(block.number))
        store.remove(part_name(block.number))


def _deployed() -> Store:
    from chalicelib.matching.batch.deployed import root

    return root()


def _sheet_of(contents: Contents, person_id: str) -> int:
    """Return which sheet a person's row is in if there is one; -1 for who comes before all."""
    return bisect.bisect_right([sheet.pages[0] for sheet in contents.sheets], person_id) - 1


def _blanked(rows: bytes, person_id: str) -> bytes:
    wanted = fixed(person_id)
    for start in range(0, len(rows), ROW):
        if rows[start : start + IDENTIFIER] == wanted:
            return rows[:start] + bytes(ROW) + rows[start + ROW :]
    return rows


def _agreeing(store: Store, number: int, content: bytes) -> bytes:
    """Return the contents with a sheet's digest and pages as its rows are now.

    The rows are read after the contents: whoever changes them later comes to the contents later too.
    """
    contents = msgspec.json.decode(content, type=Contents)
    rows = store.read(sheet_name(number))
    before = contents.sheets[number]
    after = _sheet(before, rows, _following(contents, number)) if rows is not None else before
    if after == before:
        return content
    names = dict(zip(before.pages, after.pages, strict=True))
    sheets = tuple(after if each == number else _renamed(kept, names) for each, kept in enumerate(contents.sheets))
    return msgspec.json.encode(msgspec.structs.replace(contents, sheets=sheets))


def _following(contents: Contents, number: int) -> str:
    return contents.sheets[number + 1].pages[0] if number + 1 < len(contents.sheets) else _LAST


def _renamed(sheet: Sheet, names: Mapping[str, str]) -> Sheet:
    """Return the sheet with blank pages before a page that has another name now, which had its name, under that one."""
    return msgspec.structs.replace(sheet, pages=tuple(names.get(name, name) for name in sheet.pages))


def _sheet(before: Sheet, rows: bytes, following: str) -> Sheet:
    """Return the sheet with pages that begin with somebody who is there: a page of blanks with whoever comes after."""
    pages: list[str] = []
    for start in reversed(range(0, len(rows), PAGE * ROW)):
        page = rows[start : start + PAGE * ROW]
        names = (plain(page[each : each + IDENTIFIER]) for each in range(0, len(page), ROW))
        following = next((name for name in names if name), following)
        pages.append(following)
    return msgspec.structs.replace(before, digest=digest(rows), pages=tuple(reversed(pages)))
