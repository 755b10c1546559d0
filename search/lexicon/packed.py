"""Plain data as sections: numbers, lists of numbers, tries."""

import itertools
from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from search.lexicon.container import Container

if TYPE_CHECKING:
    from marisa_trie import Trie


def numbers(values: Iterable[int | float], code: str = "I") -> bytes:
    """Return ``values`` as an array of the module ``array``'s type ``code``."""
    return array(code, values).tobytes()


def lists(name: str, rows: Sequence[Sequence[int]]) -> Mapping[str, bytes]:
    """Return two sections: all numbers of ``rows`` one after the other, and where each row begins and the last ends."""
    starts = itertools.accumulate((len(row) for row in rows), initial=0)
    return {name: numbers(itertools.chain.from_iterable(rows)), f"{name}.starts": numbers(starts)}


def make_trie(keys: Iterable[str]) -> "Trie":
    """Return a static trie: each key has a number below their count, of the trie's own choice.

    The same keys give the same bytes, in whatever order they come.
    """
    from marisa_trie import Trie

    return Trie(sorted(set(keys)))


def read_trie(container: Container, name: str) -> "Trie":
    """Return the trie in a section, read in place."""
    from marisa_trie import Trie

    return Trie().map(container.section(name))


def encodable(text: str) -> str:
    """Return ``text`` with a question mark for every half of a surrogate pair, which no trie can look up."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
