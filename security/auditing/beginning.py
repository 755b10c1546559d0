"""Where an archive begins: objects end with their term, the oldest first, and what follows still has to be believed.

The last manifest that is older than the term is the beginning. It is signed and says where every chain ended, so that
whatever follows is held to it; what lies before it is over, whether its bucket has taken it away already or not.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec

from security.audit_model import KEPT
from security.auditing.archive import Archive
from security.auditing.chain import Head
from security.auditing.manifest import SEGMENTS, Export, Manifest, Signed, name_of

_SEGMENT = re.compile(rf"{SEGMENTS}(?P<chain>[0-9a-f]+)/[0-9]{{12}}-(?P<last>[0-9]{{12}})\.ndjson")


class Beginning(msgspec.Struct, frozen=True, kw_only=True):
    """The manifest with which a verification begins; ``None``: nothing is over, and it begins with the first."""

    manifest: Manifest | None = None

    @property
    def number(self) -> int:
        """The manifest's number."""
        return self.manifest.number if self.manifest else 1

    def is_over(self, name: str) -> bool:
        """Tell whether the object ``name`` lies before the beginning, or is a segment that the beginning exported."""
        if self.manifest is None:
            return False
        found = _SEGMENT.fullmatch(name)
        if found is None:
            return any(number < self.number for number in numbers_of([name]))
        ends = {head.chain: head.seq for head in self.manifest.heads}
        return int(found["last"]) <= ends.get(found["chain"], 0)


def beginning(archive: Archive, names: Iterable[str], now: datetime | None) -> Beginning:
    """Return where ``archive`` begins at ``now``; ``None``: when its last manifest was written, as a copy is judged.

    No signature is asked for here: the manifest is looked at like all that follow it.
    """
    numbers = sorted(numbers_of(names))
    found = None
    moment = now or _last_moment(archive, numbers)
    for number in numbers:
        manifest = _manifest(archive, number)
        if manifest is not None and moment is not None:
            if manifest.at > moment - KEPT:
                break
            found = manifest
    return Beginning(manifest=found)


def before(manifest: Manifest) -> Export:
    """Return what came before ``manifest`` as far as itself tells."""
    firsts = {segment.chain: segment.first - 1 for segment in reversed(manifest.segments)}
    heads = tuple(
        Head(chain=head.chain, seq=firsts[head.chain]) if head.chain in firsts else head for head in manifest.heads
    )
    return Export(number=manifest.number - 1, hash=manifest.previous, heads=heads)


def numbers_of(names: Iterable[str]) -> Iterator[int]:
    """Yield the number of each name that is a manifest's."""
    for name in names:
        digits = name.removeprefix("manifests/").removesuffix(".json")
        if digits.isdecimal() and name == name_of(int(digits)):
            yield int(digits)


def _last_moment(archive: Archive, numbers: list[int]) -> datetime | None:
    last = _manifest(archive, numbers[-1]) if numbers else None
    return last.at if last else None


def _manifest(archive: Archive, number: int) -> Manifest | None:
    """Return a manifest whose number is that of its name; anything else is told when it is looked at."""
    content = archive.read(name_of(number))
    try:
        signed = msgspec.json.decode(content or b"", type=Signed)
        manifest = msgspec.json.decode(signed.body, type=Manifest)
    except (msgspec.DecodeError, ValueError):
        return None
    return manifest if manifest.number == number and manifest.at.tzinfo else None
