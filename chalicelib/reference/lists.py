"""The short lists: schooling, employment types, human languages, licences."""

from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import Generic, Protocol, TypeVar

from chalicelib.reference import files
from chalicelib.reference.model import EducationLevel, EmploymentType, Licence, SpokenLanguage
from chalicelib.reference.phrases import Hit, PhraseBook
from chalicelib.texts import Text
from search.normalise import normalise

EDUCATION_VERSION = "2026"
EMPLOYMENT_VERSION = LICENCE_VERSION = "2"
LANGUAGE_VERSION = "1"


class Entry(Protocol):
    """What every entry of a list has."""

    @property
    def code(self) -> str: ...
    @property
    def label(self) -> Text: ...
    @property
    def synonyms(self) -> tuple[str, ...]: ...


Item = TypeVar("Item", bound=Entry)


class CodeList(Generic[Item]):
    """Entries in their order, by code and by name."""

    def __init__(self, version: str, entries: Iterable[Item]) -> None:
        """Keep ``entries`` in the given order."""
        self.version = version
        self._entries = {entry.code: entry for entry in entries}

    def __iter__(self) -> Iterator[Item]:
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, code: object) -> bool:
        return code in self._entries

    def get(self, code: str) -> Item | None:
        """Return the entry, None for an unknown code."""
        return self._entries.get(code)

    def resolve(self, name: str) -> str | None:
        """Return the code that ``name`` (a code, label or synonym) stands for, None when it is not known."""
        return name if name in self._entries else self.surfaces.get(normalise(name))

    def find_in(self, text: str) -> tuple[str, ...]:
        """Return the codes named in ``text``, each once, in the order of appearance."""
        return tuple(dict.fromkeys(hit.value for hit in self.matches_in(text)))

    def matches_in(self, text: str) -> tuple[Hit[str], ...]:
        """Return the places in ``text`` (as normalised words) where an entry is named, with its code as the value."""
        return self.surfaces.find(normalise(text).split())

    @cached_property
    def surfaces(self) -> PhraseBook[str]:
        """Every normalised label and synonym with its code; of two entries the first keeps a shared name."""
        book: dict[str, str] = {}
        for entry in self:
            for name in (entry.label.id, entry.label.en, *entry.synonyms):
                book.setdefault(normalise(name), entry.code)
        return PhraseBook(book)


@cache
def education_levels(version: str = EDUCATION_VERSION) -> CodeList[EducationLevel]:
    """Return the levels of schooling, the lowest first. Raises BadTable."""
    return CodeList(version, files.typed("education_levels", version, EducationLevel))


@cache
def employment_types(version: str = EMPLOYMENT_VERSION) -> CodeList[EmploymentType]:
    """Return the employment types of schema.org with their Indonesian counterparts. Raises BadTable."""
    return CodeList(version, files.typed("employment_types", version, EmploymentType))


@cache
def languages(version: str = LANGUAGE_VERSION) -> CodeList[SpokenLanguage]:
    """Return the human languages. Raises BadTable."""
    return CodeList(version, files.typed("languages", version, SpokenLanguage))


@cache
def licences(version: str = LICENCE_VERSION) -> CodeList[Licence]:
    """Return the permits and registrations that work may require by law. Raises BadTable."""
    return CodeList(version, files.typed("licences", version, Licence))


def highest_rank(levels: Iterable[str | None]) -> int | None:
    """Return the rank of the highest of the known ``levels`` of schooling, None when none is known."""
    known = (education_levels().get(level) for level in levels if level)
    return max((level.rank for level in known if level), default=None)
