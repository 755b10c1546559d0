"""The words that occur in a vocabulary: which kinds use each, and those that lie near a misspelt one."""

import itertools
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from search.lexicon import packed
from search.lexicon.container import Container, pack, unpack

SHORTEST = 5
_LONGEST = 30


class Candidate(msgspec.Struct, frozen=True):
    """A word that is corrected to, its ``rank`` (the lower wins between equals) and the kinds that use it as a mask."""

    word: str
    rank: int
    mask: int


class _Bucket(msgspec.Struct, frozen=True, array_like=True):
    """Words of one first letter and one ``length``: from byte ``start`` to ``end``, from the word number ``first``."""

    letter: str
    length: int
    start: int
    end: int
    first: int


class Words:
    """Known words by themselves, and by first letter and length."""

    def __init__(self, container: Container) -> None:
        """Read the sections of words in place."""
        self._container = container
        self._trie = packed.read_trie(container, "words")
        self._masks = container.numbers("words.mask")
        self._text = container.section("spelling")
        self._ranks = container.numbers("spelling.rank")
        buckets = msgspec.msgpack.decode(container.section("spelling.buckets"), type=tuple[_Bucket, ...])
        self._buckets = {(bucket.letter, bucket.length): bucket for bucket in buckets}

    @classmethod
    def of(cls, words: Iterable[str]) -> "Words":
        """Return ``words`` without a vocabulary, used by every kind."""
        return cls(unpack(pack(sections(dict.fromkeys(words, ~0 & 0xFFFFFFFF)), "", "")))

    def mask(self, word: str) -> int:
        """Return the kinds that use ``word``, 0 for an unknown one."""
        number = self._trie.get(packed.encodable(word))
        return 0 if number is None else int(self._masks[number])

    def near(self, letter: str, length: int) -> Iterator[Candidate]:
        """Yield the words that begin with ``letter`` and have ``length`` letters, the lower rank first."""
        bucket = self._buckets.get((letter, length))
        if bucket is None:
            return
        for at, word in enumerate(str(self._text[bucket.start : bucket.end], "utf-8").split("\n"), bucket.first):
            yield Candidate(word, self._ranks[at], self.mask(word))


def correctable(word: str) -> bool:
    """Tell whether ``word`` is long enough, and nothing but letters."""
    return SHORTEST <= len(word) <= _LONGEST and word.isalpha()


def sections(masks: Mapping[str, int]) -> Mapping[str, bytes]:
    """Return the sections for words in the order of their rank, with the kinds that use them."""
    trie = packed.make_trie(masks)
    by_number = sorted(masks, key=trie.key_id)
    ranked = sorted(
        ((word, rank) for rank, word in enumerate(masks) if correctable(word)),
        key=lambda entry: (_shape(entry[0]), entry[1]),
    )
    return {
        "words": trie.tobytes(),
        "words.mask": packed.numbers(masks[word] for word in by_number),
        "spelling": "\n".join(word for word, _ in ranked).encode(),
        "spelling.rank": packed.numbers(rank for _, rank in ranked),
        "spelling.buckets": msgspec.msgpack.encode(tuple(_buckets(word for word, _ in ranked))),
    }


def _shape(word: str) -> tuple[str, int]:
    return word[0], len(word)


def _buckets(words: Iterable[str]) -> Iterator[_Bucket]:
    start = first = 0
    for (letter, length), grouped in itertools.groupby(words, key=_shape):
        sizes = [len(word.encode()) + 1 for word in grouped]
        yield _Bucket(letter, length, start, start + sum(sizes) - 1, first)
        start, first = start + sum(sizes), first + len(sizes)
