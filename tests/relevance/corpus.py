"""The invented vacancies and the cases, read from their files."""

import csv
import tomllib
from pathlib import Path

import msgspec

from search.document import VacancyDocument

HERE = Path(__file__).parent
NOW = 1_790_000_000
_DAY = 86_400
_RANKS = {"sd": 1, "smp": 2, "sma": 3, "smk": 3, "d3": 6, "s1": 7, "s2": 8}
ROWS = tuple(csv.DictReader((HERE / "vacancies.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t"))


class Case(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One expectation: about the words ``query``, with what complaint it answers.

    ``first``: among the first ten, whatever was loosened; ``top``: the very first hit; ``not_``: not among those that
    meet the query as it is; ``never``: not shown at all, not even as loosened; ``zero``: nothing meets it as it is. But
    for these something must be shown, or an empty answer would pass.
    """

    query: str
    why: str
    first: tuple[str, ...] = ()
    top: str | None = None
    not_: tuple[str, ...] = msgspec.field(default=(), name="not")
    never: tuple[str, ...] = ()
    zero: bool = False


def cases() -> list[Case]:
    """Return the cases of all files in the order of their names. Every complaint becomes a case."""
    files = sorted((HERE / "cases").glob("*.toml"))
    return [case for file in files for case in _cases(file)]


def documents() -> list[VacancyDocument]:
    """Return all vacancies; the identifier is the key."""
    return [_document(row) for row in ROWS]


def live() -> set[str]:
    """Return the identifiers of all vacancies that have not ended."""
    return {document.id for document in documents() if document.expires_at > NOW}


def _cases(file: Path) -> list[Case]:
    return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8"))["case"], list[Case])


def _document(row: dict[str, str]) -> VacancyDocument:
    flags = set(filter(None, (row["flags"] or "").split(",")))
    employer = row["employer"]
    return VacancyDocument(
        id=row["key"],
        version=1,
        title=row["title"],
        employer_id="emp_" + employer.lower().replace(" ", "-"),
        employer_name=employer,
        description=row["description"],
        occupation=row["occupation"] or None,
        skills=tuple(filter(None, row["skills"].split(";"))),
        region=row["region"] or None,
        pay_minimum=_number(row["pay_minimum"]),
        pay_maximum=_number(row["pay_maximum"]),
        employment_type=row["employment_type"] or None,
        education=row["education"] or None,
        education_rank=_RANKS.get(row["education"]),
        experience_months=_number(row["experience_months"]),
        remote="remote" in flags,
        disability_friendly="difabel" in flags,
        fresh_graduate="fresh" in flags,
        posted_at=NOW - int(row["days"]) * _DAY,
        expires_at=NOW - 1 if "expired" in flags else NOW + 60 * _DAY,
        completeness=0.8,
    )


def _number(cell: str) -> int | None:
    return int(cell) if cell else None
