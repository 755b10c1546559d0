"""All parts of a run become its result: the same bytes, whatever the parts were and in whatever order they came."""

from collections.abc import Iterator

import msgspec

from chalicelib.matching.batch.blocks import digest
from chalicelib.matching.batch.errors import BatchError
from chalicelib.matching.batch.manifest import Manifest
from chalicelib.matching.batch.rows import IDENTIFIER, ROW, fixed, pack, plain, unpack
from chalicelib.matching.batch.store import Store
from chalicelib.matching.batch.working import Part, offers, part

CONTENTS, OFFERS = "results/contents.json", "results/offers.bin"
PAGE, SHEET = 250, 10_000
"""Rows that are read at once for one person, and rows of a file; a file has whole pages."""
OFFER = IDENTIFIER + 8
"""Bytes for a vacancy: its identifier and the second from which it is open no more."""


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One file of rows: its digest, and the first person of each of its pages."""

    digest: str
    people: int
    pages: tuple[str, ...]


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """The result of a run; written last, so that whoever finds it finds all."""

    made_at: int
    people: int
    codes: tuple[str, ...]
    offers: str
    sheets: tuple[Sheet, ...]


def join(store: Store, manifest: Manifest) -> Contents:
    """Write the result of a run; raises `BatchError` when a part is missing, `Damaged` when the vacancies are."""
    listed = b"".join(
        fixed(offer.demand.id) + offer.expires_at.to_bytes(8, "little") for offer in offers(store, manifest)
    )
    store.write(OFFERS, listed)
    codes = tuple(sorted({code for part in _parts(store, manifest) for code in part.codes}))
    sheets = tuple(_sheet(store, number, content) for number, content in enumerate(_cut(store, manifest, codes)))
    contents = Contents(
        made_at=manifest.made_at, people=manifest.people, codes=codes, offers=digest(listed), sheets=sheets
    )
    store.write(CONTENTS, msgspec.json.encode(contents))
    return contents


def sheet_name(number: int) -> str:
    """Return the file of a sheet of rows."""
    return f"results/rows-{number:04}.bin"


def _parts(store: Store, manifest: Manifest) -> Iterator[Part]:
    for block in manifest.blocks:
        found = part(store, manifest, block)
        if found is None:
            raise BatchError(f"part {block.number} is missing or damaged: work on it again, then join")
        yield found


def _cut(store: Store, manifest: Manifest, codes: tuple[str, ...]) -> Iterator[bytes]:
    """Yield all rows in files of the same length, written with the codes of all parts."""
    rest = b""
    for found in _parts(store, manifest):
        rest += found.rows if found.codes == codes else pack(unpack(found.rows, found.codes), codes)
        while len(rest) >= SHEET * ROW:
            yield rest[: SHEET * ROW]
            rest = rest[SHEET * ROW :]
    if rest:
        yield rest


def _sheet(store: Store, number: int, content: bytes) -> Sheet:
    store.write(sheet_name(number), content)
    starts = range(0, len(content), PAGE * ROW)
    return Sheet(
        digest=digest(content),
        people=len(content) // ROW,
        pages=tuple(plain(content[start : start + IDENTIFIER]) for start in starts),
    )
