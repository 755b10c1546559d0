"""Texts that say nothing: keyboard mash, one word repeated, fillers."""

import re
from collections import Counter
from collections.abc import Iterator

from chalicelib.texts import Text
from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.subject import Subject

_WORD = re.compile(r"[^\W\d_]{2,}")
_MASHED = ("asdf", "qwerty", "zxcv")
_FILLERS = frozenset({"tes", "test", "testing", "coba", "dummy", "sample"})
_VOWEL = re.compile(r"[aeiouy]")
FEWEST_WORDS = 4
_REPEATED = 0.6
_JUDGED_FROM = 6
_MESSAGE = Text("Teks ini tidak menjelaskan apa pun.", "This text says nothing.")


@CATALOGUE.rule("title_meaningless", version=1, message=_MESSAGE)
def title_meaningless(subject: Subject) -> Iterator[Observation]:
    """A title names a job: it has a word with a vowel or a known abbreviation, and is not a filler alone."""
    words = _WORD.findall(subject.content.title.lower())
    content = [word for word in words if not (word in _FILLERS or word.startswith(_MASHED))]
    if not content or (len(content) == 1 and len(content[0]) > 4 and not _VOWEL.search(content[0])):
        yield Observation(pointer="/title", phrase=subject.content.title)


@CATALOGUE.rule("description_meaningless", version=1, message=_MESSAGE)
def description_meaningless(subject: Subject) -> Iterator[Observation]:
    """A description that is not empty has some words, not one over and over, not fillers."""
    text = subject.content.description
    if not text.strip():
        return
    words = _WORD.findall(text[:2_000].lower())
    if len(words) < FEWEST_WORDS or _one_word_repeated(words) or _mostly_filler(words, text[:300].lower()):
        yield Observation(pointer="/description", phrase=text.strip()[:80])


def _one_word_repeated(words: list[str]) -> bool:
    if len(words) < _JUDGED_FROM or (len(words) - len(set(words)) + 1) / len(words) < _REPEATED:
        return False
    _, most = Counter(words).most_common(1)[0]
    return most / len(words) >= _REPEATED


def _mostly_filler(words: list[str], beginning: str) -> bool:
    if beginning.lstrip().startswith("lorem ipsum"):
        return True
    kinds = {word for word in set(words) if word in _FILLERS or word.startswith(_MASHED)}
    return sum(word in kinds for word in words) * 2 >= len(words) if kinds else False
