"""The corpus: real vacancies of the development data, converted and coded as a partner's are.

None of it is part of the project. One portal's collections of 2024 have classes and sub-classes, another's of 2018 has
skills that employers ticked.
"""

import base64
import csv
import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from bench import jobstreet
from bench.agreement import half_of
from bench.relevance.model import Posting, Sort
from chalicelib import indexing
from chalicelib.errors import InvalidInput
from chalicelib.partners.job_posting import convert
from chalicelib.vacancies.coding import coded
from chalicelib.vacancies.model import Source, State, Vacancy
from search.normalise import normalise

FOLDER = Path("../shared/data/vacancies")
ABSENT = "{} is absent: put the development data beside the project as ../shared/data, or name another folder."
NOW = datetime(2024, 4, 30, tzinfo=UTC)
"""The day of every search; the newest vacancy was posted on it."""
FILED = ("jobstreet-2024-with-text.csv", "jobstreet-2024.csv")
TICKED = "glints-2018-skills.csv"
_OPEN = timedelta(days=60)
_COMMA = re.compile(r"\s*,\s*")
Json = dict[str, Any]


class Raw(msgspec.Struct, frozen=True, kw_only=True):
    """A vacancy as JobPosting, and what is kept from search."""

    posting: Json
    employer: str
    sort: Sort
    tags: frozenset[str] = frozenset()


def let_pages_be_signed() -> None:
    """Give this process a secret for its cursors."""
    from local import environment

    environment.apply({"PADAN_CURSOR_SECRET": base64.b64encode(os.urandom(32)).decode()})


def filed(folder: Path = FOLDER) -> list[Posting]:
    """Return the vacancies that are filed under sub-classes, each id once, those with a text first. Raises OSError."""
    seen: dict[str, Raw] = {}
    for name in FILED:
        cells = _cells(folder / name)
        rows = msgspec.convert(cells, tuple[jobstreet.Row, ...])
        postings = jobstreet.postings(rows, NOW.date())
        for row, cell, posting in zip(rows, cells, postings, strict=True):
            sort = Sort(row.group, cell["Job Sub Classification"])
            seen.setdefault(jobstreet.identifier(row), Raw(posting=posting, employer=row.company, sort=sort))
    return converted(seen.items())


def ticked(folder: Path = FOLDER) -> list[Posting]:
    """Return the vacancies whose employers ticked skills. Raises OSError."""
    return converted((cell["id_loker"], _ticked(cell)) for cell in _cells(folder / TICKED))


def _ticked(cell: dict[str, str]) -> Raw:
    tags = [tag for tag in _COMMA.split(cell["skills_to_have"].strip()) if normalise(tag)]
    place = {"@type": "PostalAddress", "addressLocality": cell["kota"], "addressRegion": cell["provinsi"]}
    posting: Json = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "identifier": cell["id_loker"],
        "title": cell["job_position"],
        "description": "\n".join(tags),
        "skills": ", ".join(tags),
        "hiringOrganization": {"@type": "Organization", "name": cell["company_name"]},
        "jobLocation": {"@type": "Place", "address": place},
        "datePosted": NOW.date().isoformat(),
    }
    sort = Sort(cell["job_category"], "")
    return Raw(posting=posting, employer=cell["company_name"], sort=sort, tags=frozenset(map(normalise, tags)))


def converted(raw: Iterable[tuple[str, Raw]]) -> list[Posting]:
    """Return what the platform takes of ``raw``, by identifier; what it refuses nobody could find."""
    return list(_converted(raw))


def _converted(raw: Iterable[tuple[str, Raw]]) -> Iterator[Posting]:
    for identifier, each in raw:
        try:
            vacancy = _vacancy(identifier, each)
        except InvalidInput:
            continue
        document = indexing.vacancy_document(vacancy, 1, NOW)
        yield Posting(document=document, sort=each.sort, part=half_of(each.employer), tags=each.tags)


def _vacancy(identifier: str, raw: Raw) -> Vacancy:
    entry = convert(msgspec.json.encode(raw.posting))
    found = coded(entry.content)
    posted = entry.posted_at or NOW
    employer = entry.employer_name or "-"
    return Vacancy(
        id=f"vac_{identifier}",
        employer_id=f"emp_{hashlib.blake2b(employer.encode(), digest_size=6).hexdigest()}",
        employer_name=employer,
        source=Source(partner="contoh", external_id=identifier),
        content=found.content,
        content_hash="",
        state=State.PUBLISHED,
        posted_at=posted,
        updated_at=posted,
        expires_at=max(posted, NOW) + _OPEN,
        occupation_version=found.occupation_version,
        occupation_confidence=found.occupation_confidence,
        coded_with=found.coded_with,
        stated=found.stated,
    )


def _cells(path: Path) -> Sequence[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
