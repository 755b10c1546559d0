"""One slip in a long word finds what the right word finds."""

import random

import pytest
from rapidfuzz.distance import DamerauLevenshtein

from search.analysis import tokens
from tests.relevance.asking import title_words
from tests.relevance.placed import Placed

LONG, ASKED, AMBIGUOUS = 8, 60, 0.1


def _slips(word: str, draw: random.Random) -> dict[str, str]:
    """Return ``word`` with a letter left out, doubled or changed places with the next, within the word."""
    at = draw.randrange(2, len(word) - 2)
    return {
        "left out": word[:at] + word[at + 1 :],
        "doubled": word[:at] + word[at] + word[at:],
        "changed places": word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    }


def _lengthened(slip: str) -> bool:
    """Whether a letter stands three times in a row: that is read as ``lokerrr`` is, and no slip."""
    return any(first == second == third for first, second, third in zip(slip, slip[1:], slip[2:], strict=False))


def _by_title(placed: Placed, word: str) -> set[str]:
    """Return what has ``word`` in its title; names of employers are never looked for with a slip."""
    stem = tokens(word)[0]
    return {each.id for each in placed.world.documents if stem in tokens(each.title)}


@pytest.mark.parametrize("kind", ["left out", "doubled", "changed places"])
def test_one_slip_finds_what_the_right_word_finds(placed: Placed, kind: str) -> None:
    recogniser, draw = placed.knowledge.recogniser, random.Random(kind)
    words = [word for word in title_words(placed.world) if len(word) >= LONG and recogniser.knows(word)]
    asked = draw.sample(words, min(ASKED, len(words)))
    assert asked
    lost, ambiguous = dict[str, str](), list[str]()
    for word in asked:
        slip = _slips(word, draw)[kind]
        if slip == word or recogniser.knows(slip) or _lengthened(slip):
            continue
        if placed.found(word) & _by_title(placed, word) <= placed.found(slip):
            continue
        (part, *_) = recogniser.read(slip).wanted
        if part.words != word and DamerauLevenshtein.distance(part.words, slip) == 1:
            ambiguous.append(slip)
        else:
            lost[slip] = word
    assert not lost
    assert len(ambiguous) <= max(1, AMBIGUOUS * len(asked)), ambiguous
