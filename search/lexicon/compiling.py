"""From a vocabulary to its compiled form. The same vocabulary gives the same bytes."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from search.lexicon import packed, words
from search.lexicon.container import pack
from search.lexicon.masks import BITS, mask
from search.vocabulary import Concept, Kind, Term, Vocabulary

MOST_ORDERED = 3
"""Up to so many words of a surface are known in every order."""
_RANKS = {kind: rank for rank, kind in enumerate(Kind)}


class _Said(msgspec.Struct, frozen=True):
    """One meaning of a surface: the place of its concept, how sure it is, and how usual."""

    concept: int
    weight: float
    usage: float


class _Listing(msgspec.Struct, frozen=True):
    """A surface as it is listed, with what it may mean, the surest first."""

    surface: str
    said: tuple[_Said, ...]
    mask: int


def compile_vocabulary(vocabulary: Vocabulary, digest: str = "") -> bytes:
    """Return a file for `search.lexicon.lexicon.Lexicon`; ``digest`` is of what the vocabulary was made from.

    Raises ValueError when a term means a concept that the vocabulary does not hold.
    """
    listings = _listings(vocabulary)
    place = {listing.surface: at for at, listing in enumerate(sorted(listings, key=lambda each: each.surface))}
    ordered = sorted(listings, key=lambda each: each.surface)
    sections = {
        "kinds": "\n".join(Kind).encode(),
        **_keys([listing.surface for listing in listings], place),
        **_surfaces(ordered),
        **_endings([listing.surface for listing in ordered]),
        **_concepts(vocabulary.concepts),
        **words.sections(_word_masks(vocabulary.terms)),
    }
    return pack(sections, vocabulary.version, digest)


def _listings(vocabulary: Vocabulary) -> list[_Listing]:
    """Return every surface once, in the order of first listing; of equal meanings the surer and more usual."""
    places = {(concept.kind, concept.code): at for at, concept in enumerate(vocabulary.concepts)}
    found: dict[str, dict[int, tuple[float, float]]] = defaultdict(dict)
    for term in vocabulary.terms:
        concept = places.get((term.kind, term.code))
        if concept is None:
            raise ValueError(f"{term.surface!r} means {term.kind} {term.code}, which is no concept")
        if term.surface:
            weight, usage = found[term.surface].get(concept, (0.0, 0.0))
            found[term.surface][concept] = max(term.weight, weight), max(term.usage, usage)
    return [_listing(surface, said, vocabulary.concepts) for surface, said in found.items()]


def _listing(surface: str, said: Mapping[int, tuple[float, float]], concepts: Sequence[Concept]) -> _Listing:
    if "\n" in surface:
        raise ValueError(f"{surface!r} is more than one line")

    def order(entry: _Said) -> tuple[float, int, str]:
        concept = concepts[entry.concept]
        return -entry.weight, _RANKS[concept.kind], concept.code

    meant = tuple(sorted((_Said(concept, *sure) for concept, sure in said.items()), key=order))
    return _Listing(surface, meant, mask(concepts[entry.concept].kind for entry in meant))


def _keys(surfaces: Sequence[str], place: Mapping[str, int]) -> Mapping[str, bytes]:
    """All surfaces in every order of their words; a space ends each, so that words are found whole.

    An order may belong to several surfaces: the one that is written so comes first, the others as they are listed.
    """
    targets: dict[str, dict[int, None]] = {surface: {place[surface]: None} for surface in surfaces}
    for surface in surfaces:
        for order in _orders(surface):
            targets.setdefault(order, {}).setdefault(place[surface])
    trie = packed.make_trie(f"{key} " for key in targets)
    rows: list[Sequence[int]] = [()] * len(targets)
    for key, found in targets.items():
        rows[trie[f"{key} "]] = tuple(found)
    return {"keys": trie.tobytes(), **packed.lists("targets", rows)}


def _orders(surface: str) -> Iterator[str]:
    parts = surface.split()
    if 1 < len(parts) <= MOST_ORDERED:
        yield from (" ".join(order) for order in itertools.permutations(parts))


def _surfaces(listings: Sequence[_Listing]) -> Mapping[str, bytes]:
    said = [entry for listing in listings for entry in listing.said]
    return {
        "masks": packed.numbers(listing.mask for listing in listings),
        **packed.lists("meanings", [[entry.concept for entry in listing.said] for listing in listings]),
        **_shared("meanings.weight", "weights", [entry.weight for entry in said]),
        **_shared("meanings.usage", "usages", [entry.usage for entry in said]),
    }


def _shared(name: str, of: str, values: Sequence[float]) -> Mapping[str, bytes]:
    """Return each value once, sorted, in the section ``of``; and in ``name`` where each of ``values`` stands there."""
    every = sorted(set(values))
    place = {value: at for at, value in enumerate(every)}
    return {name: packed.numbers(place[value] for value in values), of: packed.numbers(every, "d")}


def _endings(surfaces: Sequence[str]) -> Mapping[str, bytes]:
    """All surfaces as text, each after a line's end; and where in it every word begins, sorted by what follows."""
    text, starts = bytearray(b"\n"), list[int]()
    for surface in surfaces:
        starts.append(len(text))
        text += surface.encode() + b"\n"
    endings = [
        (ending, start + offset, owner)
        for owner, (start, surface) in enumerate(zip(starts, surfaces, strict=True))
        for offset, ending in _begun(surface.encode())
    ]
    endings.sort()
    return {
        "longest": packed.numbers([max((len(surface) + 1 for surface in surfaces), default=0)]),
        "surfaces": bytes(text),
        "surfaces.starts": packed.numbers([*starts, len(text)]),
        "endings": packed.numbers(start for _, start, _ in endings),
        "endings.owner": packed.numbers(owner for _, _, owner in endings),
    }


def _begun(surface: bytes) -> Iterator[tuple[int, bytes]]:
    for offset in range(len(surface)):
        if offset == 0 or surface[offset - 1 : offset] == b" ":
            yield offset, surface[offset:]


def _concepts(concepts: Sequence[Concept]) -> Mapping[str, bytes]:
    kinds = list(Kind)
    return {
        "concepts.kind": packed.numbers((kinds.index(concept.kind) for concept in concepts), "B"),
        "concepts.code": "\n".join(concept.code for concept in concepts).encode(),
        "concepts.id": "\n".join(concept.label.id for concept in concepts).encode(),
        "concepts.en": "\n".join(concept.label.en for concept in concepts).encode(),
    }


def _word_masks(terms: Iterable[Term]) -> Mapping[str, int]:
    """Return every word in the order of first use, with the kinds that use it; none of what is misspelt."""
    found: dict[str, int] = {}
    for term in terms:
        if term.misspelt:
            continue
        for word in term.surface.split():
            found[word] = found.get(word, 0) | BITS[term.kind]
    return found
