"""Occupation groups and everyday job titles."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path

from chalicelib.reference import files, ranks
from chalicelib.reference.coding_editions import in_edition, titles_in_edition
from chalicelib.reference.model_occupations import Coding, JobTitle, Occupation
from chalicelib.reference.phrases import PhraseBook
from chalicelib.reference.title_counts import UNSEEN, counted_titles
from chalicelib.reference.title_table import title_reader
from chalicelib.texts import Text
from search.normalise import normalise

VERSION = "2014"
TITLES = "3"
TITLES_EDITION = "2014"
"""The edition that the codes of the titles and of the ranks are of."""
NOISE = "3"
NO_JOB = "1"
Titles = Callable[[], tuple[JobTitle, ...]]


class OccupationTable:
    """All groups of one version of the classification, by code, with the titles that people use for them."""

    def __init__(self, version: str, groups: Mapping[str, Occupation], read_titles: Titles) -> None:
        """Keep ``groups`` under their codes; the titles are read when somebody asks for them all."""
        self.version = version
        self._groups = groups
        self._read_titles = read_titles

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

    def code_title(self, title: str) -> Coding | None:
        """Return the group that a job title means, None when no word of it is known.

        The known title with the most words about the trade decides, then the surest. ``confidence`` falls with the
        words that it leaves over. A manager of a trade is in the managers' group where there is one.
        """
        found = title_reader().read(title)
        if found is None:
            return None
        reading, confidence, beside = found
        code, certainty = ranks.placed(reading.code, beside)
        return Coding(
            code=code,
            version=self.version,
            confidence=round(confidence * certainty, 3),
            matched=" ".join(word.text for word in reading.words),
        )

    def usage(self, title: str) -> float:
        """Return how many of a thousand vacancies use a known job title, whatever its spelling by `normalise`.

        `UNSEEN` for one that none of the vacancies counted has, 0 for a title that is not known here.
        """
        surface = normalise(title)
        return counted_titles().get(surface, UNSEEN) if self.surfaces.get(surface) else 0.0

    @cached_property
    def titles(self) -> tuple[JobTitle, ...]:
        """Every known title. To code one, none of them is read."""
        return self._read_titles()

    @cached_property
    def surfaces(self) -> PhraseBook[JobTitle]:
        """Every normalised title; of two equal ones the surer."""
        book: dict[str, JobTitle] = {}
        for title in sorted(self.titles, key=lambda each: each.weight):
            book[normalise(title.title)] = title
        return PhraseBook(book)


class OtherEdition(OccupationTable):
    """An edition that the known titles are not of: they are read under theirs, and the group is looked up in this."""

    def __init__(self, version: str, groups: Mapping[str, Occupation], titled: OccupationTable, data: Path) -> None:
        """Keep ``groups``, and take over the titles of ``titled`` that have a group here."""
        super().__init__(version, groups, lambda: titles_in_edition(titled.titles, titled.version, version, data))
        self._titled = titled
        self._data = data

    def code_title(self, title: str) -> Coding | None:
        """Return the group of this edition; None also where the other edition's group has no single one here."""
        coding = self._titled.code_title(title)
        return in_edition(coding, self.version, self._data) if coding else None


def occupations(version: str = VERSION, data: Path = files.DATA) -> OccupationTable:
    """Return the occupation groups of ``version``; editions live side by side. Raises BadTable for an unknown one."""
    return _table(version, data)


@cache
def _table(version: str, data: Path) -> OccupationTable:
    groups = _groups(version, data)
    if version != TITLES_EDITION:
        return OtherEdition(version, groups, occupations(TITLES_EDITION), data)
    return OccupationTable(version, groups, lambda: files.typed("job_titles", TITLES, JobTitle))


def _groups(version: str, data: Path) -> dict[str, Occupation]:
    rows = files.read("occupations", version, data)
    at = {column: place for place, column in enumerate(rows.columns)}
    return {
        line[at["code"]]: Occupation(
            code=line[at["code"]], version=version, label=Text(line[at["label.id"]], line[at["label.en"]])
        )
        for line in rows.lines
    }
