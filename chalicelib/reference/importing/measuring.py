"""What share of somebody's own job titles the tables recognise, and which ones they do not."""

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from chalicelib.reference.importing.decoding import decoded
from chalicelib.reference.importing.problems import Problem, Problems
from chalicelib.reference.importing.sheets import Sheet, sheet
from chalicelib.reference.occupations import occupations
from search.normalise import normalise

SURE = 0.5
"""The confidence from which a vacancy is given the code that was found for its title."""
TITLE_HEADINGS = (
    "title",
    "job_title",
    "job title",
    "job_position",
    "judul",
    "posisi",
    "jabatan",
    "nama_jabatan",
    "lowongan",
)
_MOST = 20


class Unrecognised(msgspec.Struct, frozen=True):
    """A title of which no word is known, as it is written most often, and how often it is there."""

    title: str
    count: int


class Recognition(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of titles: all, those given an occupation, those given one surely; and the commonest of the rest."""

    column: str
    titles: int
    coded: int
    sure: int
    empty: int
    unrecognised: tuple[Unrecognised, ...]

    @property
    def share(self) -> float:
        """The share that is coded, in percent; 0 of none."""
        return 100 * self.coded / self.titles if self.titles else 0.0

    @property
    def sure_share(self) -> float:
        """The share that is coded surely, in percent; 0 of none."""
        return 100 * self.sure / self.titles if self.titles else 0.0


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """What a file gave: figures, or why it could not be read. Rows with a problem are counted as far as they go."""

    recognition: Recognition | None
    problems: tuple[Problem, ...]
    more: int


def measure(content: bytes, column: str | None = None, most: int = _MOST) -> Measured:
    """Return what share of the titles in a CSV or TSV file is recognised.

    ``column`` is the heading of the titles; without it one of `TITLE_HEADINGS` is looked for.
    """
    problems = Problems()
    text = decoded(content, problems, strict=False)
    found = sheet(text, None, problems) if text is not None else None
    place = _place(found, column, problems) if found is not None else None
    if found is None or place is None:
        return Measured(recognition=None, problems=problems.first, more=problems.more)
    cells = [" ".join(record.cells[place].split()) for record in found.records]
    recognition = recognised(cells, found.headings.cells[place].strip(), most)
    return Measured(recognition=recognition, problems=problems.first, more=problems.more)


def recognised(titles: Sequence[str], column: str, most: int = _MOST) -> Recognition:
    """Return what share of ``titles`` is recognised; empty ones are counted apart."""
    filled = [title for title in titles if title]
    codings = [occupations().code_title(title) for title in filled]
    unknown = [title for title, coding in zip(filled, codings, strict=True) if coding is None]
    return Recognition(
        column=column,
        titles=len(filled),
        coded=len(filled) - len(unknown),
        sure=sum(coding is not None and coding.confidence >= SURE for coding in codings),
        empty=len(titles) - len(filled),
        unrecognised=tuple(_commonest(unknown, most)),
    )


def _place(found: Sheet, column: str | None, problems: Problems) -> int | None:
    """Return where the titles stand; notes that there is no such heading."""
    names = [" ".join(cell.split()) for cell in found.headings.cells]
    plain = [name.casefold() for name in names]
    wanted = [column] if column is not None else TITLE_HEADINGS
    places = [plain.index(name.casefold()) for name in wanted if name.casefold() in plain]
    if not places:
        known = ", ".join(names)
        problems.add("missing_column", line=found.headings.line, name=column or "title", headings=known)
        return None
    return places[0]


def _commonest(titles: Iterable[str], most: int) -> list[Unrecognised]:
    """Count titles that search reads the same as one."""
    written: dict[str, Counter[str]] = {}
    for title in titles:
        written.setdefault(normalise(title), Counter())[title] += 1
    ranked = sorted(written.values(), key=lambda forms: (-forms.total(), min(forms)))
    return [Unrecognised(forms.most_common(1)[0][0], forms.total()) for forms in ranked[:most]]
