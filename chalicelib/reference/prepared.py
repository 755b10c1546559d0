"""Compiled forms of the tables: taken from the folder ``compiled`` when they are of these tables, else made in memory.

``python -m chalicelib.reference.compiling`` writes them; they are built and never kept with the source.
"""

import hashlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from search.lexicon.container import BadLexicon, Container, load, unpack

FOLDER = Path(__file__).parent / "compiled"
_ROOT = Path(__file__).resolve().parents[2]
_SOURCES = (
    "chalicelib/reference/data/*/*.tsv",
    "chalicelib/reference/*.py",
    "search/coding/*.py",
    "search/lexicon/*.py",
    "search/normalise.py",
    "search/vocabulary.py",
)
"""What a compiled form follows from: the tables, and the code that reads and compiles them."""


def prepared(name: str, compiled: Callable[[str], bytes], folder: Path = FOLDER) -> Container:
    """Return the compiled form ``name`` of the tables as they stand.

    One that is missing, torn, or of other tables is not used, and a warning says so: ``compiled`` is called with the
    digest to make it in memory, which takes seconds.
    """
    digest = sources_digest()
    try:
        return _of_these_tables(load(folder / f"{name}.bin"), digest)
    except BadLexicon as problem:
        from chalicelib.observability import logger

        logger.warning("Reference tables are compiled in memory", extra={"form": name, "reason": str(problem)})
        return unpack(compiled(digest))


@cache
def sources_digest(root: Path = _ROOT) -> str:
    """Return a digest of all that compiled forms follow from, by contents: the same wherever the source lies."""
    found = hashlib.sha256()
    for path in _sources(root):
        content = path.read_bytes()
        found.update(f"{path.relative_to(root).as_posix()} {len(content)}\n".encode())
        found.update(content)
    return found.hexdigest()


def _sources(root: Path) -> Iterator[Path]:
    for pattern in _SOURCES:
        yield from sorted(root.glob(pattern))


def _of_these_tables(held: Container, digest: str) -> Container:
    if held.digest != digest:
        raise BadLexicon("was compiled from other tables")
    return held
