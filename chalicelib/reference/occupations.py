"""Occupation groups and everyday job titles."""

import math
from collections.abc import Iterator, Mapping
from functools import cache, cached_property

from chalicelib.reference import files
from chalicelib.reference.model import Coding, JobTitle, Occupation
from chalicelib.reference.phrases import PhraseBook
from chalicelib.texts import Text
from search.normalise import normalise

VERSION = "2014"
TITLES = "1"


class OccupationTable:
    """All groups of one version of the classification, by code, with the titles that people use for them."""

    def __init__(self, version: str, groups: Mapping[str, Occupation], titles: tuple[JobTitle, ...]) -> None:
        """Keep ``groups`` under their codes."""
        self.version = version
        self._groups = groups
        self.titles = titles

    def __iter__(self) -> Iterator[Occupation]:
        return iter(self._groups.values())

    def __len__(self) -> int:
        return len(self._groups)

    def __contains__(self, code: object) -> bool:
        return code in self._groups

    def get(self, code: str) -> Occupation | None:
        """Return the group, None for an unknown code."""
        return self._groups.get(code)

    def children(self, code: str) -> tuple[Occupation, ...]:
        """Return the groups one level below ``code``."""
        return tuple(group for group in self if group.parent == code)

    def ancestors(self, code: str) -> tuple[Occupation, ...]:
        """Return the groups above ``code``, the nearest first."""
        return tuple(group for end in range(len(code) - 1, 0, -1) if (group := self.get(code[:end])))

    def code_title(self, title: str) -> Coding | None:
        """Return the group that a job title means, None when no word of it is known.

        The longest known phrase decides, then the surest. ``confidence`` falls with the words that it leaves over.
        """
        words = [word for word in normalise(title).split() if word not in self._noise]
        hits = list(self.surfaces.every(words))
        if not hits:
            return None
        best = max(hits, key=lambda hit: (hit.end - hit.start, hit.value.weight))
        share = (best.end - best.start) / len(words)
        return Coding(
            code=best.value.code,
            version=self.version,
            confidence=round(best.value.weight * math.sqrt(share), 3),
            matched=best.surface,
        )

    @cached_property
    def surfaces(self) -> PhraseBook[JobTitle]:
        """Every normalised title; of two equal ones the surer."""
        book: dict[str, JobTitle] = {}
        for title in sorted(self.titles, key=lambda each: each.weight):
            book[normalise(title.title)] = title
        return PhraseBook(book)

    @cached_property
    def _noise(self) -> frozenset[str]:
        return frozenset(line[0] for line in files.read("title_noise", "1").lines)


@cache
def occupations(version: str = VERSION) -> OccupationTable:
    """Return the occupation groups of ``version``. Raises BadTable when there is no such version."""
    rows = files.read("occupations", version)
    at = {column: place for place, column in enumerate(rows.columns)}
    groups = {
        line[at["code"]]: Occupation(
            code=line[at["code"]], version=version, label=Text(line[at["label.id"]], line[at["label.en"]])
        )
        for line in rows.lines
    }
    return OccupationTable(version, groups, files.typed("job_titles", TITLES, JobTitle))
