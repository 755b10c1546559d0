"""Taking a person out of the result of the nightly matching.

Rows have one length and stand in the order of identifiers: a person's row is blanked where it stands. What a run was
made of is taken away once it is joined (`forget_inputs`). Results that are read no more go by the bucket's own rule
within days, and a run that was in progress brings nobody back for longer than a night.
"""

import bisect

import msgspec

from chalicelib.matching.batch.blocks import digest
from chalicelib.matching.batch.joining import CONTENTS, PAGE, Contents, Sheet, sheet_name
from chalicelib.matching.batch.manifest import MANIFEST, Manifest, block_name, part_name
from chalicelib.matching.batch.rows import IDENTIFIER, ROW, fixed, plain
from chalicelib.matching.batch.runs import current_run, run_store
from chalicelib.matching.batch.store import Store

_LAST = "~"
"""Sorts after every identifier."""


def forget_person(person_id: str, root: Store | None = None) -> bool:
    """Blank a person's row in the result that is read; returns whether there was one. May be repeated."""
    place = root if root is not None else _deployed()
    name = current_run(place)
    if name is None:
        return False
    store = run_store(place, name)
    found = store.read(CONTENTS)
    return found is not None and _blanked(store, msgspec.json.decode(found, type=Contents), person_id)


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


def _blanked(store: Store, contents: Contents, person_id: str) -> bool:
    number = bisect.bisect_right([sheet.pages[0] for sheet in contents.sheets], person_id) - 1
    rows = store.read(sheet_name(number)) if number >= 0 else None
    place = _place(rows, person_id) if rows is not None else None
    if rows is None or place is None:
        return False
    # The blank stands in the contents first: a page that names nobody any more is passed over, not misread.
    after = rows[:place] + bytes(ROW) + rows[place + ROW :]
    sheet = _sheet(contents.sheets[number], after, _following(contents, number))
    successor = sheet.pages[place // (PAGE * ROW)]
    sheets = tuple(
        sheet if each == number else _renamed(kept, person_id, successor) for each, kept in enumerate(contents.sheets)
    )
    store.write(CONTENTS, msgspec.json.encode(msgspec.structs.replace(contents, sheets=sheets)))
    store.write(sheet_name(number), after)
    return True


def _place(rows: bytes, person_id: str) -> int | None:
    wanted = fixed(person_id)
    return next(
        (start for start in range(0, len(rows), ROW) if rows[start : start + IDENTIFIER] == wanted),
        None,
    )


def _following(contents: Contents, number: int) -> str:
    return contents.sheets[number + 1].pages[0] if number + 1 < len(contents.sheets) else _LAST


def _renamed(sheet: Sheet, person_id: str, successor: str) -> Sheet:
    """Return the sheet with blank pages before the person's own, which had their name, under whoever comes after."""
    pages = tuple(successor if name == person_id else name for name in sheet.pages)
    return msgspec.structs.replace(sheet, pages=pages)


def _sheet(before: Sheet, rows: bytes, following: str) -> Sheet:
    """Return the sheet with pages that begin with somebody who is there: a page of blanks with whoever comes after."""
    pages: list[str] = []
    for start in reversed(range(0, len(rows), PAGE * ROW)):
        page = rows[start : start + PAGE * ROW]
        names = (plain(page[each : each + IDENTIFIER]) for each in range(0, len(page), ROW))
        following = next((name for name in names if name), following)
        pages.append(following)
    return msgspec.structs.replace(before, digest=digest(rows), pages=tuple(reversed(pages)))
