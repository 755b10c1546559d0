"""Knowledge for tests that must not depend on the reference tables."""

from collections.abc import Mapping, Sequence

from search.completing import Completer
from search.knowledge import Link
from search.lexicon.lexicon import Lexicon
from search.reading.recogniser import Recogniser
from search.vocabulary import Vocabulary
from tests.search.vocabulary import EDUCATION_RANKS, small_vocabulary

_BESIDE = {"32.76": ("31.74", "32.01"), "32.75": ("31.75", "32.16"), "32.73": ("32.04", "32.77")}
_ABOUT = {
    "nagih utang": (Link(code="4214", confidence=0.6, via="menagih utang"), Link(code="4312", confidence=0.2)),
    "kasir minimarket": (Link(code="5223", confidence=0.4, via="pramuniaga minimarket"),),
}


class SmallKnowledge:
    """A small vocabulary, three regencies with neighbours, five levels of education, two wordings with links."""

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        lexicon = Lexicon.of(vocabulary or small_vocabulary())
        self.recogniser = Recogniser(lexicon)
        self.completer = Completer(lexicon)
        self.education_ranks: Mapping[str, int] = EDUCATION_RANKS

    def neighbours(self, region: str) -> Sequence[str]:
        return _BESIDE.get(region, ())

    def linked(self, words: str) -> Sequence[Link]:
        return _ABOUT.get(words, ())
