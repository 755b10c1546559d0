"""Corpora that nobody arranged: drawn at random, and a sample of published vacancies where the development data is."""

import csv
import random
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from bench import jobstreet
from bench.relevance import corpus as published_corpus
from bench.relevance.model import Sort as Filed
from chalicelib import reference
from chalicelib.reference.model_occupations import TitleKind
from search.document import Coordinates, VacancyDocument
from tests.relevance.corpus import NOW
from tests.relevance.placed import World

DAY = 86_400
MANY, PUBLISHED = 220, 260
PLACES = ("31.71", "31.74", "32.04", "32.16", "32.71", "32.73", "32.75", "32.76", "33.72", "33.74", "35.78", "35.79")
TYPES = ("FULL_TIME", "PART_TIME", "CONTRACTOR", "INTERN", "PER_DIEM", None)
SKILLS = ("sk_excel", "sk_sql", "sk_python", "sk_java", "sk_las", "sk_kasir", "sk_mengemudi", "sk_lang_en")
LEVELS = ("sd", "smp", "sma", "smk", "d3", "s1", "s2", None)
EMPLOYERS = ("PT Anugerah Jaya Karya", "Toko Sopir Sejati", "CV Kasir Utama", "Yayasan Bandung Raya", "Keluarga Melati")
EXTRAS = ("", "", "Senior", "Shift Malam", "Junior", "Area Bandung", "(Remote)", "Proyek")
FILE = published_corpus.FOLDER / published_corpus.FILED[0]
ABSENT = "the development data is not beside the project: {} is absent"


@cache
def titles() -> tuple[str, ...]:
    """Return job titles that surely mean one group, in the order of their table."""
    found = reference.occupations().titles
    kinds = (TitleKind.TITLE, TitleKind.COLLOQUIAL)
    return tuple(each.title for each in found if each.weight >= 0.9 and each.kind in kinds)


def drawn(seed: int, many: int = MANY) -> World:
    """Return a random corpus: titles of few groups, so that queries find several, with much left unsaid."""
    draw = random.Random(seed)
    common = draw.sample(titles(), 45)
    return World(tuple(_drawn(draw, number, common) for number in range(many)), NOW)


def _drawn(draw: random.Random, number: int, common: Sequence[str]) -> VacancyDocument:
    title, region, level = draw.choice(common), draw.choice((*PLACES, "32", None)), draw.choice(LEVELS)
    coded = reference.code_title(title)
    pay = draw.choice((None, None, 3, 4, 5, 6, 8, 12))
    employer = draw.choice(EMPLOYERS)
    return VacancyDocument(
        id=f"w{number:04}",
        version=1,
        title=f"{title} {draw.choice(EXTRAS)}".strip(),
        employer_id=f"emp_{EMPLOYERS.index(employer)}",
        employer_name=employer,
        description=f"Dicari {draw.choice(common)} untuk {draw.choice(('toko', 'pabrik', 'kantor', 'proyek'))} kami.",
        occupation=coded.code if coded is not None and draw.random() < 0.8 else None,
        skills=tuple(draw.sample(SKILLS, draw.randrange(3))),
        region=region,
        point=_point(region) if draw.random() < 0.8 else None,
        pay_minimum=None if pay is None else pay * 1_000_000,
        pay_maximum=None if pay is None or draw.random() < 0.5 else (pay + 2) * 1_000_000,
        employment_type=draw.choice(TYPES),
        education=level,
        education_rank=None if level is None else _ranks()[level],
        experience_months=draw.choice((None, 0, 12, 24, 60)),
        remote=draw.random() < 0.2,
        disability_friendly=draw.random() < 0.2,
        fresh_graduate=draw.random() < 0.2,
        posted_at=NOW - draw.randrange(90) * DAY - number,
        expires_at=NOW - number if draw.random() < 0.05 else NOW + draw.randint(1, 60) * DAY,
        completeness=draw.choice((0.2, 0.5, 0.8, 1.0)),
        applications=draw.randrange(40),
        partner=draw.choice(("padan", "contoh")),
    )


def _point(region: str | None) -> Coordinates | None:
    place = reference.regions().get(region) if region else None
    return None if place is None else Coordinates(place.latitude, place.longitude)


@cache
def _ranks() -> dict[str, int]:
    return {level.code: level.rank for level in reference.education_levels()}


def published(many: int = PUBLISHED) -> World:
    """Return published vacancies as the platform takes them. Raises OSError when the development data is absent."""
    with FILE.open(encoding="utf-8", newline="") as file:
        cells = list(csv.DictReader(file))
    chosen = msgspec.convert(random.Random(8).sample(cells, many), tuple[jobstreet.Row, ...])
    found = dict(_postings(chosen))
    documents = tuple(each.document for each in published_corpus.converted(found.items()))
    return World(documents, int(published_corpus.NOW.timestamp()))


def _postings(rows: Sequence[jobstreet.Row]) -> Iterator[tuple[str, published_corpus.Raw]]:
    day = published_corpus.NOW.date()
    for row, posting in zip(rows, jobstreet.postings(rows, day), strict=True):
        raw = published_corpus.Raw(posting=posting, employer=row.company, sort=Filed(row.group, ""))
        yield jobstreet.identifier(row), raw
