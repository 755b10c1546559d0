"""What a run is made of. Whoever works on a part of it needs nothing else to know that the part is of this run."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from chalicelib.matching.batch.blocks import Offer, digest, encode_offers, encode_people
from chalicelib.matching.batch.errors import BatchError
from chalicelib.matching.batch.store import Store
from chalicelib.matching.model import Seeker

MANIFEST, MARKET = "manifest.json", "market.bin"
PEOPLE = 4_000
"""People of a part: half a minute of work, so that little is lost with a part that is broken off."""


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """One part's people: where they are in the order of identifiers, and the digest of their file."""

    number: int
    people: int
    digest: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """One run: its vacancies and people by digest, the formula and the reference tables that it is made with."""

    made_at: int
    vacancies: int
    market: str
    formula: str
    tables: str
    blocks: tuple[Block, ...]

    @property
    def run(self) -> str:
        """The digest of all of it: parts of two runs are never taken for one another."""
        return digest(msgspec.json.encode(self))

    @property
    def people(self) -> int:
        """How many people there are in all blocks."""
        return sum(block.people for block in self.blocks)


def block_name(number: int) -> str:
    """Return the file of a block of people."""
    return f"people/{number:05}.bin"


def part_name(number: int) -> str:
    """Return the file of a part's results."""
    return f"parts/{number:05}.bin"


def formula() -> str:
    """Return the digest of the code that scores and of its tables: after any change no earlier part is used."""
    import chalicelib.matching

    folder = Path(str(chalicelib.matching.__file__)).parent
    return _digest_of(folder, [*folder.glob("*.py"), *(folder / "data").rglob("*.*")])


def tables() -> str:
    """Return the digest of the reference tables."""
    import chalicelib.reference

    folder = Path(str(chalicelib.reference.__file__)).parent / "data"
    return _digest_of(folder, folder.rglob("*.tsv"))


def prepare(
    store: Store, offers: Iterable[Offer], people: Iterable[Seeker], made_at: int, size: int = PEOPLE
) -> Manifest:
    """Write vacancies and people, who come by identifier, in blocks of ``size``, and at last the manifest.

    Raises `BatchError` for people who are out of order.
    """
    listed = list(offers)
    market = encode_offers(listed)
    store.write(MARKET, market)
    manifest = Manifest(
        made_at=made_at,
        vacancies=len(listed),
        market=digest(market),
        formula=formula(),
        tables=tables(),
        blocks=tuple(_blocks(store, people, size)),
    )
    store.write(MANIFEST, msgspec.json.encode(manifest))
    return manifest


def opened(store: Store) -> Manifest:
    """Return what the run in ``store`` is made of.

    Raises `BatchError` without one, and when formula or reference tables have changed since.
    """
    content = store.read(MANIFEST)
    if content is None:
        raise BatchError("there is no run here: its vacancies and people have not been written to the end")
    manifest = msgspec.json.decode(content, type=Manifest)
    if (manifest.formula, manifest.tables) != (formula(), tables()):
        raise BatchError("formula or reference tables have changed since the run was prepared: prepare it anew")
    return manifest


def _blocks(store: Store, people: Iterable[Seeker], size: int) -> Iterable[Block]:
    block: list[Seeker] = []
    last, number = "", 0
    for seeker in people:
        if seeker.id <= last:
            raise BatchError(f"{seeker.id} does not come after {last}")
        last = seeker.id
        block.append(seeker)
        if len(block) == size:
            yield _write(store, number, block)
            block, number = [], number + 1
    if block:
        yield _write(store, number, block)


def _write(store: Store, number: int, block: list[Seeker]) -> Block:
    content = encode_people(block)
    store.write(block_name(number), content)
    return Block(number=number, people=len(block), digest=digest(content))


def _digest_of(folder: Path, files: Iterable[Path]) -> str:
    named = ((path.relative_to(folder).as_posix().encode(), path.read_bytes()) for path in sorted(files))
    return digest(b"".join(name + b"\0" + digest(content).encode() for name, content in named))
