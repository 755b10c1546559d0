"""A compiled vocabulary, read in place."""

import bisect
import mmap
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import msgspec

from chalicelib.texts import Text
from search.lexicon import container as containers
from search.lexicon import packed
from search.lexicon.compiling import compile_vocabulary
from search.lexicon.container import BadLexicon, Container
from search.lexicon.masks import BITS
from search.lexicon.words import Words
from search.vocabulary import Kind, Vocabulary

_LINE_END = ord("\n")


class Beginning(msgspec.Struct, frozen=True):
    """What a text begins with: ``key`` (a space ends it), which says the surface of number ``listed``."""

    key: str
    listed: int


class Saying(msgspec.Struct, frozen=True):
    """A concept by its number, as one surface says it: how surely, and how many of a thousand vacancies do."""

    concept: int
    kind: Kind
    weight: float
    usage: float


class Lexicon:
    """Surfaces in every order of their words, what they mean, their endings, and the words in them."""

    def __init__(self, container: Container) -> None:
        """Read ``container`` in place. Raises BadLexicon when it was written for other kinds or lacks a section."""
        if container.lines("kinds") != list(Kind):
            raise BadLexicon("was written for other kinds of concepts")
        self.version = container.version
        self.digest = container.digest
        self.words = Words(container)
        self._container = container
        self._trie = packed.read_trie(container, "keys")
        self._targets, self._targets_at = container.numbers("targets"), container.numbers("targets.starts")
        self._masks = container.numbers("masks")
        self._said, self._said_at = container.numbers("meanings"), container.numbers("meanings.starts")
        self._said_weight, self._weights = container.numbers("meanings.weight"), container.numbers("weights", "d")
        self._said_usage, self._usages = container.numbers("meanings.usage"), container.numbers("usages", "d")
        self._text, self._text_at = container.section("surfaces"), container.numbers("surfaces.starts")
        self._endings, self._owners = container.numbers("endings"), container.numbers("endings.owner")
        self._kinds, self._kind_of = tuple(Kind), container.section("concepts.kind")
        self.longest: int = container.numbers("longest")[0]

    @classmethod
    def load(cls, path: Path) -> "Lexicon":
        """Return the lexicon in a file. Raises BadLexicon when it is missing, torn or foreign."""
        return cls(containers.load(path))

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> "Lexicon":
        """Return the lexicon of ``vocabulary``, compiled in memory. Raises ValueError for an unknown concept."""
        return cls.unpacked(compile_vocabulary(vocabulary))

    @classmethod
    def unpacked(cls, content: bytes | mmap.mmap) -> "Lexicon":
        """Return the lexicon that `compile_vocabulary` made. Raises BadLexicon."""
        return cls(containers.unpack(content))

    def beginnings(self, text: str, wanted: int) -> Iterator[Beginning]:
        """Yield what ``text`` begins with, the shortest first, of kinds in the mask ``wanted``.

        ``text`` is normalised words with a space behind each, and encodable.
        """
        for key, number in self._trie.iter_prefixes_with_ids(text):
            listed = self._target(number, wanted)
            if listed is not None:
                yield Beginning(key, listed)

    def listed(self, surface: str, wanted: int) -> int | None:
        """Return the number of the surface that ``surface``, in whatever order, says; None for an unknown one."""
        number = self._trie.get(packed.encodable(f"{surface} "))
        return None if number is None else self._target(number, wanted)

    def surface(self, listed: int) -> str:
        """Return a surface as it is listed."""
        return str(self._text[self._text_at[listed] : self._text_at[listed + 1] - 1], "utf-8")

    def sayings(self, listed: int, wanted: int) -> Iterator[Saying]:
        """Yield what a surface means, the surest first, of the kinds in the mask ``wanted``."""
        for at in range(self._said_at[listed], self._said_at[listed + 1]):
            concept = self._said[at]
            kind = self._kinds[self._kind_of[concept]]
            if BITS[kind] & wanted:
                weight, usage = self._weights[self._said_weight[at]], self._usages[self._said_usage[at]]
                yield Saying(concept, kind, weight, usage)

    def begun(self, typed: str, wanted: int) -> Iterator[tuple[int, bool]]:
        """Yield the surfaces of which a word and what follows begin with ``typed``; and whether it is the first one."""
        sought = typed.encode("utf-8", "replace")

        def beginning(start: int) -> bytes:
            return bytes(self._text[start : start + len(sought)])

        first = bisect.bisect_left(self._endings, sought, key=beginning)
        for at in range(first, bisect.bisect_right(self._endings, sought, first, key=beginning)):
            owner = self._owners[at]
            if self._masks[owner] & wanted:
                yield owner, self._text[self._endings[at] - 1] == _LINE_END

    def code(self, concept: int) -> str:
        """Return the code of a concept in its kind's classification."""
        return self._codes[concept]

    def label(self, concept: int) -> Text:
        """Return the label of a concept."""
        indonesian, english = self._labels
        return Text(indonesian[concept], english[concept])

    def _target(self, number: int, wanted: int) -> int | None:
        for at in range(self._targets_at[number], self._targets_at[number + 1]):
            listed: int = self._targets[at]
            if self._masks[listed] & wanted:
                return listed
        return None

    @cached_property
    def _codes(self) -> list[str]:
        return self._container.lines("concepts.code")

    @cached_property
    def _labels(self) -> tuple[list[str], list[str]]:
        return self._container.lines("concepts.id"), self._container.lines("concepts.en")
