"""The known titles and the names of places in compiled form, and the reader of vacancy titles over it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from chalicelib.reference import files, ranks
from chalicelib.reference.prepared import prepared
from chalicelib.reference.titles import FoldedTitles, Known, TitleBook, TitleReader
from search.lexicon import packed
from search.lexicon.container import Container, pack

FORM = "titles"


class PackedTitles:
    """Known titles by their keys, read in place; and the words that name places."""

    def __init__(self, container: Container) -> None:
        """Read ``container`` in place. Raises BadLexicon when it lacks a section."""
        self.longest: int
        self.longest, self._longest_place = container.numbers("longest")
        self._trie = packed.read_trie(container, "titles")
        self._places = packed.read_trie(container, "places")
        self._codes, self._code_of = container.lines("codes"), container.numbers("titles.code")
        self._weights, self._weight_of = container.numbers("weights", "d"), container.numbers("titles.weight")

    def get(self, key: str) -> Known | None:
        """Return the title under ``key``, None for an unknown one."""
        number = self._trie.get(packed.encodable(key))
        if number is None:
            return None
        return Known(self._codes[self._code_of[number]], self._weights[self._weight_of[number]])

    def places_in(self, words: Sequence[str]) -> set[int]:
        """Return the numbers of the words that name places: from left to right, the longest name at each."""
        text, at, known_to = packed.encodable(" ".join([*words, ""])), 0, 0
        found: set[int] = set()
        for number, word in enumerate(words):
            if number >= known_to:
                names = self._places.prefixes(text[at : at + self._longest_place])
                known_to = number + (names[-1].count(" ") if names else 0)
                found.update(range(number, known_to))
            at += len(word) + 1
        return found


def pack_titles(titles: FoldedTitles, places: Iterable[str], version: str, digest: str) -> bytes:
    """Return a file for `PackedTitles`: the same titles and places give the same bytes."""
    named = sorted(set(places))
    longest = max((len(name) + 1 for name in named), default=0)
    return pack(
        {
            "longest": packed.numbers([titles.longest, longest]),
            "places": packed.make_trie(f"{name} " for name in named).tobytes(),
            **_titles(titles.entries),
        },
        version,
        digest,
    )


def _titles(entries: Mapping[str, Known]) -> Mapping[str, bytes]:
    trie = packed.make_trie(entries)
    known = [entries[key] for key in sorted(entries, key=trie.key_id)]
    codes, weights = sorted({each.code for each in known}), sorted({each.weight for each in known})
    code_at, weight_at = ({value: at for at, value in enumerate(values)} for values in (codes, weights))
    return {
        "titles": trie.tobytes(),
        "codes": "\n".join(codes).encode(),
        "titles.code": packed.numbers(code_at[each.code] for each in known),
        "weights": packed.numbers(weights, "d"),
        "titles.weight": packed.numbers(weight_at[each.weight] for each in known),
    }


@cache
def title_reader() -> TitleReader:
    """Return the reader of vacancy titles with the known titles and places of the current tables. Raises BadTable."""
    from chalicelib.reference.compiling import compile_titles

    return reader_of(PackedTitles(prepared(FORM, compile_titles)))


def reader_of(titles: PackedTitles) -> TitleReader:
    """Return a reader of vacancy titles with ``titles``, and the noise and ranks of the tables. Raises BadTable."""
    from chalicelib.reference.occupations import NO_JOB, NOISE

    noise, no_job = (
        tuple(line[0] for line in files.read(name, version).lines)
        for name, version in (("title_noise", NOISE), ("no_job", NO_JOB))
    )
    return TitleReader(TitleBook(titles), noise, ranks.words(), titles.places_in, no_job)
