"""A corpus of vacancies with known copies: what portals do to one another's vacancies, with a seed.

Employers have names of made-up syllables and a text of their own that stands in all their vacancies; some look for the
same worker in many regencies with the same words. Those are not copies, and are what makes copies hard to tell.
"""

import itertools
import random
from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from chalicelib.vacancies.model import Channel, Source, State, Vacancy, VacancyContent
from local.seed.vacancies import SampleVacancy, sample_vacancies

COPIED = 0.15
"""Share of the originals that have copies, one to three on other portals."""
PORTALS = 8
VACANCIES_PER_EMPLOYER = 12
CHAINS = 0.02
"""Share of the originals that stand for a chain: the same words in several regencies."""
AT = datetime(2026, 6, 1, tzinfo=UTC)
_SOUNDS = tuple(f"{first}{second}" for first in "bdgklmnprstw" for second in "aeiou")
_BRANCHES = ("32.71", "32.75", "33.74", "35.78", "36.71", "51.71", "73.71")
_CALLS = ("Loker {}", "{} - URGENT", "Lowongan Kerja {}", "Dibutuhkan {}", "{} (Penempatan)", "{}")
_PORTAL_TEXT = (
    "Lamar sekarang melalui portal kami dan lengkapi profil Anda agar mudah ditemukan.",
    "Waspada penipuan: proses rekrutmen tidak dipungut biaya apa pun.",
    "Lowongan ini ditayangkan ulang; periksa tanggal berakhir sebelum melamar.",
)


class Told(msgspec.Struct, frozen=True):
    """A vacancy and the number of the job that it really stands for."""

    vacancy: Vacancy
    job: int


def corpus(count: int, seed: int, first: int = 0) -> Iterator[Told]:
    """Yield ``count`` vacancies numbered from ``first``; the same numbers and seed give the same ones."""
    draw = random.Random(f"{seed}-{first}")
    made = _endless(count, seed + first, draw, first)
    yield from itertools.islice(made, count)


def _endless(count: int, seed: int, draw: random.Random, first: int) -> Iterator[Told]:
    numbers = itertools.count(first)
    for sample in sample_vacancies(count, seed):
        job = next(numbers)
        original = _original(sample, job, draw)
        yield Told(original, job)
        if draw.random() < COPIED:
            portals = draw.sample(range(1, PORTALS), draw.randint(1, 3))
            yield from (Told(_copy(original, portal, next(numbers), draw), job) for portal in portals)
        elif draw.random() < CHAINS:
            elsewhere = [region for region in _BRANCHES if region != original.content.region]
            for region in draw.sample(elsewhere, 4):
                branch = next(numbers)
                yield Told(_branch(original, region, branch), branch)


def _original(sample: SampleVacancy, number: int, draw: random.Random) -> Vacancy:
    employer = number // VACANCIES_PER_EMPLOYER * 7919 % 1_000_003 if draw.random() < 0.5 else draw.randrange(20_000)
    own = random.Random(employer)
    about = " ".join(_word(own) for _ in range(30))
    content = VacancyContent(
        title=sample.title,
        description=f"{sample.description}\n{' '.join(_word(draw) for _ in range(20))}\n\n{about}",
        occupation=sample.occupation,
        region=sample.region,
        pay_minimum=sample.pay_minimum,
        pay_maximum=sample.pay_maximum,
        remote=sample.remote,
    )
    name = f"{own.choice(('PT', 'CV', 'PT.'))} {_word(own).title()} {_word(own).title()}"
    return _vacancy(content, name, number, draw.randrange(PORTALS), draw)


def _copy(original: Vacancy, portal: int, number: int, draw: random.Random) -> Vacancy:
    """Return the vacancy as another portal shows it: other calls, codes, pay and text."""
    content = original.content
    pay = content if draw.random() < 0.7 else msgspec.structs.replace(content, pay_minimum=None, pay_maximum=None)
    changed = msgspec.structs.replace(
        pay,
        title=draw.choice(_CALLS).format(content.title),
        description=_edited(content.description, draw),
        occupation=draw.choice((content.occupation, content.occupation, content.occupation, None, "5223")),
        region=draw.choice((content.region, content.region, content.region, (content.region or "")[:2], None)),
    )
    bare = original.employer_name.partition(" ")[2]
    name = draw.choice((original.employer_name, bare, bare.upper(), f"{bare}, PT", f"{bare} Indonesia"))
    return _vacancy(changed, name, number, portal, draw)


def _branch(original: Vacancy, region: str, number: int) -> Vacancy:
    content = msgspec.structs.replace(original.content, region=region)
    return msgspec.structs.replace(original, id=_name(number), content=content)


def _edited(text: str, draw: random.Random) -> str:
    words = text.split(" ")
    for _ in range(draw.randrange(len(words) // 10)):
        words[draw.randrange(len(words))] = _word(draw)
    kind = draw.random()
    if kind < 0.1:
        return ""
    if kind < 0.3:
        return " ".join(words[: max(12, len(words) // 3)])
    return f"{' '.join(words)}\n{draw.choice(_PORTAL_TEXT)}" if kind < 0.7 else " ".join(words)


def _vacancy(content: VacancyContent, name: str, number: int, portal: int, draw: random.Random) -> Vacancy:
    return Vacancy(
        id=_name(number),
        employer_id="emp_contoh",
        employer_name=name,
        source=Source(partner=f"contoh-{portal}", external_id=str(number)) if portal else Source(),
        channel=Channel.PARTNER if portal else Channel.EMPLOYER,
        content=content,
        content_hash="",
        state=State.PUBLISHED,
        posted_at=AT.replace(day=draw.randint(1, 28)),
        updated_at=AT,
        expires_at=AT.replace(month=9),
    )


def _name(number: int) -> str:
    return f"vac_{number:026d}"


def _word(draw: random.Random) -> str:
    return "".join(draw.choices(_SOUNDS, k=draw.randint(2, 4)))
