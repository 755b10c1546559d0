"""Compiles what is recognised in texts: ``python -m chalicelib.reference.compiling [FOLDER]``.

Writes nothing when the folder already holds the forms of the tables as they stand, and compiles nothing when the
package's own folder does. The same tables give the same bytes.
"""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from chalicelib.reference import prepared
from search.lexicon.container import BadLexicon, load


def compile_words(digest: str) -> bytes:
    """Return the compiled vocabulary of all tables, marked with ``digest``. Raises BadTable."""
    from chalicelib.reference.words import vocabulary
    from search.lexicon.compiling import compile_vocabulary

    return compile_vocabulary(vocabulary(), digest)


def compile_titles(digest: str) -> bytes:
    """Return the compiled titles and names of places, marked with ``digest``. Raises BadTable."""
    from chalicelib.reference.occupations import TITLES, TITLES_EDITION, occupations
    from chalicelib.reference.regions import regions
    from chalicelib.reference.title_table import pack_titles
    from chalicelib.reference.titles import FoldedTitles

    titles = FoldedTitles(dict(occupations(TITLES_EDITION).surfaces.entries()))
    places = (name for name, _ in regions().surfaces.entries())
    return pack_titles(titles, places, f"{TITLES_EDITION}.{TITLES}", digest)


def compile_title_phrases(digest: str) -> bytes:
    """Return the phrases that titles are compared with, marked with ``digest``. Raises BadTable."""
    from chalicelib.reference.title_phrases import VERSION, phrases
    from search.coding.compiling import compile_phrases

    return compile_phrases(phrases(), VERSION, digest)


FORMS: Mapping[str, Callable[[str], bytes]] = {
    "words": compile_words,
    "titles": compile_titles,
    "phrases": compile_title_phrases,
}


def write(folder: Path = prepared.FOLDER) -> tuple[Path, ...]:
    """Bring ``folder`` up to date and return its files. Who reads meanwhile finds the old or the new form whole."""
    digest = prepared.sources_digest()
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(_written(folder / f"{name}.bin", compiled, digest) for name, compiled in FORMS.items())


def main(arguments: Sequence[str]) -> int:
    """Write the forms and say how large they are."""
    for file in write(*map(Path, arguments)):
        sys.stdout.write(f"{file} {file.stat().st_size / 2**20:.1f} MB\n")
    return 0


def _written(file: Path, compiled: Callable[[str], bytes], digest: str) -> Path:
    if _digest_of(file) != digest:
        ready = prepared.FOLDER / file.name
        scratch = file.with_suffix(f".{os.getpid()}")
        scratch.write_bytes(ready.read_bytes() if _digest_of(ready) == digest else compiled(digest))
        scratch.replace(file)
    return file


def _digest_of(file: Path) -> str | None:
    try:
        return load(file).digest
    except BadLexicon:
        return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
