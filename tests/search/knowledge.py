"""Knowledge for tests that must not depend on the reference tables."""

from collections.abc import Mapping, Sequence

from search.completing import Completer
from search.lexicon.lexicon import Lexicon
from search.reading.recogniser import Recogniser
from search.vocabulary import Vocabulary
from tests.search.vocabulary import EDUCATION_RANKS, small_vocabulary

_BESIDE = {"32.76": ("31.74", "32.01"), "32.75": ("31.75", "32.16"), "32.73": ("32.04", "32.77")}


class SmallKnowledge:
    """A small vocabulary, three regencies with neighbours, five levels of education."""

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        lexicon = Lexicon.of(vocabulary or small_vocabulary())
        self.recogniser = Recogniser(lexicon)
        self.completer = Completer(lexicon)
        self.education_ranks: Mapping[str, int] = EDUCATION_RANKS

    def neighbours(self, region: str) -> Sequence[str]:
        return _BESIDE.get(region, ())
