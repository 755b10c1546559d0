"""Fields of study, and the programmes of schools and universities that belong to them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property

from chalicelib.reference import files
from chalicelib.reference.lists import CodeList
from chalicelib.reference.model_study import FieldOfStudy, Programme, ProgrammeKind
from chalicelib.reference.phrases import Hit, PhraseBook
from search.normalise import normalise

FIELD_VERSION = "2013"
PROGRAMME_VERSION = "2"
_ABBREVIATION = 3
_SCHOOLS = frozenset({"smk", "smea", "stm", "d1", "d2", "d3", "d4", "s1", "s2", "sarjana", "diploma"})
_ANNOUNCING = _SCHOOLS | {"jurusan", "prodi", "studi", "program", "lulusan", "pendidikan", "bidang", "major"}
_AND = frozenset({"dan", "atau", "and", "or", "&"})


class ProgrammeTable:
    """Programmes by code and by name; schools of several kinds may teach one of the same name."""

    def __init__(self, version: str, entries: Iterable[Programme]) -> None:
        """Keep ``entries`` in the given order."""
        self.version = version
        self._entries = {entry.code: entry for entry in entries}

    def __iter__(self) -> Iterator[Programme]:
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, code: object) -> bool:
        return code in self._entries

    def get(self, code: str) -> Programme | None:
        """Return the programme, None for an unknown code."""
        return self._entries.get(code)

    def resolve(self, name: str, kind: ProgrammeKind | None = None) -> tuple[Programme, ...]:
        """Return the programmes of that name or abbreviation, of one ``kind`` when given; none when unknown."""
        found = self.surfaces.get(normalise(name)) or ()
        return tuple(entry for entry in found if kind in (None, entry.kind))

    def find_in(self, text: str, kind: ProgrammeKind | None = None) -> tuple[Programme, ...]:
        """Return the programmes named in ``text``, a sentence on schooling, each once, in the order of appearance.

        Abbreviations of up to three letters are everyday words as well (``pak``, ``hi``): they count only after a word
        such as ``jurusan`` or ``S1``, or after another programme (``jurusan TI/SI``).
        """
        words = normalise(text).split()
        named = (entry for hit in _meant(words, self.surfaces.find(words)) for entry in hit.value)
        return tuple({entry.code: entry for entry in named if kind in (None, entry.kind)}.values())

    @cached_property
    def surfaces(self) -> PhraseBook[tuple[Programme, ...]]:
        """Every normalised name and synonym with the programmes that bear it."""
        book: dict[str, dict[str, Programme]] = defaultdict(dict)
        for entry in self:
            for name in (entry.name, *entry.synonyms):
                book[normalise(name)][entry.code] = entry
        return PhraseBook({surface: tuple(found.values()) for surface, found in book.items()})


def _meant(words: Sequence[str], hits: Iterable[Hit[tuple[Programme, ...]]]) -> Iterator[Hit[tuple[Programme, ...]]]:
    """Yield the hits that name a programme where they stand."""
    listed = -1
    for hit in hits:
        before = hit.start - 1
        while before > 0 and words[before] in _AND:
            before -= 1
        announced = before >= 0 and (words[before] in _ANNOUNCING or before + 1 == listed)
        if len(hit.surface) > _ABBREVIATION or announced:
            listed = hit.end
            yield hit


@cache
def fields_of_study(version: str = FIELD_VERSION) -> CodeList[FieldOfStudy]:
    """Return the narrow fields of ISCED-F. Raises BadTable."""
    return CodeList(version, files.typed("fields_of_study", version, FieldOfStudy))


@cache
def programmes(version: str = PROGRAMME_VERSION) -> ProgrammeTable:
    """Return the programmes of schools and universities. Raises BadTable."""
    return ProgrammeTable(version, files.typed("programmes", version, Programme))
