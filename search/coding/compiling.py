"""Known phrases in compiled form: which phrases have a feature, and how much it counts in each."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from search.coding.grams import blocks_of, words_of
from search.coding.heads import compile_heads
from search.coding.phrases import Phrase
from search.coding.weighing import having, rarity, weighed
from search.lexicon import packed
from search.lexicon.container import pack

STEPS = 255
"""Weights are kept in so many steps between 0 and 1: one byte each."""


def compile_phrases(phrases: Iterable[Phrase], version: str, digest: str) -> bytes:
    """Return a file for `search.coding.nearest.Phrases`; the same phrases in the same order give the same bytes.

    Of phrases with the same words and group the surer is kept.
    """
    kept = _distinct(phrases)
    words = [words_of(each.text) for each in kept]
    every = [blocks_of(each) for each in words]
    held = having(every)
    postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, blocks in enumerate(every):
        for feature, weight in weighed(blocks, lambda each: rarity(held[each], len(kept))).items():
            postings[feature].append((number, max(1, round(weight * STEPS))))
    heads = compile_heads(zip(words, kept, strict=True))
    return pack({**_phrases(kept), **_postings(postings), **heads}, version, digest)


def _distinct(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    kept: dict[tuple[str, str], Phrase] = {}
    for phrase in phrases:
        key = " ".join(words_of(phrase.text)), phrase.code
        if key[0] and (key not in kept or kept[key].weight < phrase.weight):
            kept[key] = phrase
    return tuple(kept.values())


def _phrases(kept: Sequence[Phrase]) -> Mapping[str, bytes]:
    codes = sorted({phrase.code for phrase in kept})
    at = {code: number for number, code in enumerate(codes)}
    return {
        "texts": "\n".join(" ".join(phrase.text.split()) for phrase in kept).encode(),
        "codes": "\n".join(codes).encode(),
        "code": packed.numbers((at[phrase.code] for phrase in kept), "H"),
        "weight": packed.numbers((round(phrase.weight * STEPS) for phrase in kept), "B"),
        "described": packed.numbers((phrase.described for phrase in kept), "B"),
    }


def _postings(postings: Mapping[str, Sequence[tuple[int, int]]]) -> Mapping[str, bytes]:
    trie = packed.make_trie(postings)
    numbers, weights, starts = array("I"), array("B"), array("I", [0])
    for feature in sorted(postings, key=trie.key_id):
        numbers.extend(number for number, _ in postings[feature])
        weights.extend(weight for _, weight in postings[feature])
        starts.append(len(numbers))
    return {
        "features": trie.tobytes(),
        "starts": starts.tobytes(),
        "numbers": numbers.tobytes(),
        "weights": weights.tobytes(),
    }
