"""One part of a run: its people matched with all vacancies, written at once, and checked before it is used."""

from collections.abc import Mapping

import msgspec

from chalicelib.matching.batch.blocks import Offer, decode_offers, decode_people, digest
from chalicelib.matching.batch.errors import Damaged
from chalicelib.matching.batch.manifest import MARKET, Block, Manifest, block_name, part_name
from chalicelib.matching.batch.market import Market
from chalicelib.matching.batch.rows import ROW, codes_in, pack, row_of
from chalicelib.matching.batch.store import Store
from chalicelib.matching.world import KNOWLEDGE

_HEAD_ENDS = b"\n"


class _Head(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The first line of a part: whose it is, the codes of its rows, and the digest of codes and rows."""

    run: str
    number: int
    codes: tuple[str, ...]
    digest: str


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part's rows, and the codes that they are written with."""

    codes: tuple[str, ...]
    rows: bytes


class Bench(msgspec.Struct, frozen=True):
    """What all parts need: the vacancies laid out, and their numbers."""

    market: Market
    numbers: Mapping[str, int]


def bench(store: Store, manifest: Manifest) -> Bench:
    """Lay the vacancies of a run out; raises `Damaged`."""
    listed = offers(store, manifest)
    numbers = {offer.demand.id: number for number, offer in enumerate(listed)}
    return Bench(Market((offer.demand for offer in listed), KNOWLEDGE), numbers)


def offers(store: Store, manifest: Manifest) -> list[Offer]:
    """Return the vacancies of a run by number; raises `Damaged`."""
    return decode_offers(_checked(store, MARKET, manifest.market))


def work(store: Store, manifest: Manifest, number: int, prepared: Bench | None = None) -> None:
    """Match the people of one part and write it, whatever stood there; raises `Damaged` when they are not whole."""
    block = manifest.blocks[number]
    people = decode_people(_checked(store, block_name(number), block.digest))
    ready = prepared or bench(store, manifest)
    found = [row_of(seeker.id, ready.market.best(seeker), ready.numbers) for seeker in people]
    codes = codes_in(found)
    rows = pack(found, codes)
    head = _Head(run=manifest.run, number=number, codes=codes, digest=_digest(codes, rows))
    store.write(part_name(number), msgspec.json.encode(head) + _HEAD_ENDS + rows)


def part(store: Store, manifest: Manifest, block: Block) -> Part | None:
    """Return a part; nothing when it is not there, of another run or not as it was written."""
    content = store.read(part_name(block.number))
    if content is None:
        return None
    line, _, rows = content.partition(_HEAD_ENDS)
    try:
        head = msgspec.json.decode(line, type=_Head)
    except msgspec.DecodeError:
        return None
    expected = _Head(run=manifest.run, number=block.number, codes=head.codes, digest=_digest(head.codes, rows))
    return Part(codes=head.codes, rows=rows) if head == expected and len(rows) == block.people * ROW else None


def missing(store: Store, manifest: Manifest) -> list[int]:
    """Return the numbers of the parts that are still to be worked on."""
    return [block.number for block in manifest.blocks if part(store, manifest, block) is None]


def _digest(codes: tuple[str, ...], rows: bytes) -> str:
    return digest(msgspec.json.encode(codes) + rows)


def _checked(store: Store, name: str, expected: str) -> bytes:
    content = store.read(name)
    if content is None or digest(content) != expected:
        raise Damaged(f"{name} is not what the run was prepared with: prepare it anew")
    return content
